import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import session from 'express-session'
import { headerOf } from '../support/compared-app.ts'
import type { ComparedApp } from '../support/compared-app.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

const forwarded = {
  'x-forwarded-for': '203.0.113.7, 10.0.0.2',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'shop.eu.example.com',
}

for (const version of expressVersions) {
  describe(`behind a proxy in ${version.name}`, bounded, () => {
    it('a part has the address that the proxy gave', async () => {
      await using compared = await startBehind(version, true)
      const { ip, ips } = await assertSameBehind(compared)
      assert.equal(ip, '203.0.113.7')
      assert.deepEqual(ips, ['203.0.113.7', '10.0.0.2'])
    })

    it('a part has the address before the trusted hops', async () => {
      await using compared = await startBehind(version, 1)
      assert.equal((await assertSameBehind(compared)).ip, '10.0.0.2')
    })

    it('a part has the address before the trusted networks', async () => {
      await using compared = await startBehind(version, 'loopback, 10.0.0.0/8')
      assert.equal((await assertSameBehind(compared)).ip, '203.0.113.7')
    })

    it('a part has the address before those that a function trusts', async () => {
      await using compared = await startBehind(version, (address: string) => address[0] === '1')
      assert.equal((await assertSameBehind(compared)).ip, '203.0.113.7')
    })

    it('a part has the scheme that the proxy gave', async () => {
      await using compared = await startBehind(version, 'loopback')
      const { protocol, secure } = await assertSameBehind(compared)
      assert.equal(protocol, 'https')
      assert.equal(secure, true)
    })

    it('a part has the host that the proxy gave', async () => {
      await using compared = await startBehind(version, 'loopback')
      const { hostname, subdomains } = await assertSameBehind(compared)
      assert.equal(hostname, 'shop.eu.example.com')
      assert.deepEqual(subdomains, ['eu', 'shop'])
    })

    it('a part has the fields as the proxy wrote them', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          response.json(Object.keys(forwarded).map((name) => request.get(name)))
        })
      })
      const single = await compared.alone({ path: '/', headers: forwarded })
      const part = await compared.asPart({ path: '/' }, forwarded)
      assert.equal(part.text, single.text)
    })

    it('a part has the address of its peer where no proxy is trusted', async () => {
      await using compared = await startBehind(version, false)
      const { ip, ips, protocol } = await assertSameBehind(compared)
      assert.equal(ip, '127.0.0.1')
      assert.deepEqual(ips, [])
      assert.equal(protocol, 'http')
    })

    it('a part has the address of its peer where the proxy gives none', async () => {
      await using compared = await startBehind(version, true)
      assert.equal((await assertSameBehind(compared, {})).ip, '127.0.0.1')
    })

    it('a part is not believed what it says of its own way', async () => {
      await using compared = await startBehind(version, true)
      const part = await compared.asPart({ path: '/', headers: forwarded })
      const plain = await compared.alone({ path: '/' })
      assert.equal(part.text, plain.text)
    })

    it('a part is not believed against the proxy', async () => {
      await using compared = await startBehind(version, true)
      const headers = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'http' }
      const part = await compared.asPart({ path: '/', headers }, forwarded)
      const single = await compared.alone({ path: '/', headers: forwarded })
      assert.equal(part.text, single.text)
    })

    it('a session has a secure cookie', async () => {
      await using compared = await startExpress(version, (app) => {
        app.set('trust proxy', 1)
        app.use(session(secureSession))
        app.get('/', (_request, response) => response.send('x'))
      })
      const single = await compared.alone({ path: '/', headers: forwarded })
      const part = await compared.asPart({ path: '/' }, forwarded)
      assert.match(headerOf(part, 'set-cookie') ?? '', /; Secure$/)
      assert.deepEqual(part.headers, single.headers)
    })
  })
}

const secureSession = {
  secret: 's',
  resave: false,
  saveUninitialized: true,
  genid: (): string => 'fixed',
  proxy: true,
  cookie: { secure: true },
}

/** Starts an app that answers what it knows of the way by which it was reached. */
function startBehind(version: ExpressVersion, trust: unknown): Promise<ComparedApp> {
  return startExpress(version, (app) => {
    app.set('trust proxy', trust)
    app.get('/', (request, response) => {
      const { ip, ips, protocol, secure, hostname, subdomains } = request
      response.json({ ip, ips, protocol, secure, hostname, subdomains })
    })
  })
}

async function assertSameBehind(
  compared: ComparedApp,
  headers: Readonly<Record<string, string>> = forwarded,
): Promise<Readonly<Record<string, unknown>>> {
  const single = await compared.alone({ path: '/', headers })
  const part = await compared.asPart({ path: '/' }, headers)
  assert.equal(part.text, single.text)
  return JSON.parse(part.text) as Readonly<Record<string, unknown>>
}
