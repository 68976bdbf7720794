import type { Batch, Dispatch, Failure, Limits, Transaction } from '@batchway/core'
import { Budget } from '@batchway/core'
import { runAtomically } from '../../src/engine/atomic.ts'
import type { BatchRun } from '../../src/engine/run.ts'
import { createOuter, limitsWith, prepareAll } from './model.ts'

/** What a test may say about a run within a transaction. */
export interface AtomicRunSetting {
  /** What differs from the default limits and a batch time of two seconds. */
  readonly limits?: Partial<Limits>
  /** Parts that were refused before, by their index. */
  readonly refused?: ReadonlyMap<number, Failure>
}

/** Runs a batch in a transaction. */
export function startAtomic(
  batch: Batch,
  dispatch: Dispatch,
  transaction: Transaction,
  { limits, refused = new Map() }: AtomicRunSetting = {},
): BatchRun {
  const prepared = prepareAll(batch).map((part, index) => refused.get(index) ?? part)
  const options = {
    outer: createOuter(),
    dispatch,
    limits: limitsWith({ batchTime: 2000, ...limits }),
    budget: new Budget(1_000_000),
  }
  return runAtomically(batch, prepared, options, transaction)
}

/** The messages of the parts that failed, in request order; empty for others. */
export async function textsOf(run: BatchRun): Promise<readonly string[]> {
  return (await run.outcomes).map((outcome) => (outcome.kind === 'failed' ? outcome.message : ''))
}
