import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { connectRaw } from './support/raw-connection.ts'
import { batchHead, rawBatch } from './support/raw-request.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { openHolding, openUpstream } from './support/test-upstream.ts'

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
