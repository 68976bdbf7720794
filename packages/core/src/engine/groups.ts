import type { PreparedPart } from '../model/admission.ts'
import type { Batch, Failure } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import { quote } from '../model/error.ts'
import { gatherUnits } from './units.ts'

/**
 * Fails the groups of a batch that can't be run where there are no transactions: all but those of
 * one part, which takes effect or not by itself, and those that only read. A part that has failed
 * already keeps its own failure, which says more.
 */
export function refuseGroups(
  batch: Batch,
  parts: readonly PreparedPart[],
): readonly PreparedPart[] {
  const refused = new Map<number, Failure>()
  for (const positions of gatherUnits(batch.parts).members) {
    if (positions.length === 1) continue
    const members = positions.flatMap((position) => batch.parts[position] ?? [])
    if (members.every(({ method }) => isSafeMethod(method))) continue
    const failure = noTransaction(members[0]?.group ?? '')
    for (const position of positions) refused.set(position, failure)
  }
  if (refused.size === 0) return parts
  return parts.map((part, position) =>
    part.kind === 'failed' ? part : (refused.get(position) ?? part),
  )
}

function noTransaction(group: string): Failure {
  const message = `The group ${quote(group)} was not run: what answers its requests can't undo them if one fails.`
  return { kind: 'failed', reason: 'no-transaction', message }
}
