import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import {
  answerJson,
  closeOf,
  findDeadPort,
  openHolding,
  openHttp,
  openRawAnswer,
  openSandbox,
  openUpstream,
} from './support/test-upstream.ts'

const credentials = { authorization: 'Bearer T' }
const json = { 'content-type': 'application/json' }
const batchHead = 'POST /v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

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
      for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
        const response = await fetch(gateway.url + path, { method })
        assert.equal(response.status, 405, `${method} ${path}`)
        assert.equal(response.headers.get('allow'), 'POST')
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

describe('gateway: batches that are too large or too slow', () => {
  const length = 32 * 1024 * 1024

  it('answers 413 to a declared length, to a caller that reads only after it has sent all', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await using caller = await connectRaw(gateway.port)
    caller.socket.pause()
    await caller.write(`${batchHead}Content-Length: ${length}\r\n\r\n`)
    await caller.write(Buffer.alloc(length, ' '))
    caller.socket.resume()
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 413)
    assert.match(answer.body, /at most 4194304 are allowed/)
    assert.equal(upstream.requests.length, 0)
  })

  it('answers 413 to chunks, to a caller that reads only after it has sent all', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await using caller = await connectRaw(gateway.port)
    caller.socket.pause()
    await caller.write(`${batchHead}Transfer-Encoding: chunked\r\n\r\n`)
    const chunk = Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`)
    for (let sent = 0; sent < length; sent += 65_536) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as the connection takes them
      await caller.write(chunk)
    }
    await caller.write('0\r\n\r\n')
    caller.socket.resume()
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 413)
    assert.match(answer.body, /4194304 bytes/)
  })

  it('answers 413 at once, when the rest never comes', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await using caller = await connectRaw(gateway.port)
    await caller.write(`${batchHead}Content-Length: ${length}\r\n\r\n[`)
    assert.equal((await caller.answer('POST')).status, 413)
  })

  it('takes the next batch on the same connection after a 413', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { batchBytes: 100 } }],
    })
    await using caller = await connectRaw(gateway.port)
    await caller.write(`${batchHead}Content-Length: 200\r\n\r\n${' '.repeat(200)}`)
    assert.equal((await caller.answer('POST')).status, 413)
    const body = '[{"method":"GET","relative_url":"/x"}]'
    await caller.write(`${batchHead}Content-Length: ${body.length}\r\n\r\n${body}`)
    assert.equal((await caller.answer('POST')).status, 200)
  })

  it('answers 408 to a batch that does not arrive in time', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { readTime: '100ms' } }],
    })
    await using caller = await connectRaw(gateway.port)
    await caller.write(`${batchHead}Content-Length: 100\r\n\r\n[{"method":`)
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 408)
    assert.equal(upstream.requests.length, 0)
  })
})

describe('gateway: parts that fail', () => {
  it('answers 502 for an upstream that is not there, and says no address', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}` } },
    })
    const { status, codes, text } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/x' },
      { method: 'POST', relative_url: '/x' },
    ])
    assert.equal(status, 200)
    assert.deepEqual(codes, [502, 502])
    assert.doesNotMatch(text, new RegExp(`127\\.0\\.0\\.1|${port}`))
    assert.doesNotMatch(text, /unknown/)
  })

  it('answers 504 in place of a part without an answer; the others are untouched', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { partTime: 600 } }],
    })
    const { status, codes, parts } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/debug/echo' },
      { method: 'GET', relative_url: '/debug/broken?how=no-answer' },
      { method: 'POST', relative_url: '/debug/broken?how=no-answer', body: {} },
      { method: 'GET', relative_url: '/debug/echo' },
    ])
    assert.equal(status, 200)
    assert.deepEqual(codes, [200, 504, 504, 200])
    assert.equal(parts[1]?.error?.title, 'Gateway timeout.')
    assert.doesNotMatch(parts[1]?.error?.message ?? '', /unknown/)
    assert.match(parts[2]?.error?.message ?? '', /unknown whether it took effect/)
  })

  it('answers 502 in place of broken answers; the others are untouched', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    const { codes } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/debug/broken?how=reset' },
      { method: 'GET', relative_url: '/debug/broken?how=truncated' },
      { method: 'GET', relative_url: '/debug/broken?how=bad-chunk' },
      { method: 'GET', relative_url: '/debug/broken?how=bad-json' },
      { method: 'GET', relative_url: '/debug/echo' },
    ])
    assert.deepEqual(codes, [502, 502, 502, 200, 200])
    const journyx = await postJournyx(gateway.url, {
      requests: [
        { method: 'GET', url: '/api/v1/debug/broken', params: { how: 'truncated' } },
        { method: 'GET', url: '/api/v1/debug/echo' },
      ],
    })
    assert.deepEqual(journyx.codes, [502, 200])
    assert.equal(journyx.success, false)
  })

  it('answers 502 for an answer that is no HTTP', async () => {
    await using upstream = await openRawAnswer('SSH-2.0-OpenSSH_9.6\r\n')
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [502])
  })

  it('says unknown when the answer to an unsafe part broke off or never began', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({ upstreams: { api: { url: sandbox.url } } })
    const { codes, parts } = await postOcamba(gateway.url, [
      { method: 'POST', relative_url: '/debug/broken?how=truncated', body: {} },
      { method: 'DELETE', relative_url: '/debug/broken?how=reset' },
    ])
    assert.deepEqual(codes, [502, 502])
    assert.match(parts[0]?.error?.message ?? '', /unknown/)
    assert.match(parts[1]?.error?.message ?? '', /unknown/)
  })

  it('answers 502 for an answer that is too large', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { answerBytes: '1KiB', batchAnswerBytes: 1536 } }],
    })
    const { codes } = await postOcamba(
      gateway.url,
      [
        { method: 'GET', relative_url: '/debug/big?bytes=1025&type=text/plain' },
        { method: 'GET', relative_url: '/debug/big?bytes=100&type=text/plain' },
      ],
      { path: '/v2/ocamba/batch?mode=serial' },
    )
    assert.deepEqual(codes, [502, 200])
  })

  it('answers 504 for the whole batch when its time is over before a part was sent', async () => {
    await using upstream = await openUpstream(() => {})
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 1 } },
      endpoints: [
        { ...ocambaEndpoint, path: '/v2/hold/batch' },
        { ...ocambaEndpoint, limits: { batchTime: 100 } },
      ],
    })
    const gone = new AbortController()
    const holding = postOcamba(gateway.url, manyGets(1), {
      path: '/v2/hold/batch',
      signal: gone.signal,
    }).catch(() => 'gone')
    const late = await postOcamba(gateway.url, manyGets(2))
    assert.equal(late.status, 504)
    gone.abort()
    assert.equal(await holding, 'gone')
  })
})

