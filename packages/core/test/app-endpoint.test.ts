import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { request as sendRequest } from 'node:http'
import { describe, it } from 'node:test'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch } from '@batchway/core/node'
import express from 'express'
import Fastify from 'fastify'
import { comparedOptions, startCompared } from './support/compared-app.ts'

describe('an endpoint inside an app', () => {
  it('lets so many parts run at a time', async () => {
    let running = 0
    let most = 0
    const listener = withBatch(
      (_request, response) => {
        running += 1
        most = Math.max(most, running)
        setImmediate(() => {
          running -= 1
          response.end()
        })
      },
      { path: '/api/batch', dialect: 'ocamba', partsInFlight: 2 },
    )
    await using compared = await startCompared(listener)
    const parts = Array.from({ length: 20 }, () => ({ method: 'GET', relative_url: '/a' }))
    const answer = await compared.alone({
      method: 'POST',
      path: '/api/batch',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parts),
    })
    assert.match(answer.text, /"success_counter":20/)
    assert.equal(most, 2)
  })

  it('keeps the place of a handler that goes on after its part was given up', async () => {
    const events = new EventEmitter()
    const listener = withBatch(
      (request, response) => {
        if (request.url === '/stubborn') events.once('end', () => response.end())
        else response.end('next')
        events.emit('asked', request.url)
      },
      { ...comparedOptions, partsInFlight: 1, limits: { partTime: 50 } },
    )
    await using compared = await startCompared(listener)
    const [stubborn] = await compared.asParts([{ path: '/stubborn' }])
    assert.equal(stubborn?.status, 504)
    const asked: unknown[] = []
    events.on('asked', (url) => asked.push(url))
    const next = compared.asPart({ path: '/next' })
    // A batch that asks for nothing has gone all the way, and the part still waits.
    await compared.asParts([])
    assert.deepEqual(asked, [])
    events.emit('end')
    assert.equal((await next).text, 'next')
  })

  it('limits the rate of its callers', async () => {
    const listener = withBatch((_request, response) => response.end('x'), {
      ...comparedOptions,
      rateLimit: { parts: [{ match: '/dear/*', rate: { burst: 2, steady: 2 } }] },
    })
    await using compared = await startCompared(listener)
    const results = await compared.asParts(
      ['/dear/1', '/dear/2', '/cheap', '/dear/3'].map((path) => ({ path })),
    )
    assert.deepEqual(
      results.map(({ status }) => status),
      [200, 200, 200, 429],
    )
  })

  it('refuses options that mean nothing', () => {
    const wrong: [object, RegExp][] = [
      [{ partsInFlight: 0 }, /partsInFlight must be a whole number of at least 1, not 0/],
      [{ waitingBatches: 1.5 }, /waitingBatches must be .* not 1.5/],
      [{ dispatch: 'tcp' }, /dispatch must be "direct" or "socket", not "tcp"/],
      [{ atomic: true }, /atomic needs a transaction/],
    ]
    for (const [options, message] of wrong) {
      assert.throws(() => withBatch(() => {}, { ...comparedOptions, ...options }), message)
    }
  })
})

describe('an endpoint whose parts go over loopback', () => {
  const options = { ...comparedOptions, dispatch: 'socket' } as const

  it('gives handlers real sockets, and tells who the client is', async () => {
    const app = express()
    app.set('trust proxy', 'loopback')
    app.use(batchwayExpress(app, options))
    app.get('/who', (request, response) => {
      const { ip, protocol, hostname, socket } = request
      response.json({ ip, protocol, hostname, port: typeof socket.remotePort })
    })
    await using compared = await startCompared(app)
    const answer = await compared.asPart({ path: '/who' }, { 'x-forwarded-for': '192.0.2.1' })
    assert.deepEqual(JSON.parse(answer.text), {
      ip: '192.0.2.1',
      protocol: 'http',
      hostname: '127.0.0.1',
      port: 'number',
    })
  })

  it('serves Fastify', async () => {
    const app = Fastify()
    await app.register(batchwayFastify, options)
    app.post('/echo', async ({ body }) => body)
    await app.ready()
    await using compared = await startCompared((request, response) => {
      app.routing(request, response)
    })
    await compared.assertSame({
      method: 'POST',
      path: '/echo',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
  })

  it('fails the part alone when its handler throws', async () => {
    const listener = withBatch((request, response) => {
      if (request.url === '/throw') throw new Error('thrown')
      response.end('x')
    }, options)
    await using compared = await startCompared(listener)
    const results = await compared.asParts(['/a', '/throw', '/b'].map((path) => ({ path })))
    assert.deepEqual(
      results.map(({ status }) => status),
      [200, 502, 200],
    )
  })
})

describe('a caller who goes away', () => {
  it('closes the messages of the parts under way, and starts no more', async () => {
    const events = new EventEmitter()
    const asked: (string | undefined)[] = []
    const listener = withBatch((request, response) => {
      asked.push(request.url)
      response.once('close', () => events.emit('closed', response.writableEnded))
      events.emit('asked')
    }, comparedOptions)
    await using compared = await startCompared(listener)
    const isAsked = once(events, 'asked')
    const isClosed = once(events, 'closed')
    const batch = sendRequest({ port: compared.server.port, method: 'POST', path: '/batch' })
    batch.on('error', () => {})
    batch.setHeader('content-type', 'application/json')
    batch.end(
      '[{"method":"GET","target":"/1","headers":[]},{"method":"GET","target":"/2","headers":[]}]',
    )
    await isAsked
    batch.destroy()
    assert.deepEqual(await isClosed, [false])
    assert.deepEqual(asked, ['/1'])
  })
})
