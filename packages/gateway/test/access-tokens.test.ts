import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UnsecuredJWT } from 'jose'
import { linesOf } from './support/log-lines.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import type { KeyFile } from './support/signed-tokens.ts'
import { audience, createKey, issuer, openKeyFile, signWith } from './support/signed-tokens.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { openUpstream } from './support/test-upstream.ts'
import { clients } from './support/dialect-clients.ts'

const key = await createKey('one')
const stranger = await createKey('one')

function open(upstream: TestUpstream, file: KeyFile, more: object = {}): Promise<RunningGateway> {
  const verify = { jwks: file.name, issuer, audience }
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: clients.map(({ endpoint }) => ({
      ...endpoint,
      verify,
      identity: 'required',
      ...more,
    })),
  })
}

/** Tokens that are refused, by what is wrong with them. */
const earlier = Math.floor(Date.now() / 1000) - 600
const publicKey = new TextEncoder().encode(JSON.stringify(key.jwk))
const [head = '', , signature = ''] = (await key.sign()).split('.')
const claims = Buffer.from(JSON.stringify({ iss: issuer, aud: audience, sub: 'eve' }))
const refused: Readonly<Record<string, string>> = {
  'signed with another key': await stranger.sign(),
  'signed with an unknown key': await (await createKey('two')).sign(),
  expired: await key.sign({ exp: earlier }),
  'not valid yet': await key.sign({ nbf: earlier + 1200 }),
  'of another issuer': await key.sign({ iss: 'https://evil.example' }),
  'for another audience': await key.sign({ aud: 'others' }),
  'without a signature': new UnsecuredJWT({ iss: issuer, aud: audience, sub: 'anna' }).encode(),
  'with other claims': `${head}.${claims.toString('base64url')}.${signature}`,
  'signed with the public key as a secret': await signWith(publicKey, {}, { alg: 'HS256' }),
  'with a key of its own': await stranger.sign({}, { jwk: stranger.jwk, kid: 'two' }),
  opaque: 'f9f34f43rfdf0isadjf93059j4',
}

for (const { name, post, ownIdentity } of clients) {
  describe(`verified tokens: ${name}`, () => {
    it('reach the API, and say who the caller is', async () => {
      await using upstream = await openUpstream()
      await using file = await openKeyFile([key])
      await using gateway = await open(upstream, file, { caller: [{ jwtClaim: 'sub' }] })
      const token = await key.sign()
      const answer = await post(gateway, [{}, {}], { authorization: `Bearer ${token}` })
      assert.deepEqual([answer.status, answer.codes], [200, [200, 200]], answer.text)
      for (const seen of upstream.requests) {
        assert.deepEqual(seen.values('authorization'), [`Bearer ${token}`])
      }
      assert.equal(linesOf(gateway, 'batch')[0]?.['caller'], 'jwt.sub:anna')
    })

    it('are refused with 401 when something is wrong with them', async () => {
      await using upstream = await openUpstream()
      await using file = await openKeyFile([key])
      await using gateway = await open(upstream, file)
      for (const [what, token] of Object.entries(refused)) {
        const answer = await post(gateway, [{}], { authorization: `Bearer ${token}` })
        assert.equal(answer.status, 401, what)
        const challenge = answer.headers.get('www-authenticate') ?? ''
        assert.match(challenge, /^Bearer error="invalid_token", error_description="[^"]+"$/)
        assert.ok(!answer.text.includes(token), what)
      }
      const missing = await post(gateway, [{}], { 'x-api-key': 'k' })
      assert.equal(missing.status, 401)
      assert.equal(missing.headers.get('www-authenticate'), 'Bearer')
      assert.equal(upstream.requests.length, 0)
      for (const token of Object.values(refused)) assert.ok(!gateway.log.text().includes(token))
    })

    it('may be wanted with an end', async () => {
      await using upstream = await openUpstream()
      await using file = await openKeyFile([key])
      const verify = { jwks: file.name, requiredClaims: ['exp', 'jti'] }
      await using gateway = await open(upstream, file, { verify })
      const ask = async (changes: Record<string, unknown>): Promise<readonly unknown[]> => {
        const authorization = `Bearer ${await key.sign(changes)}`
        const { status, headers } = await post(gateway, [{}], { authorization })
        return [
          status,
          /error_description="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1],
        ]
      }
      assert.deepEqual(await ask({ jti: '1' }), [200, undefined])
      assert.deepEqual(await ask({ jti: '1', exp: undefined }), [401, `its claim 'exp' is missing`])
      assert.deepEqual(await ask({}), [401, `its claim 'jti' is missing`])
      assert.equal(upstream.requests.length, 1)
    })

    it('may be wanted with scopes', async () => {
      await using upstream = await openUpstream()
      await using file = await openKeyFile([key])
      const verify = { jwks: file.name, requiredScopes: ['read', 'write'] }
      await using gateway = await open(upstream, file, { verify })
      const status = async (claim: object): Promise<number> => {
        const authorization = `Bearer ${await key.sign(claim as Record<string, unknown>)}`
        const answer = await post(gateway, [{}], { authorization })
        const challenge = answer.headers.get('www-authenticate')
        const lacks = 'Bearer error="insufficient_scope", scope="read write"'
        assert.equal(challenge, answer.status === 403 ? lacks : null)
        return answer.status
      }
      assert.equal(await status({ scope: 'a write read' }), 200)
      assert.equal(await status({ scp: ['write', 'read'] }), 200)
      for (const claim of [{}, { scope: 'read' }, { scope: 'readwrite' }, { scp: [1] }]) {
        assert.equal(await status(claim), 403)
      }
    })

    it('of a part count where the dialect lets parts bring them, and for their own rate', async () => {
      await using upstream = await openUpstream()
      await using file = await openKeyFile([key])
      await using gateway = await open(upstream, file, {
        caller: [{ jwtClaim: 'sub' }],
        rateLimit: { parts: [{ match: '/v1/**', rate: { burst: 2, steady: 2 } }] },
      })
      const authorization = `Bearer ${await key.sign()}`
      const own = { authorization: `Bearer ${await key.sign({ sub: 'bert' })}` }
      const parts = [{}, { headers: own }, {}, { headers: own }, { headers: own }]
      const answer = await post(gateway, parts, { authorization })
      const expected = ownIdentity ? [200, 200, 200, 200, 429] : [200, 200, 429, 429, 429]
      assert.deepEqual(answer.codes, expected, answer.text)
      const callers = linesOf(gateway, 'part failed').map((line) => line['caller'])
      assert.deepEqual(callers, ownIdentity ? ['jwt.sub:bert'] : [undefined, undefined, undefined])
      const forged = { authorization: `Bearer ${refused['without a signature'] ?? ''}` }
      const before = upstream.requests.length
      const refusedPart = await post(gateway, [{}, { headers: forged }], {
        authorization: `Bearer ${await key.sign({ sub: 'carl' })}`,
      })
      assert.equal(refusedPart.status, ownIdentity ? 401 : 200, refusedPart.text)
      assert.equal(upstream.requests.length - before, ownIdentity ? 0 : 2)
    })
  })
}
