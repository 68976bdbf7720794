import { Readable } from 'node:stream'
import express from 'express'
import type { FastifyInstance } from 'fastify'
import { Hono } from 'hono'

/** The app of the framework tests in Express; `before` may mount things ahead of its own. */
export function createExpressApp(
  before: (app: express.Express) => void = () => {},
): express.Express {
  const app = express()
  app.disable('x-powered-by')
  before(app)
  app.use(express.json())
  app.get('/api/json', (_request, response) => void response.json({ n: 1.5, text: 'é' }))
  app.get('/api/items/:id', (request, response) => {
    const { ip, protocol, hostname, originalUrl, params, query } = request
    response.json({ ip, protocol, hostname, originalUrl, params, query })
  })
  app.post('/api/echo', (request, response) => void response.status(201).json(request.body))
  app.get('/api/text', (_request, response) => void response.type('text').send('plain'))
  app.delete('/api/items/:id', (_request, response) => void response.status(204).end())
  app.get('/api/redirect', (_request, response) => response.redirect('/api/json'))
  app.get('/api/cookies', (_request, response) => {
    response.cookie('a', '1').cookie('b', '2').json({})
  })
  app.get('/api/stream', (_request, response) => {
    response.type('text')
    Readable.from(['one ', 'two']).pipe(response)
  })
  app.get('/api/throw', () => {
    throw new Error('thrown')
  })
  app.get('/api/reject', async () => {
    await Promise.resolve()
    throw new Error('rejected')
  })
  app.get('/api/header', (request, response) => {
    response.set('X-Echo', request.get('x-one')).json({})
  })
  app.use((error: Error, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(500).json({ message: error.message })
  })
  return app
}

/** The routes of the framework tests in Fastify. */
export function addFastifyRoutes(app: FastifyInstance): FastifyInstance {
  app.get('/api/json', async () => ({ n: 1.5, text: 'é' }))
  app.get('/api/items/:id', async ({ ip, protocol, hostname, url, params, query }) => {
    return { ip, protocol, hostname, url, params, query }
  })
  app.post('/api/echo', async (request, reply) => reply.code(201).send(request.body))
  app.get('/api/text', async (_request, reply) => reply.type('text/plain').send('plain'))
  app.delete('/api/items/:id', async (_request, reply) => reply.code(204).send())
  app.get('/api/redirect', async (_request, reply) => reply.redirect('/api/json'))
  app.get('/api/cookies', async (_request, reply) => {
    return reply.header('set-cookie', ['a=1', 'b=2']).send({})
  })
  app.get('/api/stream', async (_request, reply) => {
    return reply.type('text/plain').send(Readable.from(['one ', 'two']))
  })
  app.get('/api/throw', () => {
    throw new Error('thrown')
  })
  app.get('/api/reject', async () => {
    throw new Error('rejected')
  })
  app.get('/api/header', async (request, reply) => {
    return reply.header('x-echo', request.headers['x-one']).send({})
  })
  return app
}

/** The app of the framework tests in Hono. */
export function createHonoApp(): Hono {
  const app = new Hono()
  app.get('/api/json', (c) => c.json({ n: 1.5, text: 'é' }))
  app.get('/api/items/:id', (c) => c.json({ id: c.req.param('id'), x: c.req.queries('x') ?? [] }))
  app.post('/api/echo', async (c) => c.json(await c.req.json<object>(), 201))
  app.get('/api/text', (c) => c.text('plain'))
  app.delete('/api/items/:id', (c) => c.body(null, 204))
  app.get('/api/redirect', (c) => c.redirect('/api/json'))
  app.get('/api/cookies', (c) => {
    c.header('set-cookie', 'a=1', { append: true })
    c.header('set-cookie', 'b=2', { append: true })
    return c.json({})
  })
  app.get('/api/stream', (c) => {
    const chunks = Readable.toWeb(Readable.from([Buffer.from('one '), Buffer.from('two')]))
    return c.body(chunks as ReadableStream, 200, { 'content-type': 'text/plain' })
  })
  app.get('/api/throw', () => {
    throw new Error('thrown')
  })
  app.get('/api/reject', async () => {
    await Promise.resolve()
    throw new Error('rejected')
  })
  app.get('/api/header', (c) => c.json({}, 200, { 'x-echo': c.req.header('x-one') ?? '' }))
  app.onError((error, c) => c.json({ message: error.message }, 500))
  return app
}
