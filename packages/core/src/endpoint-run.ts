import type { BatchEndpointOptions } from './endpoint-options.ts'
import { runAtomically } from './engine/atomic.ts'
import type { Budget } from './engine/budget.ts'
import type { Links } from './engine/links.ts'
import type { BatchRun } from './engine/run.ts'
import { runBatch } from './engine/run.ts'
import type { AdmittedBatch } from './model/admission.ts'
import type { Backend } from './model/dispatch.ts'
import type { Limits } from './model/limits.ts'

/** What an endpoint runs its batches with. */
export interface RunContext {
  readonly options: BatchEndpointOptions
  readonly backend: Backend
  readonly limits: Limits
  readonly budget: Budget
}

/** A batch that was admitted, and how its parts hang together. */
export interface LinkedBatch extends AdmittedBatch {
  readonly links: Links | undefined
}

/** Starts a batch: part by part, or within a transaction where the endpoint is atomic. */
export function startRun(
  { options, backend, limits, budget }: RunContext,
  { outer, batch, parts, links }: LinkedBatch,
): BatchRun {
  const running = {
    outer,
    dispatch: backend.dispatch,
    limits,
    budget,
    stopOnUnknown: options.onUnknown === 'stop',
    links,
  }
  return options.atomic === true && options.transaction !== undefined
    ? runAtomically(batch, parts, running, options.transaction)
    : runBatch(batch, parts, running)
}
