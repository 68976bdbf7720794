import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerNode, splitTarget } from './adapters/node-adapter.ts'
import type { NodeListener } from './dispatch/node-app.ts'
import { createNodeBackend } from './dispatch/node-app.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import { createBatchEndpoint } from './endpoint.ts'

/**
 * Puts a batch endpoint into a node:http listener: requests for `options.path` are batches, whose
 * parts the listener answers itself; all other requests go to the listener as before.
 */
export function withBatch(
  listener: NodeListener,
  options: BatchEndpointOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const endpoint = createBatchEndpoint(createNodeBackend(listener), options)
  return (request, response) => {
    const { path } = splitTarget(request.url ?? '/')
    if (endpoint.matches(path)) void answerNode(endpoint, request, response)
    else listener(request, response)
  }
}
