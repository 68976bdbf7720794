import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NodeBatchOptions } from './app-endpoint.ts'
import { createNodeAppEndpoint } from './app-endpoint.ts'
import { answerNode, splitTarget } from './adapters/node-adapter.ts'
import type { NodeListener } from './dispatch/node-app.ts'

/**
 * Puts a batch endpoint into a node:http listener: requests for `options.path` are batches, whose
 * parts the listener answers itself; all other requests go to the listener as before.
 */
export function withBatch(
  listener: NodeListener,
  options: NodeBatchOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const endpoint = createNodeAppEndpoint(listener, options)
  return (request, response) => {
    const { path } = splitTarget(request.url ?? '/')
    if (endpoint.matches(path)) void answerNode(endpoint, request, response)
    else listener(request, response)
  }
}
