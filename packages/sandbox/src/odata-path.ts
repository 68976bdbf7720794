import { ApiError } from './api-error.ts'
import type { EntitySet } from './entity-set.ts'
import { ODATA_CUSTOMERS, ODATA_ORDERS } from './odata-data.ts'

/** What a path below the service's root leads to. */
export type ODataTarget =
  | { readonly kind: 'service' | 'metadata' }
  /** A set, or those of its entities that a customer has. */
  | {
      readonly kind: 'set' | 'count'
      readonly set: EntitySet
      readonly customer?: number
    }
  | { readonly kind: 'entity'; readonly set: EntitySet; readonly key: number }
  /** The customer of an order. */
  | { readonly kind: 'customer-of'; readonly order: number }

const SETS: readonly EntitySet[] = [ODATA_CUSTOMERS, ODATA_ORDERS]

/**
 * Reads a path without its leading slash: `Customers`, `Customers(1)`, `Customers(Id=1)`,
 * `Customers/1`, `Customers(1)/Orders`, `Orders(1)/Customer`, `Customers/$count`, `$metadata`.
 * Throws a 404 for every other one.
 */
export function readODataPath(path: string): ODataTarget {
  if (path === '') return { kind: 'service' }
  if (path === '$metadata') return { kind: 'metadata' }
  const match = /^(\w+)(?:[(/](?:Id=)?(\d{1,15})\)?)?(?:\/(Orders|Customer|\$count))?$/.exec(path)
  const [, name, digits, last] = match ?? []
  const set = SETS.find((known) => known.name === name)
  if (set === undefined) throw unknown(path)
  if (digits === undefined) {
    if (last === undefined) return { kind: 'set', set }
    if (last === '$count') return { kind: 'count', set }
    throw unknown(path)
  }
  const key = Number(digits)
  if (last === undefined) return { kind: 'entity', set, key }
  if (set === ODATA_CUSTOMERS && last === 'Orders') {
    return { kind: 'set', set: ODATA_ORDERS, customer: key }
  }
  if (set === ODATA_ORDERS && last === 'Customer') return { kind: 'customer-of', order: key }
  throw unknown(path)
}

function unknown(path: string): ApiError {
  return new ApiError(404, `Nothing is at "${path}".`)
}
