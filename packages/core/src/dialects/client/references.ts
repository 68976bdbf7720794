import type { Batch } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { CarryNotes } from './notes.ts'

/** Nesting of JSON that is searched for references. */
const jsonDepth = 512

/** Notes where parts use the answers of others, for a dialect that has no way to. */
export function noteReferences(batch: Batch, base: string, notes: CarryNotes): void {
  const { references, parts, inheritance } = batch
  if (references === undefined) return
  const ids = new Map(parts.flatMap(({ id, index }) => (id === undefined ? [] : [[id, index]])))
  if (ids.size === 0) return
  const context = {
    base,
    contentType: inheritance.contentType,
    jsonDepth,
    indexOf: (id: string) => ids.get(id),
  }
  for (const part of parts) {
    for (const { text } of references.find(part, context)) {
      const message = `its reference ${quote(text)} is sent as plain text, and not replaced.`
      notes.lost('reference', message, part.index)
    }
  }
}
