import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { createItem, readBig, readItem } from '../api.ts'

interface WithId {
  readonly Params: { readonly id: string }
}

/** The API in Fastify. */
export function createFastifyApi(): FastifyInstance {
  const app = Fastify()
  app.get<WithId>('/api/items/:id', async (request) => readItem(request.params.id))
  app.get<WithId>('/api/big/:id', async (request) => readBig(request.params.id))
  app.post('/api/items', async (request, reply) => {
    reply.code(201)
    return createItem(request.body as object)
  })
  return app
}
