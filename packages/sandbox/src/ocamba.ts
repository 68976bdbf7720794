import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { randomUUID } from 'node:crypto'
import { ApiError, toApiError } from './api-error.ts'
import { acceptJsonOnly } from './json-body.ts'
import { OCAMBA_COUNTRIES, OCAMBA_LANGUAGES } from './ocamba-data.ts'
import { defineReadOnly } from './ocamba-list.ts'
import { defineMembers } from './ocamba-members.ts'
import { defineRoles } from './ocamba-roles.ts'

const TITLES: ReadonlyMap<number, string> = new Map([
  [400, 'Bad request.'],
  [401, 'Unauthorized.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [409, 'Conflict.'],
  [413, 'Payload too large.'],
  [414, 'URL too long.'],
  [415, 'Unsupported media type.'],
  [500, 'Internal server error.'],
])

/** What an API's routes need. */
export interface OcambaOptions {
  readonly database: DatabaseSync
}

/**
 * The Ocamba-style API as a plugin: `members`, `roles`, `countries` and `languages`. Every request
 * needs `Authorization: Bearer ...`; errors are `{code, title, message, trace_id}`.
 */
export function ocamba(
  app: FastifyInstance,
  { database }: OcambaOptions,
  done: (error?: Error) => void,
): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (!/^bearer +\S/i.test(request.headers.authorization ?? '')) {
      const headers = { 'www-authenticate': 'Bearer realm="Ocamba"' }
      throw new ApiError(401, 'Send the header "Authorization: Bearer <token>".', headers)
    }
    next()
  })
  acceptJsonOnly(app)
  app.setErrorHandler(writeOcambaError)
  app.setNotFoundHandler((request) => {
    throw new ApiError(404, `Nothing is at ${request.url}.`)
  })
  defineMembers(app, database)
  defineRoles(app, database)
  defineReadOnly(app, '/countries', { database, table: OCAMBA_COUNTRIES })
  defineReadOnly(app, '/languages', { database, table: OCAMBA_LANGUAGES })
  done()
}

/** Answers an error as `{code, title, message, trace_id}`; what a 500 hides is logged under the id. */
export function writeOcambaError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, message, headers } = toApiError(error)
  const traceId = randomUUID()
  if (status >= 500) request.log.error({ err: error, traceId }, 'the request failed')
  const title = TITLES.get(status) ?? 'Bad request.'
  reply.code(status).headers(headers).send({ code: status, title, message, trace_id: traceId })
}
