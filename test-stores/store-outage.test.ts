import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets } from '../packages/gateway/test/support/batch-client.ts'
import type { OcambaAnswer } from '../packages/gateway/test/support/batch-client.ts'
import { openUpstream } from '../packages/gateway/test/support/test-upstream.ts'
import { openClient, openRedisServer } from './support/redis-server.ts'
import type { RedisServer } from './support/redis-server.ts'
import type { Pair } from './support/shared-gateways.ts'
import { countStatus, openPair, plenty } from './support/shared-gateways.ts'
import { until } from './support/until.ts'

const limit = 40
const rateLimit = { batches: { burst: plenty, steady: limit } }
/** Nothing waits for these but what a frozen server is asked: a busy machine is no outage. */
const patient = { connectTimeout: '20s', commandTimeout: '20s' }

const upAgain = 'state store answers again'

function linesAbout(pair: Pair, pattern: RegExp): readonly number[] {
  return pair.gateways.map(
    ({ log }) => log.lines.filter(({ msg }) => pattern.test(String(msg))).length,
  )
}

async function untilBoth(pair: Pair, message: string): Promise<void> {
  await until(`both log "${message}"`, () =>
    linesAbout(pair, new RegExp(message)).every((count) => count > 0),
  )
}

/** Posts in both gateways without a pause until it is told to stop. */
class Hammer {
  readonly answers: OcambaAnswer[] = []
  readonly #workers: readonly Promise<void>[]
  #going = true

  constructor(pair: Pair) {
    this.#workers = Array.from({ length: 6 }, async () => {
      while (this.#going) this.answers.push(await pair.post(manyGets(1)))
    })
  }

  async stop(): Promise<void> {
    this.#going = false
    await Promise.all(this.#workers)
  }
}

/** Every answer is a grant, or refused as it must be. */
function assertRefusedWell(answers: readonly OcambaAnswer[]): void {
  for (const { status, headers, text } of answers) {
    if (status === 200) continue
    assert.ok(status === 429 || status === 503, `${status}: ${text}`)
    assert.match(headers.get('retry-after') ?? '', /^[1-9]\d?$/)
    if (status === 503) assert.match(text, /"title":"Service unavailable\."/)
  }
}

async function endMinute(server: RedisServer): Promise<void> {
  await using redis = openClient(server.url)
  // The minute in which nothing is granted after a loss ends when this mark does.
  assert.ok((await redis.client.pttl('batchway:rate:young')) > 0)
  await redis.client.del('batchway:rate:young')
}

