import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { connect } from 'node:tls'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { pem, pemFile } from './support/certificates.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, RunningCommand } from './support/command.ts'
import { openSecureUpstream } from './support/secure-upstream.ts'
import { answerJson, openHolding, openTcp, openUpstream } from './support/test-upstream.ts'

const { file, folder } = makeConfigFolder()

async function hashAt(url: string): Promise<unknown> {
  const page = (await (await fetch(`${url}/healthz`)).json()) as { config: unknown }
  return page.config
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}

describe('batchway: reload', { concurrency: 2 }, () => {
  it('switches to the new file at SIGHUP; what runs ends on the old one', async () => {
    await using holding = await openHolding()
    await using next = await openUpstream()
    const path = await file('reload.yaml', configFor(holding.url, 'forward: api\n'))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const running = postOcamba(url, manyGets(2))
    await holding.first
    await writeFile(path, configFor(next.url, 'forward: api\n# another file\n'))
    const hash = hashOf(path)
    assert.notEqual(await hashAt(url), hash)
    command.process.kill('SIGHUP')
    await command.says(new RegExp(`configuration ${hash} is in force`))
    assert.equal(await hashAt(url), hash)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    assert.equal((await fetch(`${url}/x`)).status, 200)
    assert.deepEqual(
      next.requests.map(({ target }) => target),
      ['/v2/ocamba/members/0', '/x'],
    )
    holding.release()
    assert.deepEqual((await running).codes, [200, 200], 'it was not cut off')
    command.process.kill('SIGTERM')
    assert.equal((await command.ended).code, 0)
  })

  it('keeps the old configuration when the new one is bad, whatever is bad about it', async () => {
    await using upstream = await openUpstream()
    const good = configFor(upstream.url)
    const path = await file('bad.yaml', good)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const hash = hashOf(path)
    const bad: readonly (readonly [string, RegExp])[] = [
      [good.replace('ocamba, upstream', 'ocmaba, upstream'), /did you mean "ocamba"/],
      ['upstreams: [', /bad\.yaml:1:/],
      [good.replace('127.0.0.1:0', '127.0.0.1:1'), /listen can't be changed/],
      [`${good}workers: 3\n`, /workers can't be changed/],
      [`${good}logFormat: pretty\n`, /logFormat can't be changed/],
      [`${good}connections: { most: 3 }\n`, /connections can't be changed/],
      [`${good}tls: { cert: ${pemFile('server')}, key: nowhere.pem }\n`, /tls can't be changed/],
      [
        good.replace("url: '", `tls: { ca: nowhere.pem }, url: 'https://127.0.0.1:1', #`),
        /bad\.yaml/,
      ],
      [good.replace('upstream: api }', 'upstream: api, limits: { parts: 0 } }'), /parts/],
    ]
    for (const [text, reason] of bad) {
      const said = command.stderr.length
      await writeFile(path, text)
      command.process.kill('SIGHUP')
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await command.says(new RegExp(`^[^]{${said}}[^]*the configuration before stays in force`))
      assert.match(command.stderr.slice(said), reason)
      assert.equal(await hashAt(url), hash)
      assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    }
    await command.logged(/"level":50.*did you mean \\"ocamba\\".*the one before stays in force/)
    await writeFile(path, `${good}# good again\n`)
    command.process.kill('SIGHUP')
    await command.says(/configuration [0-9a-f]{16} is in force/)
    assert.equal(await hashAt(url), hashOf(path))
  })

  it('reads the file again at a SIGHUP that came while it started', async () => {
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>()
    // It accepts connections and says nothing: the gateway waits for it before it listens.
    await using store = await openTcp(() => onAsked())
    const held = `stateStore: { url: 'redis://127.0.0.1:${store.port}', connectTimeout: 100ms }\n`
    const path = await file('early.yaml', configFor('http://127.0.0.1:1', held))
    await using command = new RunningCommand(['--config', path])
    await asked
    command.process.kill('SIGHUP')
    await command.says(/listens on[^]*configuration [0-9a-f]{16} is in force/)
  })

  it('keeps the counters of rate limits', async () => {
    await using upstream = await openUpstream()
    const limited = configFor(upstream.url).replace(
      'dialect: ocamba,',
      'dialect: ocamba, rateLimit: { batches: { burst: 2, steady: 2 } },',
    )
    const path = await file('rates.yaml', limited)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    assert.equal((await postOcamba(url, manyGets(1))).status, 200)
    await writeFile(path, `${limited}budget: 64MiB\nmetrics: /metrics\n`)
    command.process.kill('SIGHUP')
    await command.says(/configuration [0-9a-f]{16} is in force/)
    assert.equal((await postOcamba(url, manyGets(1))).status, 200)
    assert.equal((await postOcamba(url, manyGets(1))).status, 429)
    assert.match(
      await (await fetch(`${url}/metrics`)).text(),
      /batchway_batches_total\{.*outcome="too-many-requests"\} 1/,
    )
  })

  it('ends at SIGHUP where there is no file, as any command in a closed terminal', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocambaOptions])
    await command.url()
    command.process.kill('SIGHUP')
    await command.ended
    assert.equal(command.process.signalCode, 'SIGHUP')
  })
})

describe('batchway: certificates that change', { concurrency: 2 }, () => {
  it('shows a certificate that came by a moved link, and keeps it when the next is bad', async () => {
    await using upstream = await openUpstream((_seen, response) => answerJson(response, {}))
    const mount = join(folder, 'mount')
    await bringIn(mount, '1', pair('server'))
    const tls = `tls: { cert: ${mount}/live/tls.crt, key: ${mount}/live/tls.key }\n`
    const path = await file('link.yaml', configFor(upstream.url, tls))
    await using command = new RunningCommand(['--config', path])
    const [, port = ''] = await command.says(/listens on https:\/\/127\.0\.0\.1:(\d+)\n/)
    assert.equal(await certificateAt(Number(port)), fingerprint('server'))
    await bringIn(mount, '2', pair('internal'))
    await command.logged(/changed files are in force/)
    assert.equal(await certificateAt(Number(port)), fingerprint('internal'))
    await bringIn(mount, '3', { ...pair('server'), key: pem('test-only-internal-key') })
    await command.logged(/does not belong to the certificate.*what was read before stays/)
    assert.equal(await certificateAt(Number(port)), fingerprint('internal'))
    await bringIn(mount, '4', pair('server'))
    await command.logged(/(?:changed files are in force[^]*){2}/)
    assert.equal(await certificateAt(Number(port)), fingerprint('server'))
  })

  it('reads certificates again at SIGHUP, and keeps them all when the file is bad', async () => {
    await using upstream = await openUpstream()
    const cert = await file('hup.crt', pem('server'))
    const key = await file('hup.key', pem('test-only-server-key'))
    const good = configFor(upstream.url, `tls: { cert: ${cert}, key: ${key} }\n`)
    const path = await file('hup.yaml', good)
    await using command = new RunningCommand(['--config', path])
    const [, port = ''] = await command.says(/listens on https:\/\/127\.0\.0\.1:(\d+)\n/)
    const other = `${pemFile('internal')}, key: ${pemFile('test-only-internal-key')}`
    await writeFile(path, good.replace(/cert: .*key: [^ ]*/, `cert: ${other}, minVersion: TLSv9`))
    command.process.kill('SIGHUP')
    await command.says(/minVersion[^]*stays in force/)
    assert.equal(await certificateAt(Number(port)), fingerprint('server'))
    await writeFile(path, good.replace(/cert: .*key: [^ ]*/, `cert: ${other}`))
    command.process.kill('SIGHUP')
    await command.says(/configuration [0-9a-f]{16} is in force/)
    assert.equal(await certificateAt(Number(port)), fingerprint('internal'))
  })

  it('trusts the authorities of an upstream as they change', async () => {
    const own = { cert: pem('server'), key: pem('test-only-server-key') }
    await using upstream = await openSecureUpstream(own)
    const ca = await file('ca.crt', pem('other-ca'))
    const text = configFor(upstream.url).replace("url: '", `tls: { ca: ${ca} }, url: '`)
    const path = await file('ca.yaml', text)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [502])
    await writeFile(`${ca}.new`, pem('ca'))
    await rename(`${ca}.new`, ca)
    await command.logged(/changed files are in force/)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    await writeFile(ca, 'nothing of use')
    await command.logged(/no certificate in PEM form.*what was read before stays/)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
  })
})

function pair(name: string): { readonly cert: string; readonly key: string } {
  return { cert: pem(name), key: pem(`test-only-${name}-key`) }
}

/** As Kubernetes does it: a folder with the files, and a link to it that is replaced by a rename. */
async function bringIn(
  mount: string,
  version: string,
  files: { readonly cert: string; readonly key: string },
): Promise<void> {
  const place = join(mount, `..${version}`)
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'tls.crt'), files.cert)
  await writeFile(join(place, 'tls.key'), files.key)
  await symlink(`..${version}`, join(mount, 'live.new'))
  await rename(join(mount, 'live.new'), join(mount, 'live'))
}

function fingerprint(name: string): string {
  const der = Buffer.from(pem(name).replace(/-----[^-]+-----|\s/g, ''), 'base64')
  return createHash('sha256').update(der).digest('hex')
}

/** The fingerprint of the certificate that is shown to a new connection. */
async function certificateAt(port: number): Promise<string> {
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await new Promise((resolve, reject) => {
    socket.once('secureConnect', resolve)
    socket.once('error', reject)
  })
  const { raw } = socket.getPeerCertificate()
  socket.destroy()
  return createHash('sha256').update(raw).digest('hex')
}
