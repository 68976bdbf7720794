import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { randomInt } from 'node:crypto'
import { openCollection } from './ocapi-collection.ts'
import type { Collection, Members, Stored } from './ocapi-collection.ts'
import { OCAPI_CUSTOMERS } from './ocapi-data.ts'
import { readDocument, toDocument, toList } from './ocapi-document.ts'
import type { DocumentKind } from './ocapi-document.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { checkState, defineOcapi } from './ocapi-resource.ts'
import type { OcapiAnswer, OcapiCall } from './ocapi-resource.ts'

/** The documents show addresses without `_resource_state`; it stands in the header. */
const ADDRESS: DocumentKind = {
  type: 'customer_address',
  idName: 'address_id',
  showsState: false,
}

const TEXTS: ReadonlySet<string> = new Set([
  'address1',
  'address2',
  'city',
  'company_name',
  'country_code',
  'first_name',
  'full_name',
  'last_name',
  'phone',
  'post_box',
  'postal_code',
  'salutation',
  'second_name',
  'state_code',
  'suffix',
  'suite',
  'title',
])

/**
 * Registers `account/this/addresses` and `customers/{customer}/addresses`, with their items. `PUT`
 * on the collection creates, as `POST` does, and answers 200, as the documents show it.
 */
export function defineAddresses(app: FastifyInstance, database: DatabaseSync): void {
  const open = (call: OcapiCall): Collection =>
    openCollection(database, 'address', `${call.site}/${findCustomer(call)}`)
  const create = (call: OcapiCall): OcapiAnswer => {
    const addresses = open(call)
    const members = readMembers(call)
    const id = readNewId(call, addresses)
    return answer(call, addresses.save(id, members))
  }
  for (const url of ['/shop/:version/account/this', '/shop/:version/customers/:customer']) {
    defineOcapi(app, `${url}/addresses`, {
      GET: (call) => {
        const documents = open(call)
          .list()
          .map((address) => toDocument(address, ADDRESS))
        return { status: 200, document: toList(call, 'customer_address_result', documents) }
      },
      POST: create,
      PUT: create,
    })
    defineOcapi(app, `${url}/addresses/:id`, {
      GET: (call) => answer(call, find(call, open(call))),
      PATCH: (call) => {
        const current = find(call, open(call))
        checkState(call, current)
        const members = { ...current.members, ...readMembers(call, current.id) }
        return answer(call, open(call).save(current.id, members))
      },
      DELETE: (call) => {
        const current = find(call, open(call))
        checkState(call, current)
        open(call).remove(current.id)
        return { status: 204 }
      },
    })
  }
}

function findCustomer(call: OcapiCall): string {
  const customers = OCAPI_CUSTOMERS.get(call.site) ?? []
  const id = call.parameter('customer')
  const customer = id === '' ? customers[0] : customers.find((known) => known === id)
  if (customer !== undefined) return customer
  const message = `No customer with id '${id}' for site '${call.site}' found.`
  throw new OcapiFault(404, 'CustomerNotFoundException', message)
}

function find(call: OcapiCall, addresses: Collection): Stored {
  const id = call.parameter('id')
  const address = addresses.find(id)
  if (address !== undefined) return address
  const message = `No address with id '${id}' found.`
  throw new OcapiFault(404, 'CustomerAddressNotFoundException', message)
}

function answer({ version }: OcapiCall, address: Stored): OcapiAnswer {
  const document = { _v: version, ...toDocument(address, ADDRESS) }
  return { status: 200, document, state: address.state }
}

function readMembers(call: OcapiCall, id?: string): Members {
  const members = readDocument(call, ADDRESS, id)
  for (const [name, value] of Object.entries(members)) {
    if (!TEXTS.has(name) && name !== 'preferred' && !name.startsWith('c_')) {
      const message = `The member '${name}' of a '${ADDRESS.type}' is unknown.`
      throw new OcapiFault(400, 'UnknownPropertyException', message, {
        arguments: { property: name, document: ADDRESS.type },
      })
    }
    const expected = TEXTS.has(name) ? 'string' : name === 'preferred' ? 'boolean' : typeof value
    if (typeof value !== expected) {
      const message = `The member '${name}' must be a ${expected}.`
      throw new OcapiFault(400, 'TypeDecodingException', message, {
        arguments: { path: `$.${name}`, expectedTypes: expected, actualType: typeof value },
      })
    }
  }
  return members
}

/** The id that was sent, or a new one of the documents' form. */
function readNewId(call: OcapiCall, addresses: Collection): string {
  const { address_id: sent } = Object(call.body) as Readonly<Record<string, unknown>>
  const id = sent ?? `${randomInt(10_000, 100_000)}.${randomInt(10_000_000_000, 100_000_000_000)}`
  if (typeof id !== 'string' || id === '') {
    const message = "The member 'address_id' must be a string that is not empty."
    throw new OcapiFault(400, 'TypeDecodingException', message, {
      arguments: { path: '$.address_id', expectedTypes: 'string', actualType: typeof id },
    })
  }
  if (addresses.find(id) === undefined) return id
  const message = `The address id '${id}' is already in use.`
  throw new OcapiFault(400, 'AddressIdAlreadyInUseException', message)
}
