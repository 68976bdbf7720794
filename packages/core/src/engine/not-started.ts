import type { Failure, PartOutcome } from '../model/batch.ts'

/** Why a part was never run, for the caller. */
export const whyNotStarted = {
  timeout: 'The time of the batch ran out before the part was run.',
  cancelled: 'The caller went away before the part was run.',
}

/** The outcome of a part that nothing was heard of. */
export const neverRan: Failure = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was not run.',
}

/** Whether a part was not run because the time was over, and not because its caller had gone. */
export function ranOutOfTime(outcome: PartOutcome): boolean {
  if (outcome.kind !== 'failed' || outcome.reason !== 'not-started') return false
  return outcome.message !== whyNotStarted.cancelled
}
