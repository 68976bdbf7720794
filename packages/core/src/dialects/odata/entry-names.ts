import type { Dependency } from '../../model/batch.ts'
import type { Names } from '../../model/dependencies.ts'
import { resolveNames } from '../../model/dependencies.ts'
import { BatchError, quote } from '../../model/error.ts'
import { memberOf } from './request-entry.ts'
import type { ReadEntries, RequestEntry } from './request-entry.ts'

/** The names in a batch: ids of requests and names of their groups, all of them different. */
export class EntryNames {
  readonly #names: Names
  /** The members of each group. */
  readonly #groups = new Map<string, number[]>()

  /**
   * Throws a BatchError where a name is taken twice, a group's members are no neighbours, or
   * `dependsOn` names nothing, itself, its own group, something further down, or the same twice.
   */
  constructor(read: ReadEntries) {
    const { entries } = read
    this.#names = resolveNames(
      entries.map(({ id, set, dependsOn }) => ({ id, group: set, dependsOn })),
      { placeOf: (part, field) => read.placeOf(part, memberOf[field]) },
    )
    entries.forEach(({ set, dependsOn = [] }, index) => {
      checkOnce(dependsOn, index, read)
      if (set === undefined) return
      const members = this.#groups.get(set)
      if (members === undefined) this.#groups.set(set, [index])
      else members.push(index)
    })
  }

  /** The index of the request of that id. */
  indexOf(id: string): number | undefined {
    return this.#names.indexOf(id)
  }

  /** The group of a request; undefined where it is in none, or alone in it. */
  groupOf({ set }: RequestEntry): string | undefined {
    return set === undefined || this.#only(set) !== undefined ? undefined : set
  }

  /** What a request waits for; undefined where that is nothing. */
  dependenciesOf(index: number): readonly Dependency[] | undefined {
    return this.#names.after[index]?.map((one) => {
      const only = 'group' in one ? this.#only(one.group) : undefined
      return only === undefined ? one : { part: only }
    })
  }

  /** The only member of a group that has but one. */
  #only(group: string): number | undefined {
    const [first, second] = this.#groups.get(group) ?? []
    return second === undefined ? first : undefined
  }
}

function checkOnce(names: readonly string[], index: number, read: ReadEntries): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice === undefined) return
  const where = read.placeOf(index, 'dependsOn')
  throw new BatchError('invalid-part', `has ${quote(twice)} twice`, { part: index, where })
}
