import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Context } from 'hono'
import { getRuntimeKey } from 'hono/adapter'
import { validator } from 'hono/validator'
import { headerOf } from '../support/compared-app.ts'
import { readForm, sameInHono, writeForm } from '../support/compared-fetch.ts'

const json = { 'content-type': 'application/json' }

/** Answers with what a handler reads of its request. */
function reads(read: (c: Context) => unknown): (c: Context) => Promise<Response> {
  return async (c) => c.json({ read: await read(c) })
}

describe('Hono, asked alone and as a part, reads a body', () => {
  const post = { method: 'POST', path: '/x', headers: json }

  it('as JSON', async () => {
    const routes = reads((c) => c.req.json())
    const question = { ...post, body: '{"a":[1,"é"]}' }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.equal(text, '{"read":{"a":[1,"é"]}}')
  })

  it('as text', async () => {
    const routes = reads((c) => c.req.text())
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: 'grüße' })
    assert.equal(text, '{"read":"grüße"}')
  })

  it('as bytes that are no text', async () => {
    const routes = reads(async (c) => [...new Uint8Array(await c.req.arrayBuffer())])
    const body = Uint8Array.of(0, 255, 128, 10)
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body })
    assert.equal(text, '{"read":[0,255,128,10]}')
  })

  it('as a blob with its type', async () => {
    const routes = reads(async (c) => {
      const blob = await c.req.blob()
      return [blob.type, blob.size]
    })
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: 'abc' })
    assert.equal(text, '{"read":["application/json",3]}')
  })

  it('as a form in a URL encoding', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const routes = reads(async (c) => [...(await c.req.formData())])
    const question = { ...post, headers, body: 'a=1&a=2&b=%C3%A9+x' }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.equal(text, '{"read":[["a","1"],["a","2"],["b","é x"]]}')
  })

  it('as a form with a file', async () => {
    const routes = reads(async (c) => readForm([...(await c.req.formData())]))
    const question = { ...post, ...(await writeForm()) }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.match(text, /"text\/csv","a\\r\\nb"/)
  })

  it('with parseBody', async () => {
    const routes = reads(async (c) =>
      readForm(Object.entries(await c.req.parseBody({ all: true }))),
    )
    const question = { ...post, ...(await writeForm()) }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.match(text, /\["tag",\["one","two"\]\]/)
  })

  it('as a stream', async () => {
    const routes = reads(async (c) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of c.req.raw.body ?? []) chunks.push(chunk as Uint8Array)
      return Buffer.concat(chunks).toString()
    })
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: 'abc' })
    assert.equal(text, '{"read":"abc"}')
  })

  it('twice', async () => {
    const routes = reads(async (c) => [await c.req.text(), await c.req.json()])
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: '[1]' })
    assert.equal(text, '{"read":["[1]",[1]]}')
  })

  it('twice from the raw request, which fails', async () => {
    const routes = reads(async (c) => {
      await c.req.raw.text()
      return c.req.raw.text().catch((error: unknown) => error instanceof TypeError)
    })
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: '[1]' })
    assert.equal(text, '{"read":true}')
  })

  it('that is not there', async () => {
    const routes = reads(async (c) => [await c.req.text(), await c.req.parseBody()])
    const { text } = await sameInHono((app) => app.post('/x', routes), {
      method: 'POST',
      path: '/x',
    })
    assert.equal(text, '{"read":["",{}]}')
  })

  it('that is empty', async () => {
    const routes = reads((c) => c.req.text())
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: '' })
    assert.equal(text, '{"read":""}')
  })

  it('that is not JSON', async () => {
    const routes = reads((c) => c.req.json().catch((error: Error) => [error.name, error.message]))
    const { text } = await sameInHono((app) => app.post('/x', routes), { ...post, body: '{' })
    assert.match(text, /^\{"read":\["SyntaxError",/)
  })

  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE', 'QUERY']) {
    it(`of ${method}`, async () => {
      const routes = reads(async (c) => [c.req.method, await c.req.text()])
      const question = { ...post, method, body: 'abc' }
      const { text } = await sameInHono((app) => app.on(method, '/x', routes), question)
      assert.equal(text, `{"read":["${method}","abc"]}`)
    })
  }

  it('of a GET, which has none for it', async () => {
    const routes = reads(async (c) => [c.req.method, await c.req.text()])
    const question = { ...post, method: 'GET', body: 'abc' }
    const { text } = await sameInHono((app) => app.get('/x', routes), question)
    assert.equal(text, '{"read":["GET",""]}')
  })

  it('of a HEAD, which has none for it', async () => {
    const routes = reads(async (c) => c.header('x-length', String((await c.req.text()).length)))
    const question = { ...post, method: 'HEAD', body: 'abc' }
    const answer = await sameInHono((app) => app.get('/x', routes), question)
    assert.equal(headerOf(answer, 'x-length'), '0')
  })

  it('of 256 KiB', async () => {
    const routes = reads(async (c) => (await c.req.text()).length)
    const question = { ...post, body: 'x'.repeat(2 ** 18) }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.equal(text, `{"read":${2 ** 18}}`)
  })
})

