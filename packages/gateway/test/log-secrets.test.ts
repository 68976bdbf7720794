import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { postJournyx, postOcamba } from './support/batch-client.ts'
import { linesOf } from './support/log-lines.ts'
import { sendRaw } from './support/raw-connection.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { signWith } from './support/signed-tokens.ts'
import { findDeadPort, openSandbox, openUpstream } from './support/test-upstream.ts'

const secret = 's3cr3t'
const headers = {
  authorization: `Bearer ${secret}`,
  cookie: `session=${secret}`,
  'x-api-key': secret,
  'x-forwarded-user': secret,
}

describe('log: secrets', () => {
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

  it('writes no token, key, cookie or header that is set, whoever the caller is told to be', async () => {
    await using sandbox = await openSandbox()
    const sources = ['identity', 'bearer', { header: 'x-api-key' }, { header: 'cookie' }]
    for (const source of sources) {
      await using gateway = await openGateway({
        upstreams: { api: { url: sandbox.url } },
        endpoints: [
          {
            ...ocambaEndpoint,
            caller: [source],
            setHeaders: { 'x-upstream-key': secret, authorization: `Basic ${secret}` },
            rules: [{ deny: 'DELETE /**' }],
            partHeaders: ['x-own'],
            limits: { partTime: 600 },
          },
        ],
      })
      await postOcamba(
        gateway.url,
        [
          { method: 'DELETE', relative_url: '/members/10' },
          { method: 'GET', relative_url: '/debug/status/500', headers: { 'X-Own': secret } },
          { method: 'GET', relative_url: '/debug/broken?how=reset' },
          { method: 'GET', relative_url: '/members', headers: { 'X-Other': secret } },
        ],
        { headers },
      )
      const [line] = linesOf(gateway, 'batch')
      assert.match(String(line?.['caller']), /^[a-z.-]+#[\w-]{12}$/)
      assert.equal(linesOf(gateway, 'part failed').length, 4)
      // Nor a hash by which guesses at them could be tried out.
      const guess = source === 'identity' ? '' : headers[headerOf(source)]
      const hash = createHash('sha256').update(guess.replace('Bearer ', '')).digest('base64url')
      assert.ok(!gateway.log.text().includes(hash.slice(0, 6)))
      assert.doesNotMatch(gateway.log.text(), new RegExp(secret, 'i'))
    }
  })

  it('writes no token that is verified, whether it is accepted or not', async () => {
    await using upstream = await openUpstream()
    const shared = `${secret} of at least thirty-two bytes`
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...ocambaEndpoint, verify: { secret: shared }, caller: [{ jwtClaim: 'sub' }, 'bearer'] },
      ],
    })
    const tokens = [
      await signWith(new TextEncoder().encode(shared)),
      await signWith(new TextEncoder().encode(shared), { sub: '' }),
      await signWith(new TextEncoder().encode(`${shared}!`)),
      `${secret}.${secret}.${secret}`,
      `"${secret}"`,
    ]
    for (const token of tokens) {
      await postOcamba(gateway.url, [{ method: 'GET', relative_url: '/x' }], {
        headers: { authorization: `Bearer ${token}` },
      })
      for (const piece of token.split('.')) assert.ok(!gateway.log.text().includes(piece))
    }
    assert.deepEqual(
      linesOf(gateway, 'batch').map((line) => line['status']),
      [200, 200, 401, 401, 401],
    )
    assert.equal(linesOf(gateway, 'batch')[0]?.['caller'], 'jwt.sub:anna')
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

/** The header that a source of callers reads. */
function headerOf(source: string | { readonly header: string }): keyof typeof headers {
  if (typeof source === 'string') return 'authorization'
  return source.header === 'cookie' ? 'cookie' : 'x-api-key'
}

/** Posts something that is refused. */
async function refuse(target: string, init: RequestInit): Promise<void> {
  const response = await fetch(target, { method: 'POST', ...init })
  assert.ok(response.status >= 400)
  await response.arrayBuffer()
}
