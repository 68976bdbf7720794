import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { RequestListener } from 'node:http'
import type { BatchReport, Dialect } from '@batchway/core'
import { Budget, createOcamba } from '@batchway/core'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import type { AppBatchOptions } from '@batchway/core/node'
import { withBatch as withBatchNode } from '@batchway/core/node'
import { getRequestListener } from '@hono/node-server'
import { answerTo, Gates } from '../support/gates.ts'
import { writeOcamba } from '../support/ocamba.ts'
import { postPiecewise } from '../support/piece-reader.ts'
import { startHttp } from '../support/servers.ts'

const bounded = { timeout: 20_000 }

const mounts: Readonly<
  Record<string, (gates: Gates, options: AppBatchOptions) => RequestListener>
> = {
  'node:http': (gates, options) =>
    withBatchNode(({ url = '' }, response) => {
      void gates.pass(url).then(() => response.end(answerTo(url)))
    }, options),
  'a fetch app': (gates, options) => {
    const handler = withBatchFetch(async ({ url }: Request) => {
      await gates.pass(url)
      return new Response(answerTo(url))
    }, options)
    const listener = getRequestListener((request) => handler(request))
    return (request, response) => void listener(request, response)
  },
}

/** A dialect that can't write the second part of a streamed answer. */
function createBroken(): Dialect {
  const whole = createOcamba()
  return {
    ...whole,
    async streamResults(batch, context) {
      const results = await whole.streamResults?.(batch, context)
      assert.ok(results !== undefined)
      return {
        ...results,
        part(writer, index, outcome) {
          if (index === 1) throw new Error('broken')
          results.part(writer, index, outcome)
        },
      }
    },
  }
}

const batch = {
  headers: { 'content-type': 'application/json', prefer: 'stream' },
  body: writeOcamba({ relative_url: '/one' }, { relative_url: '/two' }),
}

for (const [name, mount] of Object.entries(mounts)) {
  describe(`streaming, with trouble: ${name}`, () => {
    it('breaks the connection when the answer breaks off', bounded, async () => {
      const gates = new Gates()
      const options = { path: '/api/batch', dialect: createBroken(), onBatch: () => {} }
      await using server = await startHttp(mount(gates, options))
      gates.open('one')
      const answer = await postPiecewise(`${server.origin}/api/batch`, batch)
      await answer.until('one')
      gates.open('two')
      await assert.rejects(answer.whole())
    })

    it('ends the batch when its caller goes away', bounded, async () => {
      const gates = new Gates()
      const budget = new Budget(10_000_000)
      const { promise, resolve } = Promise.withResolvers<BatchReport>()
      const options = { path: '/api/batch', dialect: 'ocamba', budget, onBatch: resolve } as const
      await using server = await startHttp(mount(gates, options))
      gates.open('one')
      const answer = await postPiecewise(`${server.origin}/api/batch`, batch)
      await answer.until('one')
      answer.leave()
      const { outcomes } = await promise
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.reason : outcome.kind)),
        ['answered', 'cancelled'],
      )
      await new Promise(setImmediate)
      assert.equal(budget.used, 0)
    })
  })
}

describe('streaming: node:http', () => {
  it('sends a whole answer with its length to HTTP/1.0', bounded, async () => {
    const gates = new Gates()
    gates.open('one', 'two')
    const mount = mounts['node:http']
    assert.ok(mount !== undefined)
    const listener = mount(gates, { path: '/api/batch', dialect: 'ocamba' })
    await using server = await startHttp(listener)
    const fields = [
      'Content-Type: application/json',
      'Prefer: stream',
      `Content-Length: ${Buffer.byteLength(batch.body)}`,
    ]
    const request = `POST /api/batch HTTP/1.0\r\n${fields.join('\r\n')}\r\n\r\n${batch.body}`
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.end(request)
    const answer = await readText(socket)
    assert.match(answer, /\r\nContent-Length: \d+\r\n/)
    assert.match(answer, /\r\n\r\n\{"total_counter":2,/)
  })
})
