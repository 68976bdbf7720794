import { withBatch } from '@batchway/core/fetch'
import { Hono } from 'hono'

const app = new Hono()

app.get('/api/v1/orders/:id', (c) => c.json({ id: c.req.param('id'), total: 1234.5 }))

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
