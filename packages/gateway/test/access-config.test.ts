import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, readConfig } from '../src/index.ts'

const endpoint = { path: '/v1/batch', dialect: 'ocamba', upstream: 'api' }

/** The problems of an endpoint with these keys. */
function problemsOf(more: object, environment: Record<string, string> = {}): readonly string[] {
  const config = {
    upstreams: { api: { url: 'http://127.0.0.1:1' } },
    endpoints: [{ ...endpoint, ...more }],
  }
  try {
    readConfig(JSON.stringify(config), 'test', environment)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map(({ message }) => message)
  }
}

const jwks = 'keys.json'

describe('what an endpoint says of access', () => {
  it('may be all of it', () => {
    const whole = {
      partHeaders: ['if-match'],
      reservedHeaders: ['x-internal'],
      setHeaders: { authorization: 'Bearer ${API_TOKEN}', 'x-number': '${API_TOKEN}' },
      rules: [{ deny: 'DELETE /**' }, { allow: 'GET /members/**' }],
      readOnly: true,
      caller: [{ jwtClaim: 'sub' }, 'bearer', { header: 'x-api-key' }, 'identity', 'address'],
      verify: {
        jwks,
        issuer: ['https://a.example', 'https://b.example'],
        audience: 'api',
        algorithms: ['ES256'],
        clockTolerance: '5s',
        requiredClaims: ['exp', 'sub'],
        requiredScopes: ['read'],
      },
    }
    assert.deepEqual(problemsOf(whole, { API_TOKEN: '12345' }), [])
    assert.deepEqual(problemsOf({ dialect: 'ocapi', caller: ['clientId'] }), [])
    assert.deepEqual(problemsOf({ verify: { secret: '${S}' } }, { S: '12345' }), [])
  })

  const wrong: readonly (readonly [what: object, message: RegExp])[] = [
    [
      { rules: [{ deny: '/a*' }] },
      /^endpoints\[0\]\.rules\[0\] can't be used: "\/a\*" is not a route/,
    ],
    [{ rules: [{ allow: 'DELTE /a' }] }, /DELTE is no method/],
    [{ rules: [{ allow: '/a', deny: '/b' }] }, /rules\[0\]/],
    [{ rules: [{}] }, /rules\[0\]/],
    [{ rules: [{ refuse: '/a' }] }, /unknown key "refuse"/],
    [{ partHeaders: ['x y'] }, /partHeaders\[0\] is not the name of a header/],
    [{ reservedHeaders: ['x:'] }, /reservedHeaders\[0\] is not the name of a header/],
    [{ setHeaders: { Host: 's3cr3t' } }, /setHeaders\.Host is a header that is always set/],
    [{ setHeaders: { 'content-length': 's3cr3t' } }, /is a header that is always set/],
    [{ setHeaders: { x_forwarded_for: 's3cr3t' } }, /is a header that is always set/],
    [{ setHeaders: { 'x y': 's3cr3t' } }, /is not the name of a header/],
    [{ setHeaders: { a: 's3cr3t\r\nb: c' } }, /has a value that no header may have/],
    [{ setHeaders: { a: '' } }, /has a value that no header may have/],
    [{ setHeaders: { a: 's3cr3t', A: 's3cr3t' } }, /twice/],
    [{ setHeaders: { a: ['s3cr3t'] } }, /setHeaders\.a must be string, not what stands there/],
    [{ setHeaders: 's3cr3t' }, /setHeaders must be object, not what stands there/],
    [
      { caller: [{ jwtClaim: 'sub' }] },
      /caller\[0\] is a claim, which counts only where "verify" is/,
    ],
    [{ caller: ['clientId'] }, /the dialect ocamba knows no clients/],
    [{ caller: ['ip'] }, /caller\[0\] can't be "ip": identity/],
    [{ caller: [] }, /caller/],
    [{ verify: {} }, /verify must have either "jwks" or "secret"/],
    [{ verify: { jwks, secret: 's3cr3t' } }, /verify must have either/],
    [{ verify: { secret: ['s3cr3t'] } }, /verify\.secret must be string, not what stands there/],
    [{ verify: 's3cr3t' }, /verify must be object, not what stands there/],
    [{ verify: { jwks, algorithms: ['none'] } }, /algorithms\[0\] must be one of RS256/],
    [{ verify: { jwks, algorithms: ['HS256'] } }, /algorithms\[0\] does not go with a JWK set/],
    [{ verify: { secret: 's', algorithms: ['RS256'] } }, /does not go with a secret/],
    [{ dialect: 'ocapi', jwt: { jwks }, verify: { jwks } }, /jwt can't be there beside "verify"/],
  ]
  for (const [what, message] of wrong) {
    it(`is refused, without what may be a secret: ${JSON.stringify(what)}`, () => {
      const problems = problemsOf(what)
      assert.ok(
        problems.some((problem) => message.test(problem)),
        problems.join('\n'),
      )
      assert.doesNotMatch(problems.join(), /s3cr3t/)
    })
  }
})
