import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { csrf } from 'hono/csrf'
import { etag } from 'hono/etag'
import { logger } from 'hono/logger'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { prettyJSON } from 'hono/pretty-json'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import { setMetric, timing } from 'hono/timing'
import { appendTrailingSlash, trimTrailingSlash } from 'hono/trailing-slash'
import { headerOf } from '../support/compared-app.ts'
import { sameInHono, startHono } from '../support/compared-fetch.ts'

describe('logger of Hono', () => {
  it('prints the same lines for a part as for a request of its own', async () => {
    const lines: string[] = []
    const print = (line: string): void => void lines.push(line.replace(/ \d+m?s$/, ''))
    await using compared = await startHono((app) => {
      app.use(logger(print))
      app.get('/x', (c) => c.text('x'))
    })
    await compared.assertSame({ path: '/x?a=1' })
    await compared.assertSame({ method: 'DELETE', path: '/nowhere' })
    assert.equal(lines.length, 8)
    assert.deepEqual(
      [...lines.slice(2, 4), ...lines.slice(6)],
      [...lines.slice(0, 2), ...lines.slice(4, 6)],
    )
  })
})

describe('cors of Hono answers alone and as a part alike', () => {
  const options = { origin: 'https://page.example', credentials: true, exposeHeaders: ['x-a'] }
  const headers = { origin: 'https://page.example' }

  it('a request from another origin', async () => {
    const answer = await sameInHono((app) => app.use(cors(options)), { path: '/x', headers })
    assert.equal(headerOf(answer, 'access-control-allow-origin'), 'https://page.example')
  })

  it('a preflight', async () => {
    const answer = await sameInHono((app) => app.use(cors({ ...options, maxAge: 600 })), {
      method: 'OPTIONS',
      path: '/x',
      headers: {
        ...headers,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'x-one, x-two',
      },
    })
    assert.equal(answer.status, 204)
    assert.equal(headerOf(answer, 'access-control-allow-headers'), 'x-one,x-two')
  })
})

describe('etag of Hono answers alone and as a part alike', () => {
  it('with the content and its tag, and with 304 to the tag', async () => {
    await using compared = await startHono((app) => {
      app.use(etag())
      app.get('/x', (c) => c.text('content', 200, { 'x-lost': '1', vary: 'x' }))
    })
    const full = await compared.assertSame({ path: '/x' })
    const tag = headerOf(full, 'etag') ?? ''
    assert.match(tag, /^"/)
    const headers = { 'if-none-match': tag }
    const none = await compared.assertSame({ path: '/x', headers })
    assert.deepEqual([none.status, none.text], [304, ''])
  })
})

describe('body-limit of Hono answers alone and as a part alike', () => {
  for (const [says, body, status] of [
    ['a body that is too large', 'x'.repeat(101), 413],
    ['a body that just fits', 'x'.repeat(100), 200],
  ] as const) {
    it(says, async () => {
      const answer = await sameInHono(
        (app) => {
          app.use(bodyLimit({ maxSize: 100 }))
          app.post('/x', async (c) => c.text(await c.req.text()))
        },
        { method: 'POST', path: '/x', body },
      )
      assert.equal(answer.status, status)
    })
  }
})

describe('Other middleware of Hono answers alone and as a part alike', () => {
  it('compress leaves identity as it is', async () => {
    const text = 'long '.repeat(1000)
    const answer = await sameInHono(
      (app) => {
        app.use(compress())
        app.get('/x', (c) => c.text(text))
      },
      { path: '/x', headers: { 'accept-encoding': 'gzip' } },
    )
    assert.equal(answer.text, text)
  })

  it('secureHeaders', async () => {
    const answer = await sameInHono((app) => app.use(secureHeaders()), { path: '/x' })
    assert.equal(headerOf(answer, 'x-frame-options'), 'SAMEORIGIN')
  })

  it('requestId keeps the id of the caller', async () => {
    const question = { path: '/x', headers: { 'x-request-id': 'id-1' } }
    const answer = await sameInHono((app) => {
      app.use(requestId())
      app.get('/x', (c) => c.text(c.get('requestId')))
    }, question)
    assert.deepEqual([answer.text, headerOf(answer, 'x-request-id')], ['id-1', 'id-1'])
  })

  it('requestId makes an id for each part', async () => {
    await using compared = await startHono((app) => {
      app.use(requestId())
      app.get('/x', (c) => c.text(c.get('requestId')))
    })
    const results = await compared.asParts([{ path: '/x' }, { path: '/x' }])
    assert.equal(new Set(results.map(({ body }) => body)).size, 2)
  })

  it('timeout', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(timeout(1))
        app.get('/x', () => new Promise<Response>(() => {}))
      },
      { path: '/x' },
    )
    assert.equal(answer.status, 504)
  })

  it('timing', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(timing({ total: false }))
        app.get('/x', (c) => {
          setMetric(c, 'db', 'from the store')
          return c.text('x')
        })
      },
      { path: '/x' },
    )
    assert.equal(headerOf(answer, 'server-timing'), 'db;desc="from the store"')
  })

  it('csrf refuses a form of another page', async () => {
    const headers = {
      origin: 'https://page.example',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const question = { method: 'POST', path: '/x', headers, body: 'a=1' }
    const answer = await sameInHono((app) => {
      app.use(csrf())
      app.post('/x', (c) => c.text('in'))
    }, question)
    assert.equal(answer.status, 403)
  })

  it('csrf lets in a form of its own', async () => {
    await using compared = await startHono((app) => {
      app.use(csrf())
      app.post('/x', (c) => c.text('in'))
    })
    const headers = {
      origin: compared.server.origin,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const question = { method: 'POST', path: '/x', headers, body: 'a=1' }
    assert.equal((await compared.assertSame(question)).text, 'in')
  })

  it('trimTrailingSlash', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(trimTrailingSlash())
        app.get('/x', (c) => c.text('x'))
      },
      { path: '/x/?a=1' },
    )
    assert.match(headerOf(answer, 'location') ?? '', /\/x\?a=1$/)
  })

  it('appendTrailingSlash', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(appendTrailingSlash())
        app.get('/x/', (c) => c.text('x'))
      },
      { path: '/x?a=1' },
    )
    assert.match(headerOf(answer, 'location') ?? '', /\/x\/\?a=1$/)
  })

  it('prettyJSON', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(prettyJSON())
        app.get('/x', (c) => c.json({ a: [1] }))
      },
      { path: '/x?pretty' },
    )
    assert.match(answer.text, /^\{\n {2}"a"/)
  })

  it('methodNotAllowed', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(methodNotAllowed({ app }))
        app.get('/x', (c) => c.text('x'))
      },
      { method: 'POST', path: '/x', body: '' },
    )
    assert.equal(answer.status, 405)
  })
})
