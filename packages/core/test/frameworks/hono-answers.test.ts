import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import { stream, streamSSE, streamText } from 'hono/streaming'
import type { Answer } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import { sameInHono, startHono } from '../support/compared-fetch.ts'

/** Asks both ways for what a handler of Hono answers. */
function sameAnswer(handler: (c: Context) => Response | Promise<Response>): Promise<Answer> {
  return sameInHono((app) => app.get('/x', handler), { path: '/x' })
}

describe('Hono answers alone and as a part alike', () => {
  it('JSON with a status and headers', async () => {
    const answer = await sameAnswer((c) => c.json({ a: 'é' }, 201, { 'x-one': '1' }))
    assert.deepEqual([answer.status, answer.text], [201, '{"a":"é"}'])
    assert.equal(headerOf(answer, 'x-one'), '1')
  })

  it('a text', async () => {
    assert.equal((await sameAnswer((c) => c.text('grüße'))).text, 'grüße')
  })

  it('HTML', async () => {
    const answer = await sameAnswer((c) => c.html(html`<p>${'<é>'}</p>`))
    assert.equal(answer.text, '<p>&lt;é&gt;</p>')
  })

  it('bytes', async () => {
    const type = { 'content-type': 'application/octet-stream' }
    const answer = await sameAnswer((c) => c.body(Uint8Array.of(0, 255, 128), 200, type))
    assert.deepEqual([...answer.bytes], [0, 255, 128])
  })

  it('bytes without a type, to which only its server for Node adds one', async () => {
    await using compared = await startHono((app) =>
      app.get('/x', (c) => c.body(Uint8Array.of(0, 255, 128).buffer)),
    )
    const answer = await compared.assertSame({ path: '/x' }, { headers: ['content-type'] })
    assert.equal(headerOf(answer, 'content-type'), undefined)
  })

  it('a string without a type', async () => {
    assert.equal((await sameAnswer((c) => c.body('text'))).text, 'text')
  })

  it('nothing with 204', async () => {
    assert.equal((await sameAnswer((c) => c.body(null, 204))).status, 204)
  })

  it('nothing with 200', async () => {
    assert.equal((await sameAnswer((c) => c.body(null))).text, '')
  })

  it('newResponse', async () => {
    const answer = await sameAnswer((c) =>
      c.newResponse('text', 418, { 'content-type': 'text/csv' }),
    )
    assert.equal(answer.status, 418)
  })

  it('a Response of its own', async () => {
    const answer = await sameAnswer(() => new Response('text', { status: 299 }))
    assert.equal(answer.status, 299)
  })

  it('a Response with a blob', async () => {
    const answer = await sameAnswer(() => new Response(new Blob(['a,b'], { type: 'text/csv' })))
    assert.equal(answer.text, 'a,b')
  })

  it('a Response with a form', async () => {
    const answer = await sameAnswer(() => new Response(new URLSearchParams({ a: 'é' })))
    assert.equal(answer.text, 'a=%C3%A9')
  })

  it('Response.json and Response.redirect', async () => {
    assert.equal((await sameAnswer(() => Response.json([1]))).text, '[1]')
    const moved = await sameAnswer(() => Response.redirect('http://other.example/', 301))
    assert.equal(headerOf(moved, 'location'), 'http://other.example/')
  })

  it('redirects', async () => {
    const found = await sameAnswer((c) => c.redirect('/y?a=1'))
    assert.deepEqual([found.status, headerOf(found, 'location')], [302, '/y?a=1'])
    const moved = await sameAnswer((c) => c.redirect('https://other.example/ü', 308))
    assert.equal(moved.status, 308)
  })

  it('headers that are set, added and taken away', async () => {
    const answer = await sameAnswer((c) => {
      c.header('x-gone', '1')
      c.header('x-one', '1')
      c.header('x-one', '2', { append: true })
      c.header('set-cookie', 'a=1', { append: true })
      c.header('set-cookie', 'b=2', { append: true })
      c.header('x-gone')
      c.status(202)
      return c.text('x')
    })
    assert.equal(headerOf(answer, 'x-one'), '1, 2')
    assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 2)
  })

  it('a header with letters beyond ASCII', async () => {
    // Bytes: with a text, Node would write the head in the encoding of the text.
    const fields = { 'x-one': 'café', 'content-type': 'text/plain' }
    const answer = await sameAnswer((c) => c.body(Uint8Array.of(120), 200, fields))
    assert.equal(headerOf(answer, 'x-one'), 'café')
  })

  it('a header that a middleware adds afterwards', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use(async (c, next) => {
          await next()
          c.res.headers.set('x-after', '1')
          c.res = new Response(`${await c.res.text()}!`, c.res)
        })
        app.get('/x', (c) => c.json({}))
      },
      { path: '/x' },
    )
    assert.deepEqual([answer.text, headerOf(answer, 'x-after')], ['{}!', '1'])
  })

  it('an answer in a content coding, which a part has without the coding', async () => {
    await using compared = await startHono((app) => {
      app.get('/x', (c) =>
        c.body(new Uint8Array(gzipSync('text')), 200, { 'content-encoding': 'gzip' }),
      )
    })
    const alone = await compared.alone({ path: '/x' })
    assert.equal(gunzipSync(alone.bytes).toString(), 'text')
    const part = await compared.asPart({ path: '/x' })
    assert.deepEqual([part.text, headerOf(part, 'content-encoding')], ['text', undefined])
  })

  it('a file', async () => {
    const root = import.meta.dirname
    await using compared = await startHono((app) => app.use(serveStatic({ root })))
    const file = await compared.assertSame({ path: '/hono-answers.test.ts' })
    assert.match(file.text, /serveStatic/)
    const none = await compared.assertSame({ path: '/none.txt' })
    assert.equal(none.status, 404)
  })
})

