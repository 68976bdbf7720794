import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { openCollection } from './ocapi-collection.ts'
import type { Collection } from './ocapi-collection.ts'
import { OCAPI_SITES } from './ocapi-data.ts'
import { toDocument, toList } from './ocapi-document.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { defineOcapi } from './ocapi-resource.ts'
import type { OcapiCall } from './ocapi-resource.ts'

const COUPON = { type: 'coupon', idName: 'coupon_id' }

/** Registers `sites/{site}/coupons` and `sites/{site}/coupons/{id}`, read only. */
export function defineCoupons(app: FastifyInstance, database: DatabaseSync): void {
  const open = (call: OcapiCall): Collection => {
    const site = call.parameter('owner')
    if (OCAPI_SITES.includes(site)) return openCollection(database, 'coupon', site)
    throw new OcapiFault(404, 'SiteNotFoundException', `No site with id '${site}' found.`)
  }
  const url = '/data/:version/sites/:owner/coupons'
  defineOcapi(app, url, {
    GET: (call) => {
      const documents = open(call)
        .list()
        .map((coupon) => toDocument(coupon, COUPON))
      return { status: 200, document: toList(call, 'coupons', documents) }
    },
  })
  defineOcapi(app, `${url}/:id`, {
    GET: (call) => {
      const id = call.parameter('id')
      const coupon = open(call).find(id)
      if (coupon === undefined) {
        const message = `No coupon with id '${id}' for site '${call.parameter('owner')}' found.`
        throw new OcapiFault(404, 'CouponNotFoundException', message)
      }
      const document = { _v: call.version, ...toDocument(coupon, COUPON) }
      return { status: 200, document, state: coupon.state }
    },
  })
}
