import type { FastifyInstance } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError } from './api-error.ts'
import { readFields, textLike } from './json-body.ts'
import type { BodyShape, Field } from './json-body.ts'
import { OCAMBA_ROLES } from './ocamba-data.ts'
import { notFound, readList, readOne } from './ocamba-list.ts'
import { toOcambaTime } from './ocamba-time.ts'
import { defineResource, pathParameter } from './resource.ts'
import { deleteRow, insertRow, selectRow, toObject, updateRow } from './table.ts'
import type { Row } from './table.ts'

const PERMISSIONS: Field = {
  expected: 'a list of permissions such as "members.get" or "members.*"',
  read: (value) => {
    if (!Array.isArray(value) || !value.every(isPermission)) return undefined
    return JSON.stringify(value)
  },
}

const ROLE: BodyShape = {
  fields: new Map([
    [
      'name',
      textLike(
        /^[A-Za-z0-9][\w.-]{0,63}$/,
        '1 to 64 letters, digits, "_", "-" or ".", no dot first',
      ),
    ],
    ['permissions', PERMISSIONS],
  ]),
  readOnly: ['create_time', 'update_time'],
}

/**
 * Registers `/roles` and `/roles/{name}`. A role that a member has is deleted only with the header
 * `force-delete: yes`, which takes it from its members; otherwise the answer is 409.
 */
export function defineRoles(app: FastifyInstance, database: DatabaseSync): void {
  const source = { database, table: OCAMBA_ROLES }
  const find = (name: string): Row => {
    const row = selectRow(database, OCAMBA_ROLES, name)
    if (row !== undefined) return row
    throw notFound(OCAMBA_ROLES, name)
  }
  defineResource(app, '/roles', {
    GET: (request) => readList(request, source),
    POST: (request, reply) => {
      const fields = readFields(request.body, ROLE, ['name', 'permissions'])
      const name = String(fields['name'])
      if (selectRow(database, OCAMBA_ROLES, name) !== undefined) {
        throw new ApiError(409, `The role "${name}" exists already. Choose another "name".`)
      }
      const now = toOcambaTime(new Date())
      const role = { ...fields, create_time: now, update_time: now }
      insertRow(database, OCAMBA_ROLES, role)
      return reply.code(201).send(toObject(OCAMBA_ROLES, role))
    },
  })
  defineResource(app, '/roles/:name', {
    GET: (request) => readOne(request, source, pathParameter(request, 'name')),
    PUT: (request) => {
      const name = pathParameter(request, 'name')
      const current = find(name)
      const fields = readFields(request.body, ROLE, ['permissions'])
      if ((fields['name'] ?? name) !== name) {
        throw new ApiError(400, `The field "name" must be "${name}": a role keeps its name.`)
      }
      const role = { ...current, ...fields, update_time: toOcambaTime(new Date()) }
      updateRow(database, OCAMBA_ROLES, role)
      return toObject(OCAMBA_ROLES, role)
    },
    DELETE: (request, reply) => {
      const name = pathParameter(request, 'name')
      find(name)
      const members = countMembers(database, name)
      if (members > 0 && request.headers['force-delete'] !== 'yes') {
        const advice = 'Send the header "force-delete: yes" to take it from them and delete it.'
        throw new ApiError(409, `The role "${name}" is in use by ${members} member(s). ${advice}`)
      }
      deleteRow(database, OCAMBA_ROLES, name)
      return reply.code(204).send()
    },
  })
}

function isPermission(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z_]+\.(?:[a-z_]+|\*)$/.test(value)
}

function countMembers(database: DatabaseSync, role: string): number {
  const sql = 'SELECT count(*) AS members FROM ocamba_assignments WHERE role_name = ?'
  return Number(database.prepare(sql).get(role)?.['members'])
}
