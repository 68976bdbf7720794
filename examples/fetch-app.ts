import { withBatch } from '@batchway/core/fetch'

// Any fetch handler: a Hono or H3 app, a router, or a function.
const app = (request: Request): Response => {
  const { pathname } = new URL(request.url)
  return Response.json({ path: pathname, total: 1234.5 })
}

const fetch = withBatch(app, { path: '/v1/batch', dialect: 'ocamba' })

const response = await fetch(
  new Request('http://localhost/v1/batch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '[{"method":"GET","relative_url":"/orders/1"},{"method":"GET","relative_url":"/orders/2"}]',
  }),
)
console.log(await response.text())
