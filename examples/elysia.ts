import { withBatch } from '@batchway/core/fetch'
import { Elysia } from 'elysia'

const app = new Elysia()

app.get('/api/v1/orders/:id', ({ params }) => ({ id: params.id, total: 1234.5 }))

// What Deno, Bun, Workers or a Node adapter serve.
const fetch = withBatch(app.fetch, { path: '/api/v1/batch', dialect: 'journyx' })

const response = await fetch(
  new Request('http://localhost/api/v1/batch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"requests":[{"method":"GET","url":"/api/v1/orders/1"}]}',
  }),
)
console.log(await response.text())
