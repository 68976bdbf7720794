import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OuterRequest, RateStore } from '@batchway/core'
import { BatchError, createMemoryRates, createRateLimit, RateStoreError } from '@batchway/core'

const outer: OuterRequest = {
  method: 'POST',
  path: '/batch',
  query: '',
  headers: [['authorization', 'Bearer one']],
  scheme: 'http',
}

const rate = { burst: 10, steady: 10 }

describe('a rate limit whose store can not be asked', () => {
  it('refuses batches as unavailable, with the time that the store names', async () => {
    const cause = new RateStoreError('away', 2500)
    const store: RateStore = { charge: () => Promise.reject(cause) }
    const { admission } = createRateLimit({ batches: rate, store })
    await assert.rejects(
      async () => admission.enter?.(outer),
      (error) => {
        assert.ok(error instanceof BatchError)
        assert.equal(error.code, 'unavailable')
        assert.deepEqual(error.headers, [['retry-after', '3']])
        assert.equal(error.cause, cause)
        assert.doesNotMatch(error.message, /away/)
        return true
      },
    )
  })

  it('counts such a batch not as one in flight', async () => {
    let down = true
    const memory = createMemoryRates()
    const store: RateStore = {
      charge: (...charge) => (down ? Promise.reject(new Error('away')) : memory.charge(...charge)),
    }
    const { admission } = createRateLimit({ inFlight: 1, batches: rate, store })
    await assert.rejects(async () => admission.enter?.(outer), { code: 'unavailable' })
    down = false
    assert.ok(await admission.enter?.(outer))
  })
})

describe('rate limits that share a store', () => {
  it('count together where their names are equal, and by themselves where not', async () => {
    const store = createMemoryRates()
    const batches = { burst: 10, steady: 1 }
    const [one, same, other] = ['/a', '/a', '/b'].map((name) =>
      createRateLimit({ batches, store, name }),
    )
    await one?.admission.enter?.(outer)
    await assert.rejects(async () => same?.admission.enter?.(outer), { code: 'too-many-requests' })
    await other?.admission.enter?.(outer)
  })
})
