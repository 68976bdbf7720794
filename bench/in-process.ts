// Parts inside an app against the ways that people use today, without a socket: Fastify's `inject`
// and `app.fetch(new Request)`, each fifty times side by side. Interleaved rounds; what counts are
// the ratios within one run.
import { createBatchEndpoint } from '@batchway/core'
import type { BatchEndpoint, OuterRequest } from '@batchway/core'
import { createFetchBackend } from '@batchway/core/fetch'
import { createNodeBackend } from '@batchway/core/node'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { setImmediate } from 'node:timers/promises'

const rounds = 7
const batchesPerRound = 200
const parts = 50

const item = {
  name: 'A thing that has a name of some length',
  tags: ['one', 'two', 'three'],
  price: 1234.5,
  available: true,
  description: 'Enough text to make the answer about two hundred bytes long.',
}

const expressApp = express()
expressApp.get('/api/items/:id', (request, response) => {
  response.json({ id: request.params.id, ...item })
})
expressApp.post('/api/items', express.json(), (request, response) => {
  response.json(request.body)
})

const fastify = Fastify()
fastify.get('/api/items/:id', async (request) => ({ ...(request.params as object), ...item }))
fastify.post('/api/items', async (request) => request.body)
await fastify.ready()

const hono = new Hono()
hono.get('/api/items/:id', (c) => c.json({ id: c.req.param('id'), ...item }))
hono.post('/api/items', async (c) => c.json(await c.req.json<object>()))

const options = { path: '/api/batch', dialect: 'ocamba' } as const
const endpoints = {
  fastify: createBatchEndpoint(
    createNodeBackend((request, response) => fastify.routing(request, response)),
    options,
  ),
  express: createBatchEndpoint(createNodeBackend(expressApp), options),
  hono: createBatchEndpoint(createFetchBackend(hono.fetch), options),
}

const outer: OuterRequest = {
  method: 'POST',
  path: '/api/batch',
  query: '',
  headers: [
    ['host', 'localhost'],
    ['content-type', 'application/json'],
  ],
  scheme: 'http',
}
const reads = Array.from({ length: parts }, (_, id) => {
  return { method: 'GET', relative_url: `/items/${id}` }
})
const writes = reads.map((_, id) => {
  return { method: 'POST', relative_url: '/items', body: { id, ...item } }
})

type Work = () => Promise<void>

function batch(endpoint: BatchEndpoint, batched: readonly object[]): Work {
  const body = Buffer.from(JSON.stringify(batched))
  const expected = `{"total_counter":${parts},"success_counter":${parts},`
  return async () => {
    const answer = await endpoint.handle(outer, { readBody: async () => body, onAbort: () => {} })
    answer.release()
    const text = Buffer.from(answer.body).toString()
    if (!text.startsWith(expected)) throw new Error(text.slice(0, 500))
  }
}

function inject(method: 'GET' | 'POST'): Work {
  return async () => {
    const all = reads.map(async (_, id) => {
      const url = method === 'GET' ? `/api/items/${id}` : '/api/items'
      const payload = method === 'GET' ? {} : { payload: { id, ...item } }
      const { statusCode } = await fastify.inject({ method, url, ...payload })
      if (statusCode !== 200) throw new Error(String(statusCode))
    })
    await Promise.all(all)
  }
}

function fetchEach(method: 'GET' | 'POST'): Work {
  return async () => {
    const all = reads.map(async (_, id) => {
      const url = `http://localhost/api/items${method === 'GET' ? `/${id}` : ''}`
      const init: RequestInit = { method }
      if (method === 'POST') {
        init.body = JSON.stringify({ id, ...item })
        init.headers = { 'content-type': 'application/json' }
      }
      const response = await hono.fetch(new Request(url, init))
      await response.text()
    })
    await Promise.all(all)
  }
}

/** What only has to be done: parse, call, print. */
async function bare(): Promise<void> {
  const batched = JSON.parse(JSON.stringify(reads)) as { relative_url: string }[]
  const answers = batched.map(({ relative_url: url }) => {
    const body = { id: url.slice(url.lastIndexOf('/') + 1), ...item }
    return { code: 200, headers: { 'Content-Type': 'application/json' }, body }
  })
  Buffer.from(JSON.stringify({ total_counter: parts, parts: answers }))
}

const works: Readonly<Record<string, Work>> = {
  bare,
  'fastify GET': batch(endpoints.fastify, reads),
  'fastify POST': batch(endpoints.fastify, writes),
  'inject GET': inject('GET'),
  'inject POST': inject('POST'),
  'express GET': batch(endpoints.express, reads),
  'express POST': batch(endpoints.express, writes),
  'hono GET': batch(endpoints.hono, reads),
  'hono POST': batch(endpoints.hono, writes),
  'app.fetch GET': fetchEach('GET'),
  'app.fetch POST': fetchEach('POST'),
}
const ratios: readonly (readonly [string, string])[] = [
  ['fastify GET', 'bare'],
  ['fastify GET', 'inject GET'],
  ['fastify POST', 'inject POST'],
  ['express GET', 'bare'],
  ['hono GET', 'app.fetch GET'],
  ['hono POST', 'app.fetch POST'],
]

async function measure(work: Work): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 0; count < batchesPerRound; count += 1) {
    await work()
    await setImmediate()
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / batchesPerRound / parts
}

const costs = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]))
for (let round = -1; round < rounds; round += 1) {
  for (const [name, work] of Object.entries(works)) {
    const cost = await measure(work)
    // The first round warms up.
    if (round >= 0) costs.get(name)?.push(cost)
  }
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${middle.toFixed(2)} (${sorted[0]?.toFixed(2)}-${sorted.at(-1)?.toFixed(2)})`
}

console.log(
  `CPU per part in a batch of ${parts}, median (min-max) of ${rounds} interleaved rounds, Node ${process.versions.node}`,
)
for (const [above, below] of ratios) {
  const values = costs.get(above)?.map((cost, round) => cost / (costs.get(below)?.[round] ?? 0))
  console.log(`${above} ÷ ${below}`.padEnd(34), spread(values ?? []))
}
for (const [name, values] of costs) console.log(name.padEnd(34), spread(values), 'µs')
