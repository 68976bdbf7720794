import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { journyxEndpoint, openGateway } from './support/running-gateway.ts'
import { answerJson, closeOf, openHolding, openUpstream } from './support/test-upstream.ts'

describe('gateway: connections', () => {
  it('sends 50 parallel parts over as many connections as it may have', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, connections: 4 } },
    })
    const { codes } = await postOcamba(gateway.url, manyGets(50))
    assert.equal(codes.filter((code) => code === 200).length, 50)
    assert.ok(upstream.connections <= 4, String(upstream.connections))
  })

  it('sends serial parts, and the next batch, over the same few connections', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const serial = { path: '/v2/ocamba/batch?mode=serial' }
    await postOcamba(gateway.url, manyGets(50), serial)
    await postOcamba(gateway.url, manyGets(50), serial)
    assert.equal(upstream.requests.length, 100)
    assert.ok(upstream.connections <= 2, String(upstream.connections))
  })

  it('has all 50 parts of a parallel batch under way at once', async () => {
    const held: ServerResponse[] = []
    await using upstream = await openUpstream((_, response) => {
      held.push(response)
      if (held.length === 50) for (const each of held) answerJson(each, {})
    })
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const { codes } = await postOcamba(gateway.url, manyGets(50))
    assert.deepEqual(
      codes,
      Array.from({ length: 50 }, () => 200),
    )
  })

  it('has never two parts of a serial batch under way', async () => {
    let inFlight = 0
    let most = 0
    await using upstream = await openUpstream((_, response) => {
      inFlight += 1
      most = Math.max(most, inFlight)
      setImmediate(() => {
        inFlight -= 1
        answerJson(response, {})
      })
    })
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const path = '/v2/ocamba/batch?mode=serial'
    const { codes } = await postOcamba(gateway.url, manyGets(30), { path })
    assert.equal(codes.length, 30)
    assert.equal(most, 1)
    assert.deepEqual(
      upstream.requests.map(({ target }) => target),
      manyGets(30).map((part) => `/v2/ocamba${part.relative_url}`),
    )
  })

  it('keeps effects of a Journyx batch in order while neighbouring reads run side by side', async () => {
    const reads: ServerResponse[] = []
    const order: string[] = []
    await using upstream = await openUpstream(({ method }, response) => {
      order.push(method)
      if (method !== 'GET') {
        answerJson(response, {})
        return
      }
      reads.push(response)
      if (reads.length % 2 === 0) for (const read of reads.slice(-2)) answerJson(read, {})
    })
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [journyxEndpoint],
    })
    const url = '/api/v1/x'
    const methods = ['GET', 'GET', 'DELETE', 'DELETE', 'GET', 'GET']
    const { codes } = await postJournyx(gateway.url, {
      requests: methods.map((method) => ({ method, url })),
    })
    assert.deepEqual(codes, [200, 200, 200, 200, 200, 200])
    assert.deepEqual(order, methods)
  })

  it('sends nothing more for a caller who went away', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const gone = new AbortController()
    const posting = postOcamba(gateway.url, manyGets(5), {
      path: '/v2/ocamba/batch?mode=serial',
      signal: gone.signal,
    })
    const closed = closeOf(await upstream.first)
    gone.abort()
    await assert.rejects(posting)
    await closed
    upstream.release()
    assert.equal((await postOcamba(gateway.url, [])).status, 400)
    assert.equal(upstream.requests.length, 1)
  })

  it('sends no part for a caller who went away while its batch waited', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 1 } },
    })
    const gone = new AbortController()
    const posting = postOcamba(gateway.url, manyGets(5), { signal: gone.signal })
    const closed = closeOf(await upstream.first)
    gone.abort()
    await assert.rejects(posting)
    await closed
    upstream.release()
    assert.equal((await postOcamba(gateway.url, manyGets(1, '/next'))).status, 200)
    assert.deepEqual(
      upstream.requests.map(({ target }) => target.split('/')[3]),
      ['members', 'next'],
    )
  })
})
