import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import type { InjectOptions } from 'fastify'
import { textOf, startFastify } from '../support/fastify-app.ts'
import type { PlainResult } from '../support/plain-dialect.ts'

const body = JSON.stringify([{ method: 'GET', target: '/good', headers: [] }])
const json = { 'content-type': 'application/json' }
const batch: InjectOptions = {
  method: 'POST',
  url: '/batch',
  headers: json,
  payload: body,
}

function textsOf(text: string): readonly string[] {
  return (JSON.parse(text) as readonly PlainResult[]).map(textOf)
}

describe('Fastify 5: app.inject beside batches', () => {
  it('asks the app while a batch runs', async () => {
    await using compared = await startFastify((app) => {
      app.get('/good', async () => 'good')
      app.get('/inject', async () => (await app.inject('/good')).body)
    })
    const answer = await compared.assertSame({ path: '/inject' })
    assert.equal(answer.text, 'good')
  })

  it('asks the app after a batch', async () => {
    await using compared = await startFastify((app) => app.get('/good', async () => 'good'))
    await compared.asPart({ path: '/good' })
    assert.equal((await compared.app.inject('/good')).body, 'good')
  })

  it('posts a batch', async () => {
    await using compared = await startFastify((app) => app.get('/good', async () => 'good'))
    assert.deepEqual(textsOf((await compared.app.inject(batch)).body), ['good'])
  })

  it('posts several batches at once', async () => {
    await using compared = await startFastify((app) => app.get('/good', async () => 'good'))
    const answers = await Promise.all([1, 2, 3].map(() => compared.app.inject(batch)))
    assert.deepEqual(
      answers.map((answer) => textsOf(answer.body)),
      [['good'], ['good'], ['good']],
    )
  })

  it('posts no batch from inside a part', async () => {
    await using compared = await startFastify((app) => {
      app.get('/nested', async () => (await app.inject(batch)).statusCode)
    })
    assert.equal((await compared.asPart({ path: '/nested' })).text, '508')
  })
})

describe('Fastify 5: what the whole app does to a batch', () => {
  it('takes a batch that @fastify/compress decodes', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(compress)
      app.get('/good', async () => 'good')
    })
    const answer = await compared.alone({
      method: 'POST',
      path: '/batch',
      headers: { ...json, 'content-encoding': 'gzip' },
      body: gzipSync(body),
    })
    assert.deepEqual(textsOf(answer.text), ['good'])
  })

  it('takes a batch whose body a preParsing hook has replaced', async () => {
    await using compared = await startFastify((app) => {
      app.addHook('preParsing', async (_request, _reply, payload) => {
        const verified = new PassThrough()
        verified.end(await buffer(payload))
        return verified
      })
      app.get('/good', async () => 'good')
    })
    assert.equal((await compared.asPart({ path: '/good' })).text, 'good')
  })

  it('lets hooks of the app see the answer to a batch', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(helmet)
      app.get('/good', async () => 'good')
    })
    const answer = await compared.app.inject(batch)
    assert.deepEqual(textsOf(answer.body), ['good'])
  })

  it('keeps the headers that hooks have set, and the type of the batch', async () => {
    await using compared = await startFastify((app) => {
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('access-control-allow-origin', 'https://app.example')
        reply.header('set-cookie', ['a=1', 'b=2'])
        reply.type('text/plain')
      })
      app.get('/good', async () => 'good')
    })
    const { headers } = await compared.app.inject(batch)
    assert.equal(headers['access-control-allow-origin'], 'https://app.example')
    assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2'])
    assert.equal(headers['content-type'], 'application/json')
  })

  it('refuses a batch in a hook as it refuses any request', async () => {
    await using compared = await startFastify((app) => {
      app.addHook('onRequest', async ({ headers }, reply) => {
        if (headers.authorization === undefined) return reply.code(401).send('who are you?')
        return undefined
      })
      app.get('/good', async () => 'good')
    })
    assert.equal((await compared.app.inject(batch)).statusCode, 401)
    const outer = { authorization: 'Bearer x' }
    const part = await compared.asPart({ path: '/good', headers: outer }, outer)
    assert.equal(part.text, 'good')
    assert.equal((await compared.asPart({ path: '/good' }, outer)).status, 200)
  })
})
