import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { manyGets } from './support/batch-client.ts'
import { pair, pairFiles, pemFile } from './support/certificates.ts'
import { linesOf } from './support/log-lines.ts'
import { RawConnection, connectRaw } from './support/raw-connection.ts'
import { batchHead, rawGet } from './support/raw-request.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { connectSecure, getSecure, postSecure } from './support/secure-client.ts'
import { openUpstream } from './support/test-upstream.ts'

const bounded = { timeout: 10_000 }
const nowhere = { upstreams: { api: { url: 'http://127.0.0.1:9' } } }
const server = pairFiles('server')

function openSecure(tls: object = {}, more: object = nowhere): Promise<RunningGateway> {
  return openGateway({ ...nowhere, ...more, tls: { ...server, ...tls } })
}

describe('gateway: TLS', () => {
  it('takes batches and forwards over https, and says so to the upstream', bounded, async () => {
    await using upstream = await openUpstream()
    const upstreams = { api: { url: upstream.url } }
    await using gateway = await openSecure({}, { upstreams, forward: 'api' })
    assert.match(gateway.url, /^https:\/\/127\.0\.0\.1:\d+$/)
    const { status, body } = await postSecure(gateway.url, manyGets(2))
    assert.equal(status, 200)
    assert.equal((JSON.parse(body) as { success_counter: number }).success_counter, 2)
    assert.equal((await getSecure(`${gateway.url}/other`)).status, 200)
    assert.deepEqual(
      upstream.requests.map((seen) => seen.values('x-forwarded-proto')),
      [['https'], ['https'], ['https']],
    )
  })

  it('takes own pages for own pages: their origin is https', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openSecure({}, { upstreams: { api: { url: upstream.url } } })
    const post = async (origin: string): Promise<number> => {
      await using caller = await connectSecure(gateway.port)
      const body = '[{"method":"POST","relative_url":"/x"}]'
      await caller.write(
        `${batchHead}Cookie: a=1\r\nOrigin: ${origin}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      return (await caller.answer('POST')).status
    }
    assert.equal(await post('https://x'), 200)
    assert.equal(await post('http://x'), 403)
  })

  it('opens a key with its passphrase', bounded, async () => {
    const key = pemFile('test-only-encrypted-server-key')
    await using gateway = await openSecure({ key, passphrase: 'test-only' })
    assert.equal((await getSecure(`${gateway.url}/x`)).status, 404)
  })

  it('refuses TLS 1.1, and 1.2 where only 1.3 is wanted', bounded, async () => {
    await using usual = await openSecure()
    await using strict = await openSecure({ minVersion: 'TLSv1.3' })
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' } as const
    const middle = { maxVersion: 'TLSv1.2' } as const
    await assert.rejects(getSecure(`${usual.url}/x`, old), /version|EPROTO/i)
    assert.equal((await getSecure(`${usual.url}/x`, middle)).status, 404)
    await assert.rejects(getSecure(`${strict.url}/x`, middle), /version|EPROTO/i)
    assert.equal((await getSecure(`${strict.url}/x`)).status, 404)
    assert.ok(linesOf(strict, 'no TLS connection').length > 0)
  })

  it('ends a connection that speaks plain HTTP, and serves the next one', bounded, async () => {
    await using gateway = await openSecure()
    await using caller = await connectRaw(gateway.port)
    await caller.write(rawGet('/x'))
    assert.equal(await caller.untilOver(), '')
    assert.equal((await getSecure(`${gateway.url}/x`)).status, 404)
  })

  it('ends a connection that says nothing, or breaks off in its handshake', bounded, async () => {
    await using quick = await openSecure({}, { connections: { headTime: 100 } })
    await using silent = await connectRaw(quick.port)
    assert.equal(await silent.untilOver(), '')
    await using gateway = await openSecure()
    const broken = connect({ port: gateway.port, host: '127.0.0.1' })
    const connection = new RawConnection(broken)
    await connection.write(Buffer.from([22, 3, 1, 2, 0, 1]))
    broken.resetAndDestroy()
    await connection.untilOver()
    assert.equal((await getSecure(`${gateway.url}/x`)).status, 404)
  })

  it('answers 408 to a batch that trickles', bounded, async () => {
    const endpoints = [{ ...ocambaEndpoint, limits: { readTime: 100 } }]
    await using gateway = await openSecure({}, { endpoints })
    await using caller = await connectSecure(gateway.port)
    await caller.write(`${batchHead}Content-Length: 100\r\n\r\n[{"method":`)
    assert.equal((await caller.answer('POST')).status, 408)
  })

  it('answers what is no HTTP within TLS', bounded, async () => {
    await using gateway = await openSecure()
    await using caller = await connectSecure(gateway.port)
    await caller.write('nonsense\r\n\r\n')
    assert.equal((await caller.answer()).status, 400)
  })
})

describe('gateway: certificates of clients', () => {
  const ca = pemFile('ca')

  it('are required where there is an authority for them', bounded, async () => {
    await using gateway = await openSecure({ ca })
    assert.equal((await getSecure(`${gateway.url}/x`, pair('client'))).status, 404)
    await assert.rejects(getSecure(`${gateway.url}/x`))
    await assert.rejects(getSecure(`${gateway.url}/x`, pair('stranger')))
    const resumed = { ...pair('stranger'), maxVersion: 'TLSv1.2' } as const
    await assert.rejects(getSecure(`${gateway.url}/x`, resumed))
  })

  it('may be missing where they are optional, but not be bad', bounded, async () => {
    await using gateway = await openSecure({ ca, requestClientCert: 'optional' })
    assert.equal((await getSecure(`${gateway.url}/x`, pair('client'))).status, 404)
    assert.equal((await getSecure(`${gateway.url}/x`)).status, 404)
    await assert.rejects(getSecure(`${gateway.url}/x`, pair('stranger')))
  })

  it('are not asked for otherwise', bounded, async () => {
    await using gateway = await openSecure()
    assert.equal((await getSecure(`${gateway.url}/x`, pair('stranger'))).status, 404)
  })
})

async function refusal(tls: object): Promise<string> {
  try {
    await using _ = await openSecure(tls)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'it was not refused'
}

describe('gateway: files of TLS', () => {
  it('are named with the cause when they can not be used', async () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ cert: 'nothing.pem' }, /^tls\.cert: \/.*nothing\.pem: there is no such file$/],
      [{ key: 'nothing.pem' }, /^tls\.key: \/.*nothing\.pem: there is no such file$/],
      [{ ca: 'nothing.pem' }, /^tls\.ca: \/.*nothing\.pem: there is no such file$/],
      [{ cert: server.key }, /^tls\.cert: .*-key\.pem: it has no certificate in PEM form$/],
      [{ ca: server.key }, /^tls\.ca: .*-key\.pem: it has no certificate in PEM form$/],
      [{ key: server.cert }, /^tls\.key: .*server\.pem: it has no private key that can be used/],
      [
        { key: pairFiles('client').key },
        /^tls: the key in \S+client-key\.pem does not belong to the certificate in \S+server\.pem$/,
      ],
      [
        { key: pemFile('test-only-encrypted-server-key') },
        /^tls\.key: .*: the key is encrypted, and there is no passphrase$/,
      ],
      [
        { key: pemFile('test-only-encrypted-server-key'), passphrase: 'hunter2' },
        /^tls\.key: .*: the passphrase does not open it \(/,
      ],
    ]
    for (const [tls, message] of cases) {
      const said = await refusal(tls)
      assert.match(said, message)
      assert.doesNotMatch(said, /hunter2/)
    }
  })

  it('are warned about when they have expired', async () => {
    await using gateway = await openSecure(pairFiles('expired'))
    const [line] = linesOf(gateway, 'tls.cert: the certificate has expired')
    assert.match(String(line?.['file']), /expired\.pem$/)
  })
})
