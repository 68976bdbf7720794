import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Request, Response } from 'express'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress, withoutStack } from '../support/express-apps.ts'

for (const version of expressVersions) {
  const { express } = version

  describe(`routes in ${version.name}`, bounded, () => {
    it('of a sub-app know where it is mounted', async () => {
      await using compared = await startExpress(version, (app) => {
        const inner = express()
        inner.use('/deep', (request: Request, response: Response) => {
          const { baseUrl, url, originalUrl, path } = request
          const { mountpath } = request.app
          const appPath = request.app.path()
          response.json({ baseUrl, url, originalUrl, path, mountpath, appPath })
        })
        app.use('/sub', inner)
      })
      const answer = await compared.assertSame({ path: '/sub/deep/x?y=1' })
      assert.match(answer.text, /"baseUrl":"\/sub\/deep","url":"\/x\?y=1"/)
    })

    it('of a sub-app have its own locals and settings', async () => {
      await using compared = await startExpress(version, (app) => {
        const inner = express()
        inner.locals['name'] = 'inner'
        app.locals['name'] = 'outer'
        inner.set('json spaces', 1)
        inner.get('/', (request, response) => response.json(request.app.locals['name']))
        app.use('/sub', inner)
        app.use('/sub/after', ({ app: { locals } }, response) => response.json(locals['name']))
      })
      assert.equal((await compared.assertSame({ path: '/sub/' })).text, '"inner"')
      assert.equal((await compared.assertSame({ path: '/sub/after' })).text, '"outer"')
    })

    it('of a router see the parameters of its parent', async () => {
      await using compared = await startExpress(version, (app) => {
        const merged = express.Router({ mergeParams: true })
        merged.get('/items/:item', (request, response) => response.json(request.params))
        const plain = express.Router()
        plain.get('/items/:item', (request, response) => response.json(request.params))
        app.use('/merged/:user', merged)
        app.use('/plain/:user', plain)
      })
      const answer = await compared.assertSame({ path: '/merged/ann/items/%C3%BC%20' })
      assert.equal(answer.text, '{"user":"ann","item":"ü "}')
      assert.equal((await compared.assertSame({ path: '/plain/a/items/b' })).text, '{"item":"b"}')
    })

    it('mind case and slashes as they are told', async () => {
      await using compared = await startExpress(version, (app) => {
        const strict = express.Router({ caseSensitive: true, strict: true })
        strict.get('/Exact', (_request, response) => response.send('exact'))
        app.use(strict)
        app.get('/Loose', (_request, response) => response.send('loose'))
        app.use((_request, response) => response.status(404).send('none'))
      })
      for (const path of ['/Exact', '/exact', '/Exact/', '/loose', '/LOOSE/']) {
        await compared.assertSame({ path })
      }
    })

    it('may be left for the next one', async () => {
      await using compared = await startExpress(version, (app) => {
        const router = express.Router()
        router.get('/:id', (request, _response, next) => {
          next(request.params.id === 'out' ? 'router' : 'route')
        })
        router.get('/:id', (_request, response) => response.send('second'))
        app.use('/a', router)
        app.use('/a', (_request, response) => response.send('outside'))
      })
      assert.equal((await compared.assertSame({ path: '/a/1' })).text, 'second')
      assert.equal((await compared.assertSame({ path: '/a/out' })).text, 'outside')
    })

    it('answer HEAD by GET and OPTIONS by what they know', async () => {
      await using compared = await startExpress(version, (app) => {
        app
          .route('/')
          .get((_request, response) => response.send('x'))
          .put(drop)
          .delete(drop)
      })
      assert.equal((await compared.assertSame({ method: 'HEAD', path: '/' })).status, 200)
      const options = await compared.assertSame({ method: 'OPTIONS', path: '/' })
      assert.match(headerOf(options, 'allow') ?? '', /\bDELETE\b/)
    })

    for (const method of ['PATCH', 'DELETE', 'PROPFIND', 'SEARCH', 'QUERY', 'M-SEARCH']) {
      it(`answer ${method}`, async () => {
        await using compared = await startExpress(version, (app) => {
          app.all('/', (request, response) => response.send(request.method))
        })
        assert.equal((await compared.assertSame({ method, path: '/' })).text, method)
      })
    }

    it('refuse a path that cannot be decoded', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/:name', (request, response) => response.send(request.params.name))
      })
      const question = { path: '/%C3%28' }
      const answer = await compared.assertSame(question, { text: withoutStack })
      assert.equal(answer.status, 400)
    })

    it('have their parameters looked up once a request', async () => {
      await using compared = await startExpress(version, (app) => {
        let lookups = 0
        app.param('user', (_request, response, next, name: string) => {
          lookups += 1
          response.locals['user'] = { name }
          response.locals['lookups'] ??= 0
          response.locals['lookups'] += 1
          setImmediate(next)
        })
        app.use('/:user', (_request, _response, next) => next())
        app.get('/:user', (_request, response) => response.json(response.locals))
        app.get('/', (_request, response) => response.json(lookups))
      })
      const answer = await compared.assertSame({ path: '/ann' })
      assert.equal(answer.text, '{"user":{"name":"ann"},"lookups":1}')
      assert.equal((await compared.asPart({ path: '/' })).text, '2')
    })

    it('fail where a parameter is refused', async () => {
      await using compared = await startExpress(version, (app) => {
        app.param('user', (_request, _response, next) => {
          next(Object.assign(new Error('no such user'), { status: 404 }))
        })
        app.get('/:user', drop)
      })
      const answer = await compared.assertSame({ path: '/ann' }, { text: withoutStack })
      assert.equal(answer.status, 404)
    })

    it('share locals with the middleware of the same request only', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/set', (_request, response, next) => {
          response.locals['seen'] = true
          next()
        })
        app.use((_request, response) => response.json(response.locals))
      })
      const question = { path: '/set' }
      assert.equal((await compared.assertSame(question)).text, '{"seen":true}')
      const results = await compared.asParts([question, { path: '/get' }])
      assert.equal(Buffer.from(results[1]?.body ?? '', 'base64').toString(), '{}')
    })

    it('are found by a URL that a middleware has rewritten', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((request, _response, next) => {
          request.url = request.url.replace(/^\/v1\//, '/')
          next()
        })
        app.get('/items', ({ url, originalUrl, query }, response) => {
          response.json({ url, originalUrl, query })
        })
      })
      const answer = await compared.assertSame({ path: '/v1/items?a=1' })
      assert.equal(
        answer.text,
        '{"url":"/items?a=1","originalUrl":"/v1/items?a=1","query":{"a":"1"}}',
      )
    })

    it('are found by a method that a middleware has overridden', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((request, _response, next) => {
          const { _method: method } = request.query
          if (typeof method === 'string') request.method = method
          next()
        })
        app.delete('/', (_request, response) => response.send('deleted'))
      })
      const question = { method: 'POST', path: '/?_method=DELETE' }
      assert.equal((await compared.assertSame(question)).text, 'deleted')
    })

    it('are asked again by the app itself', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/old', (request, response, next) => {
          request.url = '/new'
          app(request, response, next)
        })
        app.get('/new', (request, response) => response.send(request.originalUrl))
      })
      assert.equal((await compared.assertSame({ path: '/old' })).text, '/old')
    })

    it('are of an app that is mounted in a bare one', async () => {
      await using compared = await startExpress(version, (app) => {
        const other = express()
        other.get('/', (request, response) => response.send(`${request.baseUrl}|${request.url}`))
        app.use('/a', (request, response) => other(request, response))
      })
      await compared.assertSame({ path: '/a/' })
    })
  })
}

function drop(_request: Request, response: Response): void {
  response.end()
}
