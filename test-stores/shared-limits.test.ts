import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rateClasses } from '@batchway/core'
import { manyGets, postOcamba } from '../packages/gateway/test/support/batch-client.ts'
import type { OcambaAnswer } from '../packages/gateway/test/support/batch-client.ts'
import { fieldOf, outerLimit, partLimit } from '../packages/gateway/test/support/limit-fields.ts'
import { openUpstream } from '../packages/gateway/test/support/test-upstream.ts'
import { openClient } from './support/redis-server.ts'
import {
  countCodes,
  countStatus,
  openPair,
  ownKeys,
  plenty,
  sharedRedis,
} from './support/shared-gateways.ts'
import { until, windowsWithin } from './support/until.ts'

const minute = 60_000

/** Fails when more was granted than the windows of the time since `began` can hold. */
function assertWithin(granted: number, limit: number, began: number, length = minute): void {
  const most = limit * windowsWithin(performance.now() - began, length)
  assert.ok(granted <= most, `${granted} granted, ${most} allowed`)
  assert.ok(granted >= limit, `${granted} granted of ${limit}`)
}

describe('two gateways that share a counter', { concurrency: 8 }, () => {
  it('grant the limit of a minute together, and not one batch more', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: plenty, steady: 40 } }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    const began = performance.now()
    const answers = await pair.postMany(120, manyGets(1))
    const granted = countStatus(answers, 200)
    assertWithin(granted, 40, began)
    assert.equal(granted + countStatus(answers, 429), 120)
    assert.equal(upstream.requests.length, granted)
  })

  it('grant the limit of a second together', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: 7, steady: plenty } }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    const began = performance.now()
    const answers = await pair.postMany(60, manyGets(1))
    assertWithin(countStatus(answers, 200), 7, began, 1000)
  })

  it('tell callers what is left of both', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: plenty, steady: 3 } }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    assert.deepEqual(outerLimit(await pair.post(manyGets(1))), ['3', '2'])
    assert.deepEqual(outerLimit(await pair.post(manyGets(1))), ['3', '1'])
    const third = await pair.post(manyGets(1))
    assert.deepEqual(outerLimit(third), ['3', '0'])
    assert.match(third.headers.get('x-ratelimit-reset') ?? '', /^[1-6]?\d$/)
    const refused = await pair.post(manyGets(1))
    assert.equal(refused.status, 429)
    assert.match(refused.headers.get('retry-after') ?? '', /^[1-6]?\d$/)
    assert.deepEqual(outerLimit(refused), [null, null])
  })

  it('refuse parts over the limit of their route, and run the others', async () => {
    await using upstream = await openUpstream()
    const rateLimit = {
      parts: [
        { match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 100 } },
        { match: 'GET /v2/ocamba/roles/*', rate: { burst: plenty, steady: 30 } },
      ],
    }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    const began = performance.now()
    const mixed = [...manyGets(10), ...manyGets(5, '/roles'), ...manyGets(1, '/free')]
    const answers = await pair.postMany(20, mixed)
    assert.equal(countStatus(answers, 200), 20)
    const codes = (from: number, to: number): number =>
      answers.flatMap((answer) => answer.codes.slice(from, to)).filter((code) => code === 200)
        .length
    assertWithin(codes(0, 10), 100, began)
    assertWithin(codes(10, 15), 30, began)
    assert.equal(codes(15, 16), 20)
    // In the order of the request: within a batch nothing is granted after the first refusal.
    for (const { codes: all } of answers) {
      const members = all.slice(0, 10)
      const first = members.indexOf(429)
      if (first !== -1) assert.ok(members.slice(first).every((code) => code === 429))
    }
  })

  it('reserve for a whole batch on all of its routes, or for none', async () => {
    await using upstream = await openUpstream()
    const rateLimit = {
      onLimit: 'reserve',
      parts: [
        { match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 61 } },
        { match: '/v2/ocamba/roles/*', rate: { burst: plenty, steady: 30 } },
      ],
    }
    const stateStore = ownKeys()
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    const began = performance.now()
    const both = [...manyGets(3), ...manyGets(2, '/roles')]
    const answers = await pair.postMany(50, both)
    // The roles allow 15 such batches; what the others would have needed of the members is left.
    assertWithin(countStatus(answers, 200), 15, began)
    assert.equal(countCodes(answers, 200), 5 * countStatus(answers, 200))
    const rest = await pair.postMany(40, manyGets(1))
    const members = 3 * countStatus(answers, 200) + countStatus(rest, 200)
    assertWithin(members, 61, began)
    assert.equal(countStatus(rest, 200) + countStatus(rest, 429), 40)
  })

  it('pace parts by the second that they share', async () => {
    await using upstream = await openUpstream()
    const rateLimit = {
      onLimit: 'pace',
      parts: [{ match: '/v2/ocamba/**', rate: { burst: 5, steady: plenty } }],
    }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    const began = performance.now()
    const answers = await pair.postMany(4, manyGets(4))
    assert.equal(countCodes(answers, 200), 16)
    assertWithin(16, 5, began, 1000)
  })

  it('count callers by themselves, and keep nothing of their credentials', async () => {
    await using upstream = await openUpstream()
    const stateStore = ownKeys()
    const rateLimit = { batches: { burst: plenty, steady: 1 } }
    const tokens = ['Bearer secret-one', 'Bearer secret-two']
    for (const token of tokens) {
      await using pair = await openPair({ upstream, stateStore, rateLimit, token })
      const answers = await pair.postMany(4, manyGets(1))
      assert.equal(countStatus(answers, 200), 1)
    }
    await using redis = openClient(sharedRedis())
    const keys = await redis.client.keys(`${stateStore.keyPrefix}*`)
    assert.ok(keys.length > tokens.length)
    assert.doesNotMatch(keys.join('\n'), /secret|bearer|127\.0\.0\.1/i)
    for (const key of keys.filter((name) => /:1[sm]$/.test(name))) {
      assert.ok((await redis.client.pttl(key)) > 0, `${key} never ends`)
    }
  })

  it('keep their counters apart where their key prefixes differ', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: plenty, steady: 1 } }
    await using one = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    await using two = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    assert.equal(countStatus(await one.postMany(4, manyGets(1)), 200), 1)
    assert.equal(countStatus(await two.postMany(4, manyGets(1)), 200), 1)
  })
})

