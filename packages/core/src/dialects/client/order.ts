import type { Batch, Dependency } from '../../model/batch.ts'
import { isSafeMethod } from '../../model/batch.ts'
import type { CarryNotes } from './notes.ts'

/** Whether the first failure ends the batch, whichever part it is of. */
export function stopsAtAnyFailure({ stopOnError, order, parts }: Batch): boolean {
  if (stopOnError) return true
  const flagged = order === 'serial' && parts.length > 1
  return flagged && parts.slice(0, -1).every(({ abortsBatch }) => abortsBatch === true)
}

/** Parts whose failure ends the batch, but for the last, where others' failures do not. */
function abortingParts(batch: Batch): readonly number[] {
  if (batch.order !== 'serial' || stopsAtAnyFailure(batch)) return []
  return batch.parts.flatMap(({ abortsBatch, index }) =>
    abortsBatch === true && index < batch.parts.length - 1 ? [index] : [],
  )
}

/** Whether the order of the parts is worth anything: one that changes something, and another one. */
export function hasOrder({ order, parts }: Batch): boolean {
  return (
    order !== 'parallel' && parts.length > 1 && parts.some(({ method }) => !isSafeMethod(method))
  )
}

/** What a dialect without dependencies does with the order of its parts. */
export interface OrderRules {
  /** How it runs them. */
  readonly runs: Batch['order']
  /** Whether what was written stops at the first failure. */
  readonly stops: boolean
  /** Whether single parts of it may end the batch. */
  readonly aborts: boolean
}

/** Notes what becomes of order, stopping and dependencies where parts are not linked. */
export function noteOrder(batch: Batch, rules: OrderRules, notes: CarryNotes): void {
  const { order } = batch
  const { runs, stops } = rules
  const anyFailure = stopsAtAnyFailure(batch)
  if (runs === 'parallel' && hasOrder(batch)) {
    notes.lost('order', 'Its requests run all at once, and not in their order.')
  } else if (runs !== order && !(runs === 'serial' && order === 'keep-effects' && stops)) {
    noteOtherOrder(batch, runs, notes)
  }
  if (anyFailure && !stops) {
    notes.lost('stop', 'It goes on after a request that fails.')
  }
  if (!rules.aborts && !stops) {
    for (const index of abortingParts(batch)) {
      notes.lost('stop', 'the batch goes on when it fails.', index)
    }
  }
  noteDependencies(batch, rules, notes)
}

const runWords = {
  parallel: 'all at once',
  serial: 'one after the other',
  'keep-effects': 'in their order, neighbouring reads side by side',
} as const

function noteOtherOrder({ parts }: Batch, runs: Batch['order'], notes: CarryNotes): void {
  if (parts.length > 1) notes.changed('order', `Its requests run ${runWords[runs]}.`)
}

function noteDependencies(batch: Batch, { runs, stops }: OrderRules, notes: CarryNotes): void {
  if (stops && runs !== 'parallel') return
  for (const { index, after = [] } of batch.parts) {
    if (after.length === 0) continue
    const names = after.map((one) => nameOf(one, batch)).join(' and ')
    const wait = runs === 'parallel' ? 'it does not wait for' : 'it also runs when'
    const rest = runs === 'parallel' ? names : `${names} failed`
    notes.lost('dependency', `${wait} ${rest}.`, index)
  }
}

function nameOf(needed: Dependency, { parts }: Batch): string {
  if ('group' in needed) return `the group "${needed.group}"`
  const id = parts[needed.part]?.id
  return id === undefined ? `part ${needed.part + 1}` : `"${id}"`
}

/** Notes groups, where a dialect has none. */
export function noteGroups({ parts }: Batch, notes: CarryNotes): void {
  const seen = new Set<string>()
  for (const { index, group } of parts) {
    if (group === undefined || seen.has(group)) continue
    seen.add(group)
    const message = `its group "${group}" is none any more: each request takes effect alone.`
    notes.lost('group', message, index)
  }
}

/**
 * What each part waits for, in a dialect that knows dependencies and runs the rest at once. A batch in
 * order that ends with the first failure is a chain; what follows a part whose failure ends the batch
 * waits for that. Other orders are lost. `named` is what a dialect has names for: where groups have one,
 * that is named of what stands in another group (OData JSON 4.01, 19.2).
 */
export function dependenciesFor(
  batch: Batch,
  notes: CarryNotes,
  named: 'parts' | 'groups',
): readonly (readonly Dependency[])[] {
  const { parts, order } = batch
  const chained = order !== 'parallel' && stopsAtAnyFailure(batch)
  const aborting = abortingParts(batch)
  if (chained && parts.length > 1) {
    if (order !== 'serial') noteOtherOrder(batch, 'serial', notes)
  } else if (hasOrder(batch)) {
    notes.lost('order', 'Its requests run all at once, and not in their order.')
  }
  return parts.map(({ index, group, after = [] }) => {
    if (index === 0) return after
    const implied = chained ? index - 1 : aborting.findLast((part) => part < index)
    if (implied === undefined || after.some((one) => 'part' in one && one.part === implied)) {
      return after
    }
    const other = parts[implied]?.group
    if (named === 'parts' || other === undefined || other === group) {
      return [...after, { part: implied }]
    }
    const isKnown = after.some((one) => 'group' in one && one.group === other)
    return isKnown ? after : [...after, { group: other }]
  })
}
