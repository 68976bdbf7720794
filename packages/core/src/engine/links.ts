import type { Batch, Dependency, Part } from '../model/batch.ts'
import { BatchError, quote } from '../model/error.ts'
import type { Limits } from '../model/limits.ts'
import type { Reference } from '../model/reference.ts'
import { sortNodes } from './topology.ts'
import { gatherUnits, needsOfUnits } from './units.ts'

/** How the parts of a batch hang together, beside their order. */
export interface Links {
  /** For each part, those that must have succeeded before it; each once. */
  readonly needs: readonly (readonly number[])[]
  /** The parts in an order that satisfies all needs; undefined where request order does. */
  readonly sequence: readonly number[] | undefined
  /** For each part that uses answers of others, where it does so. */
  readonly references: ReadonlyMap<number, readonly Reference[]>
}

/** What an endpoint knows when it looks for references. */
export interface LinkRules {
  readonly base: string
  readonly limits: Pick<Limits, 'jsonDepth'>
}

/**
 * Finds what each part of a batch needs: by its `after`, a group standing for all of its members,
 * and by its references. Undefined where no part is in a group or needs another one. Throws the BatchError of a part that
 * needs itself, by whatever way, or a later part where that is not allowed.
 */
export function linkBatch(batch: Batch, rules: LinkRules): Links | undefined {
  const references = findReferences(batch, rules)
  if (references.size === 0 && !batch.parts.some(isLinked)) return undefined
  const groups = membersByName(batch.parts)
  const needs = batch.parts.map((part) => {
    const needed = new Set(needsOf(part, batch, groups))
    for (const reference of references.get(part.index) ?? []) needed.add(reference.part)
    return [...needed]
  })
  const backward = needs.every((list, index) => list.every((needed) => needed < index))
  // A group may wait for what waits for its first member; so its members are looked at together.
  const units = gatherUnits(batch.parts)
  sortOrRefuse(needsOfUnits(units, needs), batch, (unit) => units.members[unit]?.[0] ?? 0, 'group')
  if (backward) return { needs, sequence: undefined, references }
  return { needs, sequence: sortOrRefuse(needs, batch, (part) => part, 'part'), references }
}

function isLinked({ after, group }: Part): boolean {
  return after !== undefined || group !== undefined
}

const noReferences: Links['references'] = new Map()

/** References of one batch. Each takes far more memory than the bytes that it is written with. */
const mostReferences = 10_000

function findReferences(batch: Batch, { base, limits }: LinkRules): Links['references'] {
  const language = batch.references
  if (language === undefined) return noReferences
  const ids = new Map<string, number>()
  for (const { id, index } of batch.parts) if (id !== undefined) ids.set(id, index)
  if (ids.size === 0) return noReferences
  let count = 0
  const context = {
    base,
    contentType: batch.inheritance.contentType,
    jsonDepth: limits.jsonDepth,
    // Asked for each reference while they are looked for, so that too many are never held.
    indexOf(id: string) {
      const part = ids.get(id)
      if (part !== undefined) count += 1
      if (count > mostReferences) throw tooManyReferences()
      return part
    },
  }
  const references = new Map<number, readonly Reference[]>()
  for (const part of batch.parts) {
    const found = language.find(part, context)
    if (found.length === 0) continue
    for (const reference of found) checkReference(part.index, reference, batch)
    references.set(part.index, found)
  }
  return references
}

function tooManyReferences(): BatchError {
  const message = `The batch has more than ${mostReferences} references to answers.`
  return new BatchError('invalid-dependency', message)
}

const fieldOf = { path: 'target', query: 'target', header: 'headers', body: 'body' } as const

function checkReference(index: number, { part, text, place }: Reference, batch: Batch): void {
  if (part < index || (batch.forward === 'allowed' && part !== index)) return
  const what = part === index ? 'the part itself' : 'a part that comes later'
  const field = fieldOf[place.in]
  const where = batch.placeOf(index, field)
  throw new BatchError('invalid-dependency', `refers with ${quote(text)} to ${what}`, {
    part: index,
    field,
    where,
  })
}

function membersByName(parts: readonly Part[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>()
  for (const { index, group } of parts) {
    if (group === undefined) continue
    const members = groups.get(group)
    if (members === undefined) groups.set(group, [index])
    else members.push(index)
  }
  return groups
}

function needsOf(
  { index, after }: Part,
  batch: Batch,
  groups: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  if (after === undefined) return []
  const needed = new Set<number>()
  for (const dependency of after) {
    for (const other of toParts(dependency, groups)) needed.add(other)
  }
  for (const other of needed) checkNeed(index, other, batch)
  return [...needed]
}

function toParts(
  dependency: Dependency,
  groups: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  return 'part' in dependency ? [dependency.part] : (groups.get(dependency.group) ?? [])
}

function checkNeed(index: number, needed: number, batch: Batch): void {
  if (needed < index || (batch.forward === 'allowed' && needed !== index)) return
  const what = needed === index ? 'the part itself' : 'which comes later'
  const message = `names ${quote(nameOf(needed, batch))}, ${what}`
  throw new BatchError('invalid-dependency', message, {
    part: index,
    field: 'after',
    where: batch.placeOf(index, 'after'),
  })
}

/** The nodes in an order; the BatchError of a cycle shows it as a path of names. */
function sortOrRefuse(
  needs: readonly (readonly number[])[],
  batch: Batch,
  partOf: (node: number) => number,
  as: 'part' | 'group',
): readonly number[] {
  const sorted = sortNodes(needs)
  if (sorted.kind === 'order') return sorted.order
  const parts = sorted.path.map((node) => partOf(node))
  const names = parts.map((part) => {
    const group = as === 'group' ? batch.parts[part]?.group : undefined
    return group ?? nameOf(part, batch)
  })
  const [first = 0] = parts
  const message = `waits for itself: ${shortPath(names)}`
  throw new BatchError('invalid-dependency', message, {
    part: first,
    field: 'after',
    where: batch.placeOf(first, 'after'),
  })
}

/** Names at the ends of a long path, and how many stand between them. */
function shortPath(names: readonly string[]): string {
  const shown = names.map((name) => (plainName.test(name) ? name : quote(name)))
  if (shown.length <= mostShown) return shown.join(' -> ')
  const half = mostShown / 2
  const between = `(${shown.length - mostShown} more)`
  return [...shown.slice(0, half), between, ...shown.slice(-half)].join(' -> ')
}

const plainName = /^[\w.~-]{1,80}$/
const mostShown = 20

/** The id of a part, or where it stands when it has none. */
function nameOf(index: number, batch: Batch): string {
  return batch.parts[index]?.id ?? String(index)
}
