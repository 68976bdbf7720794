import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.ts'

const ROUTED_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Answers one method of a resource: returns the body, or the reply after sending it. */
export type ResourceHandler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** The methods that a resource has. `HEAD` comes with `GET`; every other method is a 405. */
export type ResourceHandlers = Readonly<
  Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', ResourceHandler>>
>

/** Registers all methods of one URL pattern, the missing ones as 405 with `Allow`. */
export function defineResource(
  app: FastifyInstance,
  url: string,
  handlers: ResourceHandlers,
): void {
  const table = new Map<string, ResourceHandler>(Object.entries(handlers))
  if (handlers.GET !== undefined) table.set('HEAD', handlers.GET)
  const allow = ROUTED_METHODS.filter((method) => table.has(method)).join(', ')
  const findHandler = (method: string): ResourceHandler => {
    const handler = table.get(method)
    if (handler !== undefined) return handler
    throw new ApiError(405, `This resource answers ${allow}.`, { allow })
  }
  app.route({
    method: [...ROUTED_METHODS],
    url,
    onRequest: (request, _reply, done) => {
      findHandler(request.method)
      done()
    },
    handler: (request, reply) => findHandler(request.method)(request, reply),
  })
}

/** A named part of the URL pattern, decoded; the empty string when the pattern has no such name. */
export function pathParameter(request: FastifyRequest, name: string): string {
  const value: unknown = new Map(Object.entries(Object(request.params))).get(name)
  return typeof value === 'string' ? value : ''
}

/** The query of the request, names and values decoded, repeated names kept. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1))
}
