import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CryptoKey, JWK, JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { openGateway } from './support/running-gateway.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { answerJson, openHttp, openUpstream } from './support/test-upstream.ts'

const secret = 'a secret of at least thirty-two bytes'
const audience = 'ocapi'

interface Answer {
  readonly status: number
  /** Type of the fault; undefined where there is none. */
  readonly fault: string | undefined
  readonly message: string
}

interface Setup extends AsyncDisposable {
  readonly upstream: TestUpstream
  /** Posts a batch of two parts with these tokens; undefined for none. */
  post(token: string | undefined, ofPart?: string): Promise<Answer>
}

async function open(jwt: object): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-tokens-'))
  const settings = join(folder, 'settings.json')
  await writeFile(settings, JSON.stringify({ clients: [{ client_id: 'alice' }] }))
  const upstream = await openUpstream()
  const gateway = await openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ path: '/s/:site/dw/batch', dialect: 'ocapi', upstream: 'api', settings, jwt }],
  })
  return {
    upstream,
    async post(token, ofPart) {
      const own = ofPart === undefined ? '' : `authorization: Bearer ${ofPart}\n`
      const part = 'x-dw-resource-path: /dw/shop/v24_5/products/1\n'
      const response = await fetch(`${gateway.url}/dw/batch`, {
        method: 'POST',
        headers: {
          'content-type': 'multipart/mixed; boundary=b',
          'x-dw-http-method': 'GET',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: `--b\n${part}--b\n${part}${own}--b--`,
      })
      const text = await response.text()
      const { type, message = '' } = response.ok
        ? {}
        : (JSON.parse(text) as { fault: { type?: string; message?: string } }).fault
      return { status: response.status, fault: type, message }
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

interface Key {
  readonly algorithm: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

async function createKey(algorithm: string, kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm)
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }
  return { algorithm, privateKey, jwk }
}

const seconds = (): number => Math.floor(Date.now() / 1000)

/** What a good token says, with some changes. */
function claims(changes: JWTPayload = {}): JWTPayload {
  return { iss: 'alice', aud: audience, exp: seconds() + 600, ...changes }
}

function signBySecret(payload: JWTPayload, key: string = secret): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(key))
}

function signByKey({ algorithm, privateKey, jwk }: Key, payload = claims()): Promise<string> {
  const header = { alg: algorithm, ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) }
  return new SignJWT(payload).setProtectedHeader(header).sign(privateKey)
}

/** The token with one changed character in its payload. */
function tamper(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const text = Buffer.from(payload, 'base64url').toString().replace('alice', 'alicf')
  return [header, Buffer.from(text).toString('base64url'), signature].join('.')
}

async function checkRefused(setup: Setup, token: string): Promise<void> {
  const before = setup.upstream.requests.length
  for (const [main, own] of [
    [token, undefined],
    [await signBySecret(claims()), token],
  ] as const) {
    const answer = await setup.post(main, own)
    assert.equal(answer.status, 401)
    assert.equal(answer.fault, 'InvalidTokenException', answer.message)
  }
  assert.equal(setup.upstream.requests.length, before, 'a part of a refused batch was run')
}

describe('JSON Web Tokens with a shared secret', () => {
  it('say by their issuer who the client is, and reach the API', async () => {
    await using setup = await open({ secret, audience })
    const token = await signBySecret(claims())
    assert.equal((await setup.post(token)).status, 200)
    const seen = setup.upstream.requests.at(-1)
    assert.deepEqual(seen?.values('authorization'), [`Bearer ${token}`])
    const stranger = await setup.post(await signBySecret(claims({ iss: 'mallory' })))
    assert.deepEqual([stranger.status, stranger.fault], [401, 'UnknownClientIdException'])
  })

  it('are refused when they are forged, changed, expired or meant for others', async () => {
    await using setup = await open({ secret, audience })
    const good = await signBySecret(claims())
    const none = new UnsecuredJWT(claims()).encode()
    const bad = [
      none,
      `${none}${good.split('.')[2]}`,
      tamper(good),
      good.slice(0, good.lastIndexOf('.') + 1),
      `${good}x`,
      await signBySecret(claims(), 'another secret of at least 32 bytes!!'),
      await signBySecret(claims({ exp: seconds() - 60 })),
      await signBySecret(claims({ nbf: seconds() + 600 })),
      await signBySecret(claims({ aud: 'another' })),
      await signBySecret({ iss: 'alice', exp: seconds() + 600 }),
    ]
    for (const token of bad) await checkRefused(setup, token)
    assert.equal(setup.upstream.requests.length, 0)
  })
})

