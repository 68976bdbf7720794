import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import { linesOf } from './support/log-lines.ts'
import { sendRaw } from './support/raw-connection.ts'
import type { SeenRequest, TestUpstream } from './support/test-upstream.ts'
import { openUpstream } from './support/test-upstream.ts'
import { clients } from './support/dialect-clients.ts'

function open(upstream: TestUpstream, more: object): Promise<RunningGateway> {
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    trustedProxies: ['127.0.0.1'],
    endpoints: clients.map(({ endpoint }) => ({ ...endpoint, ...more })),
  })
}

/** All values that some server might take for that of a field. */
function valuesOf(seen: SeenRequest | undefined, name: string): readonly string[] {
  const fields = seen?.fields ?? []
  return fields.flatMap(([other, value]) => (toVariable(other) === name ? [value] : []))
}

function toVariable(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '-')
}

const spellings = ['X-Api-User', 'X_API_USER', 'x_api-user', 'X.Api.User', "x'api~user"]
const forged = Object.fromEntries(spellings.map((name) => [name, 'eve']))

for (const { name, post } of clients) {
  describe(`headers of the gateway alone: ${name}`, () => {
    it('reach the API from nobody, in no spelling', async () => {
      await using upstream = await openUpstream()
      await using gateway = await open(upstream, {
        reservedHeaders: ['x-api-user', 'Cookie', 'Accept'],
        inheritHeaders: spellings,
        identityHeaders: spellings,
      })
      const headers = { ...forged, cookie: 'a=1', accept: 'text/csv' }
      const answer = await post(gateway, [{ headers }, {}], headers)
      assert.deepEqual(answer.codes, [200, 200], answer.text)
      for (const seen of upstream.requests) {
        for (const field of ['x-api-user', 'cookie', 'accept']) {
          assert.deepEqual(valuesOf(seen, field), [], field)
        }
      }
    })

    it('come with every part as they are set, whatever anybody else says', async () => {
      await using upstream = await openUpstream()
      await using gateway = await open(upstream, {
        setHeaders: { 'X-Api-User': 'gateway', Authorization: 'Basic Z3c6cHc=' },
        inheritHeaders: spellings,
      })
      const headers = { ...forged, authorization: 'Bearer eve', 'x-own': '1' }
      const own = { ...headers, connection: 'authorization, x-api-user, close' }
      const answer = await post(gateway, [{ headers: own }, { headers }, {}], {
        ...forged,
        authorization: 'Bearer eve',
      })
      assert.deepEqual(answer.codes, [200, 200, 200], answer.text)
      for (const seen of upstream.requests) {
        assert.deepEqual(valuesOf(seen, 'x-api-user'), ['gateway'])
        assert.deepEqual(valuesOf(seen, 'authorization'), ['Basic Z3c6cHc='])
      }
      assert.deepEqual(valuesOf(upstream.requests[1], 'x-own'), ['1'])
    })
  })

  describe(`headers that parts may set: ${name}`, () => {
    it('are those that are listed; a part with another one is not sent', async () => {
      await using upstream = await openUpstream()
      await using gateway = await open(upstream, { partHeaders: ['If-Match'] })
      const answer = await post(gateway, [
        { method: 'DELETE', headers: { 'if-match': '"a"' } },
        { method: 'DELETE', headers: { 'x-force': '1' } },
        { method: 'DELETE', headers: { if_match: '"a"' } },
        { headers: { 'content-type': 'text/plain', host: 'evil', te: 'trailers' } },
      ])
      assert.deepEqual(answer.codes, [200, 403, 403, 200], answer.text)
      assert.equal(upstream.requests.length, 2)
    })
  })

  describe(`rules: ${name}`, () => {
    it('refuse a part in every spelling, and log it', async () => {
      await using upstream = await openUpstream()
      await using gateway = await open(upstream, { rules: [{ deny: 'DELETE /v1/members/**' }] })
      const paths = ['/members/1', '/MEMBERS/1', '/%6dembers/1', '/members;x/1', '/members//1/']
      const denied = paths.map((path) => ({ method: 'DELETE', path }))
      const answer = await post(gateway, [...denied, { path: '/members/1' }])
      assert.deepEqual(answer.codes, [...paths.map(() => 403), 200], answer.text)
      assert.deepEqual(
        upstream.requests.map(({ method, target }) => `${method} ${target}`),
        ['GET /v1/members/1'],
      )
      const lines = linesOf(gateway, 'part failed')
      assert.deepEqual(
        lines.map((line) => line['reason']),
        paths.map(() => 'forbidden'),
      )
    })

    it('may be that an endpoint only reads', async () => {
      await using upstream = await openUpstream()
      await using gateway = await open(upstream, { readOnly: true })
      const answer = await post(gateway, [{ method: 'POST' }, { method: 'DELETE' }, {}])
      assert.deepEqual(answer.codes, [403, 403, 200], answer.text)
      assert.equal(upstream.requests.length, 1)
    })
  })
}

describe('Connection', () => {
  it('takes away what the caller sent, and nothing of what the gateway sets', async () => {
    await using upstream = await openUpstream()
    await using gateway = await open(upstream, { setHeaders: { 'x-api-key': 'k' } })
    const body = '[{"method":"GET","relative_url":"/a"}]'
    const answer = await sendRaw(
      gateway.port,
      `POST /ocamba HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nAuthorization: Bearer a\r\nX-Api-Key: eve\r\nConnection: close, x-api-key, authorization\r\n\r\n${body}`,
    )
    assert.equal(answer.status, 200, answer.body)
    assert.deepEqual(valuesOf(upstream.requests[0], 'x-api-key'), ['k'])
    assert.deepEqual(valuesOf(upstream.requests[0], 'authorization'), [])
  })
})
