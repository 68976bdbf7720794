import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { headerOf } from '../support/compared-app.ts'
import { postJson, startFastify } from '../support/fastify-app.ts'

class Gone extends Error {
  readonly statusCode = 410
  readonly code = 'GONE'
}

function addThrowing(app: FastifyInstance, thrown: unknown): void {
  app.get('/', async () => {
    throw thrown
  })
}

function answerError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  void reply.send(`route: ${error.message}`)
}

async function markAsked(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-asked', 'yes')
}

describe('Fastify 5: errors', () => {
  const thrown: ReadonlyMap<string, unknown> = new Map<string, unknown>([
    ['an error', new Error('broken')],
    ['an error with a status and a code', new Gone('no more')],
    ['an error with a status out of range', Object.assign(new Error('odd'), { statusCode: 200 })],
    ['an error with headers', Object.assign(new Gone('x'), { headers: { 'x-why': 'gone' } })],
    ['an aggregate of errors', new AggregateError([new Error('one')], 'many')],
    ['a string', 'broken'],
    ['a number', 7],
    ['null', null],
    ['an object', { a: 1 }],
  ])
  for (const [name, error] of thrown) {
    it(`answers ${name} that a handler throws`, async () => {
      await using compared = await startFastify((app) => addThrowing(app, error))
      await compared.assertSame({ path: '/' })
    })
  }

  it('answers an error that is sent', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', (_request, reply) => reply.code(409).send(new Error('twice')))
    })
    assert.equal((await compared.assertSame({ path: '/' })).status, 409)
  })

  it('drops headers of the answer that was not made', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', async (_request, reply) => {
        reply.type('text/plain').header('x-kept', 'yes')
        throw new Error('broken')
      })
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.match(headerOf(answer, 'content-type') ?? '', /json/)
  })

  it('answers as the error handler of the app does', async () => {
    await using compared = await startFastify((app) => {
      addThrowing(app, new Gone('no more'))
      app.setErrorHandler<Gone>((error, request, reply) =>
        reply.code(error.statusCode).header('x-code', error.code).send(`${request.url}: ${error}`),
      )
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.deepEqual([answer.status, answer.text], [410, '/: Error: no more'])
  })

  it('answers as an asynchronous error handler does', async () => {
    await using compared = await startFastify((app) => {
      addThrowing(app, new Gone('no more'))
      app.setErrorHandler<Gone>(async (error) => ({ handled: error.code }))
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, '{"handled":"GONE"}')
  })

  it('passes an error on from handler to handler', async () => {
    await using compared = await startFastify(async (app) => {
      app.setErrorHandler<Error>((error, _request, reply) => reply.send(`outer: ${error.message}`))
      await app.register(async (inner) => {
        inner.setErrorHandler<Error>(async (error) => {
          throw new Error(`inner: ${error.message}`)
        })
        addThrowing(inner, new Error('first'))
      })
    })
    assert.match((await compared.assertSame({ path: '/' })).text, /^outer: inner: first$/)
  })

  it('answers as the error handler of the route does', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { errorHandler: answerError }, async () => {
        throw new Error('broken')
      })
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, 'route: broken')
  })

  it('shows an error handler what a parser found', async () => {
    await using compared = await startFastify((app) => {
      app.setErrorHandler<Error & { code: string }>(async (error) => error.code)
      app.post('/', async () => 'parsed')
    })
    const answer = await compared.assertSame({ ...postJson('/', 0), body: '{' })
    assert.match(answer.text, /^FST_ERR_CTP_INVALID_JSON_BODY$/)
  })

  it('asks its onError hooks before', async () => {
    await using compared = await startFastify((app) => {
      app.addHook('onError', async (_request, reply, error) => {
        reply.header('x-hooked', error.message)
      })
      addThrowing(app, new Error('broken'))
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.equal(headerOf(answer, 'x-hooked'), 'broken')
  })
})

describe('Fastify 5: what is not found', () => {
  it('answers 404 for a path', async () => {
    await using compared = await startFastify(() => {})
    assert.equal((await compared.assertSame({ path: '/nowhere?a=1' })).status, 404)
  })

  it('answers 404 for a method', async () => {
    await using compared = await startFastify((app) => app.get('/', async () => 'here'))
    assert.equal((await compared.assertSame({ method: 'DELETE', path: '/' })).status, 404)
  })

  it('answers 404 to a body that nobody reads', async () => {
    await using compared = await startFastify(() => {})
    assert.equal((await compared.assertSame(postJson('/nowhere', { a: 1 }))).status, 404)
  })

  it('answers 404 for a parameter that is too long', async () => {
    await using compared = await startFastify((app) => app.get('/items/:id', async () => 'found'), {
      server: { routerOptions: { maxParamLength: 5 } },
    })
    const answer = await compared.assertSame({ path: '/items/123456' })
    assert.ok(answer.status >= 400)
  })

  it('answers as the handler of the app does', async () => {
    await using compared = await startFastify((app) => {
      app.setNotFoundHandler(async ({ url, method }, reply) => {
        return reply.code(404).send({ nothing: `${method} ${url}` })
      })
    })
    const answer = await compared.assertSame({ method: 'PUT', path: '/nowhere?a=1' })
    assert.equal(answer.text, '{"nothing":"PUT /nowhere?a=1"}')
  })

  it('runs the hooks of that handler', async () => {
    await using compared = await startFastify((app) => {
      app.setNotFoundHandler({ preHandler: markAsked }, (_request, reply) =>
        reply.code(404).send('no'),
      )
    })
    assert.equal(headerOf(await compared.assertSame({ path: '/nowhere' }), 'x-asked'), 'yes')
  })

  it('answers as the handler of a prefix does', async () => {
    await using compared = await startFastify(async (app) => {
      app.setNotFoundHandler(async () => 'outer')
      await app.register(
        async (inner) => {
          inner.setNotFoundHandler(async () => 'inner')
        },
        { prefix: '/inner' },
      )
    })
    assert.equal((await compared.assertSame({ path: '/inner/nowhere' })).text, 'inner')
    assert.equal((await compared.assertSame({ path: '/nowhere' })).text, 'outer')
  })
})
