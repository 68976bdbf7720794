import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OuterRequest } from '@batchway/core'
import { BatchError, createRateLimit } from '@batchway/core'

const outer: OuterRequest = {
  method: 'POST',
  path: '/batch',
  query: '',
  headers: [['authorization', 'Bearer one']],
  scheme: 'http',
}

describe('a cap on batches in flight', () => {
  it('holds for batches that come at the same moment', async () => {
    const { admission } = createRateLimit({ inFlight: 1, batches: { burst: 10, steady: 100 } })
    const entered = [1, 2, 3].map(async () => admission.enter?.(outer))
    const results = await Promise.allSettled(entered)
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
    )
  })

  it('is free again after a batch that its rate refused', async () => {
    const { admission } = createRateLimit({ inFlight: 1, batches: { burst: 1, steady: 1 } })
    const first = await admission.enter?.(outer)
    first?.leave?.()
    for (const attempt of [1, 2]) {
      await assert.rejects(
        async () => admission.enter?.(outer),
        (error) => error instanceof BatchError && /rate limit/.test(error.message),
        `attempt ${attempt}`,
      )
    }
  })
})
