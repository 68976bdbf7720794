import assert from 'node:assert/strict'
import { request as sendRequest } from 'node:http'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { PlainPart } from '../support/plain-dialect.ts'
import type { ComparedFastify, FastifySetup } from '../support/fastify-app.ts'
import { postJson, startFastify } from '../support/fastify-app.ts'
import { StepRecorder } from '../support/step-recorder.ts'

const bounded = { timeout: 10_000 }

const all = [
  'onRequestAbort',
  'signal',
  'request aborted',
  'request close',
  'response close',
  'connection close',
]

/** Adds a route that never answers and tells how it ends. */
function addSilent(app: FastifyInstance, recorder: StepRecorder): void {
  const onRequestAbort = (_request: unknown, done: () => void): void => {
    recorder.add('onRequestAbort')
    done()
  }
  app.get('/silent', { onRequestAbort }, (request, reply) => {
    request.signal.addEventListener('abort', () => recorder.add('signal'))
    request.raw.once('aborted', () => recorder.add('request aborted'))
    request.raw.once('close', () => recorder.add('request close'))
    // Nobody else listens, and a connection that is reset is an error of the request.
    request.raw.once('error', () => {})
    reply.raw.once('close', () => recorder.add('response close'))
    request.socket.once('close', () => recorder.add('connection close'))
    recorder.add('asked')
  })
}

function start(recorder: StepRecorder, setup: FastifySetup = {}): Promise<ComparedFastify> {
  return startFastify((app) => {
    app.get('/good', async () => 'good')
    addSilent(app, recorder)
    app.get('/stream', (request, reply) => {
      const endless = new Readable({ read: () => {} })
      endless.push('first')
      endless.once('close', () => recorder.add('source close'))
      reply.raw.once('close', () => recorder.add('response close'))
      void reply.send(endless)
      request.raw.once('error', () => {})
      recorder.add('asked')
    })
  }, setup)
}

/** Sends a request, hangs up once the app was asked, and returns what was recorded until `lasts`. */
async function hangUp(
  compared: ComparedFastify,
  recorder: StepRecorder,
  { path, parts }: { readonly path: string; readonly parts?: readonly PlainPart[] },
  lasts: readonly string[],
): Promise<readonly string[]> {
  const { port } = compared.server
  const method = parts === undefined ? 'GET' : 'POST'
  const headers = parts === undefined ? {} : { 'content-type': 'application/json' }
  const request = sendRequest({ host: '127.0.0.1', port, path, method, headers, agent: false })
  request.on('error', () => {})
  request.end(parts === undefined ? undefined : JSON.stringify(parts))
  const asked = await recorder.take('asked')
  request.destroy()
  return [...asked, ...(await recorder.take(...lasts))].toSorted()
}

function partOf(target: string): PlainPart {
  return { method: 'GET', target, headers: [] }
}

describe('Fastify 5: a caller that hangs up', () => {
  it('is noticed in a part as it is alone', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const alone = await hangUp(compared, recorder, { path: '/silent' }, all)
    const batch = { path: '/batch', parts: [partOf('/silent')] }
    assert.deepEqual(await hangUp(compared, recorder, batch, all), alone)
  })

  it('closes the source of a stream in a part as it does alone', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const lasts = ['source close', 'response close']
    const alone = await hangUp(compared, recorder, { path: '/stream' }, lasts)
    const batch = { path: '/batch', parts: [partOf('/stream')] }
    assert.deepEqual(await hangUp(compared, recorder, batch, lasts), alone)
  })

  it('keeps the parts that have not begun from running', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder)
    const parts = [partOf('/silent'), partOf('/silent')]
    const steps = await hangUp(compared, recorder, { path: '/batch', parts }, all)
    assert.equal(steps.filter((step) => step === 'asked').length, 1)
    assert.equal((await compared.asPart({ path: '/good' })).text, 'good')
  })
})

