import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import jwt from '@fastify/jwt'
import rateLimit from '@fastify/rate-limit'
import session from '@fastify/session'
import type { Answer } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import type { ComparedFastify } from '../support/fastify-app.ts'
import { postJson, startFastify, textOf } from '../support/fastify-app.ts'

declare module 'fastify' {
  interface Session {
    visits?: number
  }
}

const secret = 'a secret of at least thirty-two characters'

/** The first cookie of an answer, as a request would bring it back. */
function firstCookie(answer: Answer): string {
  return headerOf(answer, 'set-cookie')?.split(';')[0] ?? ''
}

function startCookies(): Promise<ComparedFastify> {
  return startFastify(async (app) => {
    await app.register(cookie, { secret })
    app.get('/read', async (request) => request.cookies)
    app.get('/set', async (_request, reply) => {
      reply.setCookie('a', 'ä 1', { path: '/', httpOnly: true }).setCookie('b', '2')
      return reply.clearCookie('c').send('set')
    })
    app.get('/sign', async (_request, reply) => {
      return reply.setCookie('s', 'signed', { signed: true }).send('set')
    })
    app.get('/unsign', async (request) => request.unsignCookie(request.cookies['s'] ?? ''))
  })
}

describe('Fastify 5: @fastify/cookie', () => {
  it('reads the cookies of a part', async () => {
    await using compared = await startCookies()
    const answer = await compared.assertSame({ path: '/read', headers: { cookie: 'a=1; b=%20x' } })
    assert.equal(answer.text, '{"a":"1","b":" x"}')
  })

  it('sets and clears several cookies', async () => {
    await using compared = await startCookies()
    const answer = await compared.assertSame({ path: '/set' })
    assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 3)
  })

  it('signs a cookie and knows it again', async () => {
    await using compared = await startCookies()
    const signed = firstCookie(await compared.assertSame({ path: '/sign' }))
    const answer = await compared.assertSame({ path: '/unsign', headers: { cookie: signed } })
    assert.deepEqual(JSON.parse(answer.text), { valid: true, renew: false, value: 'signed' })
  })
})

function startSessions(): Promise<ComparedFastify> {
  return startFastify(async (app) => {
    await app.register(cookie)
    await app.register(session, { secret, cookie: { secure: false } })
    app.get('/visit', async (request) => {
      request.session.visits = (request.session.visits ?? 0) + 1
      return request.session.visits
    })
    app.get('/leave', async (request) => {
      await request.session.destroy()
      return 'left'
    })
  })
}

describe('Fastify 5: @fastify/session', () => {
  it('begins a session in a part as it does alone', async () => {
    await using compared = await startSessions()
    const answer = await compared.assertSame({ path: '/visit' }, { headers: ['set-cookie'] })
    assert.match(firstCookie(answer), /^sessionId=/)
  })

  it('goes on with a session from part to part and beside them', async () => {
    await using compared = await startSessions()
    const headers = { cookie: firstCookie(await compared.asPart({ path: '/visit' })) }
    const visit = { path: '/visit', headers }
    assert.deepEqual((await compared.asParts([visit, visit])).map(textOf), ['2', '3'])
    assert.equal((await compared.alone(visit)).text, '4')
  })

  it('goes on in a part with a session that began alone', async () => {
    await using compared = await startSessions()
    const headers = { cookie: firstCookie(await compared.alone({ path: '/visit' })) }
    assert.equal((await compared.asPart({ path: '/visit', headers })).text, '2')
  })

  it('ends a session in a part', async () => {
    await using compared = await startSessions()
    const headers = { cookie: firstCookie(await compared.alone({ path: '/visit' })) }
    await compared.asPart({ path: '/leave', headers })
    assert.equal((await compared.alone({ path: '/visit', headers })).text, '1')
  })
})

function startTokens(): Promise<ComparedFastify> {
  return startFastify(async (app) => {
    await app.register(jwt, { secret })
    app.post('/login', async (request, reply) => {
      return reply.jwtSign(request.body as object, { sign: { noTimestamp: true } })
    })
    app.get('/me', { onRequest: (request) => request.jwtVerify() }, async ({ user }) => user)
  })
}

