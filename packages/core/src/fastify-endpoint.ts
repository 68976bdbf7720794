import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerNode } from './adapters/node-adapter.ts'
import { createNodeBackend } from './dispatch/node-app.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import { createBatchEndpoint } from './endpoint.ts'

/** What the plugin needs of a Fastify instance (version 5); Fastify itself is not imported. */
export interface FastifyLike {
  readonly prefix: string
  routing(request: IncomingMessage, response: ServerResponse): void
  removeAllContentTypeParsers(): unknown
  /** `never`: Fastify's own types of it depend on its server, and none of them matters here. */
  addContentTypeParser(contentType: string, parser: never): unknown
  route(route: {
    readonly method: string[]
    readonly url: string
    readonly handler: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse; hijack(): unknown },
    ) => void
  }): unknown
}

/** Of these, those that are no batches are answered with 405 in the dialect. HEAD goes with GET. */
const methods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT']

function leaveUnread(_request: unknown, _payload: unknown, done: (error: null) => void): void {
  done(null)
}

/**
 * A Fastify plugin: `app.register(batchway, { path: '/v1/batch', dialect: 'ocamba' })`. Parts go
 * through the app's own routes and hooks. `path` is the whole path, the plugin's prefix included.
 */
export async function batchway(
  instance: FastifyLike,
  options: BatchEndpointOptions & { readonly prefix?: string },
): Promise<void> {
  const { prefix: _ours, ...rest } = options
  const { prefix } = instance
  if (!rest.path.startsWith(prefix)) {
    throw new RangeError(`path must begin with the prefix ${prefix}, not "${rest.path}"`)
  }
  const backend = createNodeBackend((request, response) => instance.routing(request, response))
  const endpoint = createBatchEndpoint(backend, rest)
  // The endpoint reads the body itself, within its own limits.
  instance.removeAllContentTypeParsers()
  instance.addContentTypeParser('*', leaveUnread as never)
  const paths = [endpoint.path, ...(endpoint.dialect.morePaths?.(endpoint.path) ?? [])]
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue
    instance.route({
      method: methods,
      url: path.slice(prefix.length) || '/',
      handler: (request, reply) => {
        reply.hijack()
        void answerNode(endpoint, request.raw, reply.raw)
      },
    })
  }
}
