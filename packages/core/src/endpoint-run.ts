import type { BatchEndpointOptions } from './endpoint-options.ts'
import { runAtomically } from './engine/atomic.ts'
import type { Budget } from './engine/budget.ts'
import type { LateRules } from './engine/late-parts.ts'
import { LateParts } from './engine/late-parts.ts'
import type { Links } from './engine/links.ts'
import type { PrepareRules } from './engine/prepare.ts'
import type { BatchRun } from './engine/run.ts'
import { runBatch } from './engine/run.ts'
import type { AdmittedBatch } from './model/admission.ts'
import type { Backend } from './model/dispatch.ts'
import { headerValue } from './model/headers.ts'
import type { Limits } from './model/limits.ts'
import type { OuterRequest } from './model/outer.ts'
import { hostOf } from './references/resource-path.ts'

/** What an endpoint runs its batches with. */
export interface RunContext {
  readonly options: BatchEndpointOptions
  readonly backend: Backend
  readonly limits: Limits
  readonly budget: Budget
  readonly rules: PrepareRules
}

/** A batch that was admitted, and how its parts hang together. */
export interface RunnableBatch extends AdmittedBatch, Pick<LateRules, 'prepare' | 'complete'> {
  readonly links: Links | undefined
}

/** Starts a batch: part by part, or within a transaction where the endpoint is atomic. */
export function startRun(context: RunContext, runnable: RunnableBatch): BatchRun {
  const { options, backend, limits, budget } = context
  const { outer, batch, parts, links } = runnable
  const late = createLateParts(context, runnable)
  const running = {
    outer,
    dispatch: late === undefined ? backend.dispatch : late.around(backend.dispatch),
    limits,
    budget,
    stopOnUnknown: options.onUnknown === 'stop',
    links,
  }
  const run =
    options.atomic === true && options.transaction !== undefined
      ? runAtomically(batch, parts, running, options.transaction)
      : runBatch(batch, parts, running)
  if (late === undefined) return run
  return {
    outcomes: run.outcomes,
    cancel: (reason) => run.cancel(reason),
    release() {
      run.release()
      late.release()
    },
  }
}

/** Undefined where no part uses another one's answer. */
function createLateParts(
  { backend, limits, budget, rules }: RunContext,
  { outer, batch, links, prepare, complete }: RunnableBatch,
): LateParts | undefined {
  if (links === undefined || links.references.size === 0) return undefined
  const urls = { base: rules.base, hosts: ownHosts(outer, backend) }
  const { identity } = rules
  return new LateParts(batch, links.references, {
    urls,
    prepare,
    complete,
    identity,
    limits,
    budget,
  })
}

/** The hosts by which the API may know itself: that of the request, and its own. */
function ownHosts(outer: OuterRequest, { origin }: Backend): ReadonlySet<string> {
  const host = headerValue(outer.headers, 'host')
  // TLS may have ended before us, so that the default port is that of either scheme.
  const origins = [origin, ...(host === undefined ? [] : [`http://${host}`, `https://${host}`])]
  return new Set(origins.flatMap((one) => (one && hostOf(one)) ?? []))
}
