import { batchway } from '@batchway/core/fastify'
import { createFastifyApi } from './fastify-api.ts'
import { optionsFor } from './options.ts'
import { serve } from './serve.ts'

const app = createFastifyApi()
for (const dialect of ['ocamba', 'journyx', 'ocapi'] as const) {
  await app.register(batchway, optionsFor(dialect))
}
await app.ready()

serve((request, response) => app.routing(request, response))
