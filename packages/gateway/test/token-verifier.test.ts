import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { JWK, JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import type { TokenVerifier } from '@batchway/core'
import type { TokenOptions } from '../src/token-verifier.ts'
import { openTokenVerifier } from '../src/token-verifier.ts'
import { answerJson, findDeadPort, openHttp, openRawAnswer } from './support/test-upstream.ts'

const secret = 'a secret of at least thirty-two bytes'

/** A verifier whose answers leave out the claims. */
function createTokenVerifier(options: TokenOptions): TokenVerifier {
  const { verify, close } = openTokenVerifier(options)
  after(close)
  return async (token) => {
    const verified = await verify(token)
    if (!verified.ok) return verified
    const { claims, ...rest } = verified
    assert.ok(claims)
    return rest
  }
}

function sign(payload: JWTPayload, header: object = {}, key: string = secret): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(new TextEncoder().encode(key))
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

const later = Math.floor(Date.now() / 1000) + 600
const earlier = later - 1200

describe('a token verifier with a secret', () => {
  const verify = createTokenVerifier({ secret })

  it('gives the issuer as the client', async () => {
    assert.deepEqual(await verify(await sign({ iss: 'alice' })), { ok: true, clientId: 'alice' })
    assert.deepEqual(await verify(await sign({ sub: 'x' })), { ok: true })
  })

  it('does not give an issuer that is no text, or an empty one', async () => {
    const odd: readonly unknown[] = ['', 5, null, ['alice'], { a: 1 }, true]
    for (const iss of odd) {
      const payload = `{"iss":${JSON.stringify(iss)}}`
      const token = await sign(JSON.parse(payload) as JWTPayload)
      const verified = await verify(token)
      const id: unknown = verified.ok ? verified.clientId : undefined
      assert.equal(id, undefined, `clientId of ${payload}`)
    }
  })

  it('says what is wrong, and nothing of the keys', async () => {
    const good = await sign({ iss: 'alice' })
    const [header = '', payload = '', signature = ''] = good.split('.')
    const changed = base64url('{"iss":"mallory"}')
    const cases: readonly (readonly [token: string, reason: string])[] = [
      [await sign({ exp: earlier }), 'it has expired'],
      [await sign({ nbf: later }), 'its claim "nbf" is not accepted'],
      [await sign({ iss: 'alice' }, {}, `${secret}!`), 'its signature is wrong'],
      [`${header}.${changed}.${signature}`, 'its signature is wrong'],
      [`${header}.${payload}.`, 'its signature is wrong'],
      [new UnsecuredJWT({ iss: 'alice' }).encode(), 'its algorithm is not accepted'],
      [`${base64url('{"alg":"RS256"}')}.${payload}.${signature}`, 'its algorithm is not accepted'],
      [
        `${base64url('{"alg":"HS256","crit":["x"],"x":1}')}.${payload}.x`,
        'it is not a valid token',
      ],
      [`${base64url('{}')}.${payload}.${signature}`, 'it is not a valid token'],
      [`${base64url('[')}.${payload}.${signature}`, 'it is not a valid token'],
      ['', 'it is not a valid token'],
      ['a.b.c', 'it is not a valid token'],
      ['a.b.c.d.e', 'it is not a valid token'],
      ['\0', 'it is not a valid token'],
    ]
    for (const [token, reason] of cases) {
      assert.deepEqual(await verify(token), { ok: false, reason }, token)
    }
  })

  it('takes other lengths of the hash, unless it is told which ones', async () => {
    const long = secret.repeat(2)
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      const token = await sign({ iss: 'alice' }, { alg }, long)
      assert.equal((await createTokenVerifier({ secret: long })(token)).ok, true)
      const only = createTokenVerifier({ secret: long, algorithms: ['HS512'] })
      assert.equal((await only(token)).ok, alg === 'HS512')
    }
  })

  it('wants the audience where there is one', async () => {
    const only = createTokenVerifier({ secret, audience: 'ocapi' })
    assert.equal((await only(await sign({ aud: 'ocapi' }))).ok, true)
    assert.equal((await only(await sign({ aud: ['x', 'ocapi'] }))).ok, true)
    for (const payload of [{}, { aud: 'x' }, { aud: [] }, { aud: 'OCAPI' }]) {
      const is = 'aud' in payload ? 'not accepted' : 'missing'
      const reason = `its claim "aud" is ${is}`
      assert.deepEqual(await only(await sign(payload)), { ok: false, reason })
    }
  })
})