describe('the classes of the platform, on batches', () => {
  for (const [name, { burst }] of Object.entries(rateClasses)) {
    it(`${name}: ${burst} a second for both gateways`, async () => {
      await using upstream = await openUpstream()
      const rateLimit = { batches: name }
      await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
      const began = performance.now()
      const answers = await pair.postMany(burst + 20, manyGets(1))
      assertWithin(countStatus(answers, 200), burst, began, 1000)
      const limits = answers.flatMap(({ headers }) => headers.get('x-ratelimit-limit') ?? [])
      assert.ok(limits.every((limit) => limit === String(burst)))
    })
  }
})

describe(
  'the classes of the platform, on parts until the minute is used up',
  { concurrency: 5 },
  () => {
    for (const [name, { burst, steady }] of Object.entries(rateClasses)) {
      it(`${name}: ${burst} a second and ${steady} a minute for both gateways`, async () => {
        await using upstream = await openUpstream()
        const stateStore = ownKeys()
        const rateLimit = { parts: [{ match: '/v2/ocamba/members/*', rate: name }] }
        await using pair = await openPair({ upstream, stateStore, rateLimit })
        await using redis = openClient(stateStore.url)
        const began = performance.now()
        const answers: OcambaAnswer[] = []
        const width = Math.min(50, burst + 1)
        for (let over = false; !over;) {
          await until('the second is over', async () => {
            const keys = await redis.client.keys(`${stateStore.keyPrefix}*members*:1s`)
            return keys.length === 0
          })
          const round = await pair.postMany(Math.ceil(burst / width) + 2, manyGets(width))
          answers.push(...round)
          over = round.some((answer) => waitsForMinute(answer))
          assertWithinSecond(countCodes(answers, 200), burst, began)
        }
        assertWithin(countCodes(answers, 200), steady, began)
        assert.equal(upstream.requests.length, countCodes(answers, 200))
      })
    }
  },
)

function assertWithinSecond(granted: number, burst: number, began: number): void {
  assert.ok(granted <= burst * windowsWithin(performance.now() - began, 1000))
}

/** Whether a part was refused by the minute: then it says to wait for more than a second. */
function waitsForMinute({ parts }: OcambaAnswer): boolean {
  return parts.some((part) => part.code === 429 && Number(fieldOf(part, 'retry-after')) > 1)
}

describe('a gateway that shares its counters', () => {
  it('gives parts the fields of their route as one that does not', async () => {
    await using upstream = await openUpstream()
    const rateLimit = {
      batches: { burst: plenty, steady: 9 },
      parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 2 } }],
    }
    await using pair = await openPair({ upstream, stateStore: ownKeys(), rateLimit })
    const answer = await postOcamba(pair.gateways[0].url, manyGets(3))
    assert.deepEqual(outerLimit(answer), ['9', '8'])
    assert.deepEqual(answer.codes, [200, 200, 429])
    assert.deepEqual(answer.parts.map(partLimit), [
      ['2', '1'],
      ['2', '0'],
      [undefined, undefined],
    ])
  })
})
