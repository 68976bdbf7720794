import type { CancelReason, OuterRequest, PartRun } from '@batchway/core'
import { createOuter } from './model.ts'

/** A part's run for a dispatch that is tested by itself. */
export interface TestPartRun extends PartRun {
  /** How often the request began to leave. */
  readonly timesSent: number
  /** Gives the part up. */
  cancel(reason?: CancelReason): void
}

/** What a test may say about a run. */
export interface PartRunSetting {
  /** Default 1 MiB. */
  readonly answerLimit?: number
  readonly outer?: Partial<OuterRequest>
}

/** Makes the run of one part. */
export function createPartRun(setting: PartRunSetting = {}): TestPartRun {
  const answerLimit = setting.answerLimit ?? 1024 * 1024
  let listener: ((reason: CancelReason) => void) | undefined
  let claimed = 0
  let timesSent = 0
  let givenUp: CancelReason | undefined
  return {
    batch: {},
    outer: createOuter(setting.outer),
    answerLimit,
    get claimed() {
      return claimed
    },
    get givenUp() {
      return givenUp
    },
    get timesSent() {
      return timesSent
    },
    claim(bytes) {
      claimed += bytes
      return claimed > answerLimit ? 'answer-too-large' : 'ok'
    },
    unclaim(bytes) {
      claimed -= bytes
    },
    deadline: performance.now() + 30_000,
    hold() {},
    resume() {},
    sent() {
      timesSent += 1
    },
    onCancel(next) {
      listener = next
    },
    cancel(reason = 'timeout') {
      givenUp = reason
      const told = listener
      listener = undefined
      told?.(reason)
    },
  }
}
