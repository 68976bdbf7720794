import { answerFetch } from './adapters/fetch-adapter.ts'
import type { FetchApp } from './dispatch/fetch-app.ts'
import { createFetchBackend } from './dispatch/fetch-app.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import { createBatchEndpoint } from './endpoint.ts'

/**
 * Puts a batch endpoint into a fetch app: requests for `options.path` are batches, whose parts the
 * app answers itself; all other requests go to the app as before.
 */
export function withBatch(
  app: FetchApp,
  options: BatchEndpointOptions,
): (request: Request) => Promise<Response> {
  const endpoint = createBatchEndpoint(createFetchBackend(app), options)
  return async (request) => {
    const { pathname } = new URL(request.url)
    return endpoint.matches(pathname) ? answerFetch(endpoint, request) : app(request)
  }
}
