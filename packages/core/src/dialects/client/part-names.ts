import type { Batch } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { CarryNotes } from './notes.ts'

/** What ids a dialect can have. */
export interface NameRules {
  /** Whether an id may be written as it is. */
  isUsable(id: string): boolean
  /** The spelling by which ids are compared. Default: as they are. */
  readonly fold?: (id: string) => string
}

/** Whether a text can be an id in the dialects in JSON: it is not empty and has no control character. */
export function isTextId(id: string): boolean {
  // oxlint-disable-next-line no-control-regex -- what no id may have
  return id !== '' && id.isWellFormed() && !/[\x00-\x1f\x7f]/.test(id)
}

/**
 * The names of the parts in a written batch: their own ids, as far as these are unique and usable,
 * else numbers that nothing else in the batch is called. The same batch always has the same names.
 */
export function namesOf({ parts }: Batch, rules: NameRules): readonly string[] {
  const fold = rules.fold ?? ((id: string) => id)
  const taken = new Set(parts.flatMap(({ group }) => (group === undefined ? [] : [fold(group)])))
  const own = parts.map(({ id }) => {
    if (id === undefined || !rules.isUsable(id) || taken.has(fold(id))) return undefined
    taken.add(fold(id))
    return id
  })
  return own.map((id, index) => {
    if (id !== undefined) return id
    let name = String(index + 1)
    while (taken.has(fold(name))) name = `_${name}`
    taken.add(fold(name))
    return name
  })
}

/** The same; ids that are not written as they are are noted. */
export function notedNamesOf(batch: Batch, rules: NameRules, notes: CarryNotes): readonly string[] {
  const names = namesOf(batch, rules)
  noteNames(batch, names, notes)
  return names
}

/** Notes names that a dialect has no place for; numbers in request order say no more than the order. */
export function noteUnnamed({ parts }: Batch, notes: CarryNotes): void {
  if (parts.every(({ id, index }) => id === undefined || id === String(index + 1))) return
  notes.changed('id', 'Its requests have no names: results are told apart by their order.')
}

/** Notes ids that are not written as they are. */
export function noteNames(batch: Batch, names: readonly string[], notes: CarryNotes): void {
  for (const { id, index } of batch.parts) {
    const name = names[index]
    if (id === undefined || id === name) continue
    const message = `its id ${quote(id)} can't stand there or is another's; it is ${quote(name ?? '')} now.`
    notes.changed('id', message, index)
  }
}