interface SigningKey {
  readonly jwk: JWK
  sign(header?: object): Promise<string>
}

async function createKey(alg: string, kid?: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const jwk: JWK = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) }
  return {
    jwk,
    sign: (header = {}) =>
      new SignJWT({ iss: alg })
        .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }), ...header })
        .sign(privateKey),
  }
}

async function withFile(text: string, use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-jwks-'))
  try {
    const file = join(folder, 'jwks.json')
    await writeFile(file, text)
    await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a token verifier with a file of keys', () => {
  it('takes the usual asymmetric signatures', async () => {
    const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA']
    const keys = await Promise.all(algorithms.map((alg) => createKey(alg, `key-${alg}`)))
    await withFile(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }), async (file) => {
      const verify = createTokenVerifier({ jwks: file })
      for (const [index, key] of keys.entries()) {
        const expected = { ok: true, clientId: algorithms[index] }
        assert.deepEqual(await verify(await key.sign()), expected)
      }
      const unknown = await createKey('ES256', 'other')
      const reason = 'it is signed with an unknown key'
      assert.deepEqual(await verify(await unknown.sign()), { ok: false, reason })
    })
  })

  it('finds the key of a token that names none, also among several of its kind', async () => {
    const [one, two] = [await createKey('ES256'), await createKey('ES256')]
    await withFile(JSON.stringify({ keys: [one.jwk, two.jwk] }), async (file) => {
      const verify = createTokenVerifier({ jwks: file })
      assert.deepEqual(await verify(await one.sign()), { ok: true, clientId: 'ES256' })
      assert.deepEqual(await verify(await two.sign()), { ok: true, clientId: 'ES256' })
      const stranger = await createKey('ES256')
      assert.equal((await verify(await stranger.sign())).ok, false)
    })
  })

  it('never takes a key for a secret, nor a key that comes with the token', async () => {
    const key = await createKey('RS256', 'one')
    const own = await createKey('ES256', 'own')
    await withFile(JSON.stringify({ keys: [key.jwk] }), async (file) => {
      const verify = createTokenVerifier({ jwks: file })
      const forged = await sign({ iss: 'alice' }, { kid: 'one' }, JSON.stringify(key.jwk))
      const reason = 'its algorithm is not accepted'
      assert.deepEqual(await verify(forged), { ok: false, reason })
      assert.equal((await verify(await own.sign({ jwk: own.jwk }))).ok, false)
    })
  })

  it('has to be readable', async () => {
    assert.throws(() => createTokenVerifier({ jwks: '/none/jwks.json' }), /ENOENT/)
    await withFile('{', (file) => {
      assert.throws(() => createTokenVerifier({ jwks: file }), /jwks\.json: .*JSON/)
      return Promise.resolve()
    })
    await withFile('{"keys":1}', (file) => {
      assert.throws(() => createTokenVerifier({ jwks: file }), /JSON Web Key Set/)
      return Promise.resolve()
    })
  })
})

describe('a token verifier with keys at a URL', () => {
  it('fetches them when the first token comes, and once for many', async () => {
    const key = await createKey('ES256', 'one')
    let fetched = 0
    await using server = await openHttp((_request, response) => {
      fetched += 1
      answerJson(response, { keys: [key.jwk] })
    })
    const verify = createTokenVerifier({ jwks: server.url })
    assert.equal(fetched, 0)
    const token = await key.sign()
    const all = await Promise.all([verify(token), verify(token), verify(token)])
    assert.deepEqual(
      all.map(({ ok }) => ok),
      [true, true, true],
    )
    assert.equal(fetched, 1)
  })

  it('says that keys could not be fetched, whatever the reason is', async () => {
    const token = await (await createKey('ES256', 'one')).sign()
    const dead = await findDeadPort()
    await using noJson = await openRawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{')
    await using noHttp = await openRawAnswer('nonsense\r\n\r\n')
    await using failing = await openHttp((_request, response) => answerJson(response, {}, 503))
    await using noSet = await openHttp((_request, response) => answerJson(response, { keys: 1 }))
    const urls = [`http://127.0.0.1:${dead}`, noJson.url, noHttp.url, failing.url, noSet.url]
    for (const jwks of urls) {
      const verified = await createTokenVerifier({ jwks })(token)
      const reason = 'its keys could not be fetched'
      assert.deepEqual(verified, { ok: false, reason, unavailable: true })
    }
  })
})
