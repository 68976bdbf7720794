import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { postJournyx, postOcamba } from './support/batch-client.ts'
import { linesOf } from './support/log-lines.ts'
import { sendRaw } from './support/raw-connection.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { findDeadPort, openSandbox, openUpstream } from './support/test-upstream.ts'

describe('log: secrets', () => {
  const secret = 's3cr3t'
  const headers = {
    authorization: `Bearer ${secret}`,
    cookie: `session=${secret}`,
    'x-api-key': secret,
    'x-forwarded-user': secret,
  }

  it('writes none of a batch that runs, whatever becomes of its parts', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      forward: 'api',
      endpoints: [{ ...ocambaEndpoint, limits: { partTime: 600 } }, journyxEndpoint],
    })
    const path = `/v2/ocamba/batch?access_token=${secret}`
    const query = `access_token=${secret}`
    await postOcamba(
      gateway.url,
      [
        { method: 'GET', relative_url: `/debug/status/404?${query}`, headers: { 'X-Own': secret } },
        { method: 'POST', relative_url: `/debug/status/500?${query}`, body: { password: secret } },
        { method: 'GET', relative_url: `/debug/broken?how=reset&${query}` },
        { method: 'GET', relative_url: `/debug/broken?how=bad-chunk&${query}` },
        { method: 'GET', relative_url: `/debug/broken?how=no-answer&${query}` },
        { method: 'GET', relative_url: `/debug/bytes?hex=00&type=${secret}/x&${query}` },
      ],
      { headers, path },
    )
    await postJournyx(
      gateway.url,
      {
        requests: [
          { method: 'GET', url: '/api/v1/debug/status/404', params: { access_token: secret } },
          { method: 'POST', url: '/api/v1/debug/status/500', body: `{"password":"${secret}"}` },
          { method: 'POST', url: '/api/v1/debug/echo', body: `{"password":"${secret}` },
        ],
      },
      { headers },
    )
    assert.equal(linesOf(gateway, 'batch').length, 2)
    assert.equal(linesOf(gateway, 'part failed').length, 8)
    assert.doesNotMatch(gateway.log.text(), new RegExp(secret, 'i'))
  })

  it('writes none of a batch that is refused', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const post = async (body: string, path = '/v2/ocamba/batch'): Promise<void> => {
      const response = await fetch(`${gateway.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      assert.equal(response.status, 400, body)
      await response.arrayBuffer()
    }
    await post(`[{"password":"${secret}"`)
    await post(`["${secret}"]`)
    await post(secret)
    await post(`[{"method":"GET","relative_url":"http://u:${secret}@x/?access_token=${secret}"}]`)
    await post(`[{"method":"GET","relative_url":"/x?${secret}\\u0000"}]`)
    await post(
      `[{"method":"GET","relative_url":"/x","headers":{"Authorization":"${secret}\\r\\n"}}]`,
    )
    await post(`[{"method":"GET","relative_url":"/x","body":{"password":"${secret}"}}]`)
    await post(`[{"method":"POST","relative_url":"/batch?access_token=${secret}"}]`)
    await post(`{"${secret}":[]}`)
    await post(`{"parts":[],"parts":["${secret}"]}`)
    assert.doesNotMatch(gateway.log.text(), new RegExp(secret, 'i'))
  })

  it('writes no values of members, headers and the query that are wrong themselves', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const url = `${gateway.url}/v2/ocamba/batch`
    const json = { 'content-type': 'application/json' }
    await refuse(url, { headers: json, body: `[{"method":"${secret}","relative_url":"/x"}]` })
    await refuse(`${url}?mode=${secret}`, {
      headers: json,
      body: '[{"method":"GET","relative_url":"/x"}]',
    })
    await refuse(url, { headers: { 'content-type': `text/${secret}` }, body: '[]' })
    await refuse(url, { headers: { ...json, 'content-encoding': secret }, body: '[]' })
    assert.equal(gateway.log.lines.length, 4)
    assert.doesNotMatch(gateway.log.text(), new RegExp(secret, 'i'))
  })

  it('writes none of a request that is forwarded in vain', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}` } },
      forward: 'api',
    })
    await sendRaw(
      gateway.port,
      `GET http://user:${secret}@x/y?access_token=${secret} HTTP/1.1\r\nHost: x\r\nAuthorization: ${secret}\r\nConnection: close\r\n\r\n`,
    )
    assert.equal(linesOf(gateway, 'forward failed').length, 1)
    assert.doesNotMatch(gateway.log.text(), new RegExp(secret))
  })
})

/** Posts something that is refused. */
async function refuse(target: string, init: RequestInit): Promise<void> {
  const response = await fetch(target, { method: 'POST', ...init })
  assert.ok(response.status >= 400)
  await response.arrayBuffer()
}
