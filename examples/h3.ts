import { withBatch } from '@batchway/core/fetch'
import { H3, getRouterParam } from 'h3'

const app = new H3()

app.get('/api/v1/orders/:id', (event) => ({ id: getRouterParam(event, 'id'), total: 1234.5 }))

// What Deno, Bun, Workers or a Node adapter serve.
const fetch = withBatch((request) => app.fetch(request), {
  path: '/api/v1/batch',
  dialect: 'journyx',
})

const response = await fetch(
  new Request('http://localhost/api/v1/batch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"requests":[{"method":"GET","url":"/api/v1/orders/1"}]}',
  }),
)
console.log(await response.text())
