// A fetch handler that batches itself: a request of the platform for each part.
import { fetchApi } from '../servers/fetch-api.ts'
import { serveFetch } from '../servers/serve-fetch.ts'
import type { HandMadePart } from './hand-made.ts'
import { fetchEach } from './hand-made.ts'

serveFetch(async (request) => {
  if (!request.url.endsWith('/api/ocamba')) return fetchApi(request)
  return Response.json(await fetchEach(fetchApi, (await request.json()) as HandMadePart[]))
})
