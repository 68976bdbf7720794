// A Fastify app with a batch route of its own, which calls `inject` (light-my-request) for each part.
import { createFastifyApi } from '../servers/fastify-api.ts'
import { serve } from '../servers/serve.ts'
import type { HandMadePart } from './hand-made.ts'
import { envelope } from './hand-made.ts'

const app = createFastifyApi()
app.post('/api/ocamba', async (request) => {
  const parts = (request.body as HandMadePart[]).map(async ({ method, relative_url, body }) => {
    const url = `/api${relative_url}`
    const answer = await app.inject({ method, url, ...(body === undefined ? {} : { body }) })
    const { statusCode: code, headers } = answer
    return { code, headers, body: answer.json<unknown>() }
  })
  return envelope(await Promise.all(parts))
})
await app.ready()

serve((request, response) => app.routing(request, response))
