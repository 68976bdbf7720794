import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { anyText, isObject, oneOf, readFields, someText, textLike } from './json-body.ts'
import type { BodyShape, Field } from './json-body.ts'
import { OCAMBA_MEMBER_ROLES, OCAMBA_MEMBERS } from './ocamba-data.ts'
import { notFound, readList, readOne } from './ocamba-list.ts'
import { toOcambaTime } from './ocamba-time.ts'
import { defineResource, pathParameter } from './resource.ts'
import { deleteRow, insertRow, selectRow, toObject, updateRow } from './table.ts'
import type { Row, Value } from './table.ts'

const PREFERENCES: Field = {
  expected: 'an object whose only members are the objects "general" and "security"',
  read: (value) => {
    if (!isObject(value)) return undefined
    const { general = {}, security = {}, ...others } = value
    if (!isObject(general) || !isObject(security) || Object.keys(others).length > 0)
      return undefined
    return JSON.stringify({ general, security })
  },
}

const MEMBER: BodyShape = {
  fields: new Map([
    ['company_id', someText],
    ['name', someText],
    ['status', oneOf('active', 'inactive')],
    ['email', textLike(/^[^\s@]+@[^\s@]+$/, 'an email address')],
    ['image', anyText],
    ['preferences', PREFERENCES],
  ]),
  readOnly: ['id', 'create_time', 'update_time'],
}

const REQUIRED = ['name', 'email']

const DEFAULTS: Row = {
  company_id: '100',
  status: 'active',
  image: '',
  preferences: JSON.stringify({ general: {}, security: {} }),
}

/** Registers `/members`, `/members/{id}` and `/members/{id}/roles`. */
export function defineMembers(app: FastifyInstance, database: DatabaseSync): void {
  const source = { database, table: OCAMBA_MEMBERS }
  const find = (text: string): Row => {
    const row = /^[1-9]\d{0,14}$/.test(text) && selectRow(database, OCAMBA_MEMBERS, Number(text))
    if (row) return row
    throw notFound(OCAMBA_MEMBERS, text)
  }
  const save = (current: Row, changes: Row): Record<string, unknown> => {
    const member = { ...current, ...changes, update_time: toOcambaTime(new Date()) }
    updateRow(database, OCAMBA_MEMBERS, member)
    return toObject(OCAMBA_MEMBERS, member)
  }
  defineResource(app, '/members', {
    GET: (request) => readList(request, source),
    POST: (request, reply) => {
      const fields = readFields(request.body, MEMBER, REQUIRED)
      const now = toOcambaTime(new Date())
      const id = nextId(database)
      const member = { ...DEFAULTS, ...fields, id, create_time: now, update_time: now }
      insertRow(database, OCAMBA_MEMBERS, member)
      return reply.code(201).send(toObject(OCAMBA_MEMBERS, member))
    },
  })
  defineResource(app, '/members/:id', {
    GET: (request) => readOne(request, source, memberKey(find(pathParameter(request, 'id')))),
    PUT: (request) => {
      const current = find(pathParameter(request, 'id'))
      return save(current, { ...DEFAULTS, ...readFields(request.body, MEMBER, REQUIRED) })
    },
    PATCH: (request) => {
      const current = find(pathParameter(request, 'id'))
      return save(current, readFields(request.body, MEMBER))
    },
    DELETE: (request, reply) => {
      deleteRow(database, OCAMBA_MEMBERS, memberKey(find(pathParameter(request, 'id'))))
      return reply.code(204).send()
    },
  })
  defineResource(app, '/members/:id/roles', {
    GET: (request) => {
      const values = [memberKey(find(pathParameter(request, 'id')))]
      return readList(request, { database, table: OCAMBA_MEMBER_ROLES }, [
        { column: 'member_id', comparison: 'eq', values },
      ])
    },
  })
}

function memberKey(row: Row): Value {
  return row['id'] ?? 0
}

/** One more than any id ever given, so that a deleted member's id never names another one. */
function nextId(database: DatabaseSync): number {
  const sql = "SELECT seq + 1 AS id FROM sqlite_sequence WHERE name = 'ocamba_members'"
  return Number(database.prepare(sql).get()?.['id'])
}
