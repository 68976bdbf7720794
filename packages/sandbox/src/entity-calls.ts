import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError } from './api-error.ts'
import { readEntityQuery, readSelect } from './entity-query.ts'
import type { EntitySet } from './entity-set.ts'
import { matchesEntityTag } from './entity-tag.ts'
import { isObject, readFields } from './json-body.ts'
import { queryOf } from './resource.ts'
import { deleteRow, insertRow, selectPage, selectRow, toObject, updateRow } from './table.ts'
import type { Condition, Row, Value } from './table.ts'

/** One request, and where the service is that it is for. */
export interface EntityCall {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly database: DatabaseSync
  /** Absolute URL of the service's root, no slash at the end. */
  readonly root: string
}

/** Makes the key of a new entity; undefined: the database does. */
type NewKey = () => Value | undefined

/** Lists all entities that match `conditions` and the query. */
export function listEntities(
  call: EntityCall,
  set: EntitySet,
  conditions: readonly Condition[] = [],
): FastifyReply {
  const { request, reply, database, root } = call
  const query = readEntityQuery(queryOf(request), set)
  const selection = {
    ...query.selection,
    conditions: [...conditions, ...query.selection.conditions],
  }
  const { total, rows } = selectPage(database, set.table, selection)
  return reply.send({
    '@odata.context': `${root}/$metadata#${set.name}`,
    ...(query.count ? { '@odata.count': total } : {}),
    value: rows.map((row) => ({
      '@odata.etag': entityTag(set, row),
      ...toObject(set.table, row, query.members),
    })),
  })
}

/** Answers one entity; 304 where `If-None-Match` has its tag. */
export function readEntity(call: EntityCall, set: EntitySet, row: Row): FastifyReply {
  const { request, reply } = call
  const tag = entityTag(set, row)
  reply.header('etag', tag)
  const known = request.headers['if-none-match']
  if (known !== undefined && matchesEntityTag(known, tag)) return sendNothing(reply.code(304))
  return reply.send(toEntity(call, set, row))
}

/** Adds an entity: 201 with it, or 204 for `Prefer: return=minimal`. `given` wins over the body. */
export function createEntity(
  call: EntityCall,
  set: EntitySet,
  { given = {}, newKey = () => undefined }: { readonly given?: Row; readonly newKey?: NewKey } = {},
): FastifyReply {
  const { request, reply, database } = call
  const { table } = set
  const body = withoutAnnotations(request.body)
  const required = set.required.filter((name) => !Object.hasOwn(given, name))
  const fields = readFields(body, set.shape, required)
  const key = newKey()
  const values = { ...set.defaults, ...fields, ...given, version: 1 }
  insertRow(database, table, key === undefined ? values : { ...values, [table.key]: key })
  const row = selectRow(database, table, key ?? lastKey(database))
  if (row === undefined) throw new Error(`the new row of ${table.name} is not there`)
  const url = entityUrl(call, set, row)
  reply.headers({ location: url, etag: entityTag(set, row) })
  if (prefers(request) !== 'minimal') return reply.code(201).send(toEntity(call, set, row))
  reply.headers({ 'odata-entityid': url, 'preference-applied': 'return=minimal' })
  return sendNothing(reply.code(204))
}

/**
 * Changes an entity: with `replace` what the body does not name becomes its default. 204, or 200 with
 * the entity for `Prefer: return=representation`. 412 where `If-Match` does not have its tag.
 */
export function changeEntity(
  call: EntityCall,
  set: EntitySet,
  row: Row,
  how: { readonly replace: boolean; readonly answer?: 'entity' },
): FastifyReply {
  const { request, reply, database } = call
  checkIfMatch(request, set, row)
  const body = withoutAnnotations(request.body)
  const fields = readFields(body, set.shape, how.replace ? set.required : [])
  const version = Number(row['version']) + 1
  const changed = { ...row, ...(how.replace ? set.defaults : {}), ...fields, version }
  updateRow(database, set.table, changed)
  reply.header('etag', entityTag(set, changed))
  const wanted = prefers(request)
  if (wanted === 'representation') reply.header('preference-applied', 'return=representation')
  if (wanted === 'representation' || (wanted === undefined && how.answer === 'entity')) {
    return reply.send(toEntity(call, set, changed))
  }
  reply.header('odata-entityid', entityUrl(call, set, changed))
  return sendNothing(reply.code(204))
}

/** Removes an entity: 204. 412 where `If-Match` does not have its tag. */
export function removeEntity(call: EntityCall, set: EntitySet, row: Row): FastifyReply {
  checkIfMatch(call.request, set, row)
  deleteRow(call.database, set.table, row[set.table.key] ?? '')
  return sendNothing(call.reply.code(204))
}

/** The strong entity tag of a row. */
export function entityTag({ table }: EntitySet, row: Row): string {
  return `"${String(row[table.key])}-${String(row['version'])}"`
}

function toEntity(call: EntityCall, set: EntitySet, row: Row): Record<string, unknown> {
  return {
    '@odata.context': `${call.root}/$metadata#${set.name}/$entity`,
    '@odata.etag': entityTag(set, row),
    ...toObject(set.table, row, readSelect(queryOf(call.request), set)),
  }
}

function entityUrl({ root }: EntityCall, { name, table }: EntitySet, row: Row): string {
  const key = row[table.key] ?? ''
  return typeof key === 'number' ? `${root}/${name}(${key})` : `${root}/${name}/${key}`
}

function sendNothing(reply: FastifyReply): FastifyReply {
  return reply.removeHeader('content-type').send()
}

function checkIfMatch(request: FastifyRequest, set: EntitySet, row: Row): void {
  const ifMatch = request.headers['if-match']
  if (ifMatch === undefined || matchesEntityTag(ifMatch, entityTag(set, row))) return
  throw new ApiError(412, 'If-Match is not the current ETag: the entity was changed.')
}

function prefers({ headers }: FastifyRequest): 'minimal' | 'representation' | undefined {
  const match = /(?:^|[,;\s])return\s*=\s*"?(minimal|representation)\b/i.exec(
    [headers['prefer'] ?? ''].flat().join(', '),
  )
  const value = match?.[1]?.toLowerCase()
  return value === 'minimal' || value === 'representation' ? value : undefined
}

/** What a client says about members, such as `@odata.type`, changes nothing. */
function withoutAnnotations(body: unknown): unknown {
  if (!isObject(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@odata.')))
}

function lastKey(database: DatabaseSync): number {
  return Number(database.prepare('SELECT last_insert_rowid() AS key').get()?.['key'])
}
