import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { randomUUID } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { matchesEntityTag } from './entity-tag.ts'
import { readFields } from './json-body.ts'
import type { BodyShape } from './json-body.ts'
import { readCollectionQuery } from './journyx-collection.ts'
import { JOURNYX_ADMINISTRATOR } from './journyx-data.ts'
import { defineResource, pathParameter } from './resource.ts'
import { deleteRow, insertRow, selectPage, selectRow, toObject, updateRow } from './table.ts'
import type { Row, Table, Value } from './table.ts'

/** Members of every item that requests do not change; a caller may send them back. */
export const READ_ONLY_MEMBERS: readonly string[] = [
  'id',
  'uri',
  'tablename',
  'table_label',
  'creator',
  'create_timestamp',
  'modifier',
  'modify_timestamp',
]

/** One kind of item and where it is found. */
export interface ItemKind {
  /** Path of the collection below the API's base. */
  readonly url: string
  readonly table: Table
  /** The table's name as callers see it: `tablename`, `X-Item-Table`. */
  readonly name: string
  /** `table_label` of the items. */
  readonly label: string
  readonly shape: BodyShape
  /** Members that `POST` needs. */
  readonly required: readonly string[]
  /** Values of the members that `POST` may leave out. */
  readonly defaults: Row
  /** A text member that no two items share; default none. */
  readonly unique?: string
}

/**
 * Registers the collection (`GET`, `POST`) and the item (`GET`, `PUT`, `DELETE`) of a kind. `PUT`
 * changes the members it names and needs `If-Match` with the current entity tag, else 412; `DELETE`
 * checks `If-Match` only when it is sent. Throws 404 for an unknown item, 409 for a taken unique
 * member.
 */
export function defineItems(app: FastifyInstance, database: DatabaseSync, kind: ItemKind): void {
  const { table, url } = kind
  const uri = `${app.prefix}${url}`
  const find = (request: FastifyRequest): Row => {
    const id = pathParameter(request, 'id')
    const row = selectRow(database, table, id)
    if (row !== undefined) return row
    throw new ApiError(404, `There is no item "${id}" in ${kind.name}.`)
  }
  defineResource(app, url, {
    GET: (request) => readCollection(request, database, { kind, uri }),
    POST: (request, reply) => {
      const fields = readFields(request.body, kind.shape, kind.required)
      refuseTaken(database, kind, fields)
      const row = { ...kind.defaults, ...fields, ...newBase() }
      insertRow(database, table, row)
      const itemUri = `${uri}/${row.id}`
      nameItem(reply, itemUri, row)
      reply.code(201).headers({ 'x-item-id': row.id, 'x-item-table': kind.name })
      return reply.send({ response_code: 201, success: true, uri: itemUri })
    },
  })
  defineResource(app, `${url}/:id`, {
    GET: (request, reply) => {
      const row = find(request)
      reply.header('etag', entityTag(row))
      return { response_code: 200, results: toItem(row, kind, uri) }
    },
    PUT: (request, reply) => {
      const current = find(request)
      checkIfMatch(request, current, 'required')
      const fields = readFields(request.body, kind.shape)
      refuseTaken(database, kind, { ...fields, id: current['id'] ?? '' })
      const row = { ...current, ...fields, ...nextBase(current) }
      updateRow(database, table, row)
      nameItem(reply, `${uri}/${String(current['id'])}`, row)
      return reply.code(204).send()
    },
    DELETE: (request, reply) => {
      const current = find(request)
      checkIfMatch(request, current, 'optional')
      deleteRow(database, table, current['id'] ?? '')
      return reply.code(204).send()
    },
  })
}

function readCollection(
  request: FastifyRequest,
  database: DatabaseSync,
  { kind, uri }: { readonly kind: ItemKind; readonly uri: string },
): Record<string, unknown> {
  const members = [...READ_ONLY_MEMBERS, ...kind.shape.fields.keys()]
  const query = readCollectionQuery(request, kind.table, members)
  const { selection, keys } = query
  const { total, rows } = selectPage(database, kind.table, selection)
  const next = selection.offset + rows.length
  return {
    response_code: 200,
    success: true,
    uri,
    $count: total,
    $skip: selection.offset,
    $top: selection.limit,
    '@nextLink': rows.length > 0 && next < total ? `${uri}?${query.nextPage(next)}` : null,
    results: rows.map((row) => chooseMembers(toItem(row, kind, uri), keys)),
  }
}

function toItem(row: Row, kind: ItemKind, uri: string): Record<string, unknown> {
  const { id, version: _version, ...members } = toObject(kind.table, row)
  return {
    id,
    uri: `${uri}/${String(id)}`,
    tablename: kind.name,
    table_label: kind.label,
    ...members,
  }
}

function chooseMembers(
  item: Record<string, unknown>,
  keys: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => keys.has(name)))
}

function entityTag(row: Row): string {
  return `"${String(row['id']).slice(-8)}-${String(row['version'])}"`
}

function nameItem(reply: FastifyReply, uri: string, row: Row): void {
  reply.headers({ location: uri, etag: entityTag(row) })
}

function checkIfMatch(request: FastifyRequest, row: Row, need: 'required' | 'optional'): void {
  const ifMatch = request.headers['if-match']
  if (ifMatch === undefined && need === 'optional') return
  if (ifMatch === undefined) {
    throw new ApiError(412, 'Send the header If-Match with the current ETag of the item.')
  }
  if (matchesEntityTag(ifMatch, entityTag(row))) return
  const message = 'If-Match is not the current ETag: the item was changed. Read it again.'
  throw new ApiError(412, message)
}

function refuseTaken(database: DatabaseSync, kind: ItemKind, fields: Row): void {
  const { table, unique } = kind
  const value = unique === undefined ? undefined : fields[unique]
  if (unique === undefined || value === undefined) return
  const { total } = selectPage(database, table, {
    conditions: [
      { column: unique, comparison: 'eq', values: [value] },
      { column: 'id', comparison: 'neq', values: [fields['id'] ?? ''] },
    ],
    order: [],
    limit: 1,
    offset: 0,
  })
  if (total === 0) return
  throw new ApiError(409, `The field "${unique}" is "${value}", which another item has already.`)
}

function newBase(): Row & { readonly id: string } {
  const now = Date.now() / 1000
  return {
    id: randomUUID().replaceAll('-', '').toUpperCase(),
    creator: JOURNYX_ADMINISTRATOR,
    create_timestamp: now,
    modifier: JOURNYX_ADMINISTRATOR,
    modify_timestamp: now,
    version: 1,
  }
}

function nextBase(current: Row): Record<string, Value> {
  return {
    modifier: JOURNYX_ADMINISTRATOR,
    modify_timestamp: Date.now() / 1000,
    version: Number(current['version']) + 1,
  }
}
