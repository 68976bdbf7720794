import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig } from '../src/index.ts'
import { manyGets, postOcamba } from './support/batch-client.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { findDeadPort, openHolding, openUpstream } from './support/test-upstream.ts'

const of = 'endpoint="/v2/ocamba/batch",dialect="ocamba"'

async function read({ url }: RunningGateway): Promise<string> {
  return (await fetch(`${url}/metrics`)).text()
}

/** Posts what is no batch. */
async function postText(url: string, body: string): Promise<{ readonly text: string }> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v2/ocamba/batch`, { method: 'POST', headers, body })
  return { text: await response.text() }
}

/** Asserts that the text has those lines. */
function assertLines(text: string, lines: readonly string[]): void {
  const all = new Set(text.split('\n'))
  for (const line of lines) assert.ok(all.has(line), `${line} is missing:\n${text}`)
}

describe('the metrics of a gateway', () => {
  it('count batches, parts, bytes and time where they are asked for', async () => {
    await using upstream = await openUpstream((_seen, response) => response.end('{"a":1}'))
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: upstream.url } },
    })
    const parts = [
      { method: 'GET', relative_url: '/a' },
      { method: 'POST', relative_url: '/b', body: { b: 2 } },
    ]
    const answer = await postOcamba(gateway.url, parts)
    const { text: refusal } = await postText(gateway.url, '[')
    const scraped = await fetch(`${gateway.url}/metrics`)
    assert.match(scraped.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.equal(scraped.headers.get('x-content-type-options'), 'nosniff')
    assertLines(await scraped.text(), [
      `batchway_batches_total{${of},status_class="2xx",outcome="ok"} 1`,
      `batchway_batches_total{${of},status_class="4xx",outcome="invalid-body"} 1`,
      `batchway_parts_total{${of},outcome="answered",status_class="2xx",unknown="false"} 2`,
      `batchway_batch_parts_sum{${of}} 2`,
      `batchway_batch_duration_seconds_count{${of}} 2`,
      `batchway_part_duration_seconds_count{${of}} 2`,
      `batchway_part_wait_seconds_count{${of}} 2`,
      `batchway_part_sent_bytes_total{${of}} 7`,
      `batchway_part_received_bytes_total{${of}} 14`,
      `batchway_received_bytes_total{${of}} ${JSON.stringify(parts).length + 1}`,
      `batchway_sent_bytes_total{${of}} ${answer.text.length + refusal.length}`,
      `batchway_batches_in_flight{${of}} 0`,
      'batchway_budget_used_bytes 0',
      'batchway_budget_limit_bytes 268435456',
    ])
  })

  it('tell how parts failed, what was tried again and that the breaker is open', async () => {
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: {
        api: {
          url: `http://127.0.0.1:${await findDeadPort()}`,
          retry: { attempts: 2, baseDelay: 1 },
          breaker: { failures: 2, openTime: '60m' },
        },
      },
    })
    await postOcamba(gateway.url, manyGets(1))
    await postOcamba(gateway.url, manyGets(1))
    assertLines(await read(gateway), [
      `batchway_batches_total{${of},status_class="2xx",outcome="all-failed"} 2`,
      `batchway_parts_total{${of},outcome="unreachable",status_class="5xx",unknown="false"} 1`,
      `batchway_parts_total{${of},outcome="breaker-open",status_class="5xx",unknown="false"} 1`,
      `batchway_part_retries_total{${of}} 1`,
      'batchway_breaker_state{upstream="api",state="closed"} 0',
      'batchway_breaker_state{upstream="api",state="open"} 1',
      'batchway_breaker_state{upstream="api",state="half-open"} 0',
    ])
  })

  it('tell what is under way and what waits', async () => {
    await using holding = await openHolding()
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: holding.url, partsInFlight: 1, bulkhead: { parts: 2 } } },
    })
    const running = postOcamba(gateway.url, manyGets(4))
    await holding.first
    assertLines(await read(gateway), [
      `batchway_batches_in_flight{${of}} 1`,
      'batchway_upstream_parts_in_flight{upstream="api"} 1',
      'batchway_upstream_parts_limit{upstream="api"} 1',
      'batchway_upstream_waiting_parts{upstream="api"} 1',
      'batchway_upstream_waiting_batches{upstream="api"} 1',
      'batchway_bulkhead_parts_in_flight{endpoint="/v2/ocamba/batch"} 2',
      'batchway_bulkhead_waiting_parts{endpoint="/v2/ocamba/batch"} 2',
    ])
    holding.release()
    await running
  })

  it('count what is over a rate', async () => {
    await using upstream = await openUpstream()
    const rate = { burst: 1, steady: 1 }
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...ocambaEndpoint, rateLimit: { batches: rate, parts: [{ match: '/**', rate }] } },
      ],
    })
    await postOcamba(gateway.url, manyGets(2))
    await postOcamba(gateway.url, manyGets(2))
    assertLines(await read(gateway), [
      `batchway_batches_total{${of},status_class="2xx",outcome="some-failed"} 1`,
      `batchway_batches_total{${of},status_class="4xx",outcome="too-many-requests"} 1`,
      `batchway_parts_total{${of},outcome="rate-limited",status_class="4xx",unknown="false"} 1`,
    ])
  })

  it('go on through a reload, without what it has taken away', async () => {
    await using holding = await openHolding()
    const config = { metrics: '/metrics', listen: '127.0.0.1:0', endpoints: [ocambaEndpoint] }
    const api = { url: holding.url }
    const before = { api, old: { url: holding.url, breaker: {} } }
    await using gateway = await openGateway({ ...config, upstreams: before })
    const running = postOcamba(gateway.url, manyGets(1))
    await holding.first
    assert.match(await read(gateway), /upstream="old"/)
    const next = checkConfig({ ...config, upstreams: { api } }, 'test')
    const prepared = await gateway.gateway.prepare(next)
    prepared.commit()
    const text = await read(gateway)
    assertLines(text, [`batchway_batches_in_flight{${of}} 1`])
    assert.doesNotMatch(text, /upstream="old"/)
    holding.release()
    await running
    assertLines(await read(gateway), [`batchway_batches_in_flight{${of}} 0`])
  })

  it('are there with 0 before anything has happened, so that its first time is seen', async () => {
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: 'http://127.0.0.1:9' } },
    })
    assertLines(await read(gateway), [
      `batchway_batches_total{${of},status_class="2xx",outcome="ok"} 0`,
      `batchway_batches_total{${of},status_class="4xx",outcome="too-many-requests"} 0`,
      `batchway_parts_total{${of},outcome="answered",status_class="2xx",unknown="false"} 0`,
      `batchway_parts_total{${of},outcome="rate-limited",status_class="4xx",unknown="false"} 0`,
      `batchway_parts_total{${of},outcome="timeout",status_class="5xx",unknown="true"} 0`,
    ])
  })

  it('have no label with a text of a caller', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: upstream.url } },
    })
    await postOcamba(gateway.url, [{ method: 'S3CR3T', relative_url: '/s3cr3t?s3cr3t' }], {
      headers: { 'user-agent': 's3cr3t', authorization: 's3cr3t', traceparent: 's3cr3t' },
      path: '/v2/ocamba/batch?s3cr3t',
    })
    assert.doesNotMatch(await read(gateway), /s3cr3t/i)
  })

  it('are nowhere unless they are asked for', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.equal((await fetch(`${gateway.url}/metrics`)).status, 404)
  })
})
