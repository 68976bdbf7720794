import { setImmediate } from 'node:timers/promises'
import type { CancelReason, Dispatch, PartOutcome, PartRun } from '@batchway/core'
import { answered } from './model.ts'

/** A dispatch whose parts are answered by hand. */
export interface ManualDispatch {
  readonly dispatch: Dispatch
  /** Indexes of the parts that came, in their order. */
  readonly arrivals: readonly number[]
  /** Indexes of the parts that were not answered yet, in the order of their arrival. */
  readonly open: readonly number[]
  /** The parts that were given up, and why. */
  readonly cancelled: ReadonlyMap<number, CancelReason>
  /** What the engine gave with that part. */
  runOf(index: number): PartRun
  /** Answers a part, and returns when everything that follows from it has happened. */
  answer(index: number, outcome?: PartOutcome): Promise<void>
  /** Breaks the promise of never rejecting. */
  reject(index: number, error: Error): Promise<void>
}

interface Waiting {
  readonly settle: (outcome: PartOutcome) => void
  readonly fail: (error: Error) => void
}

/** Makes a dispatch whose parts are answered by hand. */
export function createManualDispatch(): ManualDispatch {
  const arrivals: number[] = []
  const waiting = new Map<number, Waiting>()
  const runs = new Map<number, PartRun>()
  const cancelled = new Map<number, CancelReason>()
  const take = (index: number): Waiting => {
    const found = waiting.get(index)
    if (found === undefined) throw new Error(`part ${index} does not wait for an answer`)
    waiting.delete(index)
    return found
  }
  return {
    arrivals,
    cancelled,
    get open() {
      return [...waiting.keys()]
    },
    dispatch: ({ part }, run) => {
      arrivals.push(part.index)
      runs.set(part.index, run)
      run.onCancel((reason) => cancelled.set(part.index, reason))
      return new Promise((settle, fail) => waiting.set(part.index, { settle, fail }))
    },
    runOf(index) {
      const run = runs.get(index)
      if (run === undefined) throw new Error(`part ${index} has not come`)
      return run
    },
    answer(index, outcome = answered()) {
      take(index).settle(outcome)
      return setImmediate()
    },
    reject(index, error) {
      take(index).fail(error)
      return setImmediate()
    },
  }
}
