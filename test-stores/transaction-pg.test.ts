import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import {
  assertAllOrNothing,
  assertApart,
  codesOf,
  itemsOf,
  placeOrder,
  postBatch,
} from '../test/support/orders.ts'
import type { ExampleServer } from '../test/support/programs.ts'
import { startExample } from '../test/support/programs.ts'

/** `npm run test:stores` says where its server is. */
const { DATABASE_URL: url } = process.env

/** The example on a schema of its own in a real PostgreSQL, and a client that sees it from outside. */
interface PgExample extends AsyncDisposable {
  readonly origin: string
  readonly client: Client
}

async function start(): Promise<PgExample> {
  assert.ok(url !== undefined, 'DATABASE_URL is not set: run npm run test:stores')
  const client = new Client({ connectionString: url })
  await client.connect()
  const schema = `transaction_${process.pid}_${Date.now()}`
  await client.query(`CREATE SCHEMA ${schema}`)
  await client.query(`SET search_path TO ${schema}`)
  const mine = new URL(url)
  mine.searchParams.set('options', `-c search_path=${schema}`)
  const end = async (server?: ExampleServer): Promise<void> => {
    await server?.[Symbol.asyncDispose]()
    await client.query(`DROP SCHEMA ${schema} CASCADE`)
    await client.end()
  }
  try {
    const server = await startExample('transaction-pg.ts', { DATABASE_URL: mine.href })
    return { origin: server.origin, client, [Symbol.asyncDispose]: () => end(server) }
  } catch (error) {
    await end()
    throw error
  }
}

const setting = { timeout: 60_000 }

describe('examples/transaction-pg.ts', setting, () => {
  it('places the orders of a batch all together or not at all', async () => {
    await using example = await start()
    await assertAllOrNothing(example.origin)
  })

  it('keeps batches and single requests at the same time apart', async () => {
    await using example = await start()
    await assertApart(example.origin)
  })

  it('answers more batches at a time than it has clients', async () => {
    await using example = await start()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        postBatch(example.origin, [placeOrder('a'), placeOrder('b', index % 3)]),
      ),
    )
    const placed = answers.filter(({ success }) => success).length
    assert.equal(placed, 20)
    assert.equal((await itemsOf(example.origin)).length, 40)
  })

  it('rolls back a batch whose failure only the database sees', async () => {
    await using example = await start()
    const nameless = { method: 'POST', url: '/api/v1/orders', body: { quantity: 1 } }
    const answer = await postBatch(example.origin, [placeOrder('a'), nameless])
    assert.deepEqual(codesOf(answer), [424, 500])
    assert.deepEqual(await itemsOf(example.origin), [])
  })

  it('rolls back when the caller goes away while a part waits for a lock', async () => {
    await using example = await start()
    const { client, origin } = example
    assert.deepEqual(codesOf(await postBatch(origin, [placeOrder('a')])), [201])
    await client.query('BEGIN')
    await client.query('LOCK TABLE orders IN SHARE MODE')
    const controller = new AbortController()
    const gone = fetch(`${origin}/api/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [placeOrder('b'), placeOrder('c')] }),
      signal: controller.signal,
    })
    while ((await waiting(client)) === 0) await wait(20)
    controller.abort()
    await assert.rejects(gone)
    await client.query('COMMIT')
    while ((await open(client)) > 0) await wait(20)
    assert.deepEqual(await itemsOf(origin), ['a'])
    assert.deepEqual(codesOf(await postBatch(origin, [placeOrder('d')])), [201])
  })

  it('answers 500 and goes on when the database breaks a connection', async () => {
    await using example = await start()
    const { client, origin } = example
    await client.query('BEGIN')
    await client.query('LOCK TABLE orders IN SHARE MODE')
    const broken = postBatch(origin, [placeOrder('a'), placeOrder('b')])
    while ((await waiting(client)) === 0) await wait(20)
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
    )
    assert.deepEqual(codesOf(await broken), [500])
    await client.query('COMMIT')
    assert.deepEqual(codesOf(await postBatch(origin, [placeOrder('c')])), [201])
    assert.deepEqual(await itemsOf(origin), ['c'])
  })
})

/** How many sessions wait for a lock on this database. */
async function waiting(client: Client): Promise<number> {
  return count(client, `wait_event_type = 'Lock'`)
}

/** How many other sessions are in a transaction on this database. */
async function open(client: Client): Promise<number> {
  return count(client, `state <> 'idle' AND pid <> pg_backend_pid()`)
}

async function count(client: Client, condition: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND ${condition}`,
  )
  return Number(rows[0]?.count)
}
