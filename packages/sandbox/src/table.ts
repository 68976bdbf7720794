import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

/**
 * How a column is stored and shown: `id` is an integer shown as a string, `flag` an integer 0 or 1
 * shown as a boolean, `json` a JSON text shown as its value (neither filtered nor sorted by).
 */
export type ColumnKind = 'id' | 'text' | 'number' | 'flag' | 'json'

/** A value as it is stored. */
export type Value = string | number

/** A stored row, by column name. */
export type Row = Readonly<Record<string, Value>>

/** A table or view, and the only names that may enter SQL. */
export interface Table {
  /** Name in the database. */
  readonly name: string
  /** Column by which one row is addressed, and the last sort key. */
  readonly key: string
  /** Every column, in the order in which it is shown. */
  readonly columns: ReadonlyMap<string, ColumnKind>
}

/** How a column is compared with values. */
export type Comparison = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin'

/** One comparison that a row must pass; `in` and `nin` take any number of values. */
export interface Condition {
  readonly column: string
  readonly comparison: Comparison
  readonly values: readonly Value[]
}

/** Text that one of some columns must contain, ASCII letters in any case. */
export interface Search {
  readonly columns: readonly string[]
  readonly text: string
}

/** A column to sort by. */
export interface Order {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** Which rows, in which order, and which page of them. */
export interface Selection {
  readonly conditions: readonly Condition[]
  readonly search?: Search
  readonly order: readonly Order[]
  readonly limit: number
  readonly offset: number
}

/** One page of rows. */
export interface Page {
  /** How many rows match, whatever the page. */
  readonly total: number
  readonly rows: readonly Row[]
}

const SQL_OPERATORS: Readonly<Record<Exclude<Comparison, 'in' | 'nin'>, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

/** Reads the rows that match, counted and paged. Throws on a column that the table does not have. */
export function selectPage(database: DatabaseSync, table: Table, selection: Selection): Page {
  const { conditions, search, order, limit, offset } = selection
  const terms = conditions.map((condition) => writeCondition(table, condition))
  const values = conditions.flatMap((condition) => [...condition.values])
  if (search !== undefined) {
    const columns = search.columns.map((name) => `${column(table, name)} LIKE ? ESCAPE '\\'`)
    terms.push(`(${columns.join(' OR ')})`)
    const pattern = `%${search.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    values.push(...columns.map(() => pattern))
  }
  const where = terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`
  const keys = [...order.map((key) => writeOrder(table, key)), column(table, table.key)]
  const counted = database.prepare(`SELECT count(*) AS total FROM ${table.name} ${where}`)
  const paged = database.prepare(
    `SELECT * FROM ${table.name} ${where} ORDER BY ${keys.join(', ')} LIMIT ? OFFSET ?`,
  )
  return {
    total: Number(counted.get(...values)?.['total']),
    rows: paged.all(...values, limit, offset).map(toRow),
  }
}

/** Reads the row with this key, or `undefined`. */
export function selectRow(database: DatabaseSync, table: Table, key: Value): Row | undefined {
  const sql = `SELECT * FROM ${table.name} WHERE ${column(table, table.key)} = ?`
  const row = database.prepare(sql).get(key)
  return row && toRow(row)
}

/** Adds a row that has a value for every column. Throws when a constraint of the table fails. */
export function insertRow(database: DatabaseSync, table: Table, row: Row): void {
  const names = [...table.columns.keys()]
  const columns = names.map((name) => column(table, name)).join(', ')
  const places = names.map(() => '?').join(', ')
  database
    .prepare(`INSERT INTO ${table.name} (${columns}) VALUES (${places})`)
    .run(...names.map((name) => row[name] ?? null))
}

/** Replaces the row that has the same key. Throws when a constraint of the table fails. */
export function updateRow(database: DatabaseSync, table: Table, row: Row): void {
  const names = [...table.columns.keys()]
  const assignments = names.map((name) => `${column(table, name)} = ?`).join(', ')
  database
    .prepare(`UPDATE ${table.name} SET ${assignments} WHERE ${column(table, table.key)} = ?`)
    .run(...names.map((name) => row[name] ?? null), row[table.key] ?? null)
}

/** Removes the row with this key; nothing happens when there is none. */
export function deleteRow(database: DatabaseSync, table: Table, key: Value): void {
  const sql = `DELETE FROM ${table.name} WHERE ${column(table, table.key)} = ?`
  database.prepare(sql).run(key)
}

/** The JSON object that a caller sees for a row: the given columns, by default all, in table order. */
export function toObject(
  table: Table,
  row: Row,
  names: ReadonlySet<string> = new Set(table.columns.keys()),
): Record<string, unknown> {
  const entries = [...table.columns].filter(([name]) => names.has(name))
  return Object.fromEntries(entries.map(([name, kind]) => [name, showValue(kind, row[name])]))
}

/** A caller's text as a value to compare a column with, or `undefined` when it cannot be one. */
export function fromText(kind: ColumnKind, text: string): Value | undefined {
  if (kind === 'text') return text
  if (kind === 'flag')
    return new Map([
      ['true', 1],
      ['1', 1],
      ['false', 0],
      ['0', 0],
    ]).get(text)
  if (kind === 'json') return undefined
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined
}

/** The columns that may be compared and sorted by: all but the JSON ones. */
export function comparableColumns(table: Table): readonly string[] {
  return [...table.columns].filter(([, kind]) => kind !== 'json').map(([name]) => name)
}

function writeCondition(table: Table, { column: name, comparison, values }: Condition): string {
  const left = column(table, name)
  if (comparison !== 'in' && comparison !== 'nin') return `${left} ${SQL_OPERATORS[comparison]} ?`
  const places = values.map(() => '?').join(', ')
  return `${left} ${comparison === 'in' ? 'IN' : 'NOT IN'} (${places})`
}

function writeOrder(table: Table, order: Order): string {
  return `${column(table, order.column)} ${order.direction === 'descending' ? 'DESC' : 'ASC'}`
}

/** The gate through which every column name enters SQL. */
function column(table: Table, name: string): string {
  if (!table.columns.has(name)) throw new Error(`${table.name} has no column ${name}`)
  return `"${name}"`
}

function toRow(stored: Record<string, SQLOutputValue>): Row {
  const row: Record<string, Value> = {}
  for (const [name, value] of Object.entries(stored)) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`Column ${name} holds neither text nor a number`)
    }
    row[name] = value
  }
  return row
}

function showValue(kind: ColumnKind, value: Value | undefined): unknown {
  if (kind === 'id') return String(value)
  if (kind === 'flag') return value === 1
  if (kind === 'json') return JSON.parse(String(value))
  return value
}
