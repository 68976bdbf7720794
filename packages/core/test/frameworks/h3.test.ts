import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withBatch } from '@batchway/core/fetch'
import type { H3 as App } from 'h3'
import {
  H3,
  HTTPError,
  createEventStream,
  deleteCookie,
  getCookie,
  getQuery,
  getRequestIP,
  getRouterParams,
  getValidatedQuery,
  handleCors,
  html,
  noContent,
  onError,
  onResponse,
  parseCookies,
  readBody,
  readFormData,
  redirect,
  requireBasicAuth,
  setCookie,
  toNodeHandler,
} from 'h3'
import type { Answer, ComparedApp, Question } from '../support/compared-app.ts'
import { comparedOptions, headerOf, startCompared } from '../support/compared-app.ts'
import { assertSameType, readForm, writeForm } from '../support/compared-fetch.ts'

/** Starts an app behind H3's own listener, which takes nothing of an app but its `fetch`. */
function start(app: App): Promise<ComparedApp> {
  const fetch = withBatch((request) => app.fetch(request), comparedOptions)
  return startCompared(toNodeHandler({ fetch } as unknown as App))
}

/** Asks an app with the given routes both ways, and fails unless the answers are equal. */
async function sameInH3(routes: (app: App) => void, question: Question): Promise<Answer> {
  const app = new H3()
  routes(app)
  await using compared = await start(app)
  const answer = await assertSameType(compared, question)
  return answer
}

describe('H3 reads the request of a part as one of its own', () => {
  const post = { method: 'POST', path: '/x', headers: { 'content-type': 'application/json' } }

  it('with a JSON body', async () => {
    const answer = await sameInH3((app) => app.post('/x', (event) => readBody(event)), {
      ...post,
      body: '{"a":[1,"é"]}',
    })
    assert.equal(answer.text, '{"a":[1,"é"]}')
  })

  it('with a body that is not JSON', async () => {
    const answer = await sameInH3((app) => app.post('/x', (event) => readBody(event)), {
      ...post,
      body: '{',
    })
    assert.equal(answer.status, 400)
  })

  it('with a body of bytes', async () => {
    const answer = await sameInH3(
      (app) => app.post('/x', async (event) => [...(await event.req.bytes())]),
      { ...post, body: Uint8Array.of(0, 255) },
    )
    assert.equal(answer.text, '[0,255]')
  })

  it('with a form and a file', async () => {
    const answer = await sameInH3(
      (app) => app.post('/x', async (event) => readForm([...(await readFormData(event))])),
      { ...post, ...(await writeForm()) },
    )
    assert.match(answer.text, /"text\/csv"/)
  })

  it('with parameters and a query', async () => {
    const answer = await sameInH3(
      (app) => app.get('/items/:id/**:rest', (event) => [getRouterParams(event), getQuery(event)]),
      { path: '/items/a%20b/c/d?x=1&x=2&y=%C3%A9' },
    )
    assert.match(answer.text, /"x":\["1","2"\],"y":"é"/)
  })

  it('with a query that is checked', async () => {
    const app = new H3()
    app.get('/x', (event) =>
      getValidatedQuery(event, (query) => typeof query === 'object' && Object.hasOwn(query, 'a')),
    )
    await using compared = await start(app)
    assert.equal((await compared.assertSame({ path: '/x?a=1' })).text, '{"a":"1"}')
    assert.equal((await compared.assertSame({ path: '/x?b=1' })).status, 400)
  })

  it('with its URL, method and headers', async () => {
    const answer = await sameInH3(
      (app) =>
        app.all('/x', ({ req, url }) => [req.method, req.url, url.pathname, req.headers.get('a')]),
      { method: 'PUT', path: '/x?q', headers: { a: '1, 2' } },
    )
    assert.match(answer.text, /^\["PUT","http:\/\/127\.0\.0\.1:\d+\/x\?q","\/x","1, 2"\]$/)
  })

  it('with the length of its body', async () => {
    const answer = await sameInH3(
      (app) => app.post('/x', ({ req }) => [req.headers.get('content-length')]),
      { ...post, body: '{}' },
    )
    assert.equal(answer.text, '["2"]')
  })

  it('with cookies', async () => {
    const answer = await sameInH3(
      (app) => app.get('/x', (event) => [parseCookies(event), getCookie(event, 'b')]),
      { path: '/x', headers: { cookie: 'a=1; b=x%20y' } },
    )
    assert.equal(answer.text, '[{"a":"1","b":"x y"},"x y"]')
  })

  it('with the address of the caller', async () => {
    const answer = await sameInH3(
      (app) => app.get('/x', (event) => [getRequestIP(event) ?? null]),
      { path: '/x' },
    )
    assert.equal(answer.text, '["127.0.0.1"]')
  })
})