describe('a store that goes away, closed', { concurrency: 4 }, () => {
  it('loses its counters: no more than the limit is granted, the rest is 503 or 429', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const stateStore = { url: server.url, ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    // Some are granted and some are left when it goes.
    const first = await pair.postMany(limit / 2, manyGets(1))
    const hammer = new Hammer(pair)
    const { answers } = hammer
    await server.stop()
    await untilBoth(pair, 'can not be asked')
    await until('batches are refused with 503', () => countStatus(answers, 503) > 20)
    await server.start()
    await untilBoth(pair, upAgain)
    const seen = answers.length
    await until('many were posted after that', () => answers.length > seen + 60)
    await hammer.stop()
    assertRefusedWell(answers)
    const late = answers.slice(seen + 6)
    assert.equal(countStatus(late, 503), late.length, 'something was granted after the loss')
    const granted = countStatus([...first, ...answers], 200)
    assert.ok(granted >= limit / 2 && granted <= limit, String(granted))
    assert.equal(upstream.requests.length, granted)
    assert.deepEqual(linesAbout(pair, /can not be asked/), [1, 1])
    assert.deepEqual(linesAbout(pair, /answers again/), [1, 1])
    await endMinute(server)
    assert.equal(countStatus(await pair.postMany(2 * limit, manyGets(1)), 200), limit)
  })

  it('comes back with counters of an earlier moment: nothing is granted twice', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const stateStore = { url: server.url, ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    const first = await pair.postMany(limit / 4, manyGets(1))
    await server.save()
    const second = await pair.postMany(limit / 4, manyGets(1))
    assert.equal(countStatus([...first, ...second], 200), limit / 2)
    await server.stop()
    assert.equal(countStatus(await pair.postMany(4, manyGets(1)), 503), 4)
    await server.start()
    await untilBoth(pair, upAgain)
    assert.equal(countStatus(await pair.postMany(2 * limit, manyGets(1)), 503), 2 * limit)
  })

  it('keeps its counters: the limit is reached exactly', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const stateStore = { url: server.url, ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    const first = await pair.postMany(limit / 2, manyGets(1))
    await server.stopAndSave()
    const out = await pair.postMany(10, manyGets(1))
    assert.equal(countStatus(out, 503), 10)
    assertRefusedWell(out)
    await server.start()
    await untilBoth(pair, upAgain)
    const rest = await pair.postMany(2 * limit, manyGets(1))
    assert.equal(countStatus(rest, 503), 0)
    assert.equal(countStatus([...first, ...rest], 200), limit)
  })

  it('stops answering without a word: refused, and exact when it goes on', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const stateStore = { url: server.url, commandTimeout: '1s' }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    const first = await pair.postMany(limit / 4, manyGets(1))
    server.freeze()
    const out = await pair.postMany(20, manyGets(1))
    server.thaw()
    assert.equal(countStatus(out, 503), 20)
    assertRefusedWell(out)
    await untilBoth(pair, upAgain)
    const rest = await pair.postMany(2 * limit, manyGets(1))
    const granted = countStatus([...first, ...rest], 200)
    // What was asked and not answered may have been counted all the same, and was not granted.
    assert.ok(granted >= limit - 20 && granted <= limit, String(granted))
    assert.equal(upstream.requests.length, granted)
  })

  it('is away when the gateways start: they start, and grant when it comes', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    await server.stop()
    const stateStore = { url: server.url, ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    assert.deepEqual(linesAbout(pair, /can not be asked/), [1, 1])
    assert.equal(countStatus(await pair.postMany(4, manyGets(1)), 503), 4)
    await server.start()
    await untilBoth(pair, upAgain)
    assert.equal(countStatus(await pair.postMany(2 * limit, manyGets(1)), 200), limit)
  })

  it('refuses parts that are paced, each by itself', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const paced = {
      onLimit: 'pace',
      parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 5 } }],
    }
    const stateStore = { url: server.url, ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit: paced })
    await server.stop()
    const { codes, parts } = await pair.post([...manyGets(2), ...manyGets(1, '/free')])
    assert.deepEqual(codes, [503, 503, 200])
    assert.equal(parts[0]?.headers['Retry-After'], '1')
  })

  it('lets in nobody without the password, and nobody reads it in the log', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer(['--requirepass', 'p@ss:word'])
    const withPassword = (password: string): string =>
      `redis://default:${encodeURIComponent(password)}@127.0.0.1:${server.port}/3`
    await using right = await openPair({
      upstream,
      stateStore: { url: withPassword('p@ss:word'), ...patient },
      rateLimit,
    })
    assert.equal((await right.post(manyGets(1))).status, 200)
    await using redis = openClient(withPassword('p@ss:word'))
    assert.ok((await redis.client.dbsize()) > 0)
    const stateStore = { url: withPassword('wr@ng:word'), ...patient }
    await using wrong = await openPair({ upstream, stateStore, rateLimit })
    assert.equal(countStatus(await wrong.postMany(4, manyGets(1)), 503), 4)
    assert.deepEqual(linesAbout(wrong, /can not be asked/), [1, 1])
    const texts = [...right.gateways, ...wrong.gateways].map(({ log }) => log.text())
    assert.doesNotMatch(texts.join(''), /ss:word|ng:word|ss%3Aword|ng%3Aword/)
    assert.match(wrong.gateways[0].log.text(), /WRONGPASS/)
  })
})

describe('a store that goes away, open', () => {
  it('lets each gateway count for itself meanwhile, with one line at each end', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer()
    const stateStore = { url: server.url, onFailure: 'open', ...patient }
    await using pair = await openPair({ upstream, stateStore, rateLimit })
    assert.equal(countStatus(await pair.postMany(2 * limit, manyGets(1)), 200), limit)
    await server.stop()
    const out = await pair.postMany(6 * limit, manyGets(1))
    assert.equal(countStatus(out, 200), 2 * limit, 'the limit, once in each gateway')
    assert.equal(countStatus(out, 429), 4 * limit)
    await server.start()
    await untilBoth(pair, upAgain)
    const after = await pair.postMany(2 * limit, manyGets(1))
    assert.equal(countStatus(after, 200), limit, 'new counters, and nothing is held back')
    assert.deepEqual(linesAbout(pair, /can not be asked/), [1, 1])
    assert.deepEqual(linesAbout(pair, /answers again/), [1, 1])
  })
})
