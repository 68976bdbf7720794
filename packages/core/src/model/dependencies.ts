import type { Dependency } from './batch.ts'
import { BatchError, quote } from './error.ts'

/** What a part calls itself, and what it waits for, as the caller wrote it. */
export interface NamedPart {
  readonly id?: string | undefined
  readonly group?: string | undefined
  /** Ids of parts and names of groups. */
  readonly dependsOn?: readonly string[] | undefined
}

/** The rules that a dialect has for names. */
export interface NamingRules {
  /** Where that member of a part stands, in the dialect's words for messages. */
  placeOf(part: number, field: 'id' | 'group' | 'after'): string
  /** The spelling by which ids are compared. Default: as they are. */
  readonly fold?: (id: string) => string
  /** `allowed`: a part may wait for parts behind it. Default: the batch is refused then. */
  readonly forward?: 'allowed'
}

/** The names of a batch, and what they stand for. */
export interface Names {
  /** For each part, what it waits for, each once; undefined where that is nothing. */
  readonly after: readonly (readonly Dependency[] | undefined)[]
  /** The index of the part with that id. */
  indexOf(id: string): number | undefined
}

/**
 * Finds what the names in `dependsOn` stand for. Throws a BatchError that names the offending text:
 * an id or a group's name that stands there twice, members of a group that are no neighbours,
 * a name that nothing has, a part that waits for itself, for its own group or for what comes later.
 * Longer cycles are found by the engine, which also knows references.
 */
export function resolveNames(parts: readonly NamedPart[], rules: NamingRules): Names {
  const reader = new NameReader(parts, rules)
  return {
    after: parts.map((part, index) => reader.dependenciesOf(part, index)),
    indexOf: (id) => reader.indexOf(id),
  }
}

class NameReader {
  readonly #rules: NamingRules
  readonly #fold: (id: string) => string
  readonly #ids = new Map<string, number>()
  /** The first member of each group. */
  readonly #groups = new Map<string, number>()
  readonly #parts: readonly NamedPart[]

  constructor(parts: readonly NamedPart[], rules: NamingRules) {
    this.#parts = parts
    this.#rules = rules
    this.#fold = rules.fold ?? ((id) => id)
    parts.forEach(({ id }, index) => {
      if (id !== undefined) this.#addId(id, index)
    })
    parts.forEach(({ group }, index) => {
      if (group !== undefined) this.#addGroup(group, index)
    })
  }

  indexOf(id: string): number | undefined {
    return this.#ids.get(this.#fold(id))
  }

  dependenciesOf({ dependsOn }: NamedPart, index: number): readonly Dependency[] | undefined {
    if (dependsOn === undefined || dependsOn.length === 0) return undefined
    const names = new Map(dependsOn.map((name) => [this.#fold(name), name]))
    return [...names.values()].map((name) => this.#resolve(name, index))
  }

  #addId(id: string, index: number): void {
    const first = this.indexOf(id)
    if (first !== undefined) {
      const message = `is ${quote(id)}, and so is ${this.#rules.placeOf(first, 'id')}; ids must be unique`
      throw this.#refusal(message, index, 'id')
    }
    this.#ids.set(this.#fold(id), index)
  }

  #addGroup(group: string, index: number): void {
    const sameId = this.indexOf(group)
    if (sameId !== undefined) {
      const message = `is ${quote(group)}, and so is ${this.#rules.placeOf(sameId, 'id')}; the name of a group must be no id`
      throw this.#refusal(message, index, 'group')
    }
    const name = this.#fold(group)
    if (!this.#groups.has(name)) {
      this.#groups.set(name, index)
      return
    }
    const before = this.#parts[index - 1]?.group
    if (before !== undefined && this.#fold(before) === name) return
    const message = `is ${quote(group)}, whose other members stand elsewhere; the members of a group must be neighbours`
    throw this.#refusal(message, index, 'group')
  }

  #resolve(name: string, index: number): Dependency {
    const part = this.indexOf(name)
    if (part !== undefined) {
      this.#checkOrder(name, part, index)
      return { part }
    }
    const first = this.#groups.get(this.#fold(name))
    const group = first === undefined ? undefined : this.#parts[first]?.group
    if (first === undefined || group === undefined) {
      throw this.#refusal(`names ${quote(name)}, which nothing in the batch is called`, index)
    }
    const own = this.#parts[index]?.group
    if (own !== undefined && this.#fold(own) === this.#fold(group)) {
      throw this.#refusal(`names ${quote(name)}, the group of the part itself`, index)
    }
    this.#checkOrder(name, first, index)
    return { group }
  }

  #checkOrder(name: string, needed: number, index: number): void {
    if (needed === index) throw this.#refusal(`names ${quote(name)}, the part itself`, index)
    if (needed < index || this.#rules.forward === 'allowed') return
    const message = `names ${quote(name)}, which comes later; a part may wait only for what comes before it`
    throw this.#refusal(message, index)
  }

  #refusal(message: string, part: number, field: 'id' | 'group' | 'after' = 'after'): BatchError {
    const where = this.#rules.placeOf(part, field)
    return new BatchError('invalid-dependency', message, { part, field, where })
  }
}
