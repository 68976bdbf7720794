import assert from 'node:assert/strict'
import { request as sendRequest } from 'node:http'
import { describe, it } from 'node:test'
import { text } from 'node:stream/consumers'
import { withBatch } from '@batchway/core/fetch'
import type { HttpBindings } from '@hono/node-server'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Dialect } from '@batchway/core'
import type { Context, ExecutionContext } from 'hono'
import { Hono } from 'hono'
import { contextStorage, tryGetContext } from 'hono/context-storage'
import { proxy } from 'hono/proxy'
import { comparedOptions, startCompared } from '../support/compared-app.ts'
import { sameInHono, startFetch, startHono } from '../support/compared-fetch.ts'
import { plainDialect } from '../support/plain-dialect.ts'
import type { TestServer } from '../support/servers.ts'
import { startHttp } from '../support/servers.ts'

const bounded = { timeout: 5000 }

/** All parts at once. */
const parallelDialect: Dialect = {
  ...plainDialect,
  readBatch: async (...given) => ({
    ...(await plainDialect.readBatch(...given)),
    order: 'parallel',
  }),
}

/** A fetch handler that takes what a platform hands over besides the request. */
type PlatformFetch = (
  request: Request,
  env: object,
  context: ExecutionContext,
) => Response | Promise<Response>

interface Variables {
  readonly Variables: { readonly name: string }
}

function listEnv(_request: Request, env: object): Response {
  return Response.json(Object.keys(env))
}

function nameInContext(): string {
  return tryGetContext<Variables>()?.get('name') ?? 'none'
}

async function describeRequest(c: Context, request: Request): Promise<Response> {
  const { method, url, headers } = request
  return c.json([method, url, headers.get('x-one'), await request.text()])
}

/** Another server, which answers with what it was asked. */
function startUpstream(): Promise<TestServer> {
  return startHttp((request, response) => {
    const { method, url, headers } = request
    response.writeHead(201, { 'content-type': 'application/json', 'x-upstream': '1' })
    void text(request).then((body) =>
      response.end(JSON.stringify([method, url, headers['x-one'], body])),
    )
  })
}

describe('What the platform hands over reaches Hono for a part too', () => {
  it('the bindings of the server for Node', async () => {
    const app = new Hono<{ Bindings: HttpBindings }>()
    app.get('/x', (c) =>
      c.json([Object.keys(c.env).toSorted(), typeof c.env.incoming.socket.remotePort]),
    )
    await using compared = await startFetch(app.fetch)
    const answer = await compared.assertSame({ path: '/x' })
    assert.equal(answer.text, '[["incoming","outgoing"],"number"]')
  })

  it('the address of the caller', async () => {
    const answer = await sameInHono(
      (app) =>
        app.get('/x', (c) => {
          const { address, addressType, port } = getConnInfo(c).remote
          return c.json([address, addressType, typeof port])
        }),
      { path: '/x' },
    )
    assert.equal(answer.text, '["127.0.0.1","IPv4","number"]')
  })

  it('an environment and an execution context', async () => {
    const waiting: Promise<unknown>[] = []
    const context: ExecutionContext = {
      waitUntil: (promise) => void waiting.push(promise),
      passThroughOnException: () => {},
      props: { tenant: 't1' },
    }
    const app = new Hono<{ Bindings: { readonly KEY: string } }>()
    app.get('/x', (c) => {
      c.executionCtx.waitUntil(Promise.resolve(c.req.path))
      return c.json([c.env.KEY, c.executionCtx.props])
    })
    const handler: PlatformFetch = withBatch(app.fetch, comparedOptions)
    const listen = getRequestListener((request) => handler(request, { KEY: 'k1' }, context))
    await using compared = await startCompared((...given) => void listen(...given))
    const answer = await compared.assertSame({ path: '/x' })
    assert.equal(answer.text, '["k1",{"tenant":"t1"}]')
    assert.deepEqual(await Promise.all(waiting), ['/x', '/x'])
  })

  it('to a handler that is mounted in the app', async () => {
    const answer = await sameInHono((app) => app.mount('/m', listEnv, (c) => [c.env]), {
      path: '/m/x',
    })
    assert.equal(answer.text, '["incoming","outgoing"]')
  })
})

