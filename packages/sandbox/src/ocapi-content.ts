import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { openCollection } from './ocapi-collection.ts'
import type { Collection, Stored } from './ocapi-collection.ts'
import { OCAPI_LIBRARIES } from './ocapi-data.ts'
import { readDocument, toDocument } from './ocapi-document.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { checkState, defineOcapi } from './ocapi-resource.ts'
import type { OcapiAnswer, OcapiCall } from './ocapi-resource.ts'
import { search } from './ocapi-search.ts'

const CONTENT = { type: 'content_asset', idName: 'id', resultType: 'content_search_result' }

/**
 * Registers `libraries/{library}/content`, which only can be searched (`POST`), and
 * `libraries/{library}/content/{id}`.
 */
export function defineContent(app: FastifyInstance, database: DatabaseSync): void {
  const open = (call: OcapiCall): Collection => {
    const library = call.parameter('library')
    if (OCAPI_LIBRARIES.includes(library)) return openCollection(database, 'content', library)
    const message = `No library with id '${library}' found.`
    throw new OcapiFault(404, 'LibraryNotFoundException', message)
  }
  const url = '/data/:version/libraries/:library/content'
  for (const spelling of [url, `${url}/`]) {
    defineOcapi(app, spelling, { POST: (call) => search(call, open(call).list(), CONTENT) })
  }
  defineOcapi(app, `${url}/:id`, {
    GET: (call) => answer(call, find(call, open(call))),
    PUT: (call) => {
      const content = open(call)
      const id = call.parameter('id')
      const current = content.find(id)
      checkState(call, current)
      const now = new Date().toISOString()
      const times = {
        creation_date: current?.members['creation_date'] ?? now,
        last_modified: now,
      }
      const saved = content.save(id, { ...readDocument(call, CONTENT, id), ...times })
      return current === undefined
        ? { ...answer(call, saved), status: 201, location: call.path }
        : answer(call, saved)
    },
    PATCH: (call) => {
      const content = open(call)
      const current = find(call, content)
      checkState(call, current)
      const members = { ...current.members, ...readDocument(call, CONTENT, current.id) }
      const { creation_date: created } = current.members
      const times = { creation_date: created, last_modified: new Date().toISOString() }
      return answer(call, content.save(current.id, { ...members, ...times }))
    },
    DELETE: (call) => {
      const content = open(call)
      const current = find(call, content)
      checkState(call, current)
      content.remove(current.id)
      return { status: 204 }
    },
  })
}

function find(call: OcapiCall, content: Collection): Stored {
  const id = call.parameter('id')
  const asset = content.find(id)
  if (asset !== undefined) return asset
  const message = `No content with id '${id}' in library '${call.parameter('library')}' found.`
  throw new OcapiFault(404, 'ContentNotFoundException', message)
}

function answer({ version }: OcapiCall, asset: Stored): OcapiAnswer {
  const document = { _v: version, ...toDocument(asset, CONTENT) }
  return { status: 200, document, state: asset.state }
}
