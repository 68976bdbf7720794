import type { Batch, Part } from '../../model/batch.ts'
import { idPattern } from '../../references/odata/names.ts'
import { createODataReferences } from '../../references/odata/odata-references.ts'
import type { NameRules } from '../client/part-names.ts'
import { namesOf } from '../client/part-names.ts'

const references = createODataReferences()
const inTarget = new RegExp(`(?:\\$|%24)(${idPattern})`, 'g')

/**
 * The names of the parts in an OData batch. Where a batch comes from a dialect without references,
 * none of them is one that a part has behind a dollar sign, as `$1` in a body would become a reference.
 */
export function odataNamesOf(batch: Batch, rules: NameRules): readonly string[] {
  let names = namesOf(batch, rules)
  if (batch.references !== undefined) return names
  const groups = batch.parts.flatMap(({ group }) => (group === undefined ? [] : [group]))
  for (;;) {
    const found = namesFound(batch, names)
    if (found.size === 0) return names
    const taken = new Set([...names, ...groups])
    names = names.map((name, index) => (found.has(index) ? freshName(name, taken) : name))
  }
}

function freshName(name: string, taken: Set<string>): string {
  let fresh = `_${name}`
  while (taken.has(fresh)) fresh = `_${fresh}`
  taken.add(fresh)
  return fresh
}

/** The indexes of the parts whose names stand somewhere like a reference. */
function namesFound({ parts, inheritance }: Batch, names: readonly string[]): ReadonlySet<number> {
  const indexes = new Map(names.map((name, index) => [name, index]))
  const context = {
    base: '',
    contentType: inheritance.contentType,
    jsonDepth: 512,
    indexOf: (id: string) => indexes.get(id),
  }
  const found = new Set<number>()
  for (const part of parts) {
    for (const { part: other } of references.find(withoutTarget(part), context)) found.add(other)
    for (const [, id = ''] of part.target.matchAll(inTarget)) {
      const other = indexes.get(id)
      if (other !== undefined) found.add(other)
    }
  }
  return found
}

/** Which segment of a path is the first below the base, only the endpoint knows. */
function withoutTarget(part: Part): Part {
  return { ...part, target: '/' }
}
