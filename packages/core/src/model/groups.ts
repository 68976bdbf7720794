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
  const failed = batch.parts.flatMap((part, index) => {
    const outcome = part.group === group ? outcomes[index] : undefined
    return outcome !== undefined && hasFailed(outcome, batch) ? [{ index, outcome }] : []
  })
  return (failed.find(({ outcome }) => saysWhy(outcome)) ?? failed[0])?.index
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
