import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { linesOf } from './support/log-lines.ts'
import { connectRaw } from './support/raw-connection.ts'
import { rawBatch } from './support/raw-request.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import {
  answerJson,
  answerOk,
  findDeadPort,
  openHolding,
  openUpstream,
} from './support/test-upstream.ts'

describe('gateway: retry', () => {
  it('tries reads again, and writes into the log how often', async () => {
    const seen = new Map<string, number>()
    await using upstream = await openUpstream(({ target }, response) => {
      seen.set(target, (seen.get(target) ?? 0) + 1)
      answerJson(response, {}, target.endsWith('good') || seen.get(target) === 2 ? 200 : 503)
    })
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, retry: { attempts: 2, baseDelay: 1 } } },
    })
    const { codes } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/good' },
      { method: 'GET', relative_url: '/second' },
      { method: 'POST', relative_url: '/effect' },
    ])
    assert.deepEqual(codes, [200, 200, 503])
    assert.equal(seen.get('/v2/ocamba/effect'), 1)
    assert.equal(linesOf(gateway, 'batch')[0]?.['retries'], 1)
    assert.equal(linesOf(gateway, 'part failed')[0]?.['attempts'], undefined)
  })

  it('says in the log how often a part was tried in vain', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}`, retry: { attempts: 3, baseDelay: 1 } } },
    })
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [502])
    const [line] = linesOf(gateway, 'part failed')
    assert.equal(line?.['reason'], 'unreachable')
    assert.equal(line?.['attempts'], 3)
  })

  it('is off where it is not configured', async () => {
    await using upstream = await openUpstream((_, response) => answerJson(response, {}, 503))
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await postOcamba(gateway.url, manyGets(1))
    assert.equal(upstream.requests.length, 1)
  })
})

describe('gateway: breaker', () => {
  it('fails parts at once when the API has failed, and says so once in the log', async () => {
    let status = 503
    await using upstream = await openUpstream((_, response) => answerJson(response, {}, status))
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, breaker: { failures: 3, openTime: '60s' } } },
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    const first = await postOcamba(gateway.url, manyGets(3))
    assert.deepEqual(first.codes, [503, 503, 503])
    status = 200
    const second = await postOcamba(gateway.url, manyGets(2))
    assert.deepEqual(second.codes, [503, 503])
    assert.match(second.parts[0]?.error?.message ?? '', /was not sent. Try again in \d+ s\.$/)
    assert.match(second.parts[0]?.headers['Retry-After'] ?? '', /^(59|60)$/)
    const third = await postJournyx(gateway.url, {
      requests: [{ method: 'GET', url: '/api/v1/users' }],
    })
    assert.match(third.results[0]?.headers['Retry-After'] ?? '', /^(59|60)$/)
    assert.match(third.results[0]?.error?.errors[0] ?? '', /was not sent/)
    assert.equal(upstream.requests.length, 3)
    assert.equal(gateway.gateway.guards.get('api')?.breaker?.state, 'open')
    const lines = linesOf(gateway, 'breaker')
    assert.deepEqual(
      lines.map(({ level, upstream: name, state }) => ({ level, name, state })),
      [{ level: 40, name: 'api', state: 'open' }],
    )
    const reasons = linesOf(gateway, 'part failed').map((line) => line['reason'])
    assert.equal(reasons.filter((reason) => reason === 'breaker-open').length, 3)
  })

  it('belongs to one upstream: another one is not concerned', async () => {
    await using good = await openUpstream()
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: {
        api: { url: good.url, breaker: { failures: 1 } },
        dead: { url: `http://127.0.0.1:${port}`, breaker: { failures: 1 } },
      },
      endpoints: [ocambaEndpoint, { ...ocambaEndpoint, path: '/v3/batch', upstream: 'dead' }],
    })
    const dead = await postOcamba(gateway.url, manyGets(2), { path: '/v3/batch' })
    assert.deepEqual(dead.codes, [502, 502])
    const again = await postOcamba(gateway.url, manyGets(1), { path: '/v3/batch' })
    assert.deepEqual(again.codes, [503])
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [200])
  })

  it('ends the tries of a part', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: {
        api: {
          url: `http://127.0.0.1:${port}`,
          breaker: { failures: 2 },
          retry: { attempts: 9, baseDelay: 1 },
        },
      },
    })
    await postOcamba(gateway.url, manyGets(1))
    const [line] = linesOf(gateway, 'part failed')
    assert.equal(line?.['reason'], 'breaker-open')
    assert.equal(line?.['attempts'], 3)
  })
})

