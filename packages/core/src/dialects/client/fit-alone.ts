import type { Batch } from '../../model/batch.ts'
import type { FittedPart, PartRules } from './fit-parts.ts'
import { fitParts } from './fit-parts.ts'
import type { CarryNotes } from './notes.ts'
import { noteGroups } from './order.ts'
import { noteReferences } from './references.ts'

/** Makes the parts of a batch ready for a dialect that has neither groups nor references. */
export function fitAlone(
  batch: Batch,
  rules: PartRules,
  base: string,
  notes: CarryNotes,
): readonly FittedPart[] {
  noteGroups(batch, notes)
  noteReferences(batch, base, notes)
  return fitParts(batch, rules, base, notes)
}
