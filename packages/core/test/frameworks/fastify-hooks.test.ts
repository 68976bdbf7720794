import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Question } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import type { ComparedFastify } from '../support/fastify-app.ts'
import { postJson, startFastify } from '../support/fastify-app.ts'
import { StepRecorder } from '../support/step-recorder.ts'

/** Fails unless the same steps are recorded for a question alone and as a part. Returns them. */
async function assertSameSteps(
  compared: ComparedFastify,
  recorder: StepRecorder,
  question: Question,
): Promise<readonly string[]> {
  await compared.alone(question)
  const alone = await recorder.take('onResponse')
  await compared.asPart(question)
  const asPart = await recorder.take('onResponse')
  assert.deepEqual(asPart, alone)
  return asPart
}

/** Adds all hooks of a request to an instance whose routes are its own. */
function addHooks(app: FastifyInstance, recorder: StepRecorder): void {
  app.addHook('onRequest', async () => recorder.add('onRequest'))
  app.addHook('preParsing', async (_request, _reply, payload) => {
    recorder.add('preParsing')
    return payload
  })
  app.addHook('preValidation', async () => recorder.add('preValidation'))
  app.addHook('preHandler', async () => recorder.add('preHandler'))
  app.addHook('preSerialization', async (_request, _reply, payload) => {
    recorder.add('preSerialization')
    return payload
  })
  app.addHook('onError', async () => recorder.add('onError'))
  app.addHook('onSend', async (_request, _reply, payload) => {
    recorder.add('onSend')
    return payload
  })
  app.addHook('onResponse', async () => recorder.add('onResponse'))
  app.addHook('onTimeout', async () => recorder.add('onTimeout'))
  app.addHook('onRequestAbort', async (_request) => recorder.add('onRequestAbort'))
}

/** The same, as functions that call back. */
function addCallbackHooks(app: FastifyInstance, recorder: StepRecorder): void {
  const step =
    (name: string) =>
    (_request: unknown, _reply: unknown, done: () => void): void => {
      recorder.add(name)
      setImmediate(done)
    }
  app.addHook('onRequest', step('onRequest'))
  app.addHook('preValidation', step('preValidation'))
  app.addHook('preHandler', step('preHandler'))
  app.addHook('onResponse', step('onResponse'))
}

function start(
  recorder: StepRecorder,
  add: (app: FastifyInstance, recorder: StepRecorder) => void = addHooks,
): Promise<ComparedFastify> {
  return startFastify((app) =>
    app.register(async (inner) => {
      add(inner, recorder)
      inner.post('/echo', async ({ body }) => {
        recorder.add('handler')
        return body
      })
      inner.get('/stream', async () => Readable.from(['one']))
      inner.get('/throw', async () => {
        throw new Error('broken')
      })
      inner.get('/hijack', (_request, reply) => {
        reply.hijack()
        reply.raw.end('taken')
      })
      inner.get('/timeout', (request, reply) => {
        reply.raw.once('timeout', () => {})
        request.socket.emit('timeout')
        return reply.send('in spite of it')
      })
      inner.get('/idle', (request, reply) => {
        reply.raw.once('timeout', () => void reply.send('idle'))
        request.socket.setTimeout(1)
      })
      inner.setNotFoundHandler(async () => 'nothing')
    }),
  )
}

const order = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'handler']

