import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { postOcamba } from './support/batch-client.ts'
import { pair, pairFiles, pem, pemFile } from './support/certificates.ts'
import { linesOf } from './support/log-lines.ts'
import { connectRaw } from './support/raw-connection.ts'
import { rawBatch } from './support/raw-request.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { openSecureUpstream } from './support/secure-upstream.ts'

const bounded = { timeout: 10_000 }
const ca = pemFile('ca')
const batch = [{ method: 'GET', relative_url: '/x' }] as const

function openFor({ url }: { readonly url: string }, tls?: object): Promise<RunningGateway> {
  const upstream = tls === undefined ? { url } : { url, tls }
  return openGateway({ upstreams: { api: upstream }, forward: 'api' })
}

/** The code of the part, and why it failed as far as the log knows. */
async function outcome(
  gateway: RunningGateway,
): Promise<readonly [number | undefined, string | undefined]> {
  const { codes } = await postOcamba(gateway.url, batch)
  const [line] = linesOf(gateway, 'part failed')
  return [codes[0], line === undefined ? undefined : String(line['cause'])]
}

describe('an https upstream', () => {
  const variable = 'NODE_TLS_REJECT_UNAUTHORIZED'
  const before = process.env[variable]
  afterEach(() => {
    if (before === undefined) delete process.env[variable]
    else process.env[variable] = before
  })

  it('is spoken to when its certificate is of a trusted authority', bounded, async () => {
    await using upstream = await openSecureUpstream(pair('server'))
    await using gateway = await openFor(upstream, { ca })
    assert.deepEqual(await outcome(gateway), [200, undefined])
    assert.equal((await fetch(`${gateway.url}/other`)).status, 200)
    // An address is no name to ask for (RFC 6066 3).
    assert.ok(upstream.names.every((name) => name === false))
  })

  it(
    'gets nothing when it is of another authority, whatever the environment says',
    bounded,
    async () => {
      process.env[variable] = '0'
      await using upstream = await openSecureUpstream(pair('server'))
      await using gateway = await openFor(upstream, { ca: pemFile('other-ca') })
      const [code, cause] = await outcome(gateway)
      assert.equal(code, 502)
      assert.match(cause ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED|UNABLE_TO_GET_ISSUER/)
      const forwarded = await fetch(`${gateway.url}/other`)
      assert.equal(forwarded.status, 502)
      await forwarded.arrayBuffer()
      assert.deepEqual(upstream.hosts, [])
    },
  )

  it(
    'gets nothing when no authority is named and it is of none that Node knows',
    bounded,
    async () => {
      await using upstream = await openSecureUpstream(pair('server'))
      await using gateway = await openFor(upstream)
      assert.equal((await outcome(gateway))[0], 502)
      assert.deepEqual(upstream.hosts, [])
    },
  )

  it('gets nothing when its certificate has expired', bounded, async () => {
    await using upstream = await openSecureUpstream(pair('expired'))
    await using gateway = await openFor(upstream, { ca })
    const [code, cause] = await outcome(gateway)
    assert.equal(code, 502)
    assert.match(cause ?? '', /CERT_HAS_EXPIRED/)
  })

  it('gets nothing when its certificate has another name', bounded, async () => {
    await using upstream = await openSecureUpstream(pair('internal'))
    await using gateway = await openFor(upstream, { ca })
    const [code, cause] = await outcome(gateway)
    assert.equal(code, 502)
    assert.match(cause ?? '', /ERR_TLS_CERT_ALTNAME_INVALID.*127\.0\.0\.1/)
    assert.deepEqual(upstream.hosts, [])
  })

  it('may have the name that the configuration says', bounded, async () => {
    const servername = 'api.internal.example'
    await using upstream = await openSecureUpstream(pair('internal'))
    await using gateway = await openFor(upstream, { ca, servername })
    assert.deepEqual(await outcome(gateway), [200, undefined])
    assert.deepEqual(upstream.names, [servername])
    assert.deepEqual(upstream.hosts, [new URL(upstream.url).host])
  })

  it('is never chosen by the Host of a caller, and keeps its connection', bounded, async () => {
    await using upstream = await openSecureUpstream(pair('server'))
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, host: 'caller', connections: 1, tls: { ca } } },
      endpoints: [ocambaEndpoint],
    })
    const hosts = ['one.example', 'two.example', 'api.internal.example']
    for (const host of hosts) {
      await using caller = await connectRaw(gateway.port)
      await caller.write(rawBatch(JSON.stringify(batch)).replace('Host: x', `Host: ${host}`))
      assert.match((await caller.answer('POST')).body, /"success_counter":1,/)
    }
    assert.deepEqual(upstream.names, [false])
    assert.deepEqual(upstream.hosts, hosts)
  })

  it('is shown the certificate that it wants', bounded, async () => {
    const tls = { ...pair('server'), ca: pem('ca'), requestCert: true, rejectUnauthorized: true }
    await using upstream = await openSecureUpstream(tls)
    await using gateway = await openFor(upstream, { ca, ...pairFiles('client') })
    assert.deepEqual(await outcome(gateway), [200, undefined])
    assert.deepEqual(upstream.clients, ['client'])
    await using bare = await openFor(upstream, { ca })
    const [code, cause] = await outcome(bare)
    assert.equal(code, 502)
    assert.match(cause ?? '', /CERTIFICATE_REQUIRED|certificate required|ECONNRESET|closed/i)
    await using wrong = await openFor(upstream, { ca, ...pairFiles('stranger') })
    assert.equal((await outcome(wrong))[0], 502)
    assert.equal(upstream.clients.length, 1)
  })

  it(
    'is not checked only where the configuration says so, and the log does as well',
    bounded,
    async () => {
      await using upstream = await openSecureUpstream(pair('internal'))
      await using gateway = await openFor(upstream, { rejectUnauthorized: false })
      assert.deepEqual(await outcome(gateway), [200, undefined])
      const [line] = gateway.log.lines
      assert.equal(line?.['level'], 40)
      assert.equal(line['upstream'], 'api')
      assert.match(String(line['msg']), /IS NOT CHECKED/)
    },
  )

  it('is refused with the file that can not be used', async () => {
    const upstream = { url: 'https://127.0.0.1:9' }
    await assert.rejects(openFor(upstream, { ca: 'none.pem' }), {
      message: /^upstreams\.api\.tls\.ca: \/.*none\.pem: there is no such file$/,
    })
    const mixed = { cert: pemFile('client'), key: pairFiles('server').key }
    await assert.rejects(openFor(upstream, mixed), {
      message: /^upstreams\.api\.tls: the key in .* does not belong to the certificate in /,
    })
  })
})
