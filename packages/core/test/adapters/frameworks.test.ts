import assert from 'node:assert/strict'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'

/** One request, sent alone and as a part: both must be answered alike. */
interface Case {
  readonly says: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const cases: readonly Case[] = [
  { says: 'JSON', method: 'GET', path: '/json' },
  { says: 'parameters and a query', method: 'GET', path: '/items/a%20b?x=1&x=2' },
  {
    says: 'a body that the framework parses',
    method: 'POST',
    path: '/echo',
    body: { a: [1, 'é'] },
  },
  { says: 'a text', method: 'GET', path: '/text' },
  { says: 'no content', method: 'DELETE', path: '/items/1' },
  { says: 'a redirect', method: 'GET', path: '/redirect' },
  { says: 'several cookies', method: 'GET', path: '/cookies' },
  { says: 'a stream', method: 'GET', path: '/stream' },
  { says: 'an error that a handler throws', method: 'GET', path: '/throw' },
  { says: 'an error that comes later', method: 'GET', path: '/reject' },
  { says: 'a route that is not there', method: 'GET', path: '/nowhere' },
  { says: 'a header of its own', method: 'GET', path: '/header', headers: { 'x-one': '1, 2' } },
]

interface Answer {
  readonly code: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string
}

const options = { path: '/api/batch', dialect: 'ocamba' } as const

/** What differs by nature: per connection, per moment, or how a body is framed. */
const notCompared = new Set([
  'Connection',
  'Keep-Alive',
  'Date',
  'Content-Length',
  'Transfer-Encoding',
])

async function askAlone(url: string, { method, path, headers, body }: Case): Promise<Answer> {
  const init: RequestInit = { method, redirect: 'manual', headers: { ...headers } }
  if (body !== undefined) {
    init.headers = { ...headers, 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  const response = await fetch(`${url}/api${path}`, init)
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of response.headers) fields[name] = value
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) fields['set-cookie'] = cookies.length === 1 ? (cookies[0] ?? '') : cookies
  return { code: response.status, headers: canonical(fields), body: await response.text() }
}

async function askAsPart(url: string, { method, path, headers, body }: Case): Promise<Answer> {
  const response = await fetch(`${url}/api/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ method, relative_url: path, headers: headers ?? {}, body }]),
  })
  const batch = (await response.json()) as { parts: readonly Record<string, unknown>[] }
  const [part = {}] = batch.parts
  const content = part['body'] ?? part['error']
  return {
    code: part['code'] as number,
    headers: canonical(part['headers'] as Record<string, string>),
    body: typeof content === 'string' ? content : JSON.stringify(content ?? ''),
  }
}

function canonical(
  headers: Readonly<Record<string, string | string[]>>,
): Readonly<Record<string, string | string[]>> {
  const names = Object.keys(headers).filter(
    (name) => ![...notCompared].some((other) => other.toLowerCase() === name.toLowerCase()),
  )
  return Object.fromEntries(
    names
      .map((name): [string, string | string[]] => [name.toLowerCase(), headers[name] ?? ''])
      .toSorted(([a], [b]) => a.localeCompare(b)),
  )
}

function compare(name: string, makeListener: () => Promise<RequestListener>): void {
  describe(name, () => {
    let server: Server
    let url = ''
    before(async () => {
      server = createServer(await makeListener())
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })
    after(() => {
      server.closeAllConnections()
      server.close()
    })

    for (const one of cases) {
      it(`answers a part as a request of its own: ${one.says}`, async () => {
        const alone = await askAlone(url, one)
        const part = await askAsPart(url, one)
        assert.equal(part.code, alone.code)
        assert.deepEqual(part.headers, alone.headers)
        assert.equal(part.body === '""' ? '' : part.body, alone.body)
      })
    }

    it('goes on serving after batches', async () => {
      await askAsPart(url, { says: '', method: 'GET', path: '/json' })
      assert.equal((await askAlone(url, { says: '', method: 'GET', path: '/json' })).code, 200)
    })
  })
}

compare('Express 5 behind @batchway/core/node', async () => {
  const app = express()
  app.disable('x-powered-by')
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
  return withBatchNode(app, options)
})

compare('Fastify 5 behind @batchway/core/node', async () => {
  const app = Fastify()
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
  await app.ready()
  return withBatchNode((request, response) => app.routing(request, response), options)
})

compare('Hono behind @batchway/core/fetch', async () => {
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
  const handler = withBatchFetch(app.fetch, options)
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request
      const init: RequestInit = { method, headers: headers as Record<string, string> }
      if (chunks.length > 0) init.body = Buffer.concat(chunks)
      void handler(new Request(`http://${headers.host}${url}`, init)).then(async (answer) => {
        for (const [name, value] of answer.headers) response.appendHeader(name, value)
        response.writeHead(answer.status)
        return response.end(Buffer.from(await answer.arrayBuffer()))
      })
    })
  }
})
