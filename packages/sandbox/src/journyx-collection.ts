import type { FastifyRequest } from 'fastify'
import { ApiError } from './api-error.ts'
import { readFilter } from './journyx-filter.ts'
import { queryOf } from './resource.ts'
import type { Order, Selection, Table } from './table.ts'

const DEFAULT_TOP = 100
const MAX_TOP = 1000
const MAX_SKIP = 1_000_000_000
const PARAMETERS: ReadonlySet<string> = new Set(['$top', '$skip', '$filter', '$orderby', '$keys'])

/** What a request for a collection asks for. */
export interface CollectionQuery {
  readonly selection: Selection
  /** Members that each item is shown with. */
  readonly keys: ReadonlySet<string>
  /** The query of this request with another `$skip`. */
  nextPage(skip: number): string
}

/**
 * Reads `$top` (0 to 1000, default 100), `$skip` (default 0), `$filter`, `$orderby=a desc,b` and
 * `$keys=a,b` (default all of `members`); letter case of the parameter names does not matter.
 * Throws a 400 that names the wrong parameter.
 */
export function readCollectionQuery(
  request: FastifyRequest,
  table: Table,
  members: readonly string[],
): CollectionQuery {
  const query = queryOf(request)
  const parameters = readParameters(query)
  const columns = members.filter((name) => table.columns.has(name))
  const filter = parameters.get('$filter')
  const selection: Selection = {
    conditions: filter === undefined ? [] : readFilter(filter, table, columns),
    order: readOrder(parameters.get('$orderby'), columns),
    limit: readCount(parameters, '$top', { standard: DEFAULT_TOP, most: MAX_TOP }),
    offset: readCount(parameters, '$skip', { standard: 0, most: MAX_SKIP }),
  }
  const nextPage = (skip: number): string => {
    const next = [...query].filter(([name]) => name.toLowerCase() !== '$skip')
    return String(new URLSearchParams([...next, ['$skip', String(skip)]]))
  }
  return { selection, keys: readKeys(parameters.get('$keys'), members), nextPage }
}

function readParameters(query: URLSearchParams): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const [written, value] of query) {
    const name = written.toLowerCase()
    if (!PARAMETERS.has(name)) {
      const known = [...PARAMETERS].join(', ')
      throw new ApiError(400, `The parameter "${written}" is not known here. Known are: ${known}.`)
    }
    if (parameters.has(name)) throw new ApiError(400, `The parameter "${written}" is repeated.`)
    parameters.set(name, value)
  }
  return parameters
}

function readOrder(text: string | undefined, columns: readonly string[]): readonly Order[] {
  if (text === undefined) return []
  return text.split(',').map((key) => {
    const [, column = '', direction] = /^ *(\w+)(?: +(asc|desc))? *$/i.exec(key) ?? []
    if (columns.includes(column)) {
      return { column, direction: /desc/i.test(direction ?? '') ? 'descending' : 'ascending' }
    }
    const form = `a list such as "${columns[0]} desc"; known fields are: ${columns.join(', ')}`
    throw new ApiError(400, `The parameter "$orderby" is "${text}", but must be ${form}.`)
  })
}

function readCount(
  parameters: ReadonlyMap<string, string>,
  name: string,
  { standard, most }: { readonly standard: number; readonly most: number },
): number {
  const text = parameters.get(name)
  if (text === undefined) return standard
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text)
  throw new ApiError(400, `The parameter "${name}" is "${text}", but must be from 0 to ${most}.`)
}

function readKeys(text: string | undefined, members: readonly string[]): ReadonlySet<string> {
  if (text === undefined) return new Set(members)
  const keys = text.split(',').map((key) => key.trim())
  const unknown = keys.find((key) => !members.includes(key))
  if (unknown === undefined) return new Set(keys)
  const known = members.join(', ')
  throw new ApiError(400, `The parameter "$keys" names "${unknown}". Known are: ${known}.`)
}
