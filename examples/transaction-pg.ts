import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from '@batchway/core'
import { batchway } from '@batchway/core/express'
import express from 'express'
import type { PoolClient } from 'pg'
import { Pool } from 'pg'

// No statement takes longer: while one does, its transaction can't be rolled back.
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], statement_timeout: 4000 })
// A connection that breaks fails the queries on it. Without a listener it would end the process.
pool.on('error', () => {})
pool.on('connect', (client) => client.on('error', () => {}))

await pool.query(`CREATE TABLE IF NOT EXISTS orders (
  id serial PRIMARY KEY,
  item text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0)
)`)

/** The client of the transaction that the code runs in; it is taken away at the end. */
const transactions = new AsyncLocalStorage<{ client: PoolClient | undefined }>()

const inOneTransaction: Transaction = async (_parts, run) => {
  const client = await pool.connect()
  const transaction: { client: PoolClient | undefined } = { client }
  try {
    await client.query('BEGIN')
    await transactions.run(transaction, run).finally(() => {
      // A handler that goes on after its part was given up must not write behind the end.
      transaction.client = undefined
    })
    // PostgreSQL answers a COMMIT of a transaction that had an error with ROLLBACK.
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT') throw new Error('a query failed, and its handler did not say so')
    client.release()
  } catch (error) {
    // A client that can't even roll back is closed.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

/** Where a handler sends its queries, whether it answers a part or a request of its own. */
function database(): Pool | PoolClient {
  const transaction = transactions.getStore()
  if (transaction === undefined) return pool
  if (transaction.client === undefined) throw new Error('the transaction is over')
  return transaction.client
}

const app = express()

app.use(
  batchway(app, {
    path: '/api/v1/batch',
    dialect: 'journyx',
    atomic: true,
    transaction: inOneTransaction,
  }),
)
app.use(express.json())

app.get('/api/v1/orders', async (_request, response) => {
  const { rows } = await database().query('SELECT * FROM orders ORDER BY id')
  response.json(rows)
})

app.post('/api/v1/orders', async (request, response) => {
  const { item, quantity } = request.body as { item: string; quantity: number }
  if (!(quantity > 0)) {
    response.status(422).json({ error: 'quantity must be positive' })
    return
  }
  const { rows } = await database().query(
    'INSERT INTO orders (item, quantity) VALUES ($1, $2) RETURNING *',
    [item, quantity],
  )
  response.status(201).json(rows[0])
})

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log('listening', server.address())
})
