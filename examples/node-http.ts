import { createServer } from 'node:http'
import { withBatch } from '@batchway/core/node'

const orders = new Map([['1', { id: '1', total: 1234.5 }]])

const listener = withBatch(
  (request, response) => {
    const order = orders.get(request.url?.split('/').pop() ?? '')
    response.statusCode = order ? 200 : 404
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(order ?? { error: 'no such order' }))
  },
  { path: '/api/v1/batch', dialect: 'journyx' },
)

const server = createServer(listener)
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log('listening', server.address())
})
