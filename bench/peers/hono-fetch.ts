// A Hono app with a batch route of its own, which calls `app.fetch(new Request)` for each part.
import { honoApi } from '../servers/hono-api.ts'
import { serveFetch } from '../servers/serve-fetch.ts'
import type { HandMadePart } from './hand-made.ts'
import { fetchEach } from './hand-made.ts'

honoApi.post('/api/ocamba', async (c) => {
  const batch = await c.req.json<HandMadePart[]>()
  return c.json(await fetchEach((request) => honoApi.fetch(request), batch))
})

serveFetch((request) => honoApi.fetch(request))
