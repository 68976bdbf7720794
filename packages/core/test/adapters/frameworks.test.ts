import assert from 'node:assert/strict'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import express from 'express'
import Fastify from 'fastify'
import { addFastifyRoutes, createExpressApp, createHonoApp } from '../support/framework-apps.ts'

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
  return withBatchNode(createExpressApp(), options)
})

compare('Express 5 with the middleware of @batchway/core/express', async () => {
  return createExpressApp((app) => {
    app.use(batchwayExpress(app, options))
  })
})

compare('Fastify 5 behind @batchway/core/node', async () => {
  const app = addFastifyRoutes(Fastify())
  await app.ready()
  return withBatchNode((request, response) => app.routing(request, response), options)
})

compare('Fastify 5 with the plugin of @batchway/core/fastify', async () => {
  const app = addFastifyRoutes(Fastify())
  await app.register(batchwayFastify, options)
  await app.ready()
  return (request, response) => app.routing(request, response)
})

compare('Hono behind @batchway/core/fetch', async () => {
  const app = createHonoApp()
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

describe('the middleware of @batchway/core/express', () => {
  it('says what is wrong when the body was read before', async () => {
    const causes: unknown[] = []
    const app = express()
    app.use(express.json())
    app.use(batchwayExpress(app, { ...options, onBatch: ({ error }) => causes.push(error?.cause) }))
    await using server = await listen(app)
    const answer = await post(server.url, '[{"method":"GET","relative_url":"/json"}]')
    assert.equal(answer.status, 500)
    assert.match(String(causes[0]), /mount the endpoint before body parsers/)
  })

  it('knows its path also where it is mounted below another one', async () => {
    const app = createExpressApp((mounted) => {
      mounted.use('/api', batchwayExpress(mounted, options))
    })
    await using server = await listen(app)
    const answer = await post(server.url, '[{"method":"GET","relative_url":"/json"}]')
    assert.match(await answer.text(), /^\{"total_counter":1,"success_counter":1,/)
  })
})

describe('the plugin of @batchway/core/fastify', () => {
  it('answers other methods and types in the dialect', async () => {
    const app = Fastify()
    await app.register(batchwayFastify, options)
    await using server = await listen((request, response) => app.routing(request, response), app)
    const other = await fetch(`${server.url}/api/batch`)
    assert.equal(other.status, 405)
    assert.match(await other.text(), /^\{"code":405,/)
    const text = await fetch(`${server.url}/api/batch`, { method: 'POST', body: 'x' })
    assert.equal(text.status, 415)
  })

  it('takes the whole path also below a prefix, and refuses one beside it', async () => {
    const app = addFastifyRoutes(Fastify())
    await app.register(batchwayFastify, { ...options, prefix: '/api' })
    await using server = await listen((request, response) => app.routing(request, response), app)
    const answer = await post(server.url, '[{"method":"GET","relative_url":"/json"}]')
    assert.match(await answer.text(), /^\{"total_counter":1,"success_counter":1,/)
    const wrong = Fastify().register(batchwayFastify, { ...options, prefix: '/other' })
    await assert.rejects(async () => wrong.ready(), /must begin with the prefix/)
  })

  it('runs hooks for the batch and for each part', async () => {
    const app = addFastifyRoutes(Fastify())
    const seen: string[] = []
    app.addHook('onRequest', async ({ url }) => void seen.push(url))
    await app.register(batchwayFastify, options)
    await using server = await listen((request, response) => app.routing(request, response), app)
    await post(server.url, '[{"method":"GET","relative_url":"/json"}]')
    assert.deepEqual(seen, ['/api/batch', '/api/json'])
  })
})

interface Listening extends AsyncDisposable {
  readonly url: string
}

async function listen(
  listener: RequestListener,
  app?: { ready(): PromiseLike<unknown> },
): Promise<Listening> {
  await app?.ready()
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

function post(url: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/api/batch`, { method: 'POST', headers, body })
}
