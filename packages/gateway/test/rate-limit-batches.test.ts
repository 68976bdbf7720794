import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { limitNames, outerLimit, partLimit } from './support/limit-fields.ts'
import { openLimited, plenty } from './support/limited-gateway.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { answerJson, closeOf, openHolding, openUpstream } from './support/test-upstream.ts'

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
