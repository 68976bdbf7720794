import type { Batch, PartOutcome } from './batch.ts'
import { outcomeStatus } from './batch.ts'

/**
 * The index of the member that a group failed by: the one whose outcome says why, and not only that
 * it counts for nothing. Undefined where all of them succeeded. `outcomes` stand in request order.
 */
export function failedMember(
  batch: Pick<Batch, 'parts' | 'isFailure'>,
  outcomes: readonly PartOutcome[],
  group: string,
): number | undefined {
  const first = batch.parts.findIndex((part) => part.group === group)
  const members = outcomes.filter((_, index) => batch.parts[index]?.group === group)
  const failed = failureAmong(members, batch)
  return failed === undefined ? undefined : first + failed
}

/** The same among the outcomes of a group's members: the place of the one that says why. */
export function failureAmong(
  members: readonly PartOutcome[],
  batch: Pick<Batch, 'isFailure'>,
): number | undefined {
  const why = members.findIndex((outcome) => hasFailed(outcome, batch) && saysWhy(outcome))
  const failed = why === -1 ? members.findIndex((outcome) => hasFailed(outcome, batch)) : why
  return failed === -1 ? undefined : failed
}

/** Whether an outcome is a failure, by the words of its batch. */
export function hasFailed(outcome: PartOutcome, batch: Pick<Batch, 'isFailure'>): boolean {
  return outcome.kind !== 'answered' || batch.isFailure(outcomeStatus(outcome))
}

/** Whether a failure is of the part itself, and no consequence of another one's. */
function saysWhy(outcome: PartOutcome): boolean {
  if (outcome.kind === 'answered') return true
  if (outcome.kind === 'skipped') return false
  return outcome.reason !== 'rolled-back' && outcome.reason !== 'not-started'
}
