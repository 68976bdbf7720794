import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { checkConfig } from '../src/index.ts'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { connectRaw } from './support/raw-connection.ts'
import { rawBatch } from './support/raw-request.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { openHolding, openHttp, openTcp } from './support/test-upstream.ts'

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

  it('takes no configuration that is ready only then', async () => {
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>()
    // It accepts connections and says nothing: the new configuration waits for it.
    await using store = await openTcp(() => onAsked())
    const config = {
      listen: '127.0.0.1:0',
      upstreams: { api: { url: 'http://127.0.0.1:9' } },
      endpoints: [ocambaEndpoint],
    }
    const { gateway } = await openGateway(config)
    const stateStore = { url: `redis://127.0.0.1:${store.port}`, connectTimeout: 100 }
    const late = assert.rejects(
      gateway.prepare(checkConfig({ ...config, stateStore }, 'test')),
      /the gateway is shutting down/,
    )
    await asked
    await gateway.close()
    await late
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