describe('Fastify 5: @fastify/jwt', () => {
  it('signs a token and verifies it', async () => {
    await using compared = await startTokens()
    const token = await compared.assertSame(postJson('/login', { name: 'Ada' }))
    const headers = { authorization: `Bearer ${token.text}` }
    assert.equal((await compared.assertSame({ path: '/me', headers })).text, '{"name":"Ada"}')
  })

  it('refuses a request without a token with 401', async () => {
    await using compared = await startTokens()
    assert.equal((await compared.assertSame({ path: '/me' })).status, 401)
  })

  it('refuses a token that somebody else has signed with 401', async () => {
    await using compared = await startTokens()
    const token = await compared.alone(postJson('/login', { name: 'Ada' }))
    const headers = { authorization: `Bearer ${token.text.slice(0, -4)}AAAA` }
    assert.equal((await compared.assertSame({ path: '/me', headers })).status, 401)
  })
})

describe('Fastify 5: @fastify/compress', () => {
  const long = 'long '.repeat(1000)

  it('sends parts as they are', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(compress, { threshold: 0 })
      app.get('/long', async () => ({ long }))
      app.get('/asked', (_request, reply) => reply.type('text/plain').compress(long))
    })
    assert.equal((await compared.assertSame({ path: '/long' })).text, JSON.stringify({ long }))
    assert.equal((await compared.assertSame({ path: '/asked' })).text, long)
  })

  it('sends parts as they are though the part asks for gzip', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(compress, { threshold: 0 })
      app.get('/long', async () => long)
    })
    const headers = { 'accept-encoding': 'gzip' }
    assert.equal((await compared.asPart({ path: '/long', headers })).text, long)
  })

  it('undoes the coding of a body', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(compress)
      app.post('/echo', async ({ body }) => body)
    })
    const coded = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const body = gzipSync('{"a":1}')
    const question = { method: 'POST', path: '/echo', headers: coded, body }
    assert.equal((await compared.assertSame(question)).text, '{"a":1}')
  })

  it('refuses a coding that it does not know with 415', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(compress)
      app.post('/echo', async ({ body }) => body)
    })
    const coded = { 'content-type': 'application/json', 'content-encoding': 'other' }
    const question = { method: 'POST', path: '/echo', headers: coded, body: 'x' }
    assert.equal((await compared.assertSame(question)).status, 415)
  })

  it('has its coding undone for a part where a handler insists on one', async () => {
    await using compared = await startFastify((app) => {
      app.get('/gzip', async (_request, reply) => {
        return reply.type('text/plain').header('content-encoding', 'gzip').send(gzipSync(long))
      })
    })
    const single = await compared.alone({ path: '/gzip' })
    const part = await compared.asPart({ path: '/gzip' })
    assert.equal(part.text, gunzipSync(single.bytes).toString())
    assert.equal(headerOf(part, 'content-encoding'), undefined)
  })
})

describe('Fastify 5: @fastify/helmet', () => {
  it('sets its headers', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(helmet)
      app.get('/', async () => 'safe')
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.match(headerOf(answer, 'content-security-policy') ?? '', /default-src 'self'/)
  })

  it('makes a nonce of its own for each part', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(helmet, { enableCSPNonces: true })
      app.get('/', async (_request, reply) => reply.cspNonce.script)
    })
    const nonces = (await compared.asParts([{ path: '/' }, { path: '/' }])).map(textOf)
    assert.equal(new Set(nonces).size, 2)
  })
})

function cutTime(text: string): string {
  return text.replace(/retry in .*?"/, '"')
}

function startLimited(): Promise<ComparedFastify> {
  return startFastify(async (app) => {
    await app.register(rateLimit, { max: 2, timeWindow: '1 hour' })
    app.get('/', async () => 'allowed')
  })
}

describe('Fastify 5: @fastify/rate-limit', () => {
  it('counts each part', async () => {
    await using compared = await startLimited()
    const results = await compared.asParts([{ path: '/' }, { path: '/' }, { path: '/' }])
    assert.deepEqual(
      results.map(({ status, headers }) => [status, new Map(headers).get('x-ratelimit-remaining')]),
      [
        [200, '1'],
        [200, '0'],
        [429, '0'],
      ],
    )
  })

  it('refuses alike', async () => {
    await using compared = await startLimited()
    await compared.asParts([{ path: '/' }, { path: '/' }])
    const times = ['retry-after', 'x-ratelimit-reset']
    const answer = await compared.assertSame({ path: '/' }, { headers: times, text: cutTime })
    assert.equal(answer.status, 429)
  })

  it('counts parts and requests of one caller together', async () => {
    await using compared = await startLimited()
    await compared.alone({ path: '/' })
    const results = await compared.asParts([{ path: '/' }, { path: '/' }])
    assert.deepEqual(
      results.map(({ status }) => status),
      [200, 429],
    )
  })
})