describe('Hono, asked alone and as a part, reads of its request', () => {
  it('the query', async () => {
    const routes = reads((c) => [c.req.query(), c.req.query('a'), c.req.queries('b')])
    const path = '/x?a=1%202&b=1&b=%C3%A9&c'
    const { text } = await sameInHono((app) => app.get('/x', routes), { path })
    assert.equal(text, '{"read":[{"a":"1 2","b":"1","c":""},"1 2",["1","é"]]}')
  })

  it('the parameters of the path', async () => {
    const routes = reads((c) => c.req.param())
    const path = '/items/a%20b/caf%C3%A9'
    const { text } = await sameInHono((app) => app.get('/items/:id/:name{.+}', routes), { path })
    assert.deepEqual(JSON.parse(text), { read: { id: 'a b', name: 'café' } })
  })

  it('its URL and path', async () => {
    const routes = reads((c) => [c.req.url, c.req.path, c.req.raw.url])
    const path = '/x/%7Ea?q=%22a%22&r=[1]'
    const { text } = await sameInHono((app) => app.get('/x/*', routes), { path })
    assert.match(text, /"http:\/\/127\.0\.0\.1:\d+\/x\/%7Ea\?q=%22a%22&r=\[1\]"/)
  })

  it('characters in its query that a URL does not have', async () => {
    const routes = reads((c) => [c.req.url, c.req.query()])
    await sameInHono((app) => app.get('/x', routes), { path: '/x?q="a"|<b>`^' })
  })

  it('one header in any spelling', async () => {
    const routes = reads((c) => [
      c.req.header('X-One'),
      c.req.header('x-one'),
      c.req.header('x-no'),
    ])
    const question = { path: '/x', headers: { 'x-one': '1, 2' } }
    const { text } = await sameInHono((app) => app.get('/x', routes), question)
    assert.equal(text, '{"read":["1, 2","1, 2",null]}')
  })

  it('all headers but the connection', async () => {
    const routes = reads((c) => {
      const { connection: _, ...rest } = c.req.header()
      return rest
    })
    const headers = { 'x-one': '1', cookie: 'a=1', 'user-agent': 'me', ...json }
    const { text } = await sameInHono((app) => app.get('/x', routes), { path: '/x', headers })
    assert.match(text, /"host":"127\.0\.0\.1:\d+"/)
  })

  it('the length and type of its body', async () => {
    const routes = reads((c) => [c.req.header('content-length'), c.req.header('content-type')])
    const question = { method: 'POST', path: '/x', headers: json, body: '{}' }
    const { text } = await sameInHono((app) => app.post('/x', routes), question)
    assert.equal(text, '{"read":["2","application/json"]}')
  })

  it('the members of the raw request', async () => {
    const routes = reads(({ req: { raw } }) => {
      const { method, mode, credentials, cache, redirect, referrer, integrity, keepalive } = raw
      const isRequest = raw instanceof Request
      return {
        method,
        mode,
        credentials,
        cache,
        redirect,
        referrer,
        integrity,
        keepalive,
        isRequest,
      }
    })
    await sameInHono((app) => app.get('/x', routes), { path: '/x' })
  })

  it('the runtime', async () => {
    const routes = reads(() => getRuntimeKey())
    const { text } = await sameInHono((app) => app.get('/x', routes), { path: '/x' })
    assert.equal(text, '{"read":"node"}')
  })

  it('HEAD as a GET without a body', async () => {
    const routes = reads((c) => c.header('x-method', c.req.method))
    const question = { method: 'HEAD', path: '/x' }
    const answer = await sameInHono((app) => app.get('/x', routes), question)
    assert.deepEqual([answer.text, headerOf(answer, 'x-method')], ['', 'HEAD'])
  })
})

describe('A validator of Hono answers alone and as a part alike', () => {
  for (const [target, path, question] of [
    ['json', '/x/2', { method: 'POST', headers: json, body: '{"a":"1"}' }],
    ['query', '/x/2?a=1', { method: 'POST' }],
    ['header', '/x/2', { method: 'POST', headers: { a: '1' } }],
    ['cookie', '/x/2', { method: 'POST', headers: { cookie: 'a=1' } }],
    ['param', '/x/1', { method: 'POST' }],
  ] as const) {
    const check = validator(target, (value, c) =>
      'a' in value && value['a'] === '1' ? { a: 1 } : c.text('wrong', 422),
    )

    it(`that a good ${target} passes`, async () => {
      const answer = reads((c) => c.req.valid(target as never))
      const { text } = await sameInHono((app) => app.post('/x/:a', check, answer), {
        ...question,
        path,
      })
      assert.equal(text, '{"read":{"a":1}}')
    })

    it(`that a bad ${target} does not pass`, async () => {
      const bad = { method: 'POST', path: '/x/3', headers: json, body: '{}' }
      const { status } = await sameInHono((app) => app.post('/x/:a', check), bad)
      assert.equal(status, 422)
    })
  }

  it('of a form', async () => {
    const check = validator('form', (value) => Object.keys(value))
    const question = { method: 'POST', path: '/x', ...(await writeForm()) }
    const answer = reads((c) => c.req.valid('form' as never))
    const { text } = await sameInHono((app) => app.post('/x', check, answer), question)
    assert.equal(text, '{"read":["name","tag","file"]}')
  })

  it('that finds no JSON', async () => {
    const check = validator('json', (value: object) => value)
    const question = { method: 'POST', path: '/x', headers: json, body: '{' }
    const { status } = await sameInHono((app) => app.post('/x', check), question)
    assert.equal(status, 400)
  })
})
