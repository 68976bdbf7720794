import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { postJson, startFastify } from '../support/fastify-app.ts'

function addEcho(app: FastifyInstance): void {
  app.post('/echo', async ({ body }) => ({ body, kind: typeof body }))
}

function post(
  type: string,
  body: string | Uint8Array,
): {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
} {
  return { method: 'POST', path: '/echo', headers: { 'content-type': type }, body }
}

async function digest(request: FastifyRequest): Promise<string> {
  return createHash('sha256')
    .update(request.body as Buffer)
    .digest('hex')
}

async function double(_request: unknown, _reply: unknown, payload: Readable): Promise<Readable> {
  const bytes = await buffer(payload)
  const twice = Object.assign(new PassThrough(), { receivedEncodedLength: bytes.length })
  twice.end(Buffer.concat([bytes, bytes]))
  return twice
}

async function shout(_request: unknown, _reply: unknown, payload: Readable): Promise<Readable> {
  return Readable.from([(await text(payload)).toUpperCase()])
}

describe('Fastify 5: bodies that it reads itself', () => {
  it('parses JSON', async () => {
    await using compared = await startFastify(addEcho)
    const answer = await compared.assertSame(postJson('/echo', { a: [1.5, 'é', null] }))
    assert.deepEqual(JSON.parse(answer.text), { body: { a: [1.5, 'é', null] }, kind: 'object' })
  })

  it('parses JSON whose type has a charset', async () => {
    await using compared = await startFastify(addEcho)
    const answer = await compared.assertSame(post('application/json; charset=utf-8', '[1]'))
    assert.equal(answer.status, 200)
  })

  it('refuses malformed JSON with 400', async () => {
    await using compared = await startFastify(addEcho)
    assert.equal((await compared.assertSame(post('application/json', '{"a":'))).status, 400)
  })

  it('refuses an empty body that is said to be JSON with 400', async () => {
    await using compared = await startFastify(addEcho)
    const answer = await compared.assertSame(post('application/json', ''))
    assert.match(answer.text, /FST_ERR_CTP_EMPTY_JSON_BODY/)
  })

  it('refuses a poisoned prototype with 400', async () => {
    await using compared = await startFastify(addEcho)
    const answer = await compared.assertSame(post('application/json', '{"__proto__":{"x":1}}'))
    assert.equal(answer.status, 400)
  })

  it('reads a text', async () => {
    await using compared = await startFastify(addEcho)
    const answer = await compared.assertSame(post('text/plain', 'naïve'))
    assert.deepEqual(JSON.parse(answer.text), { body: 'naïve', kind: 'string' })
  })

  it('refuses a media type that it does not know with 415', async () => {
    await using compared = await startFastify(addEcho)
    assert.equal((await compared.assertSame(post('application/x-other', 'x'))).status, 415)
  })

  it('refuses a content type that is none with 415', async () => {
    await using compared = await startFastify(addEcho)
    assert.equal((await compared.assertSame(post('nonsense', 'x'))).status, 415)
  })

  it('takes a POST without a body', async () => {
    await using compared = await startFastify((app) => {
      app.post('/echo', async ({ body }) => ({ none: body === undefined }))
    })
    const answer = await compared.assertSame({ method: 'POST', path: '/echo' })
    assert.equal(answer.text, '{"none":true}')
  })

  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'] as const) {
    it(`parses the body of a ${method}`, async () => {
      await using compared = await startFastify((app) => {
        app.route({ method, url: '/echo', handler: async ({ body }) => ({ body }) })
      })
      const answer = await compared.assertSame({ ...postJson('/echo', { a: 1 }), method })
      assert.equal(answer.text, '{"body":{"a":1}}')
    })
  }

  it('does not parse the body of a GET', async () => {
    await using compared = await startFastify((app) => {
      app.get('/echo', async ({ body }) => ({ none: body === undefined }))
    })
    const answer = await compared.assertSame({ ...postJson('/echo', { a: 1 }), method: 'GET' })
    assert.equal(answer.text, '{"none":true}')
  })
})

