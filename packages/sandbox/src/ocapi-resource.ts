import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Stored } from './ocapi-collection.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { readScope } from './ocapi-scope.ts'
import type { OcapiScope } from './ocapi-scope.ts'
import { readSelector, select } from './ocapi-select.ts'
import { isObject } from './json-body.ts'
import { pathParameter, queryOf } from './resource.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const OVERRIDES: readonly string[] = ['DELETE', 'HEAD', 'OPTIONS', 'PUT', 'PATCH']

/** A request as the resources see it. */
export interface OcapiCall extends OcapiScope {
  /** The path as it was sent, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The parsed JSON; undefined when there was no body. */
  readonly body: unknown
  /** The states that were sent back, in the header and in the body. */
  readonly states: readonly string[]
  /** A named part of the URL pattern, decoded. */
  parameter(name: string): string
}

/** What a resource answers. */
export interface OcapiAnswer {
  readonly status: number
  readonly document?: Readonly<Record<string, unknown>>
  /** The `_resource_state` of the one document that it is about. */
  readonly state?: string
  readonly location?: string
}

/** Answers one method. Throws an `OcapiFault`. */
export type OcapiHandler = (call: OcapiCall) => OcapiAnswer

/** The methods that a resource has; `HEAD` comes with `GET`, and every resource has `OPTIONS`. */
export type OcapiHandlers = Readonly<
  Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', OcapiHandler>>
>

/**
 * Registers a resource. `POST` may stand for another method (`?method=DELETE`, else
 * `x-dw-http-method-override`); `HEAD` is a 204 with `x-dw-resource-state`, `OPTIONS` a 204 with
 * `Allow`, a method that the resource does not have a 405 fault.
 */
export function defineOcapi(app: FastifyInstance, url: string, handlers: OcapiHandlers): void {
  const table = new Map<string, OcapiHandler>(Object.entries(handlers))
  if (handlers.GET !== undefined) table.set('HEAD', handlers.GET)
  const allow = METHODS.filter((method) => table.has(method)).join(', ')
  app.route({
    method: [...METHODS],
    url,
    onRequest: (request, _reply, done) => {
      const method = readMethod(request)
      if (method === 'OPTIONS' || table.has(method)) return done()
      const message = `The HTTP method '${method}' is not allowed: this resource answers ${allow}.`
      throw new OcapiFault(405, 'MethodNotAllowedException', message, {
        arguments: { method },
        headers: { allow },
      })
    },
    handler: (request, reply) => {
      const method = readMethod(request)
      if (method === 'OPTIONS') {
        return reply.code(204).headers({ allow, 'cache-control': 'no-store' }).send()
      }
      const call = readCall(request)
      const answer = table.get(method)?.(call)
      if (answer === undefined) throw new Error(`${method} passed the check of methods`)
      return writeAnswer(reply, call, method === 'HEAD' ? withoutBody(answer) : answer)
    },
  })
}

/** Throws a 409 when a state was sent that is not the document's. */
export function checkState({ states }: OcapiCall, current: Stored | undefined): void {
  const server = current?.state ?? ''
  const client = states.find((state) => state !== server)
  if (client === undefined) return
  const message = `The resource was changed: its state is '${server}', not '${client}'.`
  throw new OcapiFault(409, 'ResourceStateConflictException', message, {
    arguments: { client, server },
  })
}

function readMethod(request: FastifyRequest): string {
  if (request.method !== 'POST') return request.method
  const header = request.headers['x-dw-http-method-override']
  const method = queryOf(request).get('method') ?? (header === undefined ? 'POST' : String(header))
  if (method === 'POST' || OVERRIDES.includes(method)) return method
  const message = `The HTTP method '${method}' can't be an override: ${OVERRIDES.join(', ')} can.`
  throw new OcapiFault(400, 'IllegalHttpMethodOverrideException', message, {
    arguments: { method },
  })
}

function readCall(request: FastifyRequest): OcapiCall {
  const { body } = request
  const inBody = isObject(body) ? body['_resource_state'] : undefined
  const sent = [request.headers['x-dw-resource-state'], inBody]
  return {
    ...readScope(request),
    path: request.url.replace(/\?.*$/s, ''),
    query: queryOf(request),
    body,
    states: sent.filter((state) => typeof state === 'string'),
    parameter: (name) => pathParameter(request, name),
  }
}

function withoutBody({ state }: OcapiAnswer): OcapiAnswer {
  return { status: 204, ...(state === undefined ? {} : { state }) }
}

function writeAnswer(reply: FastifyReply, call: OcapiCall, answer: OcapiAnswer): FastifyReply {
  const { status, document, state, location } = answer
  reply.code(status)
  if (state !== undefined) reply.header('x-dw-resource-state', state)
  if (location !== undefined) reply.header('location', location)
  if (document === undefined) return reply.send()
  const selector = call.query.get('select')
  return reply.send(selector === null ? document : select(document, readSelector(selector)))
}
