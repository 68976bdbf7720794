import assert from 'node:assert/strict'
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, it } from 'node:test'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ComparedFastify } from '../support/fastify-app.ts'
import { postJson, startFastify, textOf } from '../support/fastify-app.ts'
import { StepRecorder } from '../support/step-recorder.ts'

type Enter = (app: FastifyInstance, users: AsyncLocalStorage<string>) => void

function userOf({ headers }: FastifyRequest): string {
  return String(headers['x-user'])
}

const inAwaited: Enter = (app, users) => {
  app.addHook('onRequest', async (request) => {
    if ('x-user' in request.headers) users.enterWith(userOf(request))
  })
}

const inCallback: Enter = (app, users) => {
  app.addHook('onRequest', (request, _reply, done) => {
    if ('x-user' in request.headers) users.run(userOf(request), done)
    else done()
  })
}

/** As @fastify/request-context does, so that events of the body can't lose it. */
const inResource: Enter = (app, users) => {
  const resources = new WeakMap<FastifyRequest, AsyncResource>()
  app.addHook('onRequest', (request, _reply, done) => {
    if (!('x-user' in request.headers)) {
      done()
      return
    }
    users.run(userOf(request), () => {
      resources.set(request, new AsyncResource('part-test'))
      done()
    })
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const resource = resources.get(request)
    if (resource === undefined) done()
    else resource.runInAsyncScope(done, request.raw)
  })
}

async function* slowly(look: () => string): AsyncGenerator<string> {
  yield 'it is '
  await setImmediate()
  yield look()
}

function start(
  enter: Enter,
  recorder: StepRecorder = new StepRecorder(),
): Promise<ComparedFastify> {
  const users = new AsyncLocalStorage<string>()
  const look = (): string => users.getStore() ?? 'nobody'
  return startFastify((app) =>
    app.register(async (inner) => {
      enter(inner, users)
      inner.addHook('onSend', async (_request, reply) => {
        reply.header('x-seen', look())
      })
      inner.addHook('onResponse', async () => recorder.add(`onResponse: ${look()}`))
      inner.get('/now', async () => look())
      inner.get('/later', async () => {
        await setImmediate()
        return look()
      })
      inner.get('/stream', async () => {
        return Readable.from(slowly(look))
      })
      inner.post('/body', async () => look())
    }),
  )
}

const ada = { 'x-user': 'ada' }
const bob = { 'x-user': 'bob' }

for (const [name, enter] of Object.entries({ inAwaited, inCallback, inResource })) {
  describe(`Fastify 5: an asynchronous context that a hook enters ${name}`, () => {
    it('is seen in the handler, in later hooks and in streams', async () => {
      await using compared = await start(enter)
      assert.equal((await compared.assertSame({ path: '/now', headers: ada })).text, 'ada')
      assert.equal((await compared.assertSame({ path: '/later', headers: ada })).text, 'ada')
      const stream = await compared.assertSame({ path: '/stream', headers: ada })
      assert.equal(stream.text, 'it is ada')
    })

    it('is seen after the body was read', async () => {
      await using compared = await start(enter)
      const { headers, ...post } = postJson('/body', { a: 1 })
      const part = await compared.asPart({ ...post, headers: { ...headers, ...ada } })
      assert.equal(part.text, 'ada')
    })

    it('is seen in onResponse', async () => {
      const recorder = new StepRecorder()
      await using compared = await start(enter, recorder)
      await compared.asPart({ path: '/now', headers: ada })
      await recorder.take('onResponse: ada')
    })

    it('never leaks to the next part', async () => {
      await using compared = await start(enter)
      const paths = ['/now', '/later', '/stream']
      const questions = paths.flatMap((path) => [
        { path, headers: ada },
        { path },
        { path, headers: bob },
        { path },
      ])
      const seen = (await compared.asParts(questions)).map(textOf)
      assert.deepEqual(
        seen.map((text) => text.replace('it is ', '')),
        paths.flatMap(() => ['ada', 'nobody', 'bob', 'nobody']),
      )
    })

    it('is not there any more for a request after the batch', async () => {
      await using compared = await start(enter)
      await compared.asParts([
        { path: '/later', headers: ada },
        { path: '/now', headers: ada },
      ])
      assert.equal((await compared.alone({ path: '/now' })).text, 'nobody')
    })
  })
}
