// Sends parts, a hundred thousand unless said otherwise, through an app, in a process of its own: the test runner keeps
// account of asynchronous resources, which is memory that the parts would be blamed for. Prints what
// is left, as JSON.
import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import type { Dispatcher } from 'undici'
import { Pool } from 'undici'
import { startHttp } from './servers.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const options = { path: '/api/batch', dialect: 'ocamba' } as const

/** Every way in which a part can end, besides those that take time. */
const kinds = [
  { method: 'GET', relative_url: '/items/1' },
  { method: 'POST', relative_url: '/items', body: { text: 'x'.repeat(100) } },
  { method: 'GET', relative_url: '/nowhere' },
  { method: 'GET', relative_url: '/throw' },
  { method: 'GET', relative_url: '/broken' },
]
const batchOfFifty = JSON.stringify(Array.from({ length: 10 }, () => kinds).flat())
const partsPerBatch = 50

const measured = Number(process.argv[3] ?? 100_000)
const warmUp = Math.min(10_000, measured)

async function sendParts(pool: Pool, parts: number): Promise<void> {
  const batch: Dispatcher.RequestOptions = {
    method: 'POST',
    path: '/api/batch',
    headers: { 'content-type': 'application/json' },
    body: batchOfFifty,
  }
  let left = parts / partsPerBatch
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const { statusCode, body } = await pool.request(batch)
      assert.equal(statusCode, 200)
      const text = await body.text()
      assert.match(text, /^\{"total_counter":50,"success_counter":20,/)
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}

async function heapInUse(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await setImmediate()
    collectGarbage()
  }
  return process.memoryUsage().heapUsed
}

function countHandles(): number {
  return process.getActiveResourcesInfo().length
}

const apps: Readonly<Record<string, () => Promise<RequestListener>>> = {
  node: async () => {
    return withBatchNode((request, response) => {
      if (request.url === '/api/throw') throw new Error('thrown')
      if (request.url === '/api/broken') response.destroy()
      if (request.url === '/api/nowhere') response.statusCode = 404
      request.on('data', () => {})
      request.on('end', () => response.end('{}'))
    }, options)
  },

  express: async () => {
    const app = express()
    app.use(batchwayExpress(app, options))
    app.use(express.json())
    app.get('/api/items/:id', (request, response) => void response.json(request.params))
    app.post('/api/items', (request, response) => void response.status(201).json(request.body))
    app.get('/api/throw', () => {
      throw new Error('thrown')
    })
    app.get('/api/broken', (request) => void request.socket.destroy())
    app.use((_error: Error, _request: unknown, response: express.Response, _next: unknown) => {
      response.status(500).end()
    })
    return app
  },

  fastify: async () => {
    const app = Fastify()
    await app.register(batchwayFastify, options)
    app.get('/api/items/:id', async (request) => request.params)
    app.post('/api/items', async (request, reply) => reply.code(201).send(request.body))
    app.get('/api/throw', async () => {
      throw new Error('thrown')
    })
    app.get('/api/broken', (request) => void request.raw.destroy())
    await app.ready()
    return (request, response) => app.routing(request, response)
  },

  hono: async () => {
    const app = new Hono()
    app.get('/api/items/:id', (c) => c.json(c.req.param()))
    app.post('/api/items', async (c) => c.json(await c.req.json<object>(), 201))
    app.get('/api/throw', () => {
      throw new Error('thrown')
    })
    app.get('/api/broken', (c) => c.body(new ReadableStream({ start: (to) => to.error('x') })))
    app.onError((_error, c) => c.text('', 500))
    const handler = withBatchFetch(app.fetch, options)
    const listener = getRequestListener((request) => handler(request))
    return (request, response) => void listener(request, response)
  },
}

const [, , name = 'node'] = process.argv
const app = await apps[name]?.()
assert.ok(app, `there is no app "${name}"`)
await using server = await startHttp(app)
const pool = new Pool(server.origin, { connections: 4 })
await sendParts(pool, warmUp)
const heap = await heapInUse()
const handles = countHandles()
await sendParts(pool, measured)
const bytes = (await heapInUse()) - heap
console.log(JSON.stringify({ bytesPerPart: bytes / measured, handles: countHandles() - handles }))
await pool.destroy()
