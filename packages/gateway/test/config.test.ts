import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Config, Environment } from '../src/index.ts'
import { ConfigError, createGateway, readConfig } from '../src/index.ts'
import { openTcp } from './support/test-upstream.ts'

const head = `upstreams:
  api: { url: http://127.0.0.1:3000 }
endpoints:
`

/** A good configuration with something more in its endpoint, and something more at the end. */
function yaml(inEndpoint = '', atEnd = ''): string {
  const more = inEndpoint === '' ? '' : `, ${inEndpoint}`
  return `${head}  - { path: /a/batch, dialect: ocamba, upstream: api${more} }\n${atEnd}`
}

function read(text: string, environment: Environment = {}): Config {
  return readConfig(text, 'f.yaml', environment)
}

function withUrl(url: string): string {
  return yaml().replace('http://127.0.0.1:3000', url)
}

/** The messages of the problems that a configuration has, each with its place. */
function problemsOf(text: string, environment: Environment = {}): readonly string[] {
  try {
    read(text, environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

/** The only problem. */
function problemOf(text: string, environment: Environment = {}): string {
  const problems = problemsOf(text, environment)
  assert.equal(problems.length, 1, problems.join('\n'))
  return problems[0] ?? ''
}

describe('readConfig: good files', () => {
  it('reads YAML', () => {
    assert.deepEqual(read(yaml('base: /a', 'forward: api\nlisten: 127.0.0.1:0\n')), {
      upstreams: { api: { url: 'http://127.0.0.1:3000' } },
      endpoints: [{ path: '/a/batch', dialect: 'ocamba', upstream: 'api', base: '/a' }],
      forward: 'api',
      listen: '127.0.0.1:0',
    })
  })

  it('reads JSON, also with tabs and a byte order mark', () => {
    const config = {
      $schema: './config.schema.json',
      upstreams: { api: { url: 'http://127.0.0.1:3000' } },
      endpoints: [{ path: '/a/batch', dialect: 'journyx', upstream: 'api' }],
    }
    assert.deepEqual(read(JSON.stringify(config)), config)
    assert.deepEqual(read(JSON.stringify(config, undefined, '\t')), config)
    assert.deepEqual(read(`\u{feff}${JSON.stringify(config, undefined, 2)}`), config)
  })

  it('reads anchors and aliases', () => {
    const text = `upstreams:
  one: { url: http://127.0.0.1:3000, connectTimeout: &time 3s }
endpoints:
  - { path: /a/batch, dialect: ocamba, upstream: one, limits: { readTime: *time } }
`
    assert.deepEqual(read(text).endpoints[0]?.limits, { readTime: '3s' })
  })

  it('takes sizes and times as numbers and with units', () => {
    const limits = 'limits: { batchBytes: 1.5MiB, urlBytes: 4KiB, readTime: 250ms, partTime: 1.5s }'
    const config = read(yaml(limits, 'budget: 1GiB\nshutdownTime: 2m\nforwardIdleTime: 100\n'))
    const { endpoints } = createGateway({ ...config, logLevel: 'silent' })
    assert.equal(endpoints[0]?.limits.batchBytes, 1_572_864)
    assert.equal(endpoints[0]?.limits.urlBytes, 4096)
    assert.equal(endpoints[0]?.limits.readTime, 250)
    assert.equal(endpoints[0]?.limits.partTime, 1500)
    assert.equal(endpoints[0]?.limits.batchTime, 120_000)
  })

  it('takes rate classes, rates of their own and dialect options', () => {
    const rates =
      'rateLimit: { batches: C, inFlight: 2, parts: [{ match: /x, rate: { burst: 1, steady: 2 } }], onLimit: pace }'
    assert.deepEqual(problemsOf(yaml(rates)), [])
    assert.deepEqual(problemsOf(yaml('options: { defaultMode: serial, headers: false }')), [])
  })

  it('opens nothing', async () => {
    let connections = 0
    await using server = await openTcp(() => {
      connections += 1
    })
    const before = process.getActiveResourcesInfo()
    const config = read(yaml('', 'forward: api').replace(':3000', `:${server.port}`))
    createGateway({ ...config, logLevel: 'silent' })
    assert.deepEqual(process.getActiveResourcesInfo(), before)
    await new Promise(setImmediate)
    assert.equal(connections, 0)
  })
})

describe('readConfig: unknown keys', () => {
  it('names the nearest known one', () => {
    assert.match(
      problemOf(yaml('', 'forwrd: api')),
      /unknown key "forwrd".*did you mean "forward"\?/,
    )
    assert.match(problemOf(yaml('rateLimits: {}')), /"rateLimits".*did you mean "rateLimit"\?/)
    assert.match(problemOf(yaml('limits: { readtime: 3s }')), /did you mean "readTime"\?/)
    assert.match(problemOf(yaml('options: { default_mode: serial }')), /mean "defaultMode"\?/)
  })

  it('lists the known ones when none is near', () => {
    assert.match(problemOf(yaml('', 'zzzzzzzzz: 1')), /known are .*listen, upstreams, endpoints/)
  })

  it('says where the key stands', () => {
    assert.match(problemOf(yaml('', 'forwrd: api')), /^f\.yaml:5:1: unknown key "forwrd"/)
    assert.match(problemOf(yaml('limitz: {}')), /^f\.yaml:4:55: unknown key "limitz"/)
  })

  it('says the line of the key when its value stands on the next one', () => {
    assert.match(problemOf(yaml('', 'limitz:\n  parts: 3\n')), /^f\.yaml:5:\d+: unknown key/)
  })

  it('says where in JSON', () => {
    const text =
      '{\n "upstreams": {"api": {"url": "http://x", "hots": "caller"}},\n "endpoints": [{"path": "/a/b", "dialect": "ocamba", "upstream": "api"}]\n}'
    assert.match(problemOf(text), /^f\.yaml:2:\d+: unknown key "hots".*did you mean "host"\?/)
  })

  it('knows no key that objects have by themselves', () => {
    assert.match(problemOf(yaml('', 'constructor: 1')), /unknown key "constructor"/)
    assert.match(problemOf(yaml('', 'toString: 1')), /unknown key "toString"/)
  })
})

describe('readConfig: wrong values', () => {
  it('names missing keys', () => {
    assert.match(
      problemOf(head.replace('endpoints:', 'endpoints: []')),
      /endpoints must not be empty$/,
    )
    assert.match(problemOf(yaml('partHeaders: [""]')), /partHeaders\[0\] must not be empty$/)
    assert.match(
      problemOf(yaml('base: v1')),
      /base must be a path such as \/v1\/batch, without "\?" and "#", not "v1"$/,
    )
    assert.match(problemOf('upstreams: {}'), /^f\.yaml:1:1: the configuration lacks "endpoints"/)
    assert.match(problemOf(head.concat('  - { path: /a/b, dialect: ocamba }')), /lacks "upstream"/)
    assert.match(problemOf(yaml().replace('{ url: http://127.0.0.1:3000 }', '{}')), /lacks "url"/)
  })

  it('names wrong types, all of them in one go', () => {
    const problems = problemsOf('upstreams: []\nendpoints: {}\nlisten: 5\n')
    assert.equal(problems.length, 3)
    assert.ok(problems.includes('f.yaml:3:9: listen must be string, not 5'))
    assert.ok(problems.includes('f.yaml:1:12: upstreams must be object, not []'))
    assert.ok(problems.includes('f.yaml:2:12: endpoints must be array, not {}'))
  })

  it('wants an object with at least one endpoint', () => {
    assert.match(problemOf(''), /must be an object/)
    assert.match(problemOf('[]'), /must be an object/)
    assert.match(problemOf('text'), /must be an object/)
    assert.match(problemOf('upstreams: {}\nendpoints: []'), /^f\.yaml:2:12: endpoints /)
  })

  it('suggests the nearest value of a choice', () => {
    const dialect = problemOf(yaml().replace('ocamba', 'ocmaba'))
    assert.match(
      dialect,
      /^f\.yaml:4:32: endpoints\[0\]\.dialect must be one of odata, graph, google, ocamba/,
    )
    assert.match(dialect, /not "ocmaba"; did you mean "ocamba"\?/)
    assert.match(problemOf(yaml('', 'logLevel: wran')), /did you mean "warn"\?/)
    assert.match(problemOf(yaml('options: { defaultMode: seral }')), /did you mean "serial"\?/)
    assert.match(problemOf(yaml('rateLimit: { onLimit: rejct }')), /did you mean "reject"\?/)
  })

  it('refuses sizes and times with wrong units, and shows right ones', () => {
    assert.match(problemOf(yaml('limits: { partTime: 5h }')), /partTime can't be "5h".*"30s"/)
    assert.match(problemOf(yaml('limits: { partTime: 30 s }')), /partTime can't be "30 s"/)
    assert.match(problemOf(yaml('limits: { urlBytes: 8KB }')), /urlBytes can't be "8KB".*"4MiB"/)
    assert.match(problemOf(yaml('', 'budget: -1')), /budget can't be -1/)
    assert.match(problemOf(yaml('', 'budget: 0.5')), /budget can't be 0.5/)
  })

  it('refuses sizes and times of nothing', () => {
    assert.match(problemOf(yaml('limits: { readTime: 0s }')), /^f\.yaml:4:\d+: .*readTime/)
    assert.match(problemOf(yaml('', 'budget: 0B')), /^f\.yaml:5:\d+: .*budget/)
  })

  it('refuses times that are longer than a timer can run', () => {
    assert.match(problemOf(yaml('limits: { readTime: 50000m }')), /readTime/)
    assert.match(problemOf(yaml('limits: { batchTime: 3000000000 }')), /batchTime/)
  })

  it('refuses rates of unknown classes and with a number missing', () => {
    assert.match(problemOf(yaml('rateLimit: { batches: Z }')), /batches can't be "Z".*A 1\/s/)
    const half = problemOf(yaml('rateLimit: { parts: [{ match: /x, rate: { burst: 1 } }] }'))
    assert.match(half, /parts\[0\]\.rate can't be \{"burst":1\}/)
  })
})

describe('readConfig: variables', () => {
  it('replaces them, with their defaults where they are not set', () => {
    const text = yaml('', 'listen: ${HOST:-127.0.0.1}:${PORT}\nforward: ${NAME:-api}\n')
    assert.equal(read(text, { PORT: '99' }).listen, '127.0.0.1:99')
    assert.equal(read(text, { PORT: '99', HOST: '[::1]' }).listen, '[::1]:99')
    assert.equal(read(text, { PORT: '99' }).forward, 'api')
  })

  it('takes a variable that is empty as empty', () => {
    assert.equal(read(yaml('', "listen: ':1${GIVEN:-default}'"), { GIVEN: '' }).listen, ':1')
  })

  it('leaves a literal when the dollar is doubled', () => {
    const headers = read(yaml('inheritHeaders: ["$${PORT}", "$PORT-$"]'), { PORT: '1' })
    assert.deepEqual(headers.endpoints[0]?.inheritHeaders, ['${PORT}', '$PORT-$'])
  })

  it('does not replace inside what a variable says', () => {
    const config = read(yaml('inheritHeaders: ["${A}"]'), { A: '${B}', B: 'no' })
    assert.deepEqual(config.endpoints[0]?.inheritHeaders, ['${B}'])
  })

  it('makes a number of a text that is nothing but one variable', () => {
    const text = yaml('limits: { parts: "${PARTS}" }', 'budget: ${BUDGET:-1024}\n')
    const config = read(text, { PARTS: '7' })
    assert.equal(config.endpoints[0]?.limits?.['parts'], 7)
    assert.equal(config.budget, 1024)
    assert.match(problemOf(text, { PARTS: 'seven' }), /parts must be integer, not "seven"/)
  })

  it('keeps a number as text where a text is wanted', () => {
    assert.equal(read(yaml('', 'listen: ${PORT}'), { PORT: '8080' }).listen, '8080')
  })

  it('names each that is not set, and its place', () => {
    assert.deepEqual(problemsOf(yaml('', 'listen: ${NOPE}\nforward: ${ALSO}\n')), [
      'f.yaml:5:9: the environment variable NOPE is not set',
      'f.yaml:6:10: the environment variable ALSO is not set',
    ])
  })

  it('knows no variable that objects have by themselves', () => {
    assert.match(problemOf(yaml('', 'listen: ${toString}')), /variable toString is not set/)
    assert.match(
      problemOf(yaml('', 'listen: ${hasOwnProperty}'), process.env),
      /variable hasOwnProperty is not set/,
    )
  })
})

describe('readConfig: syntax', () => {
  it('refuses keys that are given twice', () => {
    assert.match(problemOf(yaml('', 'listen: a\nlisten: b\n')), /^f\.yaml:6:1: .*unique/)
    assert.match(problemOf('{"upstreams": {},\n "upstreams": {}}'), /^f\.yaml:2:2: .*unique/)
  })

  it('says where the text is wrong', () => {
    assert.match(problemsOf(yaml('', 'listen: "a'))[0] ?? '', /^f\.yaml:5:\d+: /)
    assert.match(problemsOf(yaml('', '\tlisten: a'))[0] ?? '', /^f\.yaml:5:1: .*[Tt]abs/)
    assert.match(problemsOf('{"upstreams": {}')[0] ?? '', /^f\.yaml:1:\d+: /)
  })

  it('takes one document only', () => {
    assert.match(problemOf(yaml('', '---\nlisten: a\n')), /^f\.yaml:5:1: .*multiple documents/)
  })

  it('refuses an alias without its anchor as a problem of the file', () => {
    assert.match(problemOf(yaml('', 'listen: *nowhere')), /nowhere/)
  })

  it('refuses aliases that grow without end as a problem of the file', () => {
    const rows = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (const [from, to] of ['ab', 'bc', 'cd', 'de'].map((pair) => pair.split(''))) {
      rows.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(',')}]`)
    }
    assert.match(problemOf(rows.join('\n')), /alias/i)
  })
})

describe('readConfig: meaning', () => {
  it('refuses names of upstreams that do not exist, with the nearest one', () => {
    const problems = problemsOf(yaml('', 'forward: ap').replace('upstream: api', 'upstream: apu'))
    assert.deepEqual(problems, [
      'f.yaml:4:50: endpoints[0].upstream: there is no upstream "apu"; did you mean "api"?',
      'f.yaml:5:10: forward: there is no upstream "ap"; did you mean "api"?',
    ])
  })

  it('refuses the same path twice', () => {
    const second = '  - { path: /a/batch, dialect: journyx, upstream: api }\n'
    assert.equal(
      problemOf(yaml('', second)),
      'f.yaml:5:13: endpoints[1].path is the same as that of endpoints[0]',
    )
  })

  it('refuses the same path in another spelling, which only the first would ever get', () => {
    const second = '  - { path: /A/batch/, dialect: journyx, upstream: api }\n'
    assert.match(problemOf(yaml('', second)), /endpoints\[1\]\.path is the same/)
  })

  it('refuses options of another dialect', () => {
    const problem = problemOf(yaml('options: { strict: true }'))
    assert.match(problem, /dialect ocamba has no option "strict"; known are defaultMode, headers/)
    const other = yaml('options: { strct: true }').replace('ocamba', 'journyx')
    assert.match(problemOf(other), /"strct".*did you mean "strict"\?/)
  })

  it('wants an origin as the URL of an upstream', () => {
    assert.match(problemOf(withUrl('http://x/v1')), /^f\.yaml:2:15: upstreams\.api\.url .*no path/)
    assert.match(problemOf(withUrl("'http://x?a=1'")), /no path, query or fragment/)
    assert.match(problemOf(withUrl("'http://x#a'")), /no path, query or fragment/)
    assert.match(problemOf(withUrl('http://u:p@x')), /user name or password/)
    assert.match(problemOf(withUrl('ftp://x')), /must be an http or https URL such as/)
    assert.match(problemOf(withUrl('localhost:3000')), /not "localhost:3000"/)
    assert.match(problemOf(withUrl('text')), /must be an http or https URL/)
    assert.deepEqual(problemsOf(withUrl('https://api.example/')), [])
  })

  it('does not repeat a password', () => {
    assert.doesNotMatch(problemOf(withUrl('ftp://user:s3cret@x')), /s3cret/)
  })

  it('wants paths that can be paths, with their places', () => {
    const withPath = (path: string): string => yaml().replace('/a/batch', path)
    assert.match(problemOf(withPath('batch')), /^f\.yaml:4:13: endpoints\[0\]\.path/)
    assert.match(problemOf(withPath("'/batch?x'")), /^f\.yaml:4:13: endpoints\[0\]\.path/)
    assert.match(problemOf(yaml("base: '/a b'")), /^f\.yaml:4:\d+: endpoints\[0\]\.base/)
  })

  it('wants addresses and routes that can be such, with their places', () => {
    assert.match(problemOf(yaml('', 'listen: nowhere')), /^f\.yaml:5:9: listen/)
    assert.match(problemOf(yaml('', 'listen: 127.0.0.1:70000')), /^f\.yaml:5:9: listen/)
    assert.match(problemOf(yaml('', 'trustedProxies: [localhost]')), /^f\.yaml:5:18: trustedProx/)
    const route = yaml('rateLimit: { parts: [{ match: members, rate: A }] }')
    assert.match(problemOf(route), /^f\.yaml:4:\d+: .*match/)
  })
})
