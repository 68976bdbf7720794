import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { Readable, pipeline } from 'node:stream'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
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
      request.once('close', () => closed.push('request'))
      response.once('close', () => closed.push('response'))
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    assert.equal((await outcome).kind, 'failed')
    await setImmediate()
    assert.deepEqual(closed.toSorted(), ['request', 'response'])
  })

  it('may go on writing after its part was given up', bounded, async () => {
    const run = createPartRun()
    let response: ServerResponse | undefined
    const backend = createNodeBackend((_, given) => {
      response = given
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    await outcome
    assert.doesNotThrow(() => {
      response?.write('x')
      response?.end('y')
    })
    assert.equal(run.claimed, 0)
  })
})

describe('backpressure', () => {
  it('never holds a writer up', bounded, async () => {
    assert.equal((await responseOf(writeMuch)).body.length, 1_000_000)
  })
})
