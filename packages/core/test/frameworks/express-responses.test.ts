import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RequestHandler } from 'express'
import type { Answer, ComparedApp } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

for (const version of expressVersions) {
  describe(`a response in ${version.name}`, bounded, () => {
    it('is a text', async () => {
      const answer = await answerOf(version, (_request, response) => response.send('Grüße'))
      assert.equal(headerOf(answer, 'content-type'), 'text/html; charset=utf-8')
    })

    it('is a Buffer', async () => {
      const bytes = Buffer.from([0, 200, 255])
      const answer = await answerOf(version, (_request, response) => response.send(bytes))
      assert.ok(answer.bytes.equals(bytes))
    })

    it('is JSON', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.json({ a: [1, null, 'ü'], b: undefined, c: new Date(0) })
      })
      assert.equal(answer.text, '{"a":[1,null,"ü"],"c":"1970-01-01T00:00:00.000Z"}')
    })

    it('is JSON as the settings of the app want it', async () => {
      await using compared = await startExpress(version, (app) => {
        app.set('json spaces', 2)
        app.set('json escape', true)
        app.set('json replacer', (key: string, value: unknown) => (key === 'b' ? undefined : value))
        app.get('/', (_request, response) => response.json({ a: '<x>', b: 1 }))
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(answer.text, '{\n  "a": "\\u003cx\\u003e"\n}')
    })

    it('is JSON with padding', async () => {
      await using compared = await startHandler(version, (_request, response) => {
        response.jsonp({ a: '\u2028' })
      })
      const answer = await compared.assertSame({ path: '/?callback=show[0].it' })
      assert.match(answer.text, /show\[0\]\.it\(/)
      assert.equal(headerOf(answer, 'x-content-type-options'), 'nosniff')
      assert.equal((await compared.assertSame({ path: '/' })).text, '{"a":"\u2028"}')
    })

    it('is only a status', async () => {
      const answer = await answerOf(version, (_request, response) => response.sendStatus(418))
      assert.equal(answer.text, "I'm a Teapot")
    })

    for (const status of [204, 205, 304]) {
      it(`has no body with status ${status}`, async () => {
        const answer = await answerOf(version, (_request, response) => {
          response.status(status).type('text').send('dropped')
        })
        assert.equal(answer.text, '')
      })
    }

    it('has no body for a HEAD', async () => {
      await using compared = await startHandler(version, (_request, response) => {
        response.json({ a: 1 })
      })
      const answer = await compared.assertSame({ method: 'HEAD', path: '/' })
      assert.equal(answer.text, '')
      assert.match(headerOf(answer, 'etag') ?? '', /^W\//)
    })

    it('redirects', async () => {
      await using compared = await startHandler(version, (request, response) => {
        if (request.path === '/a') response.redirect('/b?c=ü d')
        else response.redirect(308, 'https://other.example/')
      })
      const answer = await compared.assertSame({ path: '/a', headers: { accept: 'text/html' } })
      assert.equal(answer.status, 302)
      assert.match(answer.text, /<p>/)
      assert.equal(headerOf(answer, 'location'), '/b?c=%C3%BC%20d')
      const plain = await compared.assertSame({ path: '/other', headers: { accept: 'text/plain' } })
      assert.equal(plain.status, 308)
      await compared.assertSame({ method: 'HEAD', path: '/a' })
      assert.equal((await compared.assertSame({ path: '/a', headers: { accept: 'a/b' } })).text, '')
    })

    it('is in the format that is asked for', async () => {
      await using compared = await startHandler(version, (_request, response) => {
        response.format({
          text: () => response.send('text'),
          html: () => response.send('<p>html</p>'),
          json: () => response.send({ as: 'json' }),
        })
      })
      for (const accept of [
        'text/html',
        'application/*',
        'text/plain;q=0.1, text/html;q=0',
        '*/*',
      ]) {
        const answer = await compared.assertSame({ path: '/', headers: { accept } })
        assert.equal(answer.status, 200)
        assert.equal(headerOf(answer, 'vary'), 'Accept')
      }
    })

    it('is of no format where none is accepted', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) =>
          response.format({ json: () => response.send('never') }),
        )
        app.get('/default', (_request, response) => {
          response.format({ json: () => response.send('never'), default: () => response.send('d') })
        })
        app.use(answerStatus)
      })
      const headers = { accept: 'image/png' }
      assert.equal((await compared.assertSame({ path: '/', headers })).status, 406)
      assert.equal((await compared.assertSame({ path: '/default', headers })).text, 'd')
    })

    it('varies', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.vary('Accept').vary('Cookie').vary('accept').end()
      })
      assert.equal(headerOf(answer, 'vary'), 'Accept, Cookie')
    })

    it('has every value of a field', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.set('x-a', ['1', '2']).append('x-a', '3').append('warning', 'one')
        response.set({ 'x-b': 'b', 'x-number': '1' }).set('x-gone', 'x').removeHeader('x-gone')
        response.send(String(response.get('x-a')))
      })
      assert.equal(answer.text, '1,2,3')
      assert.equal(answer.headers.filter(([name]) => name === 'x-a').length, 3)
    })

    it('has links, a location and an attachment', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.links({ next: 'http://a.example/2', last: 'http://a.example/9' })
        response.location('/über').attachment('plan.pdf').status(201).end('x')
      })
      assert.equal(headerOf(answer, 'content-type'), 'application/pdf')
    })

    it('has the type and the charset of its content', async () => {
      await using compared = await startHandler(version, (request, response) => {
        response.type(request.path.slice(1)).send('x')
      })
      for (const type of ['html', 'json', 'png', 'text/csv', 'application/xml']) {
        await compared.assertSame({ path: `/${type}` })
      }
    })

    it('has a field beyond ASCII', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.set('x-latin', 'caf\u00e9').send('x')
      })
      assert.equal(headerOf(answer, 'x-latin'), 'caf\u00e9')
    })

    it('has an entity tag that makes it 304', async () => {
      await using compared = await startHandler(version, (_request, response) => {
        response.set('x-kept', 'yes').json({ a: 1 })
      })
      const etag = headerOf(await compared.assertSame({ path: '/' }), 'etag') ?? ''
      const question = { path: '/', headers: { 'if-none-match': etag } }
      const answer = await compared.assertSame(question)
      assert.equal(answer.status, 304)
      assert.equal(headerOf(answer, 'content-type'), undefined)
      assert.equal((await compared.assertSame({ ...question, method: 'HEAD' })).status, 304)
      assert.equal((await compared.assertSame({ ...question, method: 'POST' })).status, 200)
    })

    for (const etag of ['strong', 'weak', false, (): string => '"own"']) {
      it(`has an entity tag as the setting wants it (${String(etag)})`, async () => {
        await using compared = await startExpress(version, (app) => {
          app.set('etag', etag)
          app.get('/', (_request, response) => response.send('tagged'))
        })
        await compared.assertSame({ path: '/' })
      })
    }

    it('is 304 by its date', async () => {
      const modified = 'Mon, 01 Jan 2024 00:00:00 GMT'
      await using compared = await startHandler(version, (_request, response) => {
        response.set('last-modified', modified).removeHeader('etag')
        response.send('dated')
      })
      const headers = { 'if-modified-since': modified }
      assert.equal((await compared.assertSame({ path: '/', headers })).status, 304)
    })

    it('knows its request and its app', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          response.send([response.req === request, request.res === response, response.app === app])
        })
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, '[true,true,true]')
    })

    it('names the app as its power unless told not to', async () => {
      await using compared = await startExpress(version, (app) => {
        app.disable('x-powered-by')
        app.get('/', (_request, response) => response.send('x'))
      })
      assert.equal(headerOf(await compared.assertSame({ path: '/' }), 'x-powered-by'), undefined)
    })

    it('is rendered from a view', async () => {
      await using compared = await startExpress(version, (app) => {
        app.engine('test.ts', (path, options, done) => {
          const { name, title } = { name: '', title: '', ...options }
          setImmediate(() => done(null, `${title} ${name} ${path.endsWith('.test.ts')}`))
        })
        app.set('views', import.meta.dirname)
        app.set('view engine', 'test.ts')
        app.locals['title'] = 'Dear'
        app.get('/', (_request, response) => {
          response.locals['name'] = 'nobody'
          response.render('express-responses', { name: 'Ann' })
        })
        app.get('/none', (_request, response) => response.render('none'))
        app.get('/error', (_request, response) => {
          response.render('express-files', (_error: Error, page: string) =>
            response.send(`${page}!`),
          )
        })
        app.use(answerStatus)
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'Dear Ann true')
      assert.equal((await compared.assertSame({ path: '/none' })).status, 500)
      assert.equal((await compared.assertSame({ path: '/error' })).text, 'Dear  true!')
    })
  })
}

const answerStatus = (
  error: { readonly status?: number },
  _request: unknown,
  response: Parameters<RequestHandler>[1],
  _next: unknown,
): void => {
  response.status(error.status ?? 500).send('failed')
}

function startHandler(version: ExpressVersion, handler: RequestHandler): Promise<ComparedApp> {
  return startExpress(version, (app) => {
    app.use(handler)
  })
}

async function answerOf(version: ExpressVersion, handler: RequestHandler): Promise<Answer> {
  await using compared = await startHandler(version, handler)
  return await compared.assertSame({ path: '/' })
}
