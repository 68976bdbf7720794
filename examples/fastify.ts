import { batchway } from '@batchway/core/fastify'
import Fastify from 'fastify'

const app = Fastify()

await app.register(batchway, { path: '/api/v1/batch', dialect: 'journyx' })

app.get('/api/v1/orders/:id', async (request) => {
  return { ...(request.params as object), total: 1234.5 }
})

await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' })
console.log('listening', app.server.address())
