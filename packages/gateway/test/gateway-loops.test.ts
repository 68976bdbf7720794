import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { openRing } from './support/request-ring.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

describe('gateway: nested batches and loops', () => {
  it('refuses a batch that contains a batch of any endpoint before anything runs', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...ocambaEndpoint, base: '/' },
        { ...journyxEndpoint, base: '/' },
      ],
    })
    for (const target of [
      '/v2/ocamba/batch',
      '/api/v1/batch?x',
      '/API/v1/%62atch/',
      '//api/v1/batch',
    ]) {
      const { status, message } = await postOcamba(gateway.url, [
        { method: 'GET', relative_url: '/x' },
        { method: 'POST', relative_url: target, body: [] },
      ])
      assert.equal(status, 400, target)
      assert.match(message, /^\[1\]\.relative_url/)
    }
    assert.equal(upstream.requests.length, 0)
  })

  it('answers 508 for a part that comes back to be forwarded', async () => {
    await using ring = await openRing()
    await using gateway = await openGateway({
      upstreams: { api: { url: ring.url } },
      forward: 'api',
    })
    ring.leadTo(gateway.port)
    const { status, codes } = await postOcamba(gateway.url, manyGets(2))
    assert.equal(status, 200)
    assert.deepEqual(codes, [508, 508])
    assert.equal(ring.passed(), 2)
  })

  it('answers 508 for a part that comes back as a batch under another path', async () => {
    await using ring = await openRing((path) => path.replace('/elsewhere', '/batch'))
    await using gateway = await openGateway({ upstreams: { api: { url: ring.url } } })
    ring.leadTo(gateway.port)
    const inner = [{ method: 'GET', relative_url: '/members' }]
    const { codes } = await postOcamba(gateway.url, [
      { method: 'POST', relative_url: '/elsewhere', body: inner },
    ])
    assert.deepEqual(codes, [508])
    assert.equal(ring.passed(), 1)
  })

  it('answers 508 for a part that comes back through another gateway', async () => {
    await using ring = await openRing()
    await using inner = await openGateway({
      upstreams: { api: { url: ring.url } },
      endpoints: [{ ...ocambaEndpoint, path: '/inner/batch' }],
      forward: 'api',
    })
    await using outer = await openGateway({
      upstreams: { api: { url: inner.url } },
      forward: 'api',
    })
    ring.leadTo(outer.port)
    assert.deepEqual((await postOcamba(outer.url, manyGets(1))).codes, [508])
    assert.equal(ring.passed(), 1)
  })

  it('lets two gateways stand behind each other', async () => {
    await using upstream = await openUpstream()
    await using inner = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    await using outer = await openGateway({
      upstreams: { api: { url: inner.url } },
      endpoints: [{ ...ocambaEndpoint, path: '/v2/batches' }],
    })
    const { codes } = await postOcamba(outer.url, manyGets(1), { path: '/v2/batches' })
    assert.deepEqual(codes, [200])
    assert.match(
      upstream.requests[0]?.values('via').join() ?? '',
      /^1\.1 batchway-\S+, 1\.1 batchway-\S+$/,
    )
  })
})
