import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import type { OcambaAnswer } from '../packages/gateway/test/support/batch-client.ts'
import { manyGets, postOcamba } from '../packages/gateway/test/support/batch-client.ts'
import { makeConfigFolder } from '../packages/gateway/test/support/command-config.ts'
import { RunningCommand } from '../packages/gateway/test/support/command.ts'
import { openUpstream } from '../packages/gateway/test/support/test-upstream.ts'
import { openRedisServer } from './support/redis-server.ts'
import { countStatus, sharedRedis } from './support/shared-gateways.ts'

const { file } = makeConfigFolder()

function configWith(upstream: string, more: string): string {
  return `listen: 127.0.0.1:0
stateStore: { url: '\${STORE}', keyPrefix: 'test:${randomUUID()}:', ${more} }
upstreams:
  api: { url: '${upstream}' }
endpoints:
  - path: /v2/ocamba/batch
    dialect: ocamba
    upstream: api
    rateLimit: { batches: { burst: 1000000, steady: 25 } }
`
}

async function postMany(urls: readonly string[], count: number): Promise<readonly OcambaAnswer[]> {
  const posts = Array.from({ length: count }, (_, index) =>
    postOcamba(urls[index % urls.length] ?? '', manyGets(1)),
  )
  return Promise.all(posts)
}

describe('two gateways in processes of their own', () => {
  it('grant the limit together', async () => {
    await using upstream = await openUpstream()
    const path = await file('two.yaml', configWith(upstream.url, 'commandTimeout: 20s'))
    const env = { STORE: sharedRedis() }
    await using one = new RunningCommand(['--config', path], { env })
    await using two = new RunningCommand(['--config', path], { env })
    const answers = await postMany([await one.url(), await two.url()], 80)
    assert.equal(countStatus(answers, 200), 25)
    assert.equal(countStatus(answers, 429), 55)
    assert.equal(upstream.requests.length, 25)
  })

  it('start without their store, say so without its password, and end when they are told to', async () => {
    await using upstream = await openUpstream()
    await using server = await openRedisServer(['--requirepass', 'geheim'])
    await server.stop()
    const path = await file('away.yaml', configWith(upstream.url, 'onFailure: closed'))
    const env = { STORE: `redis://:geheim@127.0.0.1:${server.port}` }
    await using command = new RunningCommand(['--config', path], { env })
    const url = await command.url()
    await command.logged(/state store can not be asked/)
    assert.equal(countStatus(await postMany([url], 3), 503), 3)
    await server.start()
    await command.logged(/state store answers again/)
    assert.equal(countStatus(await postMany([url], 3), 200), 3)
    command.process.kill('SIGTERM')
    const { code, stdout, stderr } = await command.ended
    assert.equal(code, 0)
    assert.doesNotMatch(stdout + stderr, /geheim/)
  })
})
