import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { createMemoryRates, createRedisRates, RateStoreError } from '@batchway/core'
import type { RateClaim } from '@batchway/core'
import * as fc from 'fast-check'
import { openClient, openRedisServer } from './support/redis-server.ts'
import { plenty, sharedRedis } from './support/shared-gateways.ts'

const names = ['a', 'b', 'c']
const limits: Readonly<Record<string, number>> = { a: 50, b: 31, c: 7 }

function claim(counter: string, count: number): RateClaim {
  return { counter, count, rate: { burst: plenty, steady: limits[counter] ?? 0 } }
}

const someClaims = fc
  .uniqueArray(fc.constantFrom(...names), { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(...chosen.map((name) => fc.integer({ min: 1, max: 9 }).map((n) => claim(name, n)))),
  )
const charges = fc.array(fc.tuple(fc.constantFrom('all' as const, 'each' as const), someClaims), {
  minLength: 1,
  maxLength: 25,
})

describe('counters in Redis', () => {
  it('are what was granted and nothing else, whatever many processes ask at once', async () => {
    await using admin = openClient(sharedRedis())
    await fc.assert(
      fc.asyncProperty(charges, async (asked) => {
        const keyPrefix = `test:${randomUUID()}:`
        await using one = openClient(sharedRedis())
        await using two = openClient(sharedRedis())
        const stores = [one, two].map(({ client }) => createRedisRates(client, { keyPrefix }))
        const granted = new Map<string, number>()
        await Promise.all(
          asked.map(async ([mode, claims], index) => {
            const verdicts = (await stores[index % 2]?.charge('caller', claims, mode)) ?? []
            assert.equal(verdicts.length, claims.length)
            const oks = verdicts.filter(({ ok }) => ok).length
            if (mode === 'all') assert.ok(oks === 0 || oks === claims.length)
            for (const [position, { counter, count }] of claims.entries()) {
              if (verdicts[position]?.ok !== true) continue
              granted.set(counter, (granted.get(counter) ?? 0) + count)
            }
          }),
        )
        for (const [counter, limit] of Object.entries(limits)) {
          const [key] = await admin.client.keys(`${keyPrefix}rate:*:${counter}:1m`)
          const counted = key === undefined ? 0 : Number(await admin.client.get(key))
          assert.equal(counted, granted.get(counter) ?? 0)
          assert.ok(counted <= limit)
        }
        // Nothing that was refused has left a window behind, and no window is without an end.
        for (const key of await admin.client.keys(`${keyPrefix}*:1[sm]`)) {
          assert.ok(Number((await admin.client.get(key)) ?? 1) > 0)
          assert.notEqual(await admin.client.pttl(key), -1)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('say what counters in memory say', async () => {
    await using redis = openClient(sharedRedis())
    await fc.assert(
      fc.asyncProperty(charges, async (asked) => {
        const shared = createRedisRates(redis.client, { keyPrefix: `test:${randomUUID()}:` })
        const memory = createMemoryRates()
        for (const [mode, claims] of asked) {
          const [one, other] = await Promise.all(
            [shared, memory].map(async (store) =>
              (await store.charge('caller', claims, mode)).map((verdict) =>
                verdict.ok ? verdict.steady.used : verdict.waitMs > 0,
              ),
            ),
          )
          assert.deepEqual(one, other)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('begin again when their window has ended, and a refusal changes nothing then', async () => {
    await using redis = openClient(sharedRedis())
    const keyPrefix = `test:${randomUUID()}:`
    const store = createRedisRates(redis.client, { keyPrefix })
    const spend = (count: number): Promise<boolean | undefined> =>
      store
        .charge('caller', [{ counter: 'a', count, rate: { burst: 5, steady: 8 } }], 'all')
        .then(([verdict]) => verdict?.ok)
    const endOf = async (window: string): Promise<void> => {
      for (const key of await redis.client.keys(`${keyPrefix}*:${window}`)) {
        await redis.client.del(key)
      }
    }
    assert.equal(await spend(5), true)
    await endOf('1s')
    // Room in the new second, none in the minute: it is refused, and the second has not begun.
    assert.equal(await spend(4), false)
    assert.equal((await redis.client.keys(`${keyPrefix}*:1s`)).length, 0)
    assert.equal(await spend(3), true)
    await endOf('1m')
    // Room in the new minute, 2 left of the second.
    assert.equal(await spend(3), false)
    assert.equal(await spend(2), true)
    assert.equal(await spend(1), false)
  })

  it('give an end to a window that has lost it', async () => {
    await using redis = openClient(sharedRedis())
    const keyPrefix = `test:${randomUUID()}:`
    const store = createRedisRates(redis.client, { keyPrefix })
    await store.charge('caller', [claim('a', 50)], 'all')
    const [key = ''] = await redis.client.keys(`${keyPrefix}*:1m`)
    await redis.client.persist(key)
    const [verdict] = await store.charge('caller', [claim('a', 1)], 'all')
    assert.equal(verdict?.ok, false)
    assert.ok((await redis.client.pttl(key)) > 0)
  })
})

describe('counters in Redis that were lost', () => {
  const asked = [claim('a', 1)]

  it('are not begun again before the lost ones are over, for anybody', async () => {
    await using server = await openRedisServer()
    await using one = openClient(server.url)
    await using two = openClient(server.url)
    const [user, idle] = [one, two].map(({ client }) => createRedisRates(client))
    assert.ok(user !== undefined && idle !== undefined)
    await user.charge('caller', asked, 'all')
    await one.client.flushall()
    // Who was granted nothing before knows of no loss, until somebody does.
    assert.equal((await idle.charge('other', asked, 'all'))[0]?.ok, true)
    for (const store of [user, idle, user]) {
      await assert.rejects(store.charge('caller', asked, 'all'), (error) => {
        assert.ok(error instanceof RateStoreError)
        return error.waitMs > 0 && error.waitMs <= 60_000
      })
    }
    await one.client.del('batchway:rate:young')
    assert.equal((await user.charge('caller', asked, 'all'))[0]?.ok, true)
    assert.equal((await user.charge('caller', asked, 'all'))[0]?.ok, true)
  })

  it('are begun again at once where that is wanted', async () => {
    await using server = await openRedisServer()
    await using redis = openClient(server.url)
    const store = createRedisRates(redis.client, { afterLoss: 'grant' })
    await store.charge('caller', asked, 'all')
    await redis.client.flushall()
    assert.equal((await store.charge('caller', asked, 'all'))[0]?.ok, true)
  })

  it('are nobody’s loss in an empty Redis that nobody has used', async () => {
    await using server = await openRedisServer()
    await using redis = openClient(server.url)
    const [verdict] = await createRedisRates(redis.client).charge('caller', asked, 'all')
    assert.equal(verdict?.ok, true)
  })
})
