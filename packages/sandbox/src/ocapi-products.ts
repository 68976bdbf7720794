import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { openCollection } from './ocapi-collection.ts'
import type { Stored } from './ocapi-collection.ts'
import { toDocument } from './ocapi-document.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { defineOcapi } from './ocapi-resource.ts'
import type { OcapiCall } from './ocapi-resource.ts'

const EXPANSIONS: readonly string[] = [
  'availability',
  'bundled_products',
  'images',
  'links',
  'options',
  'prices',
  'promotions',
  'recommendations',
  'set_products',
  'variations',
]

/**
 * Registers `products/{id}` and `products/(a,b)`, read only. `expand` may have every documented
 * value; `prices` and `availability` add members.
 */
export function defineProducts(app: FastifyInstance, database: DatabaseSync): void {
  defineOcapi(app, '/shop/:version/products/:id', {
    GET: (call) => {
      const products = openCollection(database, 'product', call.site)
      const id = call.parameter('id')
      const expansions = readExpansions(call)
      const several = /^\((.*)\)$/s.exec(id)?.[1]
      if (several !== undefined) {
        const found = several.split(',').flatMap((one) => products.find(one) ?? [])
        const data = found.map((product) => writeProduct(product, expansions))
        const type = { _v: call.version, _type: 'product_result' }
        return { status: 200, document: { ...type, count: data.length, data, total: data.length } }
      }
      const product = products.find(id)
      if (product === undefined) {
        const message = `No product with id '${id}' for site '${call.site}' found.`
        throw new OcapiFault(404, 'ProductNotFoundException', message)
      }
      const document = { _v: call.version, ...writeProduct(product, expansions) }
      return { status: 200, document, state: product.state }
    },
  })
}

function readExpansions({ query }: OcapiCall): ReadonlySet<string> {
  const names = query.getAll('expand').flatMap((list) => list.split(',').filter(Boolean))
  const unknown = names.find((name) => !EXPANSIONS.includes(name))
  if (unknown === undefined) return new Set(names)
  const message = `The expand value '${unknown}' is not allowed: ${EXPANSIONS.join(', ')} are.`
  throw new OcapiFault(400, 'InvalidExpandValueException', message, {
    arguments: { expandValue: unknown },
  })
}

function writeProduct(
  product: Stored,
  expansions: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const { price, stock, ...members } = product.members
  const inventory = { _type: 'inventory', ats: stock, id: 'inventory', orderable: true }
  const shown = {
    ...members,
    ...(expansions.has('availability') ? { inventory } : {}),
    ...(expansions.has('prices') ? { price, prices: { 'list-prices': price } } : {}),
  }
  return toDocument({ ...product, members: shown }, { type: 'product', idName: 'id' })
}
