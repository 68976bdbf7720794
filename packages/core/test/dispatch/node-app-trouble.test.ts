import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { Readable, pipeline } from 'node:stream'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { NodeListener } from '@batchway/core/node'
import { createNodeBackend } from '@batchway/core/node'
import { responseOf, sendToListener } from '../support/listener-client.ts'
import { createRequest } from '../support/model.ts'
import { createPartRun } from '../support/part-run.ts'

const bounded = { timeout: 3000 }

/** Writes a megabyte in the way of writers that wait for their reader. */
const writeMuch: NodeListener = async (_, response) => {
  for (let count = 0; count < 100; count += 1) {
    if (!response.write(Buffer.alloc(10_000))) await once(response, 'drain')
  }
  response.end()
}

describe('a handler in trouble', () => {
  it('fails the part when it throws at once', bounded, async () => {
    const outcome = await sendToListener(() => {
      throw new Error('secret')
    })
    assert.ok(outcome.kind === 'failed')
    assert.equal(outcome.reason, 'handler-failed')
  })

  it('fails the part when it throws after the head', bounded, async () => {
    const outcome = await sendToListener(async (_, response) => {
      response.write('x')
      await setImmediate()
      throw new Error('secret')
    })
    assert.equal(outcome.kind, 'failed')
  })

  it('fails the part when a listener of its end throws', bounded, async () => {
    for (const event of ['finish', 'close']) {
      const outcome = await sendToListener((_, response) => {
        response.once(event, () => {
          throw new Error(event)
        })
        response.end('x')
      })
      assert.ok(outcome.kind === 'failed', event)
      assert.equal(outcome.reason, 'handler-failed')
      assert.match(String(outcome.cause), new RegExp(event))
    }
  })

  it('fails the part when a callback of a write throws', bounded, async () => {
    const outcome = await sendToListener((_, response) => {
      response.write('x', () => {
        throw new Error('in a callback')
      })
    })
    assert.equal(outcome.kind, 'failed')
  })

  it('keeps its answer when it throws after the end', bounded, async () => {
    const outcome = await sendToListener(async (_, response) => {
      response.end('x')
      await setImmediate()
      throw new Error('too late')
    })
    assert.equal(outcome.kind, 'answered')
  })

  it('fails the part when it destroys the response', bounded, async () => {
    assert.equal((await sendToListener((_, response) => response.destroy())).kind, 'failed')
  })

  it('fails the part when it destroys the response with an error', bounded, async () => {
    const outcome = await sendToListener((_, response) => response.destroy(new Error('x')))
    assert.equal(outcome.kind, 'failed')
  })

  it('fails the part when it destroys the request with an error', bounded, async () => {
    assert.equal(
      (await sendToListener((request) => request.destroy(new Error('x')))).kind,
      'failed',
    )
  })

  it('fails the part when it destroys the connection with an error', bounded, async () => {
    assert.equal(
      (await sendToListener((request) => request.socket.destroy(new Error('x')))).kind,
      'failed',
    )
  })

  it('fails the part when the source of a pipeline breaks', bounded, async () => {
    const outcome = await sendToListener((_, response) => {
      const source = new Readable({ read: () => source.destroy(new Error('no such file')) })
      pipeline(source, response, () => {})
    })
    assert.equal(outcome.kind, 'failed')
  })

  it('sees the connection close when its part is given up', bounded, async () => {
    const run = createPartRun()
    const closed: string[] = []
    const backend = createNodeBackend((request, response) => {
      request.once('aborted', () => closed.push('aborted'))
      request.once('close', () => closed.push('request'))
      request.socket.once('close', () => closed.push('connection'))
      response.once('close', () => closed.push('response'))
    })
    void backend.dispatch(createRequest(), run)
    run.cancel()
    await setImmediate()
    assert.deepEqual(closed.toSorted(), ['aborted', 'connection', 'request', 'response'])
  })

  it('may go on writing after its part was given up', bounded, async () => {
    const run = createPartRun()
    let response: ServerResponse | undefined
    const backend = createNodeBackend((_, given) => {
      response = given
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    assert.doesNotThrow(() => {
      response?.write('x')
      response?.end('y')
    })
    assert.equal((await outcome).kind, 'failed')
    assert.equal(run.claimed, 0)
  })

  it('throws nothing at others when its listeners for the close throw', bounded, async () => {
    const run = createPartRun()
    let response: ServerResponse | undefined
    const backend = createNodeBackend((request, given) => {
      response = given
      given.once('close', () => assert.fail('no matter'))
      request.socket.once('close', () => assert.fail('no matter'))
    })
    const outcome = backend.dispatch(createRequest(), run)
    assert.doesNotThrow(() => run.cancel())
    response?.end()
    assert.equal((await outcome).kind, 'failed')
  })
})

/** Whether a promise has settled by now. */
function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), setImmediate(false)])
}

describe('a handler that does not care that its part was given up', () => {
  it('keeps its place until it ends its answer', bounded, async () => {
    const run = createPartRun()
    let response: ServerResponse | undefined
    const backend = createNodeBackend((_, given) => {
      response = given
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    assert.equal(await isSettled(outcome), false)
    response?.end()
    assert.equal(await isSettled(outcome), true)
  })

  it('keeps its place until its promise is settled', bounded, async () => {
    const run = createPartRun()
    const work = Promise.withResolvers<void>()
    const outcome = createNodeBackend(() => work.promise).dispatch(createRequest(), run)
    run.cancel()
    assert.equal(await isSettled(outcome), false)
    work.resolve()
    assert.equal(await isSettled(outcome), true)
  })

  it('has ended when nobody can reach its response any more', bounded, async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const run = createPartRun()
    const backend = createNodeBackend((request) => {
      request.once('close', () => {})
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    assert.equal(await isSettled(outcome), false)
    while (!(await isSettled(outcome))) collectGarbage()
    assert.equal((await outcome).kind, 'failed')
  })
})

describe('backpressure', () => {
  it('never holds a writer up', bounded, async () => {
    assert.equal((await responseOf(writeMuch)).body.length, 1_000_000)
  })
})
