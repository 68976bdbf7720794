import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { OcambaPart } from './support/batch-client.ts'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { answerJson, closeOf, openHolding, openUpstream } from './support/test-upstream.ts'

// Nearly all rates here have a burst that nobody reaches: what counts is the window of a minute,
// which no test outlives. A steady rate that nobody reaches is used within one single batch.
const plenty = 1000

function openLimited(
  upstream: { readonly url: string },
  rateLimit: object,
  more: object = {},
): Promise<RunningGateway> {
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ ...ocambaEndpoint, rateLimit, ...more }],
  })
}

const limitNames = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']

/** Limit and remaining of the answer to a batch. */
function outerLimit({ headers }: { readonly headers: Headers }): readonly (string | null)[] {
  return [headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]
}

function fieldOf({ headers }: OcambaPart, name: string): string | undefined {
  return Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1]
}

/** Limit and remaining of a part. */
function partLimit(part: OcambaPart | undefined): readonly (string | undefined)[] {
  if (part === undefined) return []
  return [fieldOf(part, 'x-ratelimit-limit'), fieldOf(part, 'x-ratelimit-remaining')]
}

describe('rate limit: batches', () => {
  it('limits nothing unless configured', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const answer = await postOcamba(gateway.url, manyGets(1))
    for (const name of limitNames) assert.equal(answer.headers.get(name), null)
    assert.deepEqual(partLimit(answer.parts[0]), [undefined, undefined])
  })

  it('has the classes of the platform', async () => {
    await using upstream = await openUpstream()
    const classes = { A: '1', B: '3', C: '10', D: '75', E: '350' }
    for (const [name, limit] of Object.entries(classes)) {
      await using gateway = await openLimited(upstream, { batches: name })
      const { headers } = await postOcamba(gateway.url, manyGets(1))
      assert.equal(headers.get('x-ratelimit-limit'), limit)
      assert.equal(headers.get('x-ratelimit-remaining'), String(Number(limit) - 1))
      assert.equal(headers.get('x-ratelimit-reset'), '1')
    }
  })

  it('takes one for a batch, however many parts it has', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, { batches: { burst: plenty, steady: 3 } })
    assert.deepEqual(outerLimit(await postOcamba(gateway.url, manyGets(20))), ['3', '2'])
    const second = await postOcamba(gateway.url, manyGets(1))
    assert.deepEqual(outerLimit(second), ['3', '1'])
    const reset = Number(second.headers.get('x-ratelimit-reset'))
    assert.ok(reset >= 1 && reset <= 60, String(reset))
  })

  it('answers 429 with Retry-After and without the other three when it is reached', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, { batches: { burst: plenty, steady: 1 } })
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 200)
    const refused = await postOcamba(gateway.url, manyGets(1))
    assert.equal(refused.status, 429)
    const { code, title } = JSON.parse(refused.text) as { code: number; title: string }
    assert.deepEqual([code, title], [429, 'Too many requests.'])
    const after = Number(refused.headers.get('retry-after'))
    assert.ok(Number.isInteger(after) && after >= 1 && after <= 60, String(after))
    for (const name of limitNames) assert.equal(refused.headers.get(name), null)
    assert.equal(upstream.requests.length, 1)
  })

  it('refuses before the batch is read', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, { batches: { burst: plenty, steady: 1 } })
    await postOcamba(gateway.url, manyGets(1))
    const response = await fetch(`${gateway.url}/v2/ocamba/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'no JSON',
    })
    assert.equal(response.status, 429)
    await response.arrayBuffer()
  })

  it('takes one for a batch that is refused for its content, and nothing for 405 and 415', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, { batches: { burst: plenty, steady: 9 } })
    const url = `${gateway.url}/v2/ocamba/batch`
    assert.equal((await fetch(url)).status, 405)
    assert.equal((await fetch(url, { method: 'POST', body: '[]' })).status, 415)
    const refused = await postOcamba(gateway.url, [])
    assert.equal(refused.status, 400)
    assert.deepEqual(outerLimit(refused), ['9', '8'])
  })

  it('counts each caller by itself', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(
      upstream,
      { batches: { burst: plenty, steady: 1 } },
      { identityHeaders: ['X-Tenant'] },
    )
    const post = async (headers: Record<string, string>): Promise<number> =>
      (await postOcamba(gateway.url, manyGets(1), { headers })).status
    assert.equal(await post({ authorization: 'Bearer one' }), 200)
    assert.equal(await post({ authorization: 'Bearer one' }), 429)
    assert.equal(await post({ authorization: 'Bearer two' }), 200)
    assert.equal(await post({ 'x-api-key': 'Bearer one' }), 200)
    assert.equal(await post({ 'x-tenant': 'a' }), 200)
    assert.equal(await post({ 'x-tenant': 'b' }), 200)
    assert.equal(await post({}), 200)
    assert.equal(await post({ 'x-nothing': 'new' }), 429)
    assert.equal(await post({ 'x-forwarded-user': 'somebody' }), 429)
  })

  it('counts callers without credentials by the address that a trusted proxy names', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, rateLimit: { batches: { burst: plenty, steady: 1 } } }],
      trustedProxies: ['127.0.0.1'],
    })
    const post = async (address: string): Promise<number> =>
      (await postOcamba(gateway.url, manyGets(1), { headers: { 'x-forwarded-for': address } }))
        .status
    assert.equal(await post('198.51.100.1'), 200)
    assert.equal(await post('198.51.100.1'), 429)
    assert.equal(await post('198.51.100.2'), 200)
  })

  it('counts each endpoint by itself', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: plenty, steady: 1 } }
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...ocambaEndpoint, rateLimit },
        { ...journyxEndpoint, rateLimit },
      ],
    })
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 200)
    assert.equal((await postJournyx(gateway.url, { requests: [] })).status, 200)
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 429)
    const refused = await postJournyx(gateway.url, { requests: [] })
    assert.equal(refused.status, 429)
    assert.equal(refused.success, false)
    assert.ok(refused.headers.get('retry-after'))
  })
})

describe('rate limit: batches in flight', () => {
  it('answers 429 with Retry-After: -1 while too many of a caller run', async () => {
    const held: ServerResponse[] = []
    const arrived = Promise.withResolvers<void>()
    await using upstream = await openUpstream(({ target }, response) => {
      if (!target.endsWith('/hold')) {
        answerJson(response, {})
        return
      }
      held.push(response)
      arrived.resolve()
    })
    await using gateway = await openLimited(upstream, {
      inFlight: 1,
      batches: { burst: plenty, steady: 10 },
    })
    const one = { headers: { authorization: 'Bearer one' } }
    const running = postOcamba(gateway.url, [{ method: 'GET', relative_url: '/hold' }], one)
    await arrived.promise
    const refused = await postOcamba(gateway.url, manyGets(1), one)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('retry-after'), '-1')
    for (const name of limitNames) assert.equal(refused.headers.get(name), null)
    const two = { headers: { authorization: 'Bearer two' } }
    assert.equal((await postOcamba(gateway.url, manyGets(1), two)).status, 200)
    held[0]?.end()
    assert.equal((await running).status, 200)
    const again = await postOcamba(gateway.url, manyGets(1), one)
    assert.equal(again.status, 200)
    assert.deepEqual(outerLimit(again), ['10', '8'])
  })

  it('counts a batch no longer that was refused, or whose caller went away', async () => {
    await using upstream = await openHolding()
    await using gateway = await openLimited(upstream, { inFlight: 1 })
    assert.equal((await postOcamba(gateway.url, [])).status, 400)
    const gone = new AbortController()
    const posting = postOcamba(gateway.url, manyGets(1), { signal: gone.signal })
    const closed = closeOf(await upstream.first)
    gone.abort()
    await assert.rejects(posting)
    await closed
    upstream.release()
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 200)
  })
})

describe('rate limit: parts', () => {
  const match = '/v2/ocamba/members/**'

  it('takes one per part from the window of its route, in request order', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      batches: { burst: plenty, steady: 50 },
      parts: [{ match, rate: { burst: plenty, steady: 3 } }],
    })
    const answer = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/members/1' },
      { method: 'GET', relative_url: '/roles' },
      { method: 'GET', relative_url: '/members' },
      { method: 'DELETE', relative_url: '/members/1/roles' },
      { method: 'GET', relative_url: '/members/2' },
      { method: 'GET', relative_url: '/roles' },
    ])
    assert.deepEqual(answer.codes, [200, 200, 200, 200, 429, 200])
    assert.deepEqual(partLimit(answer.parts[0]), ['3', '2'])
    assert.deepEqual(partLimit(answer.parts[1]), [undefined, undefined])
    assert.deepEqual(partLimit(answer.parts[2]), ['3', '1'])
    assert.deepEqual(partLimit(answer.parts[3]), ['3', '0'])
    assert.deepEqual(outerLimit(answer), ['50', '49'])
    assert.equal(upstream.requests.length, 5)
  })

  it('gives a refused part Retry-After and not the other three', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [{ match, rate: { burst: plenty, steady: 1 } }],
    })
    const { parts } = await postOcamba(gateway.url, manyGets(2))
    const [, refused] = parts
    assert.equal(refused?.code, 429)
    assert.equal(refused?.error?.title, 'Too many requests.')
    assert.match(String(refused === undefined ? '' : fieldOf(refused, 'retry-after')), /^[1-9]\d?$/)
    assert.deepEqual(partLimit(refused), [undefined, undefined])
  })

  it('counts by the first route that matches, with or without a method', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [
        { match: 'GET /v2/ocamba/*/1', rate: { burst: plenty, steady: 10 } },
        { match, rate: { burst: plenty, steady: 20 } },
      ],
    })
    const { parts } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/members/1?x=/' },
      { method: 'DELETE', relative_url: '/members/1' },
      { method: 'GET', relative_url: '/members/%31' },
      { method: 'GET', relative_url: '/members/2' },
    ])
    assert.deepEqual(parts.map(partLimit), [
      ['10', '9'],
      ['20', '19'],
      ['10', '8'],
      ['20', '18'],
    ])
  })

  it('counts a route also when its path is written with escapes or has a query', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [{ match: '/v2/ocamba/roles', rate: { burst: plenty, steady: 10 } }],
    })
    const { parts } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/roles' },
      { method: 'GET', relative_url: '/rol%65s' },
      { method: 'GET', relative_url: '/roles?x' },
    ])
    assert.deepEqual(
      parts.map((part) => partLimit(part)[1]),
      ['9', '8', '7'],
    )
  })

  it('counts each caller by itself', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [{ match, rate: { burst: plenty, steady: 1 } }],
    })
    const post = async (token: string): Promise<readonly number[]> =>
      (await postOcamba(gateway.url, manyGets(1), { headers: { authorization: token } })).codes
    assert.deepEqual(await post('one'), [200])
    assert.deepEqual(await post('one'), [429])
    assert.deepEqual(await post('two'), [200])
  })

  it("puts its own fields in the place of the API's", async () => {
    await using upstream = await openUpstream((_, response) => {
      response.setHeader('X-RateLimit-Limit', '7')
      response.setHeader('X-RateLimit-Remaining', '6')
      answerJson(response, {})
    })
    await using gateway = await openLimited(upstream, {
      parts: [{ match, rate: { burst: plenty, steady: 5 } }],
    })
    const { parts } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/members' },
      { method: 'GET', relative_url: '/roles' },
    ])
    assert.deepEqual(parts.map(partLimit), [
      ['5', '4'],
      ['7', '6'],
    ])
  })

  it('aborts a serial batch at a refused part that is flagged', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [{ match, rate: { burst: plenty, steady: 1 } }],
    })
    const { codes } = await postOcamba(
      gateway.url,
      [
        { method: 'GET', relative_url: '/members' },
        { method: 'GET', relative_url: '/members', abort_on_fail: true },
        { method: 'GET', relative_url: '/roles' },
      ],
      { path: '/v2/ocamba/batch?mode=serial' },
    )
    assert.deepEqual(codes, [200, 429, 424])
    assert.equal(upstream.requests.length, 1)
  })

  it('charges burst and steady together or not at all', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      parts: [{ match, rate: { burst: 2, steady: 3 } }],
    })
    const first = await postOcamba(gateway.url, manyGets(4))
    assert.deepEqual(first.codes, [200, 200, 429, 429])
    assert.deepEqual(partLimit(first.parts[1]), ['2', '0'])
    // The burst's window must pass; the two refused parts must have left the minute's alone.
    await wait(1050)
    const second = await postOcamba(gateway.url, manyGets(2))
    assert.deepEqual(second.codes, [200, 429])
    assert.deepEqual(partLimit(second.parts[0]), ['3', '0'])
  })
})

describe('rate limit: reserve', () => {
  const members = { match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 5 } }
  const roles = { match: '/v2/ocamba/roles/*', rate: { burst: plenty, steady: 3 } }

  it('charges for the whole batch at once', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    const { codes, parts } = await postOcamba(gateway.url, [
      ...manyGets(3),
      ...manyGets(2, '/roles'),
    ])
    assert.deepEqual(codes, [200, 200, 200, 200, 200])
    assert.deepEqual(partLimit(parts[0]), ['5', '2'])
    assert.deepEqual(partLimit(parts[4]), ['3', '1'])
  })

  it('refuses the whole batch with 429 and charges nothing', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    assert.equal((await postOcamba(gateway.url, manyGets(2, '/roles'))).status, 200)
    const refused = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(2, '/roles')])
    assert.equal(refused.status, 429)
    assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d?$/)
    for (const name of limitNames) assert.equal(refused.headers.get(name), null)
    assert.equal(upstream.requests.length, 2)
    const fits = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(1, '/roles')])
    assert.equal(fits.status, 200)
    assert.deepEqual(partLimit(fits.parts[0]), ['5', '0'])
    assert.deepEqual(partLimit(fits.parts[5]), ['3', '0'])
  })

  it('never gives X-RateLimit fields with a 429, also where batches are limited', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      batches: { burst: plenty, steady: 10 },
      parts: [members],
    })
    await postOcamba(gateway.url, manyGets(4))
    const refused = await postOcamba(gateway.url, manyGets(2))
    assert.equal(refused.status, 429)
    for (const name of limitNames) assert.equal(refused.headers.get(name), null, name)
    assert.ok(refused.headers.get('retry-after'))
  })

  it('answers 400 to what the window can never hold, names the limit and charges nothing', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    const refused = await postOcamba(gateway.url, [...manyGets(2), ...manyGets(4, '/roles')])
    assert.equal(refused.status, 400)
    assert.match(refused.message, /4 parts for \/v2\/ocamba\/roles\/\*.* 3 /)
    assert.equal(refused.headers.get('retry-after'), null)
    const fits = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(3, '/roles')])
    assert.equal(fits.status, 200)
  })

  it('holds the burst against a batch as well', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [{ match: members.match, rate: { burst: 2, steady: plenty } }],
    })
    assert.equal((await postOcamba(gateway.url, manyGets(3))).status, 400)
    assert.equal((await postOcamba(gateway.url, manyGets(2))).status, 200)
  })
})

describe('rate limit: pace', () => {
  it('lets parts wait for the next window', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'pace',
      parts: [{ match: '/v2/ocamba/members/*', rate: { burst: 2, steady: plenty } }],
    })
    const { codes, parts } = await postOcamba(gateway.url, [
      ...manyGets(3),
      { method: 'GET', relative_url: '/roles' },
    ])
    assert.deepEqual(codes, [200, 200, 200, 200])
    assert.deepEqual(
      parts.slice(0, 3).map((part) => partLimit(part)[0]),
      ['2', '2', '2'],
    )
    // The part that is not limited has not waited for the one that is.
    assert.deepEqual(upstream.requests.map(({ target }) => target).at(-1), '/v2/ocamba/members/2')
  })

  it('does not let a part wait for a window that comes after its own time', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(
      upstream,
      {
        onLimit: 'pace',
        parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 1 } }],
      },
      { limits: { batchTime: 150 } },
    )
    const { codes } = await postOcamba(gateway.url, manyGets(2))
    assert.deepEqual(codes, [200, 429])
    assert.equal(upstream.requests.length, 1)
  })

  it('fails a part that would have to wait longer than a part may take', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(
      upstream,
      {
        onLimit: 'pace',
        parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 1 } }],
      },
      { limits: { partTime: 100, batchTime: '2s' } },
    )
    const { parts } = await postOcamba(gateway.url, manyGets(2))
    assert.equal(parts[0]?.code, 200)
    assert.ok((parts[1]?.code ?? 0) >= 400)
    assert.doesNotMatch(parts[1]?.error?.message ?? '', /time of the batch/)
  })
})
