import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openGateway } from './support/running-gateway.ts'
import { answerJson, openUpstream } from './support/test-upstream.ts'

const requests = [
  { id: '1', atomicityGroup: 'g', method: 'post', url: 'Orders', body: { n: 1 } },
  { id: '2', atomicityGroup: 'g', method: 'post', url: 'missing', body: {} },
  { id: '3', atomicityGroup: 'g', method: 'post', url: 'Orders', body: { n: 3 } },
  { id: '4', method: 'get', url: 'Orders' },
  { id: '5', method: 'get', url: 'Orders', dependsOn: ['g'] },
]

/** The statuses of the requests by their ids, and what the upstream saw. */
async function runWith(
  option: object,
  sent: readonly object[] = requests,
): Promise<{ readonly statuses: readonly string[]; readonly seen: readonly string[] }> {
  await using upstream = await openUpstream((request, response) => {
    response.setHeader('location', `http://${request.values('host')[0]}/svc/Orders(7)`)
    answerJson(response, { Id: 7 }, request.target === '/svc/missing' ? 404 : 200)
  })
  await using gateway = await openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ path: '/svc/$batch', dialect: 'odata', upstream: 'api', ...option }],
  })
  const answer = await fetch(`${gateway.url}/svc/$batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requests: sent }),
  })
  const { responses } = (await answer.json()) as {
    responses: readonly { readonly id: string; readonly status: number }[]
  }
  const seen = upstream.requests.map(({ method, target }) => `${method} ${target}`)
  return { statuses: responses.map(({ id, status }) => `${id} ${status}`).toSorted(), seen }
}

describe('gateway: groups', () => {
  it('are refused, and other requests run', async () => {
    const { statuses, seen } = await runWith({})
    assert.deepEqual(statuses, ['1 501', '2 501', '3 501', '4 200', '5 424'])
    assert.deepEqual(seen, ['GET /svc/Orders'])
  })

  it('run in order where the configuration says so, and tell what had taken effect', async () => {
    const { statuses, seen } = await runWith({ groups: 'in-order' })
    assert.deepEqual(statuses, ['1 200', '2 404', '3 424', '4 200', '5 424'])
    assert.deepEqual(seen.toSorted(), ['GET /svc/Orders', 'POST /svc/Orders', 'POST /svc/missing'])
  })
})

describe('gateway: references', () => {
  it('lead to what the upstream made, by its own origin', async () => {
    const { statuses, seen } = await runWith({}, [
      { id: '1', method: 'post', url: 'Orders', body: {} },
      { id: '2', method: 'get', url: '$1/Lines?$filter=Id%20eq%20$1/Id', dependsOn: ['1'] },
    ])
    assert.deepEqual(statuses, ['1 200', '2 200'])
    assert.deepEqual(seen, ['POST /svc/Orders', 'GET /svc/Orders(7)/Lines?$filter=Id%20eq%207'])
  })
})
