import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import type { FastifyReply } from 'fastify'
import { headerOf } from '../support/compared-app.ts'
import { postJson, startFastify } from '../support/fastify-app.ts'

describe('Fastify 5: methods', () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`routes ${method}`, async () => {
      await using compared = await startFastify((app) => {
        app.all('/', async (request) => `it was ${request.method}`)
      })
      const answer = await compared.assertSame({ method, path: '/' })
      assert.equal(answer.text, `it was ${method}`)
    })
  }

  for (const method of ['PROPFIND', 'MKCOL', 'PURGE', 'SEARCH']) {
    it(`routes ${method} where the app adds it`, async () => {
      await using compared = await startFastify((app) => {
        app.addHttpMethod(method, { hasBody: true })
        app.route({ method, url: '/', handler: async ({ body }) => ({ body }) })
      })
      const answer = await compared.assertSame({ ...postJson('/', [1]), method })
      assert.equal(answer.text, '{"body":[1]}')
    })
  }

  it('answers HEAD by the route for GET', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', async (_request, reply) => reply.header('x-one', '1').send('unseen'))
    })
    const answer = await compared.assertSame({ method: 'HEAD', path: '/' })
    assert.deepEqual([answer.status, answer.text, headerOf(answer, 'x-one')], [200, '', '1'])
  })

  it('answers HEAD to a stream', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', async () => Readable.from(['unseen']))
    })
    assert.equal((await compared.assertSame({ method: 'HEAD', path: '/' })).text, '')
  })

  it('answers HEAD by a route of its own', async () => {
    await using compared = await startFastify((app) => {
      app.head('/', async (_request, reply) => reply.header('content-length', '12').send())
    })
    assert.equal((await compared.assertSame({ method: 'HEAD', path: '/' })).status, 200)
  })

  it('answers HEAD with 404 where no route shows it', async () => {
    await using compared = await startFastify(
      (app) => {
        app.get('/', async () => 'here')
      },
      { server: { exposeHeadRoutes: false } },
    )
    assert.equal((await compared.assertSame({ method: 'HEAD', path: '/' })).status, 404)
  })
})

describe('Fastify 5: routing', () => {
  it('finds parameters, patterns and wildcards', async () => {
    await using compared = await startFastify((app) => {
      app.get('/a/:id', async ({ params }) => ({ params }))
      app.get('/b/:year(^\\d{4}$)-:month', async ({ params }) => ({ params }))
      app.get('/c/*', async ({ params }) => ({ params }))
      app.get('/d/:maybe?', async ({ params }) => ({ params }))
    })
    for (const path of ['/a/x%20y', '/a/', '/b/2024-05', '/b/x-05', '/c/1/2', '/d', '/d/1']) {
      await compared.assertSame({ path })
    }
  })

  it('forgives letters and slashes as the app wants it', async () => {
    await using compared = await startFastify((app) => app.get('/Path', async () => 'found'), {
      server: { routerOptions: { caseSensitive: false, ignoreTrailingSlash: true } },
    })
    assert.equal((await compared.assertSame({ path: '/pATH/' })).text, 'found')
  })

  it('parses the query as the app wants it', async () => {
    await using compared = await startFastify((app) => app.get('/', async ({ query }) => query), {
      server: { routerOptions: { querystringParser: (text) => ({ text }) } },
    })
    assert.equal((await compared.assertSame({ path: '/?a=%20&b' })).text, '{"text":"a=%20&b"}')
  })

  it('rewrites the URL and remembers the one that was asked for', async () => {
    await using compared = await startFastify(
      (app) => app.get('/new/*', async ({ url, originalUrl }) => [url, originalUrl]),
      { server: { rewriteUrl: ({ url = '/' }) => url.replace(/^\/old/, '/new') } },
    )
    const answer = await compared.assertSame({ path: '/old/1?a=1' })
    assert.equal(answer.text, '["/new/1?a=1","/old/1?a=1"]')
  })

  it('chooses a route by the version that is asked for', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { constraints: { version: '1.2.0' } }, async () => 'one')
      app.get('/', { constraints: { version: '2.0.0' } }, async () => 'two')
    })
    const ask = async (version: string): Promise<string> => {
      const headers = { 'accept-version': version }
      return (await compared.assertSame({ path: '/', headers })).text
    }
    assert.deepEqual([await ask('1.x'), await ask('2.0.0')], ['one', 'two'])
    assert.match(await ask('3.0.0'), /Not Found/)
    assert.equal((await compared.assertSame({ path: '/' })).status, 404)
  })

  it('chooses a route by the host', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { constraints: { host: 'admin.example' } }, async () => 'admin')
      app.get('/', { constraints: { host: /^.*\.example$/ } }, async () => 'any')
      app.get('/', async () => 'other')
    })
    for (const host of ['admin.example', 'api.example', 'elsewhere.test']) {
      const part = await compared.asPart({ path: '/' }, { host })
      assert.deepEqual(part, await compared.alone({ path: '/', headers: { host } }))
    }
  })

  it('chooses a route by a constraint of the app', async () => {
    await using compared = await startFastify((app) => {
      const routes = new Map<unknown, unknown>()
      app.addConstraintStrategy({
        name: 'secret',
        storage: () => ({
          get: (key) => (routes.get(key) as never) ?? null,
          set: (key, route) => void routes.set(key, route),
        }),
        deriveConstraint: (request: { headers: Record<string, unknown> }) =>
          request.headers['x-secret'],
        validate: () => true,
      })
      app.get('/', { constraints: { secret: 'alpha' } }, async () => 'chosen')
    })
    const headers = { 'x-secret': 'alpha' }
    assert.equal((await compared.assertSame({ path: '/', headers })).text, 'chosen')
    assert.equal((await compared.assertSame({ path: '/' })).status, 404)
  })
})

