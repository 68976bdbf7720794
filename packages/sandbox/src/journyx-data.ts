import type { DatabaseSync } from 'node:sqlite'
import { insertRow } from './table.ts'
import type { ColumnKind, Row, Table } from './table.ts'

/** The user in whose name the sandbox changes items. */
export const JOURNYX_ADMINISTRATOR = '84A9C6E01D2F4B7A93E58F60B1C2D3E4'

const BASE_COLUMNS: readonly (readonly [string, ColumnKind])[] = [
  ['id', 'text'],
  ['creator', 'text'],
  ['create_timestamp', 'number'],
  ['modifier', 'text'],
  ['modify_timestamp', 'number'],
  ['version', 'number'],
]

const CODE_COLUMNS: ReadonlyMap<string, ColumnKind> = new Map([
  ...BASE_COLUMNS,
  ['pname', 'text'],
  ['code', 'text'],
  ['active', 'flag'],
])

/** Users; `version` counts the changes of an item and makes its entity tag. */
export const JOURNYX_USERS: Table = {
  name: 'journyx_users',
  key: 'id',
  columns: new Map([
    ...BASE_COLUMNS,
    ['login', 'text'],
    ['first_name', 'text'],
    ['last_name', 'text'],
    ['email', 'text'],
    ['status', 'text'],
  ]),
}

/** Entry codes that say how time is billed. */
export const JOURNYX_BILL_TYPES: Table = {
  name: 'journyx_codes_bill_types',
  key: 'id',
  columns: CODE_COLUMNS,
}

/** Entry codes that say how time is paid. */
export const JOURNYX_PAY_TYPES: Table = {
  name: 'journyx_codes_pay_types',
  key: 'id',
  columns: CODE_COLUMNS,
}

const BASE_SQL = `
  id TEXT PRIMARY KEY CHECK (length(id) = 32), creator TEXT NOT NULL, create_timestamp REAL NOT NULL,
  modifier TEXT NOT NULL, modify_timestamp REAL NOT NULL, version INTEGER NOT NULL`

const CODE_SQL = `
  ${BASE_SQL}, pname TEXT NOT NULL, code TEXT NOT NULL, active INTEGER NOT NULL`

/** SQL that makes the tables of the Journyx-style API. */
export const JOURNYX_SCHEMA: string = `
CREATE TABLE journyx_users (
  ${BASE_SQL}, login TEXT NOT NULL UNIQUE, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
  email TEXT NOT NULL, status TEXT NOT NULL
);
CREATE TABLE journyx_codes_bill_types (${CODE_SQL});
CREATE TABLE journyx_codes_pay_types (${CODE_SQL});
`

const SEEDED_AT = 1_705_311_000.25

const USERS: readonly (readonly [id: string, login: string, name: string, status: string])[] = [
  [JOURNYX_ADMINISTRATOR, 'admin', 'Mira Holt', 'active'],
  ['84A9C6E01D2F4B7A93E58F60B1C2D3E5', 'jdoe', 'Jon Doe', 'active'],
  ['84A9C6E01D2F4B7A93E58F60B1C2D3E6', 'lchen', 'Lin Chen', 'active'],
  ['84A9C6E01D2F4B7A93E58F60B1C2D3E7', 'rsmith', 'Rae Smith', 'inactive'],
]

const BILL_TYPES: readonly (readonly [id: string, name: string, code: string])[] = [
  ['5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2B', 'Billable', 'BILL'],
  ['5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2C', 'Not billable', 'NOBILL'],
]

const PAY_TYPES: readonly (readonly [id: string, name: string, code: string])[] = [
  ['6DEAB2C31F404D5E9B7C8D9EAF1B2C3D', 'Regular', 'REG'],
  ['6DEAB2C31F404D5E9B7C8D9EAF1B2C3E', 'Overtime', 'OT'],
]

/** Adds the seed data to the empty tables. */
export function fillJournyx(database: DatabaseSync): void {
  for (const [id, login, name, status] of USERS) {
    const [firstName = '', lastName = ''] = name.split(' ')
    insertRow(database, JOURNYX_USERS, {
      ...seededBase(id),
      login,
      first_name: firstName,
      last_name: lastName,
      email: `${login}@example.com`,
      status,
    })
  }
  for (const [id, name, code] of BILL_TYPES) {
    insertRow(database, JOURNYX_BILL_TYPES, { ...seededBase(id), pname: name, code, active: 1 })
  }
  for (const [id, name, code] of PAY_TYPES) {
    insertRow(database, JOURNYX_PAY_TYPES, { ...seededBase(id), pname: name, code, active: 1 })
  }
}

function seededBase(id: string): Row {
  return {
    id,
    creator: JOURNYX_ADMINISTRATOR,
    create_timestamp: SEEDED_AT,
    modifier: JOURNYX_ADMINISTRATOR,
    modify_timestamp: SEEDED_AT,
    version: 1,
  }
}
