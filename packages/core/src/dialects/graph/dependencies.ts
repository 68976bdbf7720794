import type { Dependency } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'

/** The index of each request by its id, as ids are compared: without letter case. */
export type IdIndex = ReadonlyMap<string, number>

/** Ids that differ in nothing but letter case are the same. */
function comparableId(id: string): string {
  return id.toLowerCase()
}

/** Throws a BatchError where two requests have the same id. */
export function indexIds(entries: readonly { readonly id: string }[]): IdIndex {
  const ids = new Map<string, number>()
  entries.forEach(({ id }, index) => {
    const before = ids.get(comparableId(id))
    if (before !== undefined) {
      const message = `is ${quote(id)}, which is the id of requests[${before}] as well (letter case does not count)`
      fail(index, 'id', message)
    }
    ids.set(comparableId(id), index)
  })
  return ids
}

/**
 * What a request waits for; an id that stands there twice counts once. Throws a BatchError where one
 * is no id, or does not stand before the request.
 */
export function dependenciesOf(
  names: readonly string[],
  index: number,
  ids: IdIndex,
): readonly Dependency[] {
  const parts = names.map((name) => {
    const part = ids.get(comparableId(name))
    if (part === undefined) return fail(index, 'dependsOn', `has ${quote(name)}, which is no id`)
    if (part < index) return part
    const what = part === index ? 'the request itself' : `requests[${part}], further down`
    const message = `has ${quote(name)}, which is ${what}; a request can only wait for one before it`
    return fail(index, 'dependsOn', message)
  })
  return [...new Set(parts)].map((part) => ({ part }))
}

function fail(index: number, member: string, message: string): never {
  const where = `requests[${index}].${member}`
  throw new BatchError('invalid-part', message, { part: index, where })
}
