import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Dispatch, RateStore, RateVerdict } from '@batchway/core'
import { createBatchEndpoint, createRateLimit } from '@batchway/core'
import { createLinkedDialect } from '../support/linked-dialect.ts'
import { createOuter } from '../support/model.ts'

const room: RateVerdict = {
  ok: true,
  burst: { used: 1, leftMs: 1000 },
  steady: { used: 1, leftMs: 60_000 },
}

describe('a part that is paced', () => {
  it('is not sent when it was given up while the store was asked', async () => {
    const asked = Promise.withResolvers<undefined>()
    const verdicts = Promise.withResolvers<readonly RateVerdict[]>()
    const store: RateStore = {
      charge() {
        asked.resolve(undefined)
        return verdicts.promise
      },
    }
    const limit = { match: '/**', rate: { burst: 1, steady: 1 } }
    const { policy } = createRateLimit({ store, parts: [limit], onLimit: 'pace' })
    const sent: string[] = []
    const dispatch: Dispatch = ({ method }) => {
      sent.push(method)
      const response = { status: 200, headers: [], body: new Uint8Array() }
      return Promise.resolve({ kind: 'answered', response })
    }
    const endpoint = createBatchEndpoint(
      { dispatch, isReentrant: () => false, partHeaders: () => [] },
      { path: '/base/batch', dialect: createLinkedDialect(), policies: [policy] },
    )
    const answering = endpoint.handle(createOuter(), {
      readBody: () => Promise.resolve(Buffer.from('{"parts":[{"method":"POST"}]}')),
      onAbort: (listener) => void asked.promise.then(listener),
    })
    const answer = await answering
    answer.release()
    assert.match(Buffer.from(answer.body).toString(), /"status":503,"reason":"cancelled"/)
    verdicts.resolve([room])
    await setImmediate()
    assert.deepEqual(sent, [])
  })
})
