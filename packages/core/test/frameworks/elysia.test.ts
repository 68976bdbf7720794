import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Elysia, redirect, status, t } from 'elysia'
import type { Answer, Question } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import { assertSameType, readForm, startFetch, writeForm } from '../support/compared-fetch.ts'

/** What the tests need of an Elysia app, whatever its routes make of its type. */
interface ElysiaLike {
  readonly handle: (request: Request) => Promise<Response>
}

/** Asks an app both ways, and fails unless the answers are equal. */
async function sameInElysia(app: ElysiaLike, question: Question): Promise<Answer> {
  await using compared = await startFetch((request) => app.handle(request))
  const answer = await assertSameType(compared, question)
  return answer
}

function broken(): never {
  throw new Error('broken')
}

describe('Elysia reads the request of a part as one of its own', () => {
  const post = { method: 'POST', path: '/x', headers: { 'content-type': 'application/json' } }

  it('with a JSON body', async () => {
    const app = new Elysia().post('/x', ({ body }) => body)
    const answer = await sameInElysia(app, { ...post, body: '{"a":[1,"é"]}' })
    assert.equal(answer.text, '{"a":[1,"é"]}')
  })

  it('with a body that is not JSON', async () => {
    const app = new Elysia().post('/x', ({ body }) => body)
    assert.equal((await sameInElysia(app, { ...post, body: '{' })).status, 400)
  })

  it('with a text', async () => {
    const app = new Elysia().post('/x', ({ body }) => ({ body }))
    const headers = { 'content-type': 'text/plain' }
    assert.equal((await sameInElysia(app, { ...post, headers, body: 'é' })).text, '{"body":"é"}')
  })

  it('with a form and a file', async () => {
    const app = new Elysia().post('/x', async ({ body }) => ({
      form: await readForm(Object.entries(body as object)),
    }))
    const answer = await sameInElysia(app, { ...post, ...(await writeForm()) })
    assert.match(answer.text, /"text\/csv"/)
  })

  it('with parameters, a query, headers and cookies', async () => {
    const app = new Elysia().get('/items/:id', ({ params, query, headers, cookie }) => ({
      params,
      query,
      one: headers['x-one'],
      a: cookie['a']?.value,
    }))
    const answer = await sameInElysia(app, {
      path: '/items/a%20b?x=1&y=%C3%A9',
      headers: { 'x-one': '1, 2', cookie: 'a=1' },
    })
    assert.deepEqual(JSON.parse(answer.text), {
      params: { id: 'a b' },
      query: { x: '1', y: 'é' },
      one: '1, 2',
      a: '1',
    })
  })

  it('with a schema', async () => {
    const app = new Elysia().post('/x', ({ body }) => body, {
      body: t.Object({ n: t.Number() }),
    })
    assert.equal((await sameInElysia(app, { ...post, body: '{"n":1}' })).text, '{"n":1}')
    assert.equal((await sameInElysia(app, { ...post, body: '{"n":"x"}' })).status, 422)
  })
})

describe('Elysia answers alone and as a part alike', () => {
  it('a text', async () => {
    const app = new Elysia().get('/x', () => 'grüße')
    assert.equal((await sameInElysia(app, { path: '/x' })).text, 'grüße')
  })

  it('a status with a body', async () => {
    const app = new Elysia().get('/x', () => status(418, { tea: true }))
    const answer = await sameInElysia(app, { path: '/x' })
    assert.deepEqual([answer.status, answer.text], [418, '{"tea":true}'])
  })

  it('headers and several cookies', async () => {
    const app = new Elysia().get('/x', ({ set, cookie: { a, b } }) => {
      set.headers['x-one'] = '1'
      a?.set({ value: '1', httpOnly: true })
      b?.set({ value: '2', maxAge: 60 })
      return { done: true }
    })
    const answer = await sameInElysia(app, { path: '/x' })
    assert.equal(headerOf(answer, 'x-one'), '1')
    assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 2)
  })

  it('a redirect', async () => {
    const app = new Elysia().get('/x', () => redirect('http://other.example/y?a=1', 307))
    const answer = await sameInElysia(app, { path: '/x' })
    assert.deepEqual(
      [answer.status, headerOf(answer, 'location')],
      [307, 'http://other.example/y?a=1'],
    )
  })

  it('a stream', async () => {
    const app = new Elysia().get('/x', async function* chunks() {
      yield 'one '
      yield 'two'
    })
    assert.match((await sameInElysia(app, { path: '/x' })).text, /one .*two/s)
  })

  it('a Response', async () => {
    const app = new Elysia().get('/x', () => Response.json([1], { status: 203 }))
    const answer = await sameInElysia(app, { path: '/x' })
    assert.deepEqual([answer.status, answer.text], [203, '[1]'])
  })

  it('no route', async () => {
    const answer = await sameInElysia(new Elysia(), { path: '/nowhere' })
    assert.equal(answer.status, 404)
  })

  it('an error, with a handler for it and without', async () => {
    const plain = await sameInElysia(new Elysia().get('/x', broken), { path: '/x' })
    assert.equal(plain.status, 500)
    const caught = new Elysia()
      .onError(({ code, error }) => ({
        code,
        message: error instanceof Error ? error.message : 'odd',
      }))
      .get('/x', broken)
    const answer = await sameInElysia(caught, { path: '/x' })
    assert.match(answer.text, /broken/)
  })

  it('what its hooks and groups make', async () => {
    const app = new Elysia()
      .onRequest(({ set }) => {
        set.headers['x-request'] = '1'
      })
      .derive(({ headers }) => ({ who: headers['authorization'] }))
      .onBeforeHandle(({ who }) => {
        if (who === undefined) return status(401, 'who?')
        return undefined
      })
      .group('/v1', (group) => group.get('/x', ({ who }) => `hello ${who}`))
    const headers = { authorization: 'ada' }
    const known = await sameInElysia(app, { path: '/v1/x', headers })
    assert.deepEqual([known.text, headerOf(known, 'x-request')], ['hello ada', '1'])
    assert.equal((await sameInElysia(app, { path: '/v1/x' })).status, 401)
  })

  it('with its fetch instead of its handle', async () => {
    const app = new Elysia().get('/x', () => 'x')
    await using compared = await startFetch(app.fetch)
    assert.equal((await compared.assertSame({ path: '/x' })).text, 'x')
  })
})
