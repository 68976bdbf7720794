import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Transaction } from '@batchway/core'
import { batchway } from '@batchway/core/fastify'
import Fastify from 'fastify'

const file = process.env['DATABASE'] ?? join(mkdtempSync(join(tmpdir(), 'orders-')), 'orders.db')

// For all that is no batch. Readers beside a writer see what is committed (WAL).
const shared = new DatabaseSync(file)
shared.exec('PRAGMA journal_mode = WAL')
shared.exec(`CREATE TABLE IF NOT EXISTS orders (
  id INTEGER PRIMARY KEY,
  item TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0)
)`)

/** The connection of the transaction that the code runs in; none outside of one. */
const transactions = new AsyncLocalStorage<DatabaseSync>()

const inOneTransaction: Transaction = (_parts, run) =>
  inTurn(async () => {
    const database = new DatabaseSync(file)
    try {
      database.exec('BEGIN IMMEDIATE')
      await transactions.run(database, run)
      database.exec('COMMIT')
    } finally {
      // Rolls back what is not committed. Handlers that still go on find their connection closed.
      database.close()
    }
  })

/** SQLite has one writer at a time. Who waited in a call would stop the process, the writer too. */
let lastTurn: Promise<unknown> = Promise.resolve()

function inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const turn = lastTurn.then(work)
  lastTurn = turn.catch(() => {})
  return turn
}

function read<Result>(query: (database: DatabaseSync) => Result): Result {
  return query(transactions.getStore() ?? shared)
}

async function write<Result>(change: (database: DatabaseSync) => Result): Promise<Result> {
  const database = transactions.getStore()
  return database === undefined ? inTurn(() => change(shared)) : change(database)
}

const app = Fastify()

await app.register(batchway, {
  path: '/api/v1/batch',
  dialect: 'journyx',
  atomic: true,
  transaction: inOneTransaction,
})

app.get('/api/v1/orders', async () => {
  return read((database) => database.prepare('SELECT * FROM orders ORDER BY id').all())
})

const body = {
  type: 'object',
  required: ['item', 'quantity'],
  properties: { item: { type: 'string' }, quantity: { type: 'integer', minimum: 1 } },
}

app.post<{ Body: { item: string; quantity: number } }>(
  '/api/v1/orders',
  { schema: { body } },
  async (request, reply) => {
    const { item, quantity } = request.body
    const { lastInsertRowid } = await write((database) =>
      database.prepare('INSERT INTO orders (item, quantity) VALUES (?, ?)').run(item, quantity),
    )
    return reply.code(201).send({ id: lastInsertRowid, item, quantity })
  },
)

await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' })
console.log('listening', app.server.address())