describe('gateway: too much load', () => {
  it('answers 503 when the budget has no room, and gives room back', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      budget: 1000,
    })
    const batch = [{ method: 'POST', relative_url: '/x', body: 'a'.repeat(600) }]
    const first = postOcamba(gateway.url, batch)
    await upstream.first
    const second = await postOcamba(gateway.url, batch)
    assert.equal(second.status, 503)
    assert.match(second.headers.get('retry-after') ?? '', /^\d+$/)
    upstream.release()
    assert.deepEqual((await first).codes, [200])
    assert.deepEqual((await postOcamba(gateway.url, batch)).codes, [200])
    assert.equal(upstream.requests.length, 2)
  })

  it('answers 503 to a batch that is larger than the whole budget', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      budget: '1KiB',
    })
    const batch = [{ method: 'POST', relative_url: '/x', body: 'a'.repeat(2000) }]
    assert.equal((await postOcamba(gateway.url, batch)).status, 503)
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 200)
  })

  it('answers 503 when too many batches wait for the API', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 1, waitingBatches: 1 } },
    })
    const first = postOcamba(gateway.url, manyGets(2))
    await upstream.first
    const second = await postOcamba(gateway.url, manyGets(1))
    assert.equal(second.status, 503)
    assert.equal(second.headers.get('retry-after'), '1')
    upstream.release()
    assert.deepEqual((await first).codes, [200, 200])
    assert.equal((await postOcamba(gateway.url, manyGets(1))).status, 200)
  })

  it('shares an upstream between batches: a short one does not wait for a long one', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 1 } },
    })
    const long = postOcamba(gateway.url, manyGets(10, '/long'))
    await upstream.first
    await using caller = await connectRaw(gateway.port)
    await caller.write(rawBatch('[{"method":"GET","relative_url":"/short"}]'))
    // Requests that come later are answered after the short batch has been read.
    await fetch(`${gateway.url}/nothing`)
    await fetch(`${gateway.url}/nothing`)
    upstream.release()
    assert.equal((await caller.answer('POST')).status, 200)
    assert.deepEqual(new Set((await long).codes), new Set([200]))
    const order = upstream.requests.map(({ target }) => target)
    assert.ok(order.indexOf('/v2/ocamba/short') <= 3, order.join(' '))
  })
})

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

