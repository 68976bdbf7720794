import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
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
import { findPhoto, GRAPH_ME, GRAPH_MESSAGES, GRAPH_USERS, savePhoto } from './graph-data.ts'
import { acceptJsonOnly } from './json-body.ts'
import { writeOdataError } from './odata-error.ts'
import { defineResource, pathParameter } from './resource.ts'
import type { ResourceHandler } from './resource.ts'
import { selectRow } from './table.ts'
import type { Row } from './table.ts'

/** What the API's routes need. */
export interface GraphOptions {
  readonly database: DatabaseSync
}

/**
 * A small API like Microsoft Graph's as a plugin: `me`, `users`, `me/messages`, and the pictures
 * `me/photo/$value` and `users/{id}/photo/$value`. Errors are `{error: {code, message}}`.
 */
export function graph(
  app: FastifyInstance,
  { database }: GraphOptions,
  done: (error?: Error) => void,
): void {
  acceptJsonOnly(app)
  app.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, next) =>
    next(null, body),
  )
  app.setErrorHandler(writeOdataError)
  app.setNotFoundHandler((request) => {
    throw new ApiError(404, `Nothing is at "${request.url}".`)
  })
  const on = (answer: (call: EntityCall) => unknown): ResourceHandler => {
    return (request, reply) => {
      const root = `${request.protocol}://${request.host}${app.prefix}`
      return answer({ request, reply, database, root })
    }
  }
  for (const [url, idOf] of [
    ['/me', () => GRAPH_ME],
    ['/users/:id', (request: FastifyRequest) => pathParameter(request, 'id')],
  ] as const) {
    const user = (call: EntityCall): Row => find(call, GRAPH_USERS, idOf(call.request))
    defineResource(app, url, {
      GET: on((call) => readEntity(call, GRAPH_USERS, user(call))),
      PATCH: on((call) => changeEntity(call, GRAPH_USERS, user(call), { replace: false })),
      ...(url === '/me'
        ? {}
        : { DELETE: on((call) => removeEntity(call, GRAPH_USERS, user(call))) }),
    })
    defineResource(app, `${url}/photo/$value`, {
      GET: on((call) => readPhoto(call, String(user(call)['id']))),
      PUT: on((call) => changePhoto(call, String(user(call)['id']))),
    })
  }
  defineResource(app, '/users', {
    GET: on((call) => listEntities(call, GRAPH_USERS)),
    POST: on((call) => createEntity(call, GRAPH_USERS, { newKey: randomUUID })),
  })
  defineResource(app, '/me/messages', {
    GET: on((call) => listEntities(call, GRAPH_MESSAGES)),
    POST: on((call) => createEntity(call, GRAPH_MESSAGES, { newKey: randomUUID })),
  })
  defineResource(app, '/me/messages/:id', {
    GET: on((call) => readEntity(call, GRAPH_MESSAGES, message(call))),
    PATCH: on((call) =>
      changeEntity(call, GRAPH_MESSAGES, message(call), { replace: false, answer: 'entity' }),
    ),
    DELETE: on((call) => removeEntity(call, GRAPH_MESSAGES, message(call))),
  })
  done()
}

function message(call: EntityCall): Row {
  return find(call, GRAPH_MESSAGES, pathParameter(call.request, 'id'))
}

function find({ database }: EntityCall, set: EntitySet, id: string): Row {
  const row = selectRow(database, set.table, id)
  if (row !== undefined) return row
  throw new ApiError(404, `There is no ${set.type} with the id "${id}".`)
}

function readPhoto({ database, reply }: EntityCall, user: string): FastifyReply {
  const photo = findPhoto(database, user)
  if (photo === undefined) throw new ApiError(404, 'The user has no photo.')
  return reply.header('content-type', photo.type).send(photo.bytes)
}

function changePhoto({ database, request, reply }: EntityCall, user: string): FastifyReply {
  const { body, headers } = request
  if (!Buffer.isBuffer(body)) throw new ApiError(415, 'Send the body as an image.')
  savePhoto(database, user, { type: headers['content-type'] ?? '', bytes: body })
  return reply.code(200).send()
}
