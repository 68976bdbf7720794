import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, checkConfig } from '../src/index.ts'
import { pairFiles } from './support/certificates.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { RunningCommand, runCommand } from './support/command.ts'
import { getSecure } from './support/secure-client.ts'

interface Setting {
  readonly cors?: object
  readonly dialect?: string
  readonly url?: string
  readonly upstreamTls?: object
  readonly tls?: object
  readonly connections?: object
  readonly tracing?: object
}

/** The messages of the problems that a configuration has. */
function problemsOf(setting: Setting): readonly string[] {
  const { cors, dialect = 'ocamba', url = 'https://api.example', upstreamTls, ...rest } = setting
  const api = upstreamTls === undefined ? { url } : { url, tls: upstreamTls }
  const path = dialect === 'ocapi' ? '/s/:site/dw/batch' : '/a/batch'
  const endpoint = { path, dialect, upstream: 'api', ...(cors === undefined ? {} : { cors }) }
  try {
    checkConfig({ upstreams: { api }, endpoints: [endpoint], ...rest }, 'test')
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ message }) => message)
    throw error
  }
  return []
}

describe('configuration: tracing', () => {
  it('refuses a collector and fields that can not be sent, and shows no value', () => {
    const headers = { authorization: 'Bearer a', 'x y': 'b', 'x-z': 'secret\nx-forged: 1' }
    const problems = problemsOf({ tracing: { endpoint: 'ftp://collector', headers } })
    assert.deepEqual(problems, [
      'tracing.endpoint must be an http or https URL without a user, such as http://127.0.0.1:4318/v1/traces',
      'tracing.headers.x y is not the name of a header',
      'tracing.headers.x-z has a character that no header may have',
    ])
    assert.deepEqual(problemsOf({ tracing: { headers: { authorization: 'Bearer a' } } }), [])
  })
})

describe('configuration: cors', () => {
  it('takes origins as browsers send them', () => {
    const origins = ['https://app.example', 'http://[::1]:5173', 'capacitor://localhost']
    assert.deepEqual(problemsOf({ cors: { origins, credentials: true } }), [])
    assert.deepEqual(problemsOf({ cors: { origins: ['*'] }, dialect: 'journyx' }), [])
  })

  it('refuses cookies from everywhere', () => {
    assert.deepEqual(problemsOf({ cors: { origins: ['*'], credentials: true } }), [
      'endpoints[0].cors.credentials can\'t be true where origins is "*": any page could then act in the name of a user; list the origins',
    ])
    assert.equal(problemsOf({ cors: { origins: ['*', 'https://a.example'] } }).length, 1)
  })

  it('refuses what no browser sends, with what was meant', () => {
    const cases = [
      ['https://app.example/', '; did you mean "https://app.example"?'],
      ['https://APP.example', '; did you mean "https://app.example"?'],
      ['https://app.example:443', '; did you mean "https://app.example"?'],
      ['https://*.example', ''],
      ['app.example', ''],
      ['null', ''],
      ['', ''],
    ] as const
    for (const [origin, meant] of cases) {
      const [problem = '', ...more] = problemsOf({ cors: { origins: [origin] } })
      assert.match(problem, /^endpoints\[0\]\.cors\.origins\[0\] must be an origin such as /)
      if (origin !== 'https://*.example')
        assert.ok(problem.endsWith(`"${origin}"${meant}`), problem)
      assert.deepEqual(more, [])
    }
  })

  it('refuses lists without origins, and names of headers that are none', () => {
    assert.equal(problemsOf({ cors: { origins: [] } }).length, 1)
    assert.equal(problemsOf({ cors: {} }).length, 1)
    const cors = { origins: ['https://a.example'] }
    assert.equal(problemsOf({ cors: { ...cors, allowedHeaders: ['a b'] } }).length, 1)
    assert.equal(problemsOf({ cors: { ...cors, exposedHeaders: ['a\r\nb'] } }).length, 1)
    assert.equal(problemsOf({ cors: { ...cors, maxAge: -1 } }).length, 1)
  })

  it('leaves OCAPI its own rules', () => {
    assert.deepEqual(problemsOf({ cors: { origins: ['*'] }, dialect: 'ocapi' }), [
      'endpoints[0].cors can\'t be there: the dialect ocapi has CORS rules of its own: list "allowed_origins" of its clients in the settings file',
    ])
  })
})