describe('H3 answers alone and as a part alike', () => {
  for (const [says, value, status] of [
    ['an object', { a: 'é' }, 200],
    ['a text', 'text', 200],
    ['an empty text', '', 200],
    ['a number', 7, 200],
    ['true', true, 200],
    ['null', null, 200],
    ['undefined', undefined, 200],
    ['HTML', html('<p>é</p>'), 200],
    ['no content', noContent(), 204],
    ['a redirect', redirect('/y?a=1', 307), 307],
    ['bytes', Uint8Array.of(0, 255), 200],
  ] as const) {
    it(says, async () => {
      const answer = await sameInH3((app) => app.get('/x', () => value), { path: '/x' })
      assert.equal(answer.status, status)
    })
  }

  it('a Response', async () => {
    const answer = await sameInH3(
      (app) => app.get('/x', () => Response.json({ a: 1 }, { status: 203, headers: { a: '1' } })),
      { path: '/x' },
    )
    assert.deepEqual([answer.status, headerOf(answer, 'a')], [203, '1'])
  })

  it('a stream', async () => {
    const answer = await sameInH3(
      (app) =>
        app.get('/x', ({ res }) => {
          res.headers.set('content-type', 'text/csv')
          return ReadableStream.from([Buffer.from('one '), Buffer.from('twö')])
        }),
      { path: '/x' },
    )
    assert.equal(answer.text, 'one twö')
  })

  it('a stream of events', async () => {
    const answer = await sameInH3(
      (app) =>
        app.get('/x', (event) => {
          const events = createEventStream(event)
          void events
            .push({ event: 'tick', data: 'one' })
            .then(() => events.push('two'))
            .then(() => events.close())
          return events.send()
        }),
      { path: '/x' },
    )
    assert.match(answer.text, /event: tick\ndata: one\n\ndata: two/)
  })

  it('a status, headers and cookies', async () => {
    const answer = await sameInH3(
      (app) =>
        app.get('/x', (event) => {
          event.res.status = 201
          event.res.headers.set('x-one', '1')
          setCookie(event, 'a', '1', { httpOnly: true })
          setCookie(event, 'b', '2', { maxAge: 60 })
          deleteCookie(event, 'c')
          return { done: true }
        }),
      { path: '/x' },
    )
    assert.deepEqual([answer.status, headerOf(answer, 'x-one')], [201, '1'])
    assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 3)
  })

  it('HEAD', async () => {
    const answer = await sameInH3((app) => app.get('/x', () => 'text'), {
      method: 'HEAD',
      path: '/x',
    })
    assert.equal(answer.text, '')
  })

  it('a preflight', async () => {
    const answer = await sameInH3(
      (app) =>
        app.use((event) => handleCors(event, { origin: '*', methods: ['PUT'] }) || undefined),
      {
        method: 'OPTIONS',
        path: '/x',
        headers: { origin: 'https://page.example', 'access-control-request-method': 'PUT' },
      },
    )
    assert.equal(headerOf(answer, 'access-control-allow-methods'), 'PUT')
  })
})

describe('Errors and middleware of H3 are alone and as a part alike', () => {
  it('an HTTPError with data', async () => {
    const answer = await sameInH3(
      (app) =>
        app.get('/x', () => {
          throw new HTTPError({ status: 422, message: 'not so', data: { field: 'a' } })
        }),
      { path: '/x' },
    )
    assert.equal(answer.status, 422)
    assert.match(answer.text, /"field":"a"/)
  })

  it('an Error that nobody expected', async () => {
    const app = new H3({ silent: true })
    app.get('/x', () => Promise.reject(new Error('secret')))
    await using compared = await start(app)
    const answer = await compared.assertSame({ path: '/x' })
    assert.equal(answer.status, 500)
    assert.doesNotMatch(answer.text, /secret/)
  })

  it('no route, and another method', async () => {
    await using compared = await start(new H3().get('/x', () => 'x'))
    assert.equal((await compared.assertSame({ path: '/y' })).status, 404)
    assert.ok((await compared.assertSame({ method: 'DELETE', path: '/x' })).status >= 404)
  })

  it('middleware that goes on, answers or looks at the answer', async () => {
    const app = new H3()
    app.use(({ res }) => {
      res.headers.set('x-first', '1')
    })
    app.use('/stop/**', () => 'stopped')
    app.use(onResponse((response) => response.headers.set('x-status', String(response.status))))
    app.get('/x', () => 'x')
    await using compared = await start(app)
    const answer = await assertSameType(compared, { path: '/x' })
    assert.deepEqual([headerOf(answer, 'x-first'), headerOf(answer, 'x-status')], ['1', '200'])
    assert.equal((await assertSameType(compared, { path: '/stop/here' })).text, 'stopped')
  })

  it('middleware that answers errors', async () => {
    const answer = await sameInH3(
      (app) => {
        app.use(onError((error) => Response.json({ caught: error.status }, { status: 418 })))
        app.get('/x', () => {
          throw new HTTPError({ status: 409 })
        })
      },
      { path: '/x' },
    )
    assert.deepEqual([answer.status, answer.text], [418, '{"caught":409}'])
  })

  it('a password', async () => {
    const app = new H3()
    app.use(async (event) => void (await requireBasicAuth(event, { password: 'pass' })))
    app.get('/x', () => 'in')
    await using compared = await start(app)
    const authorization = `Basic ${btoa('ada:pass')}`
    assert.equal(
      (await assertSameType(compared, { path: '/x', headers: { authorization } })).text,
      'in',
    )
    assert.equal((await compared.assertSame({ path: '/x' })).status, 401)
  })

  it('an app that is mounted in another', async () => {
    const books = new H3().get('/:id', (event) => [getRouterParams(event), event.url.pathname])
    const answer = await sameInH3((app) => app.mount('/books', books), { path: '/books/7' })
    assert.match(answer.text, /"id":"7"/)
  })
})