describe('Fastify 5: the order of hooks', () => {
  it('is the same for a part with a body', async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    assert.deepEqual(await assertSameSteps(compared, recorder, postJson('/echo', { a: 1 })), [
      ...order,
      'preSerialization',
      'onSend',
      'onResponse',
    ])
  })

  it('is the same for hooks that call back', async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder, addCallbackHooks)
    assert.deepEqual(await assertSameSteps(compared, recorder, postJson('/echo', { a: 1 })), [
      ...order.filter((name) => name !== 'preParsing'),
      'onResponse',
    ])
  })

  it('is the same for a body that is malformed', async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const question = { ...postJson('/echo', 0), body: '{' }
    assert.deepEqual(await assertSameSteps(compared, recorder, question), [
      'onRequest',
      'preParsing',
      'onError',
      'onSend',
      'onResponse',
    ])
  })

  for (const path of ['/stream', '/throw', '/hijack', '/nowhere']) {
    it(`is the same for ${path}`, async () => {
      const recorder = new StepRecorder()
      await using compared = await start(recorder)
      const steps = await assertSameSteps(compared, recorder, { path })
      assert.equal(steps.at(-1), 'onResponse')
    })
  }

  it('has onTimeout in it where the connection says so', async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const steps = await assertSameSteps(compared, recorder, { path: '/timeout' })
    assert.ok(steps.includes('onTimeout'))
  })

  it('has onTimeout in it where a handler sets a time for its connection', async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const steps = await assertSameSteps(compared, recorder, { path: '/idle' })
    assert.ok(steps.includes('onTimeout'))
  })

  it('has onResponse in it once for each part', async () => {
    const recorder = new StepRecorder()
    await using compared = await startFastify((app) =>
      app.register(async (inner) => {
        inner.addHook('onResponse', async ({ url }) => recorder.add(url))
        inner.get('/:name', async () => 'answered')
      }),
    )
    await compared.asParts([{ path: '/a' }, { path: '/b' }, { path: '/c' }])
    assert.deepEqual(await recorder.take('/a', '/b', '/c'), ['/a', '/b', '/c'])
    await compared.alone({ path: '/d' })
    assert.deepEqual(await recorder.take('/d'), ['/d'])
  })
})

async function answerEarly(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply.send('from the hook')
}

async function refuse(): Promise<never> {
  throw Object.assign(new Error('not you'), { statusCode: 403 })
}

async function fail(): Promise<never> {
  throw new Error('broken')
}

async function wrap(_request: unknown, _reply: unknown, payload: unknown): Promise<unknown> {
  return { wrapped: payload }
}

describe('Fastify 5: hooks that intervene', () => {
  for (const name of ['onRequest', 'preValidation', 'preHandler'] as const) {
    it(`answers in ${name}`, async () => {
      await using compared = await startFastify((app) => {
        app.post('/', { [name]: answerEarly }, async () => 'from the handler')
      })
      assert.equal((await compared.assertSame(postJson('/', 1))).text, 'from the hook')
    })

    it(`refuses in ${name}`, async () => {
      await using compared = await startFastify((app) => {
        app.post('/', { [name]: refuse }, async () => 'from the handler')
      })
      assert.equal((await compared.assertSame(postJson('/', 1))).status, 403)
    })
  }

  it('refuses in preParsing', async () => {
    await using compared = await startFastify((app) => {
      app.post('/', { preParsing: refuse }, async () => 'from the handler')
    })
    assert.equal((await compared.assertSame(postJson('/', 1))).status, 403)
  })

  it('changes what is serialised', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { preSerialization: wrap }, async () => ({ a: 1 }))
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, '{"wrapped":{"a":1}}')
  })

  it('changes what is sent', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', async () => 'quiet')
      app.addHook('onSend', async (_request, reply, payload) => {
        reply.code(203).header('x-sent', 'yes')
        return String(payload).toUpperCase()
      })
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.deepEqual([answer.status, answer.text], [203, 'QUIET'])
    assert.equal(headerOf(answer, 'x-sent'), 'yes')
  })

  it('sends another stream', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', async () => Readable.from(['quiet']))
      app.get('/not', async () => 'not')
      app.addHook('onSend', async ({ url }, _reply, payload) =>
        url === '/' ? Readable.from([(await text(payload as Readable)).toUpperCase()]) : payload,
      )
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, 'QUIET')
  })

  it('sends nothing instead', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { onSend: async () => null }, async () => 'unseen')
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, '')
  })

  it('fails in onSend', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { onSend: fail }, async () => 'unseen')
    })
    assert.equal((await compared.assertSame({ path: '/' })).status, 500)
  })

  it('answers though onResponse fails', async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { onResponse: fail }, async () => 'answered')
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, 'answered')
  })
})