describe('gateway: bulkhead', () => {
  it('leaves other endpoints their share of an upstream', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 4, bulkhead: { parts: 3 } } },
      endpoints: [ocambaEndpoint, { ...ocambaEndpoint, path: '/v3/batch' }],
    })
    const long = postOcamba(gateway.url, manyGets(10, '/long'))
    await upstream.first
    const other = postOcamba(gateway.url, manyGets(1, '/short'), { path: '/v3/batch' })
    while (!upstream.requests.some(({ target }) => target.includes('/short'))) {
      await fetch(`${gateway.url}/nothing`)
    }
    assert.equal(upstream.requests.length, 4)
    upstream.release()
    assert.deepEqual((await other).codes, [200])
    assert.deepEqual(new Set((await long).codes), new Set([200]))
  })

  it('lets batches of its endpoint take turns', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, bulkhead: { parts: 1 } } },
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
    await long
    const order = upstream.requests.map(({ target }) => target)
    assert.ok(order.indexOf('/v2/ocamba/short') <= 3, order.join(' '))
  })

  it('refuses batches before any part has run when too many parts wait', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, bulkhead: { parts: 1, waiting: 4 } } },
    })
    const first = postOcamba(gateway.url, manyGets(4))
    await upstream.first
    const second = await postOcamba(gateway.url, manyGets(2))
    assert.equal(second.status, 503)
    assert.equal(second.headers.get('retry-after'), '1')
    upstream.release()
    assert.deepEqual((await first).codes, [200, 200, 200, 200])
    assert.equal(upstream.requests.length, 4)
  })
})

describe('gateway: callers', () => {
  const share = { partsInFlight: 2, partsInFlightPerCaller: 1 }

  it('have no more parts under way than each may', async () => {
    let open = 0
    let most = 0
    await using upstream = await openUpstream((seen, response) => {
      open += 1
      most = Math.max(most, open)
      setImmediate(() => {
        open -= 1
        answerOk(seen, response)
      })
    })
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url, ...share } } })
    const headers = { authorization: 'Bearer one' }
    const answers = await Promise.all([
      postOcamba(gateway.url, manyGets(5), { headers }),
      postOcamba(gateway.url, manyGets(5), { headers }),
    ])
    assert.deepEqual(
      answers.map(({ codes }) => new Set(codes)),
      [new Set([200]), new Set([200])],
    )
    assert.equal(most, 1)
  })

  it('are told apart by their identity, also across endpoints', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, ...share, partsInFlight: 9 } },
      endpoints: [ocambaEndpoint, { ...ocambaEndpoint, path: '/v3/batch' }],
    })
    const as = (name: string, path: string): ReturnType<typeof postOcamba> =>
      postOcamba(gateway.url, manyGets(2, `/${name}`), {
        headers: { authorization: `Bearer ${name}` },
        path,
      })
    const answers = [as('a', '/v2/ocamba/batch'), as('a', '/v3/batch'), as('b', '/v3/batch')]
    const guard = gateway.gateway.guards.get('api')
    while (guard?.share.waitingParts !== 4 || upstream.requests.length < 2) {
      await fetch(`${gateway.url}/nothing`)
    }
    assert.equal(guard.share.inFlight, 2)
    upstream.release()
    await Promise.all(answers)
    assert.equal(upstream.requests.length, 6)
  })
})
