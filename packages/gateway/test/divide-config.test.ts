import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig } from '../src/index.ts'
import { divideConfig } from '../src/workers/divide-config.ts'

describe('what each worker gets of a configuration', () => {
  const upstream = {
    url: 'http://127.0.0.1:1',
    connections: 10,
    partsInFlight: 7,
    partsInFlightPerCaller: 4,
    waitingBatches: 9,
    waitingParts: 11,
    bulkhead: { parts: 5, waiting: 6 },
  }
  const config = checkConfig(
    {
      upstreams: { api: upstream, other: { url: 'http://127.0.0.1:2' } },
      endpoints: [
        { path: '/a', dialect: 'ocamba', upstream: 'api', rateLimit: { inFlight: 8 } },
        { path: '/b', dialect: 'ocamba', upstream: 'api' },
      ],
      budget: 1001,
      connections: { most: 13, idleTime: '1s' },
      workers: 4,
    },
    'test',
  )
  const shares = [1, 2, 3, 4].map((id) => divideConfig(config, { id, of: 4 }))
  const sum = (pick: (share: (typeof shares)[number]) => unknown): number =>
    shares.reduce((whole, share) => whole + Number(pick(share)), 0)

  it('is a share of each bound; all shares together are the whole', () => {
    assert.equal(
      sum(({ budget }) => budget),
      1001,
    )
    assert.equal(
      sum(({ connections }) => connections?.most),
      13,
    )
    const { bulkhead, url: _url, ...bounds } = upstream
    for (const [key, whole] of Object.entries(bounds)) {
      const pick = (share: (typeof shares)[number]): unknown =>
        new Map(Object.entries(share.upstreams['api'] ?? {})).get(key)
      assert.equal(sum(pick), whole, key)
    }
    assert.equal(
      sum(({ upstreams }) => upstreams['api']?.bulkhead?.parts),
      bulkhead.parts,
    )
    assert.equal(
      sum(({ upstreams }) => upstreams['api']?.bulkhead?.waiting),
      bulkhead.waiting,
    )
    assert.equal(
      sum(({ endpoints }) => endpoints[0]?.rateLimit?.inFlight),
      8,
    )
  })

  it('divides what is there by default, and adds no bound that is not there', () => {
    assert.equal(
      sum(({ upstreams }) => upstreams['other']?.partsInFlight),
      256,
    )
    for (const { upstreams, connections, endpoints } of shares) {
      assert.equal(upstreams['other']?.partsInFlightPerCaller, undefined)
      assert.equal(upstreams['other']?.bulkhead, undefined)
      assert.equal(connections?.idleTime, '1s')
      assert.equal(endpoints[1]?.rateLimit, undefined)
    }
  })

  it('is all of it for one alone', () => {
    assert.equal(divideConfig(config, { id: 1, of: 1 }), config)
  })
})
