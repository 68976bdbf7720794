import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RequestListener } from 'node:http'
import type { BatchEndpointOptions } from '@batchway/core'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import { getRequestListener } from '@hono/node-server'
import compression from 'compression'
import express from 'express'
import Fastify from 'fastify'
import { expressVersions } from '../support/express-apps.ts'
import { answerTo, Gates } from '../support/gates.ts'
import { postPiecewise } from '../support/piece-reader.ts'
import { startHttp } from '../support/servers.ts'
import type { StreamForm } from '../support/stream-forms.ts'
import { streamForms } from '../support/stream-forms.ts'

const bounded = { timeout: 20_000 }

type Options = Pick<BatchEndpointOptions, 'path' | 'dialect' | 'base'>
type Mount = (gates: Gates, options: Options) => RequestListener | Promise<RequestListener>

/** Each way of putting an endpoint into an app whose routes wait at gates. */
const mounts: Readonly<Record<string, Mount>> = {
  'node:http': (gates, options) =>
    withBatchNode(({ url = '' }, response) => {
      response.setHeader('content-type', 'application/json')
      void gates.pass(url).then(() => response.end(answerTo(url)))
    }, options),
  ...Object.fromEntries(
    expressVersions.map(({ name, express: create }): [string, Mount] => [
      name,
      (gates, options) => {
        const app = create()
        app.use(batchwayExpress(app, options))
        app.get('/api/:name', ({ url }, response) => {
          void gates.pass(url).then(() => response.type('json').send(answerTo(url)))
        })
        return app
      },
    ]),
  ),
  'Express 5 with compression': (gates, options) => {
    const app = express()
    app.use(compression({ threshold: 0 }))
    app.use(batchwayExpress(app, options))
    app.get('/api/:name', async ({ url }, response) => {
      await gates.pass(url)
      response.type('json').send(answerTo(url))
    })
    return app
  },
  'Fastify 5': async (gates, options) => {
    const app = Fastify()
    await app.register(batchwayFastify, options)
    app.get('/api/:name', async ({ url }, reply) => {
      await gates.pass(url)
      return reply.type('application/json').send(answerTo(url))
    })
    await app.ready()
    return (request, response) => app.routing(request, response)
  },
  'a fetch app': (gates, options) => {
    const handler = withBatchFetch(async ({ url }: Request) => {
      await gates.pass(url)
      return new Response(answerTo(url), { headers: { 'content-type': 'application/json' } })
    }, options)
    const listener = getRequestListener((request) => handler(request))
    return (request, response) => void listener(request, response)
  },
}

function optionsOf({ dialect }: StreamForm): Options {
  return { path: '/api/batch', dialect, base: '/api' }
}

for (const [name, mount] of Object.entries(mounts)) {
  describe(`streaming: ${name}`, () => {
    for (const form of streamForms) {
      it(`hands on what is finished: ${form.name}`, bounded, async () => {
        const gates = new Gates()
        await using server = await startHttp(await mount(gates, optionsOf(form)))
        const url = `${server.origin}/api/batch`
        const { headers, body } = form.write(['one', 'two', 'three'])
        const { prefer } = headers
        const asking = { ...headers, prefer: prefer === undefined ? 'stream' : `${prefer}, stream` }
        const [early, ...late] = form.order === 'any' ? ['two', 'one'] : ['one', 'two']
        gates.open(early ?? '')
        const answer = await postPiecewise(url, { headers: asking, body })
        assert.equal(answer.status, 200)
        await answer.until(`{"answer":"${early}"}`)
        // Only now may the others be answered.
        gates.open(...late, 'three')
        const text = await answer.whole()
        assert.match(answer.headers.get('preference-applied') ?? '', /(?:^|, )stream$/)
        assert.equal(answer.headers.get('content-length'), null)
        const buffered = await postPiecewise(url, { headers, body })
        assert.doesNotMatch(buffered.headers.get('preference-applied') ?? '', /stream/)
        const whole = await buffered.whole()
        assert.deepEqual(form.read(answer.headers, text), form.read(buffered.headers, whole))
      })
    }
  })
}

describe('streaming: compressed by middleware of the app', () => {
  it('is flushed with each piece', bounded, async () => {
    const [form] = streamForms
    assert.ok(form !== undefined)
    const gates = new Gates()
    const mount = mounts['Express 5 with compression']
    assert.ok(mount !== undefined)
    await using server = await startHttp(await mount(gates, optionsOf(form)))
    const { headers, body } = form.write(['one', 'two'])
    const asking = { ...headers, prefer: 'stream', 'accept-encoding': 'gzip' }
    gates.open('two')
    const answer = await postPiecewise(`${server.origin}/api/batch`, { headers: asking, body })
    assert.equal(answer.headers.get('content-encoding'), 'gzip')
    await answer.until('{"answer":"two"}')
    gates.open('one')
    assert.match(await answer.whole(), /\{"answer":"one"\}.*\]\}$/)
  })
})
