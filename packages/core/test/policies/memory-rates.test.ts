import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemoryRates } from '@batchway/core'
import type { RateClaim } from '@batchway/core'

const plenty = 1_000_000

function claim(counter: string, count: number, steady: number, burst = plenty): RateClaim {
  return { counter, count, rate: { burst, steady } }
}

describe('counters of rates in memory', () => {
  it('charge all claims or none', async () => {
    const store = createMemoryRates()
    const refused = await store.charge('one', [claim('a', 2, 5), claim('b', 2, 1)], 'all')
    const [ofA, ofB] = refused
    assert.deepEqual(ofA, { ok: false, waitMs: 0 })
    assert.ok(ofB?.ok === false && ofB.waitMs > 1000)
    const [granted] = await store.charge('one', [claim('a', 5, 5)], 'all')
    assert.ok(granted?.ok)
    assert.equal(granted.steady.used, 5)
  })

  it('charge each claim that has room, in their order', async () => {
    const store = createMemoryRates()
    const claims = [claim('a', 1, 2), claim('b', 9, 1), claim('a', 1, 2), claim('a', 1, 2)]
    const verdicts = await store.charge('one', claims, 'each')
    assert.deepEqual(
      verdicts.map(({ ok }) => ok),
      [true, false, true, false],
    )
  })

  it('never refuse by chance: what a refused charge would have taken is free for others', async () => {
    const store = createMemoryRates()
    const rate = { burst: 10, steady: 10 }
    const counts = [1, 20, 4, 20, 5, 20, 1]
    const charges = counts.map((count) =>
      store.charge('one', [{ counter: 'a', rate, count }], 'all'),
    )
    const granted = (await Promise.all(charges)).map(([verdict]) => verdict?.ok)
    assert.deepEqual(granted, [true, false, true, false, true, false, false])
  })

  it('say how long it takes until all full windows are over', async () => {
    const store = createMemoryRates()
    await store.charge('one', [claim('a', 1, 1, 1)], 'all')
    const [verdict] = await store.charge('one', [claim('a', 1, 1, 1)], 'all')
    assert.ok(verdict?.ok === false && verdict.waitMs > 1000)
  })

  it('begin a new window with nothing in it, whatever was refused at the end of the last', async (t) => {
    // The window's entry is removed by a timer that comes late: only the clock moves here.
    t.mock.timers.enable({ apis: ['Date'], now: 1000 })
    const store = createMemoryRates()
    const second = claim('a', 3, plenty, 3)
    await store.charge('one', [second], 'all')
    t.mock.timers.setTime(2000)
    // Room in the second, none in the minute: nothing may be taken back from the new second.
    const [refused] = await store.charge('one', [claim('a', 1, 3, 3)], 'all')
    assert.equal(refused?.ok, false)
    const [whole] = await store.charge('one', [second], 'all')
    assert.equal(whole?.ok, true)
    const [over] = await store.charge('one', [claim('a', 1, plenty, 3)], 'all')
    assert.equal(over?.ok, false)
  })
})
