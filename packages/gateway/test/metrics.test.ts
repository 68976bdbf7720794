import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

const batch = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '[{"method":"GET","relative_url":"/a"},{"method":"GET","relative_url":"/b"}]',
}

describe('the metrics of a gateway', () => {
  it('count batches, parts and time where they are asked for', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: upstream.url } },
    })
    await fetch(`${gateway.url}/v2/ocamba/batch`, batch)
    await fetch(`${gateway.url}/v2/ocamba/batch`, { ...batch, body: '[' })
    const answer = await fetch(`${gateway.url}/metrics`)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const text = await answer.text()
    const of = 'endpoint="/v2/ocamba/batch",dialect="ocamba"'
    for (const line of [
      `batchway_batches_total{${of},status="200"} 1`,
      `batchway_batches_total{${of},status="400"} 1`,
      `batchway_parts_total{${of},outcome="answered",unknown="false",status_class="2xx"} 2`,
      `batchway_batch_duration_seconds_count{${of}} 2`,
    ]) {
      assert.ok(text.includes(line), `${line} is missing:\n${text}`)
    }
  })

  it('are nowhere unless they are asked for', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.equal((await fetch(`${gateway.url}/metrics`)).status, 404)
  })
})
