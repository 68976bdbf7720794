import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { acceptJsonOnly } from './json-body.ts'
import { defineAddresses } from './ocapi-addresses.ts'
import { openCollection } from './ocapi-collection.ts'
import { defineContent } from './ocapi-content.ts'
import { defineCoupons } from './ocapi-coupons.ts'
import { writeOcapiFault } from './ocapi-fault.ts'
import { defineProducts } from './ocapi-products.ts'
import { defineOcapi } from './ocapi-resource.ts'
import { readScope, unknownResource } from './ocapi-scope.ts'
import { search } from './ocapi-search.ts'

const ORDER = {
  type: 'order',
  idName: 'order_no',
  showsState: false,
  resultType: 'order_search_result',
  toHit: (data: Readonly<Record<string, unknown>>) => ({ _type: 'order_search_hit', data }),
}

/** What an API's routes need. */
export interface OcapiOptions {
  readonly database: DatabaseSync
}

/**
 * The OCAPI resources as a plugin, below `/dw` and `/s/:site/dw`. Shop: products, addresses,
 * `order_search`. Data: contents of libraries, coupons of sites. Every request needs a version and
 * a client (`x-dw-client-id`, `client_id`, a bearer token); errors are fault documents.
 */
export function ocapi(
  app: FastifyInstance,
  { database }: OcapiOptions,
  done: (error?: Error) => void,
): void {
  app.addHook('onRequest', (request, _reply, next) => {
    readScope(request)
    next()
  })
  acceptJsonOnly(app)
  app.setErrorHandler(writeOcapiFault)
  app.setNotFoundHandler((request) => {
    throw unknownResource(request.url.replace(/\?.*$/s, ''))
  })
  defineProducts(app, database)
  defineAddresses(app, database)
  defineContent(app, database)
  defineCoupons(app, database)
  defineOcapi(app, '/shop/:version/order_search', {
    POST: (call) => search(call, openCollection(database, 'order', call.site).list(), ORDER),
  })
  done()
}
