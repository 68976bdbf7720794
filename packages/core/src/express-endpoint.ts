import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NodeBatchOptions } from './app-endpoint.ts'
import { createNodeAppEndpoint } from './app-endpoint.ts'
import { answerNode, splitTarget, toOuterRequest } from './adapters/node-adapter.ts'
import type { NodeListener } from './dispatch/node-app.ts'

/**
 * A middleware for Express (4 and 5): `app.use(batchway(app, { path: '/v1/batch', dialect:
 * 'ocamba' }))`. Parts go through the app's own middleware and routes. Mount it before body parsers:
 * it reads the body itself, within its own limits.
 */
export function batchway(
  app: NodeListener,
  options: NodeBatchOptions,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const endpoint = createNodeAppEndpoint(app, options)
  return (request, response, next) => {
    const { path, query } = splitTarget(originalUrl(request))
    if (!endpoint.matches(path)) {
      next()
      return
    }
    const outer = { ...toOuterRequest(request), path, query }
    void answerNode(endpoint, request, response, { outer })
  }
}

/** Express cuts the path where a middleware is mounted off `url`, and keeps it here. */
function originalUrl(request: IncomingMessage): string {
  if ('originalUrl' in request && typeof request.originalUrl === 'string') {
    return request.originalUrl
  }
  return request.url ?? '/'
}
