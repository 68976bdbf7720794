import type { Batch, Budget, Dispatch, Limits } from '@batchway/core'
import { Budget as MemoryBudget } from '@batchway/core'
import type { BatchRun, OutcomeListener } from '../../src/engine/run.ts'
import { runBatch } from '../../src/engine/run.ts'
import { createOuter, limitsWith, nameOf, prepareAll } from './model.ts'

/** What a test may say about the run of a batch. */
export interface BatchRunSetting {
  /** What differs from the default limits and a batch time of two seconds. */
  readonly limits?: Partial<Limits>
  /** Default one that no test uses up. */
  readonly budget?: Budget
  /** Default false. */
  readonly stopOnUnknown?: boolean
  readonly onOutcome?: OutcomeListener
}

/** Runs a batch whose parts are all ready to go. */
export function startRun(
  batch: Batch,
  dispatch: Dispatch,
  setting: BatchRunSetting = {},
): BatchRun {
  return runBatch(batch, prepareAll(batch), {
    outer: createOuter(),
    dispatch,
    limits: limitsWith({ batchTime: 2000, ...setting.limits }),
    budget: setting.budget ?? new MemoryBudget(1_000_000),
    stopOnUnknown: setting.stopOnUnknown ?? false,
    onOutcome: setting.onOutcome,
  })
}

/** What the parts of a run came to, as `nameOf` says it, in request order. */
export async function namesOf(run: BatchRun): Promise<readonly string[]> {
  return (await run.outcomes).map((outcome) => nameOf(outcome))
}

/** The methods of a batch of so many reads. */
export function gets(count: number): readonly string[] {
  return Array.from({ length: count }, () => 'GET')
}

/** What makes a batch a serial one. */
export const serial: Partial<Batch> = { order: 'serial' }