describe('The context of Hono belongs to one part', () => {
  it('when parts run at once and wait for each other', bounded, async () => {
    const arrived = new Map<string, () => void>()
    const all = Promise.withResolvers<void>()
    const app = new Hono<Variables>()
    app.use('/with/*', contextStorage())
    app.get('/with/:name', async (c) => {
      c.set('name', c.req.param('name'))
      arrived.set(c.req.param('name'), all.resolve)
      if (arrived.size === 2) all.resolve()
      await all.promise
      return c.text(nameInContext())
    })
    await using compared = await startFetch(app.fetch, { dialect: parallelDialect })
    const results = await compared.asParts([{ path: '/with/a' }, { path: '/with/b' }])
    assert.deepEqual(results.map(toText), ['a', 'b'])
  })

  it('and does not leak into the next one', async () => {
    const app = new Hono<Variables>()
    app.use('/with/*', contextStorage())
    app.get('/with/:name', (c) => {
      c.set('name', c.req.param('name'))
      return c.text(nameInContext())
    })
    app.get('/without', (c) => c.text(nameInContext()))
    await using compared = await startFetch(app.fetch)
    const results = await compared.asParts([
      { path: '/with/a' },
      { path: '/without' },
      { path: '/with/b' },
    ])
    assert.deepEqual(results.map(toText), ['a', 'none', 'b'])
  })
})

describe('The raw request of a part', () => {
  const question = {
    method: 'POST',
    path: '/x?a=1',
    headers: { 'x-one': '1', 'content-type': 'text/plain' },
    body: 'body',
  }

  it('can be the model of another request', async () => {
    const answer = await sameInHono(
      (app) => app.post('/x', (c) => describeRequest(c, new Request(c.req.raw))),
      question,
    )
    assert.match(answer.text, /^\["POST","http:.*\/x\?a=1","1","body"\]$/)
  })

  it('can be the model of a request to another URL', async () => {
    const answer = await sameInHono(
      (app) =>
        app.post('/x', (c) => describeRequest(c, new Request('http://other.example/', c.req.raw))),
      question,
    )
    assert.equal(answer.text, '["POST","http://other.example/","1","body"]')
  })

  it('can be cloned and read twice', async () => {
    const answer = await sameInHono(
      (app) =>
        app.post('/x', async (c) => {
          const clone = c.req.raw.clone()
          return c.json([await c.req.raw.text(), await clone.text(), c.req.raw.bodyUsed])
        }),
      question,
    )
    assert.equal(answer.text, '["body","body",true]')
  })

  it('can be sent to another server with the proxy helper', async () => {
    await using upstream = await startUpstream()
    const answer = await sameInHono(
      (app) =>
        app.post('/x', (c) =>
          proxy(`${upstream.origin}/y`, { raw: c.req.raw, headers: c.req.header() }),
        ),
      question,
      { headers: ['date'] },
    )
    assert.deepEqual([answer.status, answer.text], [201, '["POST","/y","1","body"]'])
  })

  it('can be sent to another server as it is', async () => {
    await using upstream = await startUpstream()
    const answer = await sameInHono(
      (app) => app.post('/x', (c) => proxy(new URL('/y', upstream.origin), { raw: c.req.raw })),
      question,
    )
    assert.equal(answer.text, '["POST","/y","1","body"]')
  })

  it('is aborted when the time of the part is over', bounded, async () => {
    const aborted = Promise.withResolvers<unknown>()
    await using compared = await startHono(
      (app) =>
        app.get('/x', (c) => {
          const { signal } = c.req.raw
          signal.addEventListener('abort', () => aborted.resolve(signal.reason))
          return new Promise<Response>(() => {})
        }),
      { limits: { partTime: 20 } },
    )
    const [result] = await compared.asParts([{ path: '/x' }])
    assert.deepEqual([result?.kind, result?.status], ['failed', 504])
    assert.ok((await aborted.promise) instanceof Error)
  })

  it('is aborted when the caller of the batch goes away', bounded, async () => {
    const began = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    await using compared = await startHono((app) =>
      app.get('/x', (c) => {
        c.req.raw.signal.addEventListener('abort', () => aborted.resolve())
        began.resolve()
        return new Promise<Response>(() => {})
      }),
    )
    const headers = { 'content-type': 'application/json' }
    const { port } = compared.server
    const request = sendRequest({
      host: '127.0.0.1',
      port,
      path: '/batch',
      method: 'POST',
      headers,
    })
    request.on('error', () => {})
    request.end('[{"method":"GET","target":"/x","headers":[]}]')
    await began.promise
    request.destroy()
    await aborted.promise
  })
})

function toText({ body }: { readonly body: string }): string {
  return Buffer.from(body, 'base64').toString()
}