describe('JSON Web Tokens with keys in a file', () => {
  it('are taken with the key that they name, and with none else', async () => {
    const keys = [await createKey('RS256', 'one'), await createKey('ES256', 'two')]
    const stranger = await createKey('RS256', 'one')
    const folder = await mkdtemp(join(tmpdir(), 'batchway-keys-'))
    const jwks = join(folder, 'jwks.json')
    await writeFile(jwks, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
    await using setup = await open({ jwks, audience })
    for (const key of keys) {
      const token = await signByKey(key)
      assert.equal((await setup.post(token)).status, 200)
      assert.equal((await setup.post(token, token)).status, 200)
    }
    const seen = setup.upstream.requests.length
    const [rsa] = keys
    const good = await signByKey(rsa ?? assert.fail())
    const bad = [
      await signByKey(stranger),
      tamper(good),
      new UnsecuredJWT(claims()).encode(),
      // A public key is no secret: the symmetric algorithms are not accepted.
      await signBySecret(claims(), JSON.stringify(rsa?.jwk)),
      await signBySecret(claims(), String(rsa?.jwk.n)),
      await signByKey(rsa ?? assert.fail(), claims({ exp: seconds() - 1 })),
      await signByKey(rsa ?? assert.fail(), claims({ aud: ['a', 'b'] })),
    ]
    for (const token of bad) {
      for (const [main, own] of [
        [token, undefined],
        [good, token],
      ] as const) {
        const answer = await setup.post(main, own)
        assert.equal(answer.fault, 'InvalidTokenException')
      }
    }
    assert.equal(setup.upstream.requests.length, seen)
    await rm(folder, { recursive: true })
  })
})

describe('JSON Web Tokens with keys at a URL', () => {
  it('cost one request for the keys, until a key is new', async (context) => {
    const old = await createKey('RS256', 'old')
    const next = await createKey('ES256', 'next')
    let published = [old.jwk]
    let fetched = 0
    await using server = await openHttp((_request, response) => {
      fetched += 1
      answerJson(response, { keys: published })
    })
    await using setup = await open({ jwks: `${server.url}/jwks`, audience })
    assert.equal(fetched, 0)
    const token = await signByKey(old)
    const answers = await Promise.all([1, 2, 3].map(() => setup.post(token, token)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal((await setup.post(await signByKey(old, claims({ jti: '2' })))).status, 200)
    assert.equal(fetched, 1)
    const rotated = await signByKey(next)
    published = [old.jwk, next.jwk]
    // Keys are not asked for again at once, or tokens with made-up keys would cost requests.
    assert.equal((await setup.post(rotated)).fault, 'InvalidTokenException')
    assert.equal(fetched, 1)
    const { now } = Date
    context.mock.method(Date, 'now', () => now() + 31_000)
    assert.equal((await setup.post(rotated)).status, 200)
    assert.equal((await setup.post(token)).status, 200)
    assert.equal(fetched, 2)
    published = [next.jwk]
    context.mock.method(Date, 'now', () => now() + 11 * 60_000)
    assert.equal((await setup.post(rotated)).status, 200)
    assert.equal(
      (await setup.post(await signByKey(old, claims({ exp: seconds() + 9999 })))).fault,
      'InvalidTokenException',
    )
    assert.equal(fetched, 3)
  })

  it('are refused while the keys cannot be had, and nothing is run', async () => {
    const key = await createKey('ES256', 'one')
    let broken = true
    await using server = await openHttp((_request, response) => {
      answerJson(response, { keys: [key.jwk] }, broken ? 500 : 200)
    })
    await using setup = await open({ jwks: server.url, audience })
    const token = await signByKey(key)
    const answer = await setup.post(token)
    assert.deepEqual([answer.status, answer.fault], [503, 'ServiceUnavailableException'])
    assert.match(answer.message, /keys could not be fetched/)
    assert.equal(setup.upstream.requests.length, 0)
    broken = false
    assert.equal((await setup.post(token)).status, 200)
  })
})
