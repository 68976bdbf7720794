import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pairFiles } from './support/certificates.ts'
import { openForward } from './support/forwarding-gateway.ts'
import { openOcapi } from './support/ocapi-gateway.ts'
import { sendOcapi } from './support/ocapi-request.ts'
import type { RawMessage } from './support/raw-connection.ts'
import { sendRaw } from './support/raw-connection.ts'
import { rawBatch, rawGet } from './support/raw-request.ts'
import { openGateway } from './support/running-gateway.ts'
import { getSecure } from './support/secure-client.ts'
import { findDeadPort, openUpstream } from './support/test-upstream.ts'

const own = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const

const names: readonly string[] = [
  ...Object.keys(own),
  'strict-transport-security',
  'server',
  'x-powered-by',
]

/** Those of the fields that a message has; each stands there once. */
function securityOf({ fields }: RawMessage): Readonly<Record<string, string>> {
  const found = fields
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => names.includes(name))
  assert.equal(new Set(found.map(([name]) => name)).size, found.length)
  return Object.fromEntries(found)
}

function closing(request: string): string {
  return request.replace('Host: x', 'Host: x\r\nConnection: close')
}

describe('security headers', () => {
  it('are on batches, refusals, and answers of the gateway for itself', async () => {
    const port = await findDeadPort()
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    await using alone = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await using lost = await openForward({ url: `http://127.0.0.1:${port}` })
    const batch = '[{"method":"GET","relative_url":"/x"}]'
    const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket'
    const cases: readonly (readonly [number, { port: number }, string])[] = [
      [200, gateway, closing(rawBatch(batch))],
      [400, gateway, closing(rawBatch('{'))],
      [405, gateway, rawGet('/v2/ocamba/batch')],
      [404, alone, rawGet('/x')],
      [502, lost, rawGet('/x')],
      [501, gateway, rawGet('*').replace('GET', 'OPTIONS')],
      [501, gateway, rawGet('/x').replace('Host: x', upgrade)],
      [400, gateway, 'nonsense\r\n\r\n'],
    ]
    for (const [status, { port: at }, request] of cases) {
      const answer = await sendRaw(at, request)
      assert.equal(answer.status, status, request)
      assert.deepEqual(securityOf(answer), own, request)
      assert.ok(answer.complete)
    }
  })

  it('are on no answer that is forwarded', async () => {
    await using upstream = await openUpstream((_, response) => {
      response.writeHead(200, ['Server', 'own', 'Cache-Control', 'max-age=60'])
      response.end('<p>')
    })
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.deepEqual(securityOf(answer), { server: 'own', 'cache-control': 'max-age=60' })
  })

  it('are added to those of an OCAPI client, which win', async () => {
    await using setup = await openOcapi({
      clients: [
        {
          client_id: 'alice',
          allowed_origins: ['https://shop.example'],
          response_headers: { 'cache-control': 'private', 'X-Content-Type-Options': 'own' },
        },
      ],
    })
    const mixed = { ...own, 'cache-control': 'private', 'x-content-type-options': 'own' }
    assert.deepEqual(securityOf(await sendOcapi(setup)), mixed)
    const page = await sendOcapi(setup, { headers: { Origin: 'https://shop.example' } })
    const shared = { ...mixed, 'cross-origin-resource-policy': 'cross-origin' }
    assert.deepEqual(securityOf(page), shared)
  })

  it('say https for a year where it is served, or what the configuration says', async () => {
    const ages: readonly (readonly [object, string | undefined])[] = [
      [{}, 'max-age=31536000'],
      [{ hsts: 60 }, 'max-age=60'],
      [{ hsts: 0 }, 'max-age=0'],
      [{ hsts: false }, undefined],
    ]
    for (const [more, value] of ages) {
      await using gateway = await openGateway({
        upstreams: { api: { url: 'http://127.0.0.1:9' } },
        tls: { ...pairFiles('server'), ...more },
      })
      const { headers } = await getSecure(`${gateway.url}/x`)
      assert.equal(headers['strict-transport-security'], value)
      assert.equal(headers['x-content-type-options'], 'nosniff')
    }
  })
})
