import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig } from '../src/index.ts'
import { checkStoreUrl, readStoreUrl, withoutSecrets } from '../src/config/state-store-url.ts'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { runCommand } from './support/command.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { findDeadPort, openTcp, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()

function problemsOf(stateStore: unknown): string {
  const config = {
    upstreams: { api: { url: 'http://x' } },
    endpoints: [ocambaEndpoint],
    stateStore,
  }
  try {
    checkConfig(config, 'test')
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('the URL of a state store', () => {
  it('has host, port, database, user and password', () => {
    assert.deepEqual(readStoreUrl('redis://127.0.0.1'), {
      host: '127.0.0.1',
      port: 6379,
      tls: false,
      db: 0,
    })
    assert.deepEqual(readStoreUrl('rediss://me:p%40ss@[::1]:7000/3'), {
      host: '::1',
      port: 7000,
      tls: true,
      db: 3,
      username: 'me',
      password: 'p@ss',
    })
    assert.equal(readStoreUrl('redis://:only@h/').password, 'only')
  })

  it('is refused with what it is and what it should be', () => {
    const bad = {
      'memcached://cache:11211': /must be a redis:\/\/ .* redis:\/\/127\.0\.0\.1:6379, not "memca/,
      'localhost:6379': /must be a redis:\/\/ .* not "localhost:6379"/,
      '127.0.0.1:6379': /must be a redis:\/\/ .* not "127/,
      'redis://': /must be a redis:\/\//,
      'redis://h/main': /number of a database.* not "redis:\/\/h\/main"/,
      'redis://h/0?family=6': /no query and no fragment/,
      'redis://u:100%@h': /percent-encoding/,
    }
    for (const [url, message] of Object.entries(bad)) {
      assert.match(checkStoreUrl(url) ?? '', message, url)
      assert.match(problemsOf(url), /^test: stateStore must/)
      assert.match(problemsOf({ url }), /^test: stateStore\.url must/)
    }
  })

  it('never shows a password, also where it is no URL', () => {
    for (const url of [
      'redis://me:geheim@h:1/x',
      'redis://me:ge@he/im@h:1/x',
      'memcached://:geheim@h',
      'me:geheim@h',
      'redis:/me:geheim@h',
      'redis://h?password=geheim',
    ]) {
      assert.doesNotMatch(withoutSecrets(url), /geheim|he\/im/, url)
      assert.doesNotMatch(problemsOf(url), /geheim|he\/im/, url)
    }
  })
})

describe('the state store in the configuration', () => {
  it('is a URL or an object', () => {
    assert.equal(problemsOf('redis://127.0.0.1:6379'), '')
    const whole = { keyPrefix: 'x:', onFailure: 'open', connectTimeout: '1s', commandTimeout: 50 }
    assert.equal(problemsOf({ url: 'rediss://u:p@h:6380/1', ...whole }), '')
  })

  it('is refused where a key is missing, unknown or out of range', () => {
    assert.match(problemsOf({}), /stateStore lacks "url"/)
    assert.match(problemsOf({ url: 'redis://h', onFailur: 'open' }), /did you mean "onFailure"/)
    assert.match(problemsOf({ url: 'redis://h', onFailure: 'ajar' }), /closed, open, not "ajar"/)
    assert.match(problemsOf({ url: 'redis://h', commandTimeout: '0s' }), /at least 1ms/)
  })

  it('is checked without a connection', async () => {
    let connections = 0
    await using server = await openTcp(() => {
      connections += 1
    })
    const more = `stateStore: { url: 'redis://:\${PASSWORD}@127.0.0.1:${server.port}' }\n`
    const path = await file('store.yaml', configFor('http://x', more))
    const { code, stderr } = await runCommand(['check', path], { env: { PASSWORD: '1234' } })
    assert.deepEqual([code, stderr], [0, ''])
    const bad = await file('bad.yaml', configFor('http://x', 'stateStore: valkey://h\n'))
    const refused = await runCommand(['check', bad])
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /bad\.yaml:7:13: stateStore must be .* not "valkey:\/\/h"/)
    assert.equal(connections, 0)
  })
})

describe('a gateway whose state store is away', () => {
  const rateLimit = { batches: { burst: 100, steady: 2 } }

  async function openAway(
    upstream: { readonly url: string },
    onFailure: 'closed' | 'open',
  ): ReturnType<typeof openGateway> {
    const port = await findDeadPort()
    return openGateway({
      stateStore: { url: `redis://me:geheim@127.0.0.1:${port}`, onFailure },
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...ocambaEndpoint, rateLimit },
        { ...journyxEndpoint, rateLimit },
        { ...ocambaEndpoint, path: '/v2/ocamba/free' },
      ],
    })
  }

  it('refuses what would be counted with 503 in the dialect, and serves the rest', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openAway(upstream, 'closed')
    const ocamba = await postOcamba(gateway.url, manyGets(1))
    assert.equal(ocamba.status, 503)
    assert.equal(ocamba.headers.get('retry-after'), '1')
    assert.match(ocamba.text, /"title":"Service unavailable\."/)
    const journyx = await postJournyx(gateway.url, { requests: [] })
    assert.equal(journyx.status, 503)
    assert.equal(journyx.success, false)
    const free = await postOcamba(gateway.url, manyGets(1), { path: '/v2/ocamba/free' })
    assert.equal(free.status, 200)
    const lines = gateway.log.lines.filter(({ msg }) => String(msg).startsWith('state store'))
    assert.equal(lines.length, 1)
    assert.match(String(lines[0]?.['cause']), /ECONNREFUSED/)
    assert.doesNotMatch(gateway.log.text(), /geheim/)
  })

  it('counts for itself where that is wanted', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openAway(upstream, 'open')
    const statuses: number[] = []
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await postOcamba(gateway.url, manyGets(1))).status)
    }
    assert.deepEqual(statuses, [200, 200, 429])
    const warnings = gateway.log.lines.filter(({ level }) => level === 40)
    assert.equal(warnings.length, 1)
    assert.doesNotMatch(gateway.log.text(), /geheim/)
  })
})
