import type { DatabaseSync } from 'node:sqlite'
import type { EntitySet } from './entity-set.ts'
import { anyText, someText, wholeNumber } from './json-body.ts'
import { insertRow } from './table.ts'

/** Customers, who have orders. */
export const ODATA_CUSTOMERS: EntitySet = {
  name: 'Customers',
  type: 'Customer',
  table: {
    name: 'odata_customers',
    key: 'Id',
    columns: new Map([
      ['Id', 'number'],
      ['Name', 'text'],
      ['City', 'text'],
      ['Credit', 'number'],
      ['version', 'number'],
    ]),
  },
  shape: {
    fields: new Map([
      ['Name', someText],
      ['City', anyText],
      ['Credit', wholeNumber],
    ]),
    readOnly: ['Id'],
  },
  required: ['Name'],
  defaults: { City: '', Credit: 0 },
}

/** Orders, each of one customer; they go with their customer. */
export const ODATA_ORDERS: EntitySet = {
  name: 'Orders',
  type: 'Order',
  table: {
    name: 'odata_orders',
    key: 'Id',
    columns: new Map([
      ['Id', 'number'],
      ['CustomerId', 'number'],
      ['Item', 'text'],
      ['Amount', 'number'],
      ['version', 'number'],
    ]),
  },
  shape: {
    fields: new Map([
      ['CustomerId', wholeNumber],
      ['Item', someText],
      ['Amount', wholeNumber],
    ]),
    readOnly: ['Id'],
  },
  required: ['CustomerId', 'Item'],
  defaults: { Amount: 1 },
}

/** SQL that makes the tables of the OData service. */
export const ODATA_SCHEMA = `
CREATE TABLE odata_customers (
  Id INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT NOT NULL, City TEXT NOT NULL,
  Credit INTEGER NOT NULL, version INTEGER NOT NULL
);
CREATE TABLE odata_orders (
  Id INTEGER PRIMARY KEY AUTOINCREMENT,
  CustomerId INTEGER NOT NULL REFERENCES odata_customers (Id) ON DELETE CASCADE,
  Item TEXT NOT NULL, Amount INTEGER NOT NULL, version INTEGER NOT NULL
);
`

const CUSTOMERS: readonly (readonly [name: string, city: string, credit: number])[] = [
  ['Alice', 'Oslo', 500],
  ['Bob', 'Lima', 0],
  ['Chloé', 'Paris', 1200],
]

const ORDERS: readonly (readonly [customer: number, item: string, amount: number])[] = [
  [1, 'Lamp', 2],
  [1, 'Desk', 1],
  [3, 'Chair', 4],
]

/** Adds the seed data to the empty tables. */
export function fillOdata(database: DatabaseSync): void {
  for (const [index, [name, city, credit]] of CUSTOMERS.entries()) {
    const row = { Id: index + 1, Name: name, City: city, Credit: credit, version: 1 }
    insertRow(database, ODATA_CUSTOMERS.table, row)
  }
  for (const [index, [customer, item, amount]] of ORDERS.entries()) {
    const row = { Id: index + 1, CustomerId: customer, Item: item, Amount: amount, version: 1 }
    insertRow(database, ODATA_ORDERS.table, row)
  }
}
