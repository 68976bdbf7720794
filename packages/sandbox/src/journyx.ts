import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError, toApiError } from './api-error.ts'
import { acceptJsonOnly, anyText, flag, oneOf, someText } from './json-body.ts'
import type { BodyShape } from './json-body.ts'
import { JOURNYX_BILL_TYPES, JOURNYX_PAY_TYPES, JOURNYX_USERS } from './journyx-data.ts'
import { defineItems, READ_ONLY_MEMBERS } from './journyx-items.ts'

const USER: BodyShape = {
  fields: new Map([
    ['login', someText],
    ['first_name', anyText],
    ['last_name', anyText],
    ['email', anyText],
    ['status', oneOf('active', 'inactive')],
  ]),
  readOnly: READ_ONLY_MEMBERS,
}

const CODE: BodyShape = {
  fields: new Map([
    ['pname', someText],
    ['code', anyText],
    ['active', flag],
  ]),
  readOnly: READ_ONLY_MEMBERS,
}

/** What an API's routes need. */
export interface JournyxOptions {
  readonly database: DatabaseSync
}

/**
 * The Journyx-style API as a plugin: `users`, `entry_codes/codes_bill_types` and
 * `entry_codes/codes_pay_types`. Every request needs `Authorization` (Basic or Bearer) or `Cookie`;
 * errors are `{response_code, success: false, uri, status, errors, warnings, info, results}`.
 */
export function journyx(
  app: FastifyInstance,
  { database }: JournyxOptions,
  done: (error?: Error) => void,
): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (!isAuthenticated(request)) {
      const headers = { 'www-authenticate': 'Basic realm="Journyx"' }
      const message = 'Send a session cookie or an Authorization header (Basic or Bearer).'
      throw new ApiError(401, message, headers)
    }
    next()
  })
  acceptJsonOnly(app)
  app.setErrorHandler(writeJournyxError)
  app.setNotFoundHandler((request) => {
    throw new ApiError(404, `Nothing is at ${request.url}.`)
  })
  defineItems(app, database, {
    url: '/users',
    table: JOURNYX_USERS,
    name: 'users',
    label: 'Users',
    shape: USER,
    required: ['login'],
    defaults: { first_name: '', last_name: '', email: '', status: 'active' },
    unique: 'login',
  })
  const code = { shape: CODE, required: ['pname'], defaults: { code: '', active: 1 } }
  defineItems(app, database, {
    ...code,
    url: '/entry_codes/codes_bill_types',
    table: JOURNYX_BILL_TYPES,
    name: 'codes_bill_types',
    label: 'Bill Types',
  })
  defineItems(app, database, {
    ...code,
    url: '/entry_codes/codes_pay_types',
    table: JOURNYX_PAY_TYPES,
    name: 'codes_pay_types',
    label: 'Pay Types',
  })
  done()
}

/** Answers an error in the house style, its message in `errors`; what a 500 hides is logged. */
export function writeJournyxError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, message, headers } = toApiError(error)
  if (status >= 500) request.log.error({ err: error }, 'the request failed')
  reply
    .code(status)
    .headers(headers)
    .send({
      response_code: status,
      success: false,
      uri: request.url.replace(/\?.*$/s, ''),
      status: [],
      errors: [message],
      warnings: [],
      info: [],
      results: [],
    })
}

function isAuthenticated({ headers }: FastifyRequest): boolean {
  const { authorization = '', cookie = '' } = headers
  return /^(?:basic|bearer) +\S/i.test(authorization) || cookie.trim() !== ''
}
