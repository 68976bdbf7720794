import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Client } from 'pg'
import { openClient } from './support/redis-server.ts'
import { sharedRedis } from './support/shared-gateways.ts'

describe('the servers of these tests', () => {
  it('are a real Redis', async () => {
    await using redis = openClient(sharedRedis())
    assert.match(await redis.client.info('server'), /redis_version:\d/)
  })

  it('and a real PostgreSQL', async () => {
    const client = new Client({ connectionString: process.env['DATABASE_URL'] })
    await client.connect()
    const { rows } = await client.query<{ version: string }>('select version()')
    await client.end()
    assert.match(rows[0]?.version ?? '', /^PostgreSQL \d/)
  })
})
