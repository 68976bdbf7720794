import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentials, manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { sendRaw } from './support/raw-connection.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { answerJson, openSandbox, openUpstream } from './support/test-upstream.ts'

describe('gateway: endpoints and upstreams', () => {
  it('speaks both dialects to the sandbox', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    const ocamba = await postOcamba(
      gateway.url,
      [
        { method: 'GET', relative_url: '/members/10' },
        { method: 'GET', relative_url: 'debug/status/404' },
      ],
      { headers: credentials },
    )
    assert.equal(ocamba.status, 200)
    assert.deepEqual(ocamba.codes, [200, 404])
    const journyx = await postJournyx(
      gateway.url,
      {
        requests: [
          { method: 'GET', url: '/api/v1/users', params: { $top: 1 } },
          { method: 'GET', url: '/api/v1/debug/echo', params: { a: 'b c' } },
        ],
      },
      { headers: { authorization: `Basic ${btoa('user:password')}` } },
    )
    assert.equal(journyx.status, 200)
    assert.deepEqual(journyx.codes, [200, 200])
    assert.equal(journyx.success, true)
  })

  it('sends parts to the upstream of their endpoint, below its base', async () => {
    await using one = await openUpstream((_, response) => answerJson(response, { from: 'one' }))
    await using two = await openUpstream((_, response) => answerJson(response, { from: 'two' }))
    await using gateway = await openGateway({
      upstreams: { one: { url: one.url }, two: { url: two.url } },
      endpoints: [
        { path: '/one/batch', dialect: 'ocamba', upstream: 'one' },
        { path: '/batches/two', dialect: 'ocamba', upstream: 'two', base: '/two/v2' },
        { path: '/three', dialect: 'journyx', upstream: 'two', base: '/' },
      ],
    })
    const parts = [{ method: 'GET', relative_url: '/x?y=%20' }]
    const first = await postOcamba(gateway.url, parts, { path: '/one/batch' })
    const second = await postOcamba(gateway.url, parts, { path: '/batches/two' })
    const third = await postJournyx(
      gateway.url,
      { requests: [{ method: 'GET', url: '/anything/else' }] },
      { path: '/three' },
    )
    assert.deepEqual(first.parts[0]?.body, { from: 'one' })
    assert.deepEqual(second.parts[0]?.body, { from: 'two' })
    assert.deepEqual(third.results[0]?.body, { from: 'two' })
    assert.deepEqual(
      one.requests.map(({ target }) => target),
      ['/one/x?y=%20'],
    )
    assert.deepEqual(
      two.requests.map(({ target }) => target),
      ['/two/v2/x?y=%20', '/anything/else'],
    )
  })

  it('gives each endpoint the options of its dialect', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, options: { headers: false } }],
    })
    const { parts } = await postOcamba(gateway.url, manyGets(1))
    assert.deepEqual(parts, [{ code: 200, body: { ok: true } }])
  })

  it('asks for credentials where the endpoint says so', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, identity: 'required' }],
    })
    const refused = await postOcamba(gateway.url, manyGets(1))
    assert.equal(refused.status, 401)
    assert.ok(refused.headers.get('www-authenticate'))
    assert.equal((await postOcamba(gateway.url, manyGets(1), { headers: credentials })).status, 200)
    assert.equal(upstream.requests.length, 1)
  })
})

describe('gateway: what is no batch on an endpoint path', () => {
  it('answers another method with 405 and Allow, and never forwards it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    for (const path of ['/v2/ocamba/batch', '/api/v1/batch']) {
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
        const response = await fetch(gateway.url + path, { method })
        assert.equal(response.status, 405, `${method} ${path}`)
        assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
        assert.equal(response.headers.get('content-type'), 'application/json')
        await response.arrayBuffer()
      }
    }
    const head = await fetch(`${gateway.url}/v2/ocamba/batch`, { method: 'HEAD' })
    assert.equal(head.status, 405)
    assert.equal(upstream.requests.length, 0)
  })

  it('answers another media type with 415 and the right one, and never forwards it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const response = await fetch(`${gateway.url}/v2/ocamba/batch`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '[]',
      })
      assert.equal(response.status, 415, type)
      assert.equal(response.headers.get('accept-post'), 'application/json')
      assert.match(await response.text(), /Content-Type: application\/json/)
    }
    const none = await sendRaw(
      gateway.port,
      'POST /v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]',
    )
    assert.equal(none.status, 415)
    assert.equal(upstream.requests.length, 0)
  })

  it('takes odd spellings of the path for the endpoint, and never forwards them', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    const spellings = [
      '/v2/ocamba/batch/',
      '/v2/ocamba/batch?x=1',
      '/V2/Ocamba/BATCH',
      '//v2//ocamba/batch',
      '/v2/ocamba/./batch',
      '/v2/ocamba/x/../batch',
      '/v2/ocamba/%62atch',
      '/v2/ocamba/%2562atch',
      '/v2%2Focamba%2fbatch',
      '/v2/ocamba/batch;a=b',
      '/v2/ocamba;a/batch',
      '/v2/ocamba/b/%2e%2e/batch',
      '/v2\\ocamba\\batch',
      '/v2/ocamba/batch%20',
    ]
    for (const target of spellings) {
      const answer = await sendRaw(
        gateway.port,
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      )
      assert.equal(answer.status, 405, target)
    }
    const absolute = await sendRaw(
      gateway.port,
      'GET http://x/v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    )
    assert.equal(absolute.status, 405)
    assert.deepEqual(upstream.requests, [])
  })

  it('forwards paths that only look like it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    for (const path of ['/v2/ocamba/batches', '/v2/ocamba/batch/1', '/v2/batch', '/batch']) {
      assert.equal((await fetch(gateway.url + path)).status, 200, path)
    }
    assert.equal(upstream.requests.length, 4)
  })

  it('answers 404 to other paths where nothing is forwarded', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const response = await fetch(`${gateway.url}/v2/ocamba/members`)
    assert.equal(response.status, 404)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    assert.equal(((await response.json()) as { status: number }).status, 404)
    assert.equal(upstream.requests.length, 0)
  })
})
