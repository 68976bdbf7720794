import type { AppBatchOptions } from './app-endpoint.ts'
import { createAppEndpoint } from './app-endpoint.ts'
import { answerFetch } from './adapters/fetch-adapter.ts'
import type { FetchApp } from './dispatch/fetch-app.ts'
import { createFetchBackend } from './dispatch/fetch-app.ts'

/**
 * Puts a batch endpoint into a fetch app: requests for `options.path` are batches, whose parts the
 * app answers itself; all other requests go to the app as before.
 */
export function withBatch<Rest extends readonly unknown[]>(
  app: FetchApp<Rest>,
  options: AppBatchOptions,
): (request: Request, ...rest: Rest) => Promise<Response> {
  const endpoint = createAppEndpoint(createFetchBackend(app), options)
  return async (request, ...rest) => {
    const url = new URL(request.url)
    if (endpoint.matches(url.pathname)) return answerFetch(endpoint, request, rest, url)
    return app(request, ...rest)
  }
}
