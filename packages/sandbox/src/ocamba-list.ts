import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError } from './api-error.ts'
import { defineResource, pathParameter, queryOf } from './resource.ts'
import { comparableColumns, fromText, selectPage, selectRow, toObject } from './table.ts'
import type { Comparison, Condition, Order, Search, Selection, Table, Value } from './table.ts'

const DEFAULT_PAGE_SIZE = 50
const MAX_PAGE_SIZE = 100
const MAX_PAGE = 1_000_000
const RESERVED: ReadonlySet<string> = new Set(['page', 'sort', 'fields', 'view', 'q', 'q_fields'])
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map(
  (['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'nin'] as const).map((name) => [name, name]),
)
const MISSING_COMPARISONS: ReadonlySet<string> = new Set(['is', 'isn', 'r', 'rf', 'rl', 'rr'])

/** Where a list or an object comes from. */
export interface OcambaSource {
  readonly database: DatabaseSync
  readonly table: Table
}

/** The answer to a list request. */
export interface OcambaList {
  /** How many items match, whatever the page. */
  readonly total: number
  readonly items: readonly Record<string, unknown>[]
}

/** Registers `GET <url>` and `GET <url>/{key}` of a table that cannot be changed. */
export function defineReadOnly(app: FastifyInstance, url: string, source: OcambaSource): void {
  defineResource(app, url, { GET: (request) => readList(request, source) })
  defineResource(app, `${url}/:key`, {
    GET: (request) => readOne(request, source, pathParameter(request, 'key')),
  })
}

/**
 * Answers a list request: `page=N[,M]` (first page 1, M items up to 100, default 50), `sort=a,-b`,
 * `fields=a,b` (beats `view=full|default`, which are the same here), `q=text` with `q_fields=a,b`, and filters `name=[op:]value` with the operators eq
 * (default), neq, gt, gte, lt, lte, in, nin. Throws a 400 that names the wrong parameter.
 */
export function readList(
  request: FastifyRequest,
  { database, table }: OcambaSource,
  conditions: readonly Condition[] = [],
): OcambaList {
  const query = queryOf(request)
  const hidden = new Set(conditions.map((condition) => condition.column))
  const fields = [...readFieldNames(query, table)].filter((name) => !hidden.has(name))
  const selection: Selection = {
    conditions: [...conditions, ...readFilters(query, table)],
    ...readSearch(query, table),
    order: readOrder(query, table),
    ...readPage(query),
  }
  const { total, rows } = selectPage(database, table, selection)
  return { total, items: rows.map((row) => toObject(table, row, new Set(fields))) }
}

/**
 * Answers a request for one object; `fields=a,b` chooses its members. Throws a 404 when it does not
 * exist.
 */
export function readOne(
  request: FastifyRequest,
  { database, table }: OcambaSource,
  key: Value,
): Record<string, unknown> {
  const row = selectRow(database, table, key)
  if (row === undefined) throw notFound(table, key)
  return toObject(table, row, readFieldNames(queryOf(request), table))
}

/** The 404 for an object that does not exist. */
export function notFound(table: Table, key: Value): ApiError {
  const kind = table.name.replace('ocamba_', '')
  return new ApiError(404, `There is no "${key}" among the ${kind}.`)
}

function readFieldNames(query: URLSearchParams, table: Table): ReadonlySet<string> {
  const names = [...table.columns.keys()]
  const view = query.get('view')
  if (view !== null && view !== 'full' && view !== 'default') {
    throw new ApiError(400, `"view" is full or default, not "${view}".`)
  }
  const text = query.get('fields')
  return new Set(text === null ? names : namesIn(text, 'fields', names))
}

function readFilters(query: URLSearchParams, table: Table): readonly Condition[] {
  const known = comparableColumns(table)
  return [...query]
    .filter(([name]) => !RESERVED.has(name))
    .map(([name, text]) => {
      if (known.includes(name)) return readFilter(table, name, text)
      const all = [...RESERVED, ...known].join(', ')
      throw new ApiError(400, `The parameter "${name}" is not known here. Known are: ${all}.`)
    })
}

function readFilter(table: Table, column: string, text: string): Condition {
  const [, operator, rest = ''] = /^([a-z]+):(.*)$/s.exec(text) ?? []
  if (operator !== undefined && MISSING_COMPARISONS.has(operator)) {
    throw new ApiError(400, `The operator "${operator}" of "${column}" is not supported here.`)
  }
  const comparison = operator === undefined ? undefined : COMPARISONS.get(operator)
  const value = comparison === undefined ? text : rest
  const many = comparison === 'in' || comparison === 'nin'
  const values = (many ? value.split(',') : [value]).map((each) => readValue(table, column, each))
  return { column, comparison: comparison ?? 'eq', values }
}

function readValue(table: Table, column: string, text: string): Value {
  const value = fromText(table.columns.get(column) ?? 'text', text)
  if (value !== undefined) return value
  throw new ApiError(400, `The parameter "${column}" cannot be compared with "${text}".`)
}

function readSearch(query: URLSearchParams, table: Table): { readonly search?: Search } {
  const text = query.get('q')
  if (text === null || text === '') return {}
  const textual = comparableColumns(table).filter((name) => table.columns.get(name) === 'text')
  const chosen = query.get('q_fields')
  return { search: { columns: chosen ? namesIn(chosen, 'q_fields', textual) : textual, text } }
}

function readOrder(query: URLSearchParams, table: Table): readonly Order[] {
  const text = query.get('sort')
  if (text === null) return []
  const keys = text.split(',')
  const columns = namesIn(
    keys.map((key) => key.replace(/^-/, '')).join(','),
    'sort',
    comparableColumns(table),
  )
  return columns.map((column, index) => ({
    column,
    direction: keys[index]?.startsWith('-') ? 'descending' : 'ascending',
  }))
}

function readPage(query: URLSearchParams): { readonly limit: number; readonly offset: number } {
  const text = query.get('page') ?? '1'
  const [, page = '', size = String(DEFAULT_PAGE_SIZE)] = /^(\d+)(?:,(\d+))?$/.exec(text) ?? []
  const [number, limit] = [Number(page), Number(size)]
  if (number < 1 || number > MAX_PAGE || limit < 1 || limit > MAX_PAGE_SIZE) {
    const form = `page=N or page=N,M with N from 1 and M from 1 to ${MAX_PAGE_SIZE}`
    throw new ApiError(400, `The parameter "page" is "${text}", but must be ${form}.`)
  }
  return { limit, offset: (number - 1) * limit }
}

function namesIn(text: string, parameter: string, known: readonly string[]): readonly string[] {
  const names = text.split(',')
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return names
  const all = known.join(', ')
  throw new ApiError(400, `The parameter "${parameter}" names "${unknown}". Known are: ${all}.`)
}