describe('Fastify 5: a part that is given up', () => {
  it('notices it as if its caller had hung up', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder, { endpoint: { limits: { partTime: 50 } } })
    const alone = await hangUp(compared, recorder, { path: '/silent' }, all)
    const [result] = await compared.asParts([{ path: '/silent' }])
    assert.equal(result?.kind, 'failed')
    assert.deepEqual((await recorder.take(...all)).toSorted(), alone)
  })

  it('closes the source of its stream', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await start(recorder, { endpoint: { limits: { partTime: 50 } } })
    await compared.asParts([{ path: '/stream' }])
    await recorder.take('source close', 'response close')
  })
})

describe('Fastify 5: the messages of a part', () => {
  const closes = ['request close', 'response close']

  it('close once the part is answered, as they do alone', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await startFastify((app) => {
      app.post('/', async ({ raw }, reply) => {
        raw.once('close', () => recorder.add('request close'))
        reply.raw.once('finish', () => recorder.add('response finish'))
        reply.raw.once('close', () => recorder.add('response close'))
        return 'answered'
      })
    })
    const question = postJson('/', { a: 1 })
    await compared.alone(question)
    const alone = await recorder.take(...closes)
    await compared.asPart(question)
    assert.deepEqual((await recorder.take(...closes)).toSorted(), alone.toSorted())
  })

  it('close once a handler has destroyed its connection, as they do alone', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await startFastify((app) => {
      app.get('/', ({ raw, socket }, reply) => {
        raw.once('close', () => recorder.add('request close')).on('error', () => {})
        reply.raw.once('finish', () => recorder.add('response finish'))
        reply.raw.once('close', () => recorder.add('response close'))
        socket.once('close', () => recorder.add('connection close'))
        socket.destroy()
      })
    })
    const lasts = [...closes, 'connection close']
    await assert.rejects(compared.alone({ path: '/' }))
    const alone = await recorder.take(...lasts)
    await compared.asParts([{ path: '/' }])
    assert.deepEqual((await recorder.take(...lasts)).toSorted(), alone.toSorted())
  })
})

describe('Fastify 5: handlerTimeout', () => {
  it('answers 503 for a handler that is too slow', bounded, async () => {
    await using compared = await startFastify((app) => {
      app.get('/', { handlerTimeout: 20 }, () => new Promise(() => {}))
    })
    const answer = await compared.assertSame({ path: '/' })
    assert.match(answer.text, /FST_ERR_HANDLER_TIMEOUT/)
  })

  it('aborts the signal of the request', bounded, async () => {
    await using compared = await startFastify(
      (app) => {
        app.get('/', async ({ signal }, reply) => {
          signal.addEventListener('abort', () => {
            void reply.code(504).send(String(signal.reason.code))
          })
          return reply
        })
      },
      { server: { handlerTimeout: 20 } },
    )
    const answer = await compared.assertSame({ path: '/' })
    assert.deepEqual([answer.status, answer.text], [504, 'FST_ERR_HANDLER_TIMEOUT'])
  })

  it('leaves a handler alone that is quick', bounded, async () => {
    await using compared = await startFastify(
      (app) => {
        app.get('/', async ({ signal }) => `aborted: ${signal.aborted}`)
      },
      { server: { handlerTimeout: 60_000 } },
    )
    assert.equal((await compared.assertSame({ path: '/' })).text, 'aborted: false')
  })
})

describe('Fastify 5: the signal of a request', () => {
  it('is not aborted by an answer', bounded, async () => {
    const recorder = new StepRecorder()
    await using compared = await startFastify((app) => {
      app.get(
        '/',
        { onResponse: async ({ signal }) => recorder.add(`${signal.aborted}`) },
        async ({ signal }) => signal.aborted,
      )
    })
    assert.equal((await compared.assertSame({ path: '/' })).text, 'false')
    assert.ok(!(await recorder.take('false')).includes('true'))
  })
})
