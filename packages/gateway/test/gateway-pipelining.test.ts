import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startLaneServer } from '../../core/test/support/lane-server.ts'
import { linesOf } from './support/log-lines.ts'
import { openGateway } from './support/running-gateway.ts'

/** Posts a batch of parts with those methods, and returns the statuses of their answers. */
async function post(url: string, methods: readonly string[]): Promise<readonly number[]> {
  const parts = methods.map((method, index) => {
    const body = method === 'POST' ? { body: { index } } : {}
    return { method, relative_url: `/${index}`, ...body }
  })
  const answer = await fetch(`${url}/v2/ocamba/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parts),
  })
  const { parts: answers } = (await answer.json()) as {
    readonly parts: readonly { code: number }[]
  }
  return answers.map(({ code }) => code)
}

describe('a gateway with pipelining', () => {
  it('counts what was sent again behind a connection that ended', async () => {
    await using upstream = await startLaneServer((connection) => {
      if (connection !== upstream.lanes[0]) connection.answer()
      else if (connection.requests.length === 4) {
        connection.answer(1)
        connection.socket.end()
      }
    })
    await using gateway = await openGateway({
      metrics: '/metrics',
      upstreams: { api: { url: upstream.origin, pipelining: 4 } },
    })
    const statuses = await post(gateway.url, ['GET', 'GET', 'GET', 'GET'])
    assert.deepEqual(statuses, [200, 200, 200, 200])
    const [line] = linesOf(gateway, 'batch')
    assert.equal(line?.['resent'], 3)
    const text = await (await fetch(`${gateway.url}/metrics`)).text()
    const of = 'endpoint="/v2/ocamba/batch",dialect="ocamba"'
    assert.ok(text.includes(`batchway_resent_parts_total{${of}} 3`), text)
  })

  it('sends what changes something by itself', async () => {
    await using upstream = await startLaneServer()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.origin, pipelining: 8 } },
    })
    const statuses = post(gateway.url, ['GET', 'POST', 'GET', 'POST', 'DELETE', 'GET'])
    await upstream.arrived(6)
    const sizes = upstream.lanes.map(({ requests }) => requests.length)
    assert.deepEqual(
      sizes.toSorted((one, other) => one - other),
      [1, 1, 1, 3],
    )
    for (const lane of upstream.lanes) lane.answer()
    assert.deepEqual(await statuses, [200, 200, 200, 200, 200, 200])
  })
})
