import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { fieldOf, outerLimit, partLimit } from './support/limit-fields.ts'
import { openLimited, plenty } from './support/limited-gateway.ts'
import { answerJson, openUpstream } from './support/test-upstream.ts'

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
