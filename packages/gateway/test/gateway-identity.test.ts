import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentials, manyGets, postOcamba } from './support/batch-client.ts'
import { sendRaw } from './support/raw-connection.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

const json = { 'content-type': 'application/json' }

describe('gateway: what the API sees', () => {
  const forged = {
    'x-forwarded-for': '198.51.100.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'forged.example',
    'x-forwarded-port': '443',
    'x-real-ip': '198.51.100.1',
    forwarded: 'for=198.51.100.1',
    'x-forwarded-user': 'anna',
  }

  it('writes the forwarding headers of parts itself and drops forged ones', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await postOcamba(
      gateway.url,
      [{ method: 'GET', relative_url: '/x', headers: { ...forged, 'X-Own': 'kept' } }],
      { headers: forged },
    )
    const [seen] = upstream.requests
    assert.deepEqual(seen?.values('x-forwarded-for'), ['127.0.0.1'])
    assert.deepEqual(seen?.values('x-forwarded-proto'), ['http'])
    assert.deepEqual(seen?.values('x-forwarded-host'), [`127.0.0.1:${gateway.port}`])
    assert.match(seen?.values('via').join() ?? '', /^1\.1 batchway-[\w-]+$/)
    for (const name of ['x-forwarded-port', 'x-real-ip', 'forwarded', 'x-forwarded-user']) {
      assert.deepEqual(seen?.values(name), [], name)
    }
    assert.deepEqual(seen?.values('x-own'), ['kept'])
    assert.deepEqual(seen?.values('host'), [new URL(upstream.url).host])
    assert.deepEqual(seen?.values('accept-encoding'), ['identity'])
  })

  it('writes the same for what it forwards', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    await fetch(`${gateway.url}/x`, { headers: { ...forged, via: '1.0 before' } })
    const [seen] = upstream.requests
    assert.deepEqual(seen?.values('x-forwarded-for'), ['127.0.0.1'])
    assert.deepEqual(seen?.values('x-forwarded-proto'), ['http'])
    assert.deepEqual(seen?.values('x-forwarded-host'), [`127.0.0.1:${gateway.port}`])
    assert.match(seen?.values('via').join() ?? '', /^1\.0 before, 1\.1 batchway-[\w-]+$/)
    for (const name of ['x-real-ip', 'forwarded', 'x-forwarded-user', 'x-forwarded-port']) {
      assert.deepEqual(seen?.values(name), [], name)
    }
    assert.deepEqual(seen?.values('host'), [new URL(upstream.url).host])
  })

  it('believes a trusted proxy, for parts and for what it forwards', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
      trustedProxies: ['127.0.0.0/8'],
    })
    await postOcamba(gateway.url, manyGets(1), { headers: forged })
    await fetch(`${gateway.url}/x`, { headers: forged })
    assert.equal(upstream.requests.length, 2)
    for (const seen of upstream.requests) {
      assert.deepEqual(seen.values('x-forwarded-for'), ['198.51.100.1, 127.0.0.1'])
      assert.deepEqual(seen.values('x-forwarded-proto'), ['https'])
      assert.deepEqual(seen.values('x-forwarded-host'), ['forged.example'])
      assert.deepEqual(seen.values('x-forwarded-user'), ['anna'])
    }
  })

  it('takes no identity from a part of an Ocamba batch', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, identityHeaders: ['X-Tenant'] }],
      trustedProxies: ['127.0.0.1'],
    })
    const own = { Authorization: 'Bearer other', 'X-Forwarded-User': 'eve', 'x-tenant': 'other' }
    await postOcamba(gateway.url, [{ method: 'GET', relative_url: '/x', headers: own }], {
      headers: { ...credentials, 'x-tenant': 'mine' },
    })
    const [seen] = upstream.requests
    assert.deepEqual(seen?.values('authorization'), ['Bearer T'])
    assert.deepEqual(seen?.values('x-tenant'), ['mine'])
    assert.deepEqual(seen?.values('x-forwarded-user'), [])
  })

  it("shows the caller's Host to the API where the upstream says so", async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, host: 'caller' } },
      forward: 'api',
    })
    const body = '[{"method":"GET","relative_url":"/x"}]'
    const batch = await sendRaw(
      gateway.port,
      `POST /v2/ocamba/batch HTTP/1.1\r\nHost: api.example:81\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    )
    assert.equal(batch.status, 200)
    await sendRaw(
      gateway.port,
      'GET /y HTTP/1.1\r\nHost: api.example:81\r\nConnection: close\r\n\r\n',
    )
    assert.deepEqual(
      upstream.requests.map((seen) => seen.values('host')),
      [['api.example:81'], ['api.example:81']],
    )
  })

  it('inherits the headers that the endpoint names', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, inheritHeaders: ['X-Shop'] }],
    })
    await postOcamba(gateway.url, manyGets(1), { headers: { 'x-shop': '7', 'x-other': '8' } })
    const [seen] = upstream.requests
    assert.deepEqual(seen?.values('x-shop'), ['7'])
    assert.deepEqual(seen?.values('x-other'), [])
    assert.deepEqual(seen?.values('content-type'), [])
    assert.deepEqual(seen?.values('content-length'), [])
  })

  it('refuses a batch with cookies from another site unless its origin is allowed', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, allowedOrigins: ['https://app.example'] }],
    })
    const post = async (origin: string): Promise<number> => {
      const response = await fetch(`${gateway.url}/v2/ocamba/batch`, {
        method: 'POST',
        headers: { ...json, cookie: 'session=1', origin },
        body: '[{"method":"POST","relative_url":"/x"}]',
      })
      await response.arrayBuffer()
      return response.status
    }
    assert.equal(await post('https://evil.example'), 403)
    assert.equal(await post('https://app.example'), 200)
    assert.equal(await post(gateway.url), 200)
  })
})
