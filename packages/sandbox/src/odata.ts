import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError } from './api-error.ts'
import {
  changeEntity,
  createEntity,
  listEntities,
  readEntity,
  removeEntity,
} from './entity-calls.ts'
import type { EntityCall } from './entity-calls.ts'
import type { EntitySet } from './entity-set.ts'
import { acceptJsonOnly, isObject } from './json-body.ts'
import { ODATA_CUSTOMERS, ODATA_ORDERS } from './odata-data.ts'
import { writeOdataError } from './odata-error.ts'
import { writeMetadata } from './odata-metadata.ts'
import { readODataPath } from './odata-path.ts'
import type { ODataTarget } from './odata-path.ts'
import { pathParameter } from './resource.ts'
import { selectPage, selectRow } from './table.ts'
import type { Row } from './table.ts'

const BIND = 'Customer@odata.bind'
const JSON_TYPE = 'application/json;odata.metadata=minimal'

/** What the service's routes need. */
export interface ODataOptions {
  readonly database: DatabaseSync
}

/**
 * A small OData 4 service as a plugin: `Customers` and their `Orders`, with `$select`, `$filter`,
 * `$orderby`, `$top`, `$skip`, `$count`, entity tags, `Prefer: return`, and `$metadata`. Errors are
 * `{error: {code, message}}`.
 */
export function odata(
  app: FastifyInstance,
  { database }: ODataOptions,
  done: (error?: Error) => void,
): void {
  acceptJsonOnly(app)
  app.setErrorHandler(writeOdataError)
  app.setNotFoundHandler((request) => {
    throw new ApiError(404, `Nothing is at "${request.url}".`)
  })
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers({ 'odata-version': '4.0', 'content-type': JSON_TYPE })
    next()
  })
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const root = `${request.protocol}://${request.host}${app.prefix}`
    const target = readODataPath(pathParameter(request, '*'))
    return answerTarget({ request, reply, database, root }, target)
  }
  const method = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
  for (const url of ['', '/*']) app.route({ method, url, handler: answer })
  done()
}

function answerTarget(call: EntityCall, target: ODataTarget): FastifyReply {
  const { reply, root } = call
  switch (target.kind) {
    case 'service':
      allow(call, 'GET')
      return reply.send({ '@odata.context': `${root}/$metadata`, value: [CUSTOMERS, ORDERS] })
    case 'metadata':
      allow(call, 'GET')
      return reply.header('content-type', 'application/xml').send(writeMetadata())
    case 'count':
      allow(call, 'GET')
      return reply.header('content-type', 'text/plain').send(String(count(call, target.set)))
    case 'set':
      return answerSet(call, target.set, target.customer)
    case 'entity':
      return answerEntity(call, target.set, find(call, target.set, target.key))
    case 'customer-of': {
      const order = find(call, ODATA_ORDERS, target.order)
      const customer = find(call, ODATA_CUSTOMERS, Number(order['CustomerId']))
      return answerEntity(call, ODATA_CUSTOMERS, customer)
    }
  }
}

const CUSTOMERS = { name: 'Customers', kind: 'EntitySet', url: 'Customers' }
const ORDERS = { name: 'Orders', kind: 'EntitySet', url: 'Orders' }

function answerSet(call: EntityCall, set: EntitySet, customer: number | undefined): FastifyReply {
  if (customer !== undefined) find(call, ODATA_CUSTOMERS, customer)
  if (allow(call, 'GET', 'POST') === 'GET') {
    const own =
      customer === undefined
        ? []
        : [{ column: 'CustomerId', comparison: 'eq' as const, values: [customer] }]
    return listEntities(call, set, own)
  }
  if (set === ODATA_CUSTOMERS) return createEntity(call, set)
  const owner = customer ?? boundCustomer(call)
  if (owner !== undefined) return createEntity(call, set, { given: { CustomerId: owner } })
  checkOwner(call)
  return createEntity(call, set)
}

function answerEntity(call: EntityCall, set: EntitySet, row: Row): FastifyReply {
  switch (allow(call, 'GET', 'PUT', 'PATCH', 'DELETE')) {
    case 'PUT':
      checkOwner(call)
      return changeEntity(call, set, row, { replace: true })
    case 'PATCH':
      checkOwner(call)
      return changeEntity(call, set, row, { replace: false })
    case 'DELETE':
      return removeEntity(call, set, row)
    default:
      return readEntity(call, set, row)
  }
}

function find({ database }: EntityCall, set: EntitySet, key: number): Row {
  const row = selectRow(database, set.table, key)
  if (row !== undefined) return row
  throw new ApiError(404, `There is no ${set.type} with the Id ${key}.`)
}

function count({ database }: EntityCall, { table }: EntitySet): number {
  return selectPage(database, table, { conditions: [], order: [], limit: 0, offset: 0 }).total
}

/** The customer that the body of an order binds it to: `"Customer@odata.bind": "Customers(1)"`. */
function boundCustomer(call: EntityCall): number | undefined {
  const { body } = call.request
  if (!isObject(body) || !Object.hasOwn(body, BIND)) return undefined
  const url = String(body[BIND])
  const path = url.replace(/^.*\/(?=Customers)/s, '')
  const target = /^Customers\b/.test(path) ? readODataPath(path) : undefined
  if (target?.kind !== 'entity') {
    throw new ApiError(400, `The member "${BIND}" is "${url}", but must be the URL of a customer.`)
  }
  find(call, ODATA_CUSTOMERS, target.key)
  return target.key
}

/** Refuses the order of a customer that does not exist. */
function checkOwner(call: EntityCall): void {
  const { body } = call.request
  const id = isObject(body) ? body['CustomerId'] : undefined
  if (typeof id !== 'number' || selectRow(call.database, ODATA_CUSTOMERS.table, id)) return
  throw new ApiError(400, `There is no Customer with the Id ${id}.`)
}

function allow({ request }: EntityCall, ...methods: readonly string[]): string {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (methods.includes(method)) return method
  const message = `This resource answers ${methods.join(', ')}.`
  throw new ApiError(405, message, { allow: methods.join(', ') })
}