describe('configuration: tls and connections', () => {
  it('refuses what would have no effect', () => {
    const cases: readonly (readonly [Setting, RegExp])[] = [
      [
        { tls: { cert: 'a', key: 'b', requestClientCert: 'optional' } },
        /^tls\.requestClientCert has/,
      ],
      [{ upstreamTls: {}, url: 'http://api.example' }, /^upstreams\.api\.tls needs an https URL/],
      [{ upstreamTls: { cert: 'a' } }, /^upstreams\.api\.tls must have both "cert" and "key"/],
      [{ upstreamTls: { key: 'a' } }, /^upstreams\.api\.tls must have both/],
      [{ upstreamTls: { passphrase: ['s3cr3t'] } }, /passphrase must be string, not what stands/],
      [{ upstreamTls: { passphrase: 'a' } }, /^upstreams\.api\.tls\.passphrase has no effect/],
    ]
    for (const [setting, message] of cases) {
      const [problem = '', ...more] = problemsOf(setting)
      assert.match(problem, message)
      assert.deepEqual(more, [])
    }
  })

  it('refuses versions of TLS that are broken, and half a pair', () => {
    const pair = { cert: 'a', key: 'b' }
    assert.match(problemsOf({ tls: { ...pair, minVersion: 'TLSv1.1' } })[0] ?? '', /TLSv1\.2/)
    assert.deepEqual(problemsOf({ tls: { cert: 'a' } }), ['tls lacks "key"'])
    assert.deepEqual(problemsOf({ tls: { ...pair, hsts: false } }), [])
    assert.equal(problemsOf({ tls: { ...pair, hsts: true } }).length, 1)
  })

  it('refuses limits of nothing', () => {
    const wrong = { most: 0, idleTime: '0.1ms', headTime: '30d', headBytes: '0.1B' }
    for (const [name, value] of Object.entries(wrong)) {
      assert.equal(problemsOf({ connections: { [name]: value } }).length, 1, name)
    }
    assert.deepEqual(
      problemsOf({ connections: { most: 1, headTime: '5s', headBytes: '8KiB' } }),
      [],
    )
  })
})

describe('batchway with TLS', () => {
  const { file } = makeConfigFolder()
  const { cert, key } = pairFiles('server')

  it('serves https and says so', async () => {
    const path = await file(
      'tls.yaml',
      configFor('http://127.0.0.1:9', `tls: { cert: ${cert}, key: ${key} }\n`),
    )
    await using command = new RunningCommand(['--config', path])
    const [, url = ''] = await command.says(/listens on (https:\S+)\n/)
    assert.equal((await getSecure(`${url}/x`)).status, 404)
    assert.match(command.stderr, /ocamba batches at https:/)
  })

  it('checks the files, which are relative to the configuration', async () => {
    const path = await file(
      'files.yaml',
      configFor('http://127.0.0.1:9', `tls: { cert: ${cert}, key: own.pem }\n`),
    )
    const missing = await runCommand(['check', path])
    assert.equal(missing.code, 1)
    assert.equal(missing.errors.length, 1)
    assert.match(missing.stderr, /files\.yaml: tls\.key: \S+\/own\.pem: there is no such file/)
    await file('own.pem', '-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----\n')
    const broken = await runCommand(['check', path])
    assert.equal(broken.code, 1)
    assert.match(broken.stderr, /own\.pem: it has no private key that can be used/)
  })
})
