import type { Batch } from '../../model/batch.ts'
import { idPattern } from '../../references/odata/names.ts'
import { createODataReferences } from '../../references/odata/odata-references.ts'
import type { NameRules } from '../client/part-names.ts'
import { namesOf } from '../client/part-names.ts'

const references = createODataReferences()

const inTarget = new RegExp(`(?:\\$|%24)(${idPattern})`, 'g')

/**
 * The names of the parts in an OData batch. None of them is one that a part has behind a dollar sign,
 * as `$1` in a body would become a reference; but for ids of a batch that has references itself, where
 * it is one.
 */
export function odataNamesOf(batch: Batch, rules: NameRules): readonly string[] {
  const names = namesOf(batch, rules)
  const behindDollars = namesBehindDollars(batch)
  const mayStay = (name: string, index: number): boolean =>
    !behindDollars.has(name) || (batch.references !== undefined && batch.parts[index]?.id === name)
  if (names.every(mayStay)) return names
  const groups = batch.parts.flatMap(({ group }) => (group === undefined ? [] : [group]))
  const taken = new Set([...names, ...groups, ...behindDollars])
  return names.map((name, index) => (mayStay(name, index) ? name : freshName(name, taken)))
}

function freshName(name: string, taken: Set<string>): string {
  let fresh = `_${name}`
  while (taken.has(fresh)) fresh = `_${fresh}`
  taken.add(fresh)
  return fresh
}

/** All names that would be references if a part were called so. */
function namesBehindDollars({ parts, inheritance }: Batch): ReadonlySet<string> {
  const found = new Set<string>()
  const context = {
    base: '',
    contentType: inheritance.contentType,
    jsonDepth: 512,
    indexOf(id: string) {
      found.add(id)
      return undefined
    },
  }
  for (const part of parts) {
    // Which segment of a path is the first below the base, only the endpoint knows.
    references.find({ ...part, target: '/' }, context)
    for (const [, id = ''] of part.target.matchAll(inTarget)) found.add(id)
  }
  return found
}
