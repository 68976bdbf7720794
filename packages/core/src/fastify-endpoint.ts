import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { NodeBatchOptions } from './app-endpoint.ts'
import { createNodeAppEndpoint } from './app-endpoint.ts'
import type { NodeChanges } from './adapters/node-adapter.ts'
import { answerNode, toOuterRequest } from './adapters/node-adapter.ts'

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
      request: { readonly raw: IncomingMessage; readonly body?: unknown },
      reply: {
        readonly raw: ServerResponse
        getHeaders(): Readonly<Record<string, number | string | readonly string[] | undefined>>
        hijack(): unknown
      },
    ) => void
  }): unknown
}

/** Of these, those that are no batches are answered with 405 in the dialect. HEAD goes with GET. */
const methods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** Hands the stream of the body on, as hooks may have replaced it. */
function leaveUnread(
  _request: unknown,
  payload: Readable,
  done: (error: null, body: Readable) => void,
): void {
  done(null, payload)
}

/**
 * A Fastify plugin: `app.register(batchway, { path: '/v1/batch', dialect: 'ocamba' })`. Parts go
 * through the app's own routes and hooks. `path` is the whole path, the plugin's prefix included.
 */
export async function batchway(
  instance: FastifyLike,
  options: NodeBatchOptions & { readonly prefix?: string },
): Promise<void> {
  const { prefix: _ours, ...rest } = options
  const { prefix } = instance
  if (!rest.path.startsWith(prefix)) {
    throw new RangeError(`path must begin with the prefix ${prefix}, not "${rest.path}"`)
  }
  const endpoint = createNodeAppEndpoint(
    (request, response) => instance.routing(request, response),
    rest,
  )
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
        // What hooks have set, such as for CORS, belongs to the batch as to any other answer.
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value)
        }
        reply.hijack()
        void answerNode(endpoint, request.raw, reply.raw, changesOf(request))
      },
    })
  }
}

/** A hook that has undone the content coding of the body takes the field away (@fastify/compress). */
function changesOf(request: {
  readonly raw: IncomingMessage
  readonly body?: unknown
}): NodeChanges {
  const { raw, body } = request
  if (!(body instanceof Readable) || body === raw) return {}
  const outer = toOuterRequest(raw)
  if (raw.headers['content-encoding'] !== undefined) return { body, outer }
  const headers = outer.headers.filter(([name]) => name !== 'content-encoding')
  return { body, outer: { ...outer, headers } }
}