describe('gateway: closing', () => {
  it('finishes what runs, and tells its caller that the connection ends', async () => {
    await using upstream = await openHolding()
    const { gateway, port } = await openGateway({
      upstreams: { api: { url: upstream.url } },
      shutdownTime: '60s',
    })
    await using caller = await connectRaw(port)
    await caller.write(rawBatch('[{"method":"GET","relative_url":"/x"}]'))
    await upstream.first
    const closed = gateway.close()
    await assert.rejects(connectRaw(port), /ECONNREFUSED/)
    upstream.release()
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 200)
    assert.match(answer.body, /"success_counter":1/)
    const connection = answer.values('connection')
    caller.socket.destroy()
    await closed
    assert.deepEqual(connection, ['close'])
  })

  it('takes no more requests on connections that were open before', async () => {
    await using upstream = await openHolding()
    const { gateway, port } = await openGateway({
      upstreams: { api: { url: upstream.url } },
      shutdownTime: '60s',
    })
    await using caller = await connectRaw(port)
    const batch = rawBatch('[{"method":"GET","relative_url":"/x"}]')
    await caller.write(batch)
    await upstream.first
    const closed = gateway.close()
    upstream.release()
    await caller.answer('POST')
    await caller.write(batch)
    const text = await Promise.race([caller.untilOver(), caller.until((more) => more !== '')])
    caller.socket.destroy()
    await closed
    assert.equal(text, '')
    assert.equal(upstream.requests.length, 1)
  })

  it('ends what does not end within the grace time', async () => {
    await using upstream = await openHolding()
    const gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      shutdownTime: 50,
    })
    const posting = postOcamba(gateway.url, manyGets(2))
    const lost = assert.rejects(posting)
    await upstream.first
    await gateway.gateway.close()
    await lost
  })

  it('closes with connections that asked for an upgrade and stay open', async () => {
    await using upstream = await openHttp(() => {})
    const gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
      shutdownTime: 50,
    })
    await using caller = await connectRaw(gateway.port)
    await caller.write(
      'GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    await caller.until((text) => text.includes('501'))
    const closing = gateway.gateway.close()
    const patience = new AbortController()
    const inTime = await Promise.race([
      closing.then(() => true),
      wait(2000, false, { signal: patience.signal }),
    ])
    patience.abort()
    caller.socket.destroy()
    await closing
    assert.equal(inTime, true)
  })
})

/** A batch as it goes over the wire. */
function rawBatch(body: string): string {
  return `${batchHead}Content-Length: ${body.length}\r\n\r\n${body}`
}

interface Ring extends AsyncDisposable {
  readonly url: string
  leadTo(port: number): void
  /** Requests that have passed. */
  passed(): number
}

/** A server that passes everything on to a port that is only known later. */
async function openRing(rename: (path: string) => string = (path) => path): Promise<Ring> {
  let target = 0
  let count = 0
  const server = await openHttp(async (request, response) => {
    count += 1
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { host: _host, connection: _connection, ...kept } = request.headers
    const body = Buffer.concat(chunks)
    const method = request.method ?? 'GET'
    const { 'content-length': _length, ...headers } = kept
    const answer = await fetch(`http://127.0.0.1:${target}${rename(request.url ?? '/')}`, {
      method,
      headers: headers as Record<string, string>,
      ...(method === 'GET' ? {} : { body }),
    })
    answerJson(response, await answer.json(), answer.status)
  })
  return {
    url: server.url,
    leadTo: (port) => {
      target = port
    },
    passed: () => count,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