describe('A stream of Hono is alone and as a part alike', () => {
  it('with stream', async () => {
    const answer = await sameAnswer((c) =>
      stream(c, async (out) => {
        c.header('content-type', 'text/csv')
        await out.write('one ')
        await out.write(Uint8Array.of(0, 255))
        await out.pipe(new Blob([' two']).stream())
      }),
    )
    assert.deepEqual([...answer.bytes.subarray(4, 6)], [0, 255])
  })

  it('with streamText', async () => {
    const answer = await sameAnswer((c) =>
      streamText(c, async (out) => {
        await out.writeln('one')
        await out.sleep(1)
        await out.write('twö')
      }),
    )
    assert.equal(answer.text, 'one\ntwö')
  })

  it('with streamSSE', async () => {
    const answer = await sameAnswer((c) =>
      streamSSE(c, async (out) => {
        await out.writeSSE({ event: 'tick', id: '1', data: 'a\nb' })
        await out.writeSSE({ data: '2' })
      }),
    )
    assert.equal(answer.text, 'event: tick\ndata: a\ndata: b\nid: 1\n\ndata: 2\n\n')
  })

  it('whose error it handles itself', async () => {
    const answer = await sameAnswer((c) =>
      streamText(
        c,
        async (out) => {
          await out.write('one ')
          throw new Error('broken')
        },
        async (error, out) => void (await out.write(error.message)),
      ),
    )
    assert.equal(answer.text, 'one broken')
  })

  it('that is a ReadableStream', async () => {
    const answer = await sameAnswer((c) =>
      c.body(new Blob(['one']).stream(), 200, { 'content-type': 'text/csv' }),
    )
    assert.equal(answer.text, 'one')
  })
})

describe('An error of Hono is alone and as a part alike', () => {
  it('in the hands of onError', async () => {
    const answer = await sameInHono(
      (app) => {
        app.get('/x', () => {
          throw new TypeError('wrong')
        })
        app.onError((error, c) => c.json({ name: error.name, path: c.req.path }, 500))
      },
      { path: '/x' },
    )
    assert.equal(answer.text, '{"name":"TypeError","path":"/x"}')
  })

  it('as an HTTPException with a text and with an answer of its own', async () => {
    const text = await sameAnswer(() => {
      throw new HTTPException(422, { message: 'not so' })
    })
    assert.deepEqual([text.status, text.text], [422, 'not so'])
    const own = await sameAnswer(() => {
      const res = new Response('stop', { status: 429, headers: { 'retry-after': '3' } })
      throw new HTTPException(429, { res })
    })
    assert.equal(headerOf(own, 'retry-after'), '3')
  })

  it('when nothing is found', async () => {
    await using compared = await startHono((app) => {
      app.get('/x', (c) => c.notFound())
      app.notFound((c) => c.json({ none: c.req.path }, 404))
    })
    assert.equal((await compared.assertSame({ path: '/x' })).text, '{"none":"/x"}')
    assert.equal((await compared.assertSame({ path: '/y' })).text, '{"none":"/y"}')
  })

  it('when nothing is found by default', async () => {
    const answer = await sameInHono(() => {}, { path: '/nowhere' })
    assert.equal(answer.text, '404 Not Found')
  })
})

describe('Routes of Hono answer alone and as a part alike', () => {
  it('in groups', async () => {
    const books = new Hono().get('/:id', (c) => c.json([c.req.param('id'), c.req.path]))
    const answer = await sameInHono((app) => app.basePath('/v1').route('/books', books), {
      path: '/v1/books/7',
    })
    assert.equal(answer.text, '["7","/v1/books/7"]')
  })

  it('of a mounted fetch handler', async () => {
    const answer = await sameInHono(
      (app) =>
        app.mount('/other', async (request: Request) =>
          Response.json([request.method, new URL(request.url).pathname, await request.text()]),
        ),
      { method: 'POST', path: '/other/a/b', body: 'body' },
    )
    assert.equal(answer.text, '["POST","/a/b","body"]')
  })

  it('behind several middlewares', async () => {
    const answer = await sameInHono(
      (app) => {
        app.use('/a/*', async (c, next) => {
          c.header('x-first', '1')
          await next()
        })
        app.get('/a/b', async (c, next) => {
          c.header('x-second', '2')
          await next()
        })
        app.get('/a/:rest{.*}', (c) => c.text(c.req.param('rest')))
      },
      { path: '/a/b' },
    )
    assert.deepEqual([answer.text, headerOf(answer, 'x-second')], ['b', '2'])
  })
})