describe('Fastify 5: encapsulation', () => {
  it('has decorators of the app, the request and the reply', async () => {
    await using compared = await startFastify((app) =>
      app.register(async (inner) => {
        inner.decorate('limit', 7)
        inner.decorateRequest('user')
        inner.decorateReply('shout', function shout(this: FastifyReply, text: string) {
          return this.send(text.toUpperCase())
        })
        inner.addHook('onRequest', async (request) => {
          request.setDecorator('user', request.headers['x-user'] ?? 'nobody')
        })
        inner.get('/', (request, reply) => {
          const shout = reply.getDecorator<(text: string) => unknown>('shout')
          const limit = inner.getDecorator<number>('limit')
          return shout(`${request.getDecorator<string>('user')} ${limit}`)
        })
      }),
    )
    const answer = await compared.assertSame({ path: '/', headers: { 'x-user': 'ada' } })
    assert.equal(answer.text, 'ADA 7')
    assert.equal((await compared.assertSame({ path: '/' })).text, 'NOBODY 7')
  })

  it('keeps the hooks and the prefix of a plugin to itself', async () => {
    await using compared = await startFastify(async (app) => {
      app.get('/x', async () => 'outer')
      await app.register(
        async (inner) => {
          inner.addHook('onRequest', async (_request, reply) => {
            reply.header('x-inner', 'yes')
          })
          inner.get('/x', async () => 'inner')
        },
        { prefix: '/v1' },
      )
    })
    const inner = await compared.assertSame({ path: '/v1/x' })
    assert.deepEqual([inner.text, headerOf(inner, 'x-inner')], ['inner', 'yes'])
    const outer = await compared.assertSame({ path: '/x' })
    assert.deepEqual([outer.text, headerOf(outer, 'x-inner')], ['outer', undefined])
  })

  it('keeps the parsers of a plugin to itself', async () => {
    await using compared = await startFastify(async (app) => {
      app.post('/x', async () => 'outer')
      await app.register(
        async (inner) => {
          inner.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => {
            done(null, body)
          })
          inner.post('/x', async ({ body }) => body)
        },
        { prefix: '/v1' },
      )
    })
    const csv = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' }
    assert.equal((await compared.assertSame({ ...csv, path: '/v1/x' })).text, 'a,b')
    assert.equal((await compared.assertSame({ ...csv, path: '/x' })).status, 415)
  })
})
