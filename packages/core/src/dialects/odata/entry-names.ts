import type { Dependency } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'
import type { EntryMember, ReadEntries, RequestEntry } from './request-entry.ts'

/**
 * The names in a batch: ids of requests and names of their groups, all of them different. Made of a
 * whole batch, so that a name that stands further down can be told from one that does not exist.
 */
export class EntryNames {
  /** Index of the request of that id. */
  readonly ids: ReadonlyMap<string, number>
  readonly #groups: ReadonlyMap<string, Group>
  readonly #read: ReadEntries

  /** Throws a BatchError where a name is taken twice or a group's members are no neighbours. */
  constructor(read: ReadEntries) {
    this.#read = read
    this.ids = this.#readIds()
    this.#groups = this.#readGroups()
  }

  /** The group of a request; undefined where it is in none, or alone in it. */
  groupOf({ set }: RequestEntry): string | undefined {
    const group = set === undefined ? undefined : this.#groups.get(set)
    return group === undefined || group.first === group.last ? undefined : set
  }

  /**
   * What a request waits for. Throws a BatchError where `dependsOn` names nothing, itself, its own
   * group, something further down, or the same twice.
   */
  dependenciesOf(entry: RequestEntry, index: number): readonly Dependency[] {
    const names = entry.dependsOn ?? []
    const seen = new Set<string>()
    return names.map((name) => {
      if (seen.has(name)) this.#fail(index, 'dependsOn', `has ${quote(name)} twice`)
      seen.add(name)
      if (name === entry.id || name === entry.set) {
        this.#fail(
          index,
          'dependsOn',
          `has ${quote(name)}, which is the request itself or its group`,
        )
      }
      const part = this.ids.get(name)
      if (part !== undefined) {
        this.#checkEarlier(index, name, part)
        return { part }
      }
      const group = this.#groups.get(name)
      if (group === undefined) {
        return this.#fail(
          index,
          'dependsOn',
          `has ${quote(name)}, which is no id or atomicityGroup`,
        )
      }
      this.#checkEarlier(index, name, group.last)
      return group.first === group.last ? { part: group.first } : { group: name }
    })
  }

  #checkEarlier(index: number, name: string, part: number): void {
    if (part < index) return
    const message = `has ${quote(name)}, which does not stand before it (it is request ${part + 1})`
    this.#fail(index, 'dependsOn', message)
  }

  #readIds(): ReadonlyMap<string, number> {
    const ids = new Map<string, number>()
    this.#read.entries.forEach(({ id }, index) => {
      if (id === undefined) return
      const before = ids.get(id)
      if (before !== undefined) {
        const message = `is ${quote(id)}, which is the name of request ${before + 1} as well`
        this.#fail(index, 'id', message)
      }
      ids.set(id, index)
    })
    return ids
  }

  #readGroups(): ReadonlyMap<string, Group> {
    const groups = new Map<string, Group>()
    this.#read.entries.forEach(({ set }, index) => {
      if (set === undefined) return
      if (this.ids.has(set)) {
        this.#fail(index, 'atomicityGroup', `is ${quote(set)}, which is the id of a request`)
      }
      const group = groups.get(set)
      if (group !== undefined && group.last !== index - 1) {
        const message = `is ${quote(set)}, whose other members are not next to it`
        this.#fail(index, 'atomicityGroup', message)
      }
      groups.set(set, { first: group?.first ?? index, last: index })
    })
    return groups
  }

  #fail(index: number, member: EntryMember, message: string): never {
    const where = this.#read.placeOf(index, member)
    throw new BatchError('invalid-part', message, { part: index, where })
  }
}

/** Where a group begins and ends. */
interface Group {
  readonly first: number
  readonly last: number
}