describe('Fastify 5: the body limit', () => {
  it('refuses a body beyond the limit of the app with 413', async () => {
    await using compared = await startFastify(addEcho, { server: { bodyLimit: 10 } })
    assert.equal((await compared.assertSame(post('text/plain', 'x'.repeat(11)))).status, 413)
  })

  it('takes a body of just that size', async () => {
    await using compared = await startFastify(addEcho, { server: { bodyLimit: 10 } })
    assert.equal((await compared.assertSame(post('text/plain', 'x'.repeat(10)))).status, 200)
  })

  it('refuses a body beyond the limit of its route with 413', async () => {
    await using compared = await startFastify((app) => {
      app.post('/echo', { bodyLimit: 4 }, async () => 'read')
    })
    assert.equal((await compared.assertSame(post('text/plain', '12345'))).status, 413)
  })

  it('refuses a body that grows beyond the limit while it is decoded with 413', async () => {
    await using compared = await startFastify((app) => {
      app.post('/echo', { bodyLimit: 10, preParsing: double }, async () => 'read')
    })
    assert.equal((await compared.assertSame(post('text/plain', '123456'))).status, 413)
  })
})

describe('Fastify 5: content type parsers of the app', () => {
  it('hands a string over', async () => {
    await using compared = await startFastify((app) => {
      addEcho(app)
      app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => {
        done(null, String(body).split(','))
      })
    })
    const answer = await compared.assertSame(post('text/csv', 'a,é'))
    assert.equal(answer.text, '{"body":["a","é"],"kind":"object"}')
  })

  it('hands a buffer over with every byte in it', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251))
    await using compared = await startFastify((app) => {
      app.post('/echo', digest)
      app.addContentTypeParser('image/x', { parseAs: 'buffer' }, (_request, body, done) => {
        done(null, body)
      })
    })
    const answer = await compared.assertSame(post('image/x', bytes))
    assert.equal(answer.text, createHash('sha256').update(bytes).digest('hex'))
  })

  it('hands a stream over', async () => {
    await using compared = await startFastify((app) => {
      addEcho(app)
      app.addContentTypeParser('text/csv', async (_request: unknown, payload: Readable) =>
        text(payload),
      )
    })
    const answer = await compared.assertSame(post('text/csv', 'a,b'))
    assert.equal(answer.text, '{"body":"a,b","kind":"string"}')
  })

  it('leaves the body of its request to a handler that reads it', async () => {
    await using compared = await startFastify((app) => {
      app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => {
        done(null)
      })
      app.post('/echo', async (request) => text(request.raw))
    })
    const answer = await compared.assertSame(post('application/octet-stream', 'a raw body'))
    assert.equal(answer.text, 'a raw body')
  })

  it('never has to read a body at all', async () => {
    await using compared = await startFastify((app) => {
      app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => {
        done(null)
      })
      app.post('/echo', async () => 'unread')
    })
    const answer = await compared.assertSame(post('application/octet-stream', 'x'.repeat(1000)))
    assert.equal(answer.text, 'unread')
  })

  it('is found by a pattern', async () => {
    await using compared = await startFastify((app) => {
      addEcho(app)
      const pattern = /^application\/[a-z.]+\+json$/
      app.addContentTypeParser(pattern, { parseAs: 'string' }, (_request, body, done) => {
        done(null, JSON.parse(String(body)))
      })
    })
    const answer = await compared.assertSame(post('application/vnd.api+json', '{"a":1}'))
    assert.equal(answer.text, '{"body":{"a":1},"kind":"object"}')
  })

  it('may take every type', async () => {
    await using compared = await startFastify((app) => {
      addEcho(app)
      app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
        done(null, `${request.headers['content-type']}: ${String(body)}`)
      })
    })
    const answer = await compared.assertSame(post('application/x-any', 'x'))
    assert.equal(answer.text, '{"body":"application/x-any: x","kind":"string"}')
  })

  it('may refuse a body with a status of its own', async () => {
    await using compared = await startFastify((app) => {
      addEcho(app)
      app.addContentTypeParser('text/csv', async () => {
        throw Object.assign(new Error('no such column'), { statusCode: 422 })
      })
    })
    assert.equal((await compared.assertSame(post('text/csv', 'x'))).status, 422)
  })

  it('gets what a preParsing hook makes of the body', async () => {
    await using compared = await startFastify((app) => {
      app.post('/echo', { preParsing: shout }, async ({ body }) => body)
    })
    const answer = await compared.assertSame(post('text/plain', 'quiet'))
    assert.equal(answer.text, 'QUIET')
  })

  it('reads a form with @fastify/formbody', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(formbody)
      addEcho(app)
    })
    const answer = await compared.assertSame(
      post('application/x-www-form-urlencoded', 'a=1&a=2&b=%C3%A9+x'),
    )
    assert.deepEqual(JSON.parse(answer.text), { body: { a: ['1', '2'], b: 'é x' }, kind: 'object' })
  })
})
