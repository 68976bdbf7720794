import { ApiError } from './api-error.ts'
import { readEntityFilter } from './entity-filter.ts'
import { membersOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import type { Order, Selection } from './table.ts'

const OPTIONS: ReadonlySet<string> = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$format',
])
const MAX_ROWS = 1_000_000_000

/** What a request for a set asks for. */
export interface EntityQuery {
  readonly selection: Selection
  /** Members that each entity is shown with. */
  readonly members: ReadonlySet<string>
  /** Whether the answer says how many there are. */
  readonly count: boolean
}

/**
 * Reads `$select`, `$filter`, `$orderby`, `$top`, `$skip` and `$count`. Throws a 400 that names a
 * wrong one, and a 501 for a system query option that is not in this list.
 */
export function readEntityQuery(query: URLSearchParams, set: EntitySet): EntityQuery {
  const members = readSelect(query, set)
  const filter = query.get('$filter')
  return {
    selection: {
      conditions: filter === null ? [] : readEntityFilter(filter, set),
      order: readOrder(query.get('$orderby') ?? '', set),
      limit: readNumber(query, '$top') ?? MAX_ROWS,
      offset: readNumber(query, '$skip') ?? 0,
    },
    members,
    count: query.get('$count') === 'true',
  }
}

/** The members that `$select` names; without it all. Throws as `readEntityQuery`. */
export function readSelect(query: URLSearchParams, set: EntitySet): ReadonlySet<string> {
  for (const name of query.keys()) {
    if (name.startsWith('$') && !OPTIONS.has(name)) {
      throw new ApiError(501, `The query option "${name}" is not supported.`)
    }
  }
  const known = membersOf(set)
  const names = query.get('$select')?.split(',') ?? ['*']
  if (names.includes('*')) return new Set(known)
  return new Set(names.map((name) => checkMember(name.trim(), '$select', known)))
}

function readOrder(text: string, set: EntitySet): readonly Order[] {
  if (text.trim() === '') return []
  return text.split(',').map((key) => {
    const [name = '', direction = 'asc', ...rest] = key.trim().split(/ +/)
    if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
      throw new ApiError(400, `The query option "$orderby" has "${key.trim()}".`)
    }
    return {
      column: checkMember(name, '$orderby', membersOf(set)),
      direction: direction === 'asc' ? 'ascending' : 'descending',
    }
  })
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ApiError(400, `The query option "${name}" is "${text}", but must be a number.`)
}

function checkMember(name: string, option: string, known: readonly string[]): string {
  if (known.includes(name)) return name
  const names = known.join(', ')
  throw new ApiError(400, `The query option "${option}" names "${name}". Known are: ${names}.`)
}
