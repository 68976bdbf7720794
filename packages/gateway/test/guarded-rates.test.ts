import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RateClaim, RateStore } from '@batchway/core'
import { createMemoryRates, RateStoreError } from '@batchway/core'
import { GuardedRates } from '../src/guarded-rates.ts'

const claims: readonly RateClaim[] = [{ counter: 'a', count: 1, rate: { burst: 9, steady: 9 } }]

/** A store in memory that fails when it is told to, and remembers what it was asked. */
class ShakyStore implements RateStore {
  readonly #memory = createMemoryRates()
  asked = 0
  failure: Error | undefined

  charge(...asked: Parameters<RateStore['charge']>): ReturnType<RateStore['charge']> {
    this.asked += 1
    return this.failure === undefined ? this.#memory.charge(...asked) : Promise.reject(this.failure)
  }
}

function guard(store: RateStore, instead?: RateStore): { rates: GuardedRates; events: string[] } {
  const events: string[] = []
  const rates = new GuardedRates(store, {
    longestPause: 100,
    reconnect: () => {},
    onDown: (error) => events.push(`down: ${String(error)}`),
    onUp: () => events.push('up'),
    ...(instead === undefined ? {} : { instead }),
  })
  return { rates, events }
}

function charge(rates: RateStore): ReturnType<RateStore['charge']> {
  return rates.charge('one', claims, 'all')
}

describe('a store that may be out of reach', () => {
  it('is not asked again by charges once one has failed, and says so once', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const store = new ShakyStore()
    const { rates, events } = guard(store)
    assert.equal((await charge(rates))[0]?.ok, true)
    store.failure = new Error('gone')
    for (let count = 0; count < 5; count += 1) {
      await assert.rejects(charge(rates), RateStoreError)
    }
    assert.equal(store.asked, 2)
    assert.deepEqual(events, ['down: Error: gone'])
    rates.close()
  })

  it('is used again after an attempt that succeeds', async () => {
    const store = new ShakyStore()
    const { rates, events } = guard(store)
    store.failure = new Error('gone')
    await assert.rejects(charge(rates))
    store.failure = undefined
    while (!events.includes('up')) await new Promise(setImmediate)
    assert.equal((await charge(rates))[0]?.ok, true)
    assert.deepEqual(events, ['down: Error: gone', 'up'])
  })

  it('has its charges counted elsewhere meanwhile where that is wanted', async () => {
    const store = new ShakyStore()
    const { rates } = guard(store, createMemoryRates())
    store.failure = new Error('gone')
    for (let used = 1; used <= 9; used += 1) {
      const [verdict] = await charge(rates)
      assert.ok(verdict?.ok)
      assert.equal(verdict.steady.used, used)
    }
    assert.equal((await charge(rates))[0]?.ok, false)
    rates.close()
  })

  it('is in reach when it says itself that it can not tell', async () => {
    const store = new ShakyStore()
    const { rates, events } = guard(store)
    store.failure = new RateStoreError('lost', 5000)
    await assert.rejects(charge(rates), { waitMs: 5000 })
    await assert.rejects(charge(rates), { waitMs: 5000 })
    assert.equal(store.asked, 2)
    assert.deepEqual(events, [])
  })

  it('is not taken for lost again because of a charge from before it came back', async () => {
    const failures: ((error: Error) => void)[] = []
    const memory = createMemoryRates()
    let hangs = true
    const store: RateStore = {
      charge: (...given) =>
        hangs
          ? new Promise((_, reject) => {
              failures.push(reject)
            })
          : memory.charge(...given),
    }
    const { rates, events } = guard(store)
    const [first, second] = [charge(rates), charge(rates)]
    const outcomes = Promise.allSettled([first, second])
    hangs = false
    failures[0]?.(new Error('timeout'))
    while (!events.includes('up')) await new Promise(setImmediate)
    failures[1]?.(new Error('timeout'))
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    assert.deepEqual(events, ['down: Error: timeout', 'up'])
    rates.close()
  })
})
