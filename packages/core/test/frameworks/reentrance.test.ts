import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import type { RequestListener } from 'node:http'
import { describe, it } from 'node:test'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { comparedOptions, startCompared } from '../support/compared-app.ts'

const inner = JSON.stringify([{ method: 'GET', target: '/secret', headers: [] }])
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: inner }

/** Fails unless a part that comes to `path` is answered with 508, and `/secret` was not asked. */
async function assertRefused(listener: RequestListener, path = '/detour'): Promise<void> {
  await using compared = await startCompared(listener)
  const answer = await compared.asPart({ ...post, path })
  assert.equal(answer.status, 508, answer.text)
  assert.match(answer.text, /itself a part/)
}

function never(): never {
  assert.fail('a part of a nested batch has run')
}

describe('a part that comes to a batch endpoint of its own process', () => {
  it('is refused when Express rewrites its URL', async () => {
    const app = express()
    app.use((request, _response, next) => {
      if (request.url === '/detour') request.url = '/batch'
      next()
    })
    app.use((request, _response, next) => {
      request.originalUrl = request.url
      next()
    })
    app.use(batchwayExpress(app, comparedOptions))
    app.get('/secret', never)
    await assertRefused(app)
  })

  it('is refused when Fastify rewrites its URL', async () => {
    const app = Fastify({
      rewriteUrl: ({ url }) => (url === '/detour' ? '/batch' : (url ?? '/')),
    })
    await app.register(batchwayFastify, comparedOptions)
    app.get('/secret', never)
    await app.ready()
    await assertRefused((request, response) => app.routing(request, response))
  })

  it('is refused when a handler hands it to the listener again', async () => {
    const listener = withBatchNode((request, response) => {
      if (request.url === '/secret') never()
      request.url = '/batch'
      listener(request, response)
    }, comparedOptions)
    await assertRefused(listener)
  })

  it('is refused when a handler hands it on outside of its async context', async () => {
    const queue = new EventEmitter()
    const listener = withBatchNode((request, response) => {
      if (request.url === '/secret') never()
      request.url = '/batch'
      waiting.push([request, response])
    }, comparedOptions)
    const waiting: Parameters<RequestListener>[] = []
    const work = (): void => {
      for (const [request, response] of waiting.splice(0)) listener(request, response)
    }
    queue.on('work', work)
    // A timer of the process knows nothing of the part.
    const timer = setInterval(() => queue.emit('work'), 1)
    try {
      await assertRefused(listener)
    } finally {
      clearInterval(timer)
    }
  })

  it('is refused when a fetch app calls the whole app with a request of its own', async () => {
    const app = new Hono()
    app.get('/secret', never)
    app.all('/detour', () => handler(new Request('http://localhost/batch', post)))
    const handler = withBatchFetch(app.fetch, comparedOptions)
    const answer = await handler(
      new Request('http://localhost/batch', {
        ...post,
        body: JSON.stringify([{ method: 'GET', target: '/detour', headers: [] }]),
      }),
    )
    assert.match(await answer.text(), /"status":508/)
  })

  it('is refused when a handler calls another endpoint of the process', async () => {
    const other = withBatchFetch(() => never(), comparedOptions)
    const app = express()
    app.use(batchwayExpress(app, comparedOptions))
    app.use('/detour', async (_request, response) => {
      const answer = await other(new Request('http://localhost/batch', post))
      response.status(answer.status).send(await answer.text())
    })
    await assertRefused(app)
  })

  it('is refused over loopback by the name of its sender', async () => {
    const listener = withBatchNode(
      (request, response) => {
        if (request.url === '/secret') never()
        request.url = '/batch'
        listener(request, response)
      },
      { ...comparedOptions, dispatch: 'socket' },
    )
    await assertRefused(listener)
  })
})

describe('a batch that no part has sent', () => {
  it('is answered while others run', async () => {
    const started = new EventEmitter()
    const listener = withBatchNode((request, response) => {
      if (request.url !== '/slow') {
        response.end('quick')
        return
      }
      started.once('go', () => response.end('slow'))
      started.emit('slow')
    }, comparedOptions)
    await using compared = await startCompared(listener)
    const slowHere = once(started, 'slow')
    const slow = compared.asPart({ path: '/slow' })
    await slowHere
    assert.equal((await compared.asPart({ path: '/quick' })).text, 'quick')
    started.emit('go')
    assert.equal((await slow).text, 'slow')
  })
})
