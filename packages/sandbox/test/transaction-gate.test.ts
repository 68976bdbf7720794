import assert from 'node:assert/strict'
import { AsyncResource } from 'node:async_hooks'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createTransactionGate } from '../src/transaction-gate.ts'
import type { TransactionGate } from '../src/transaction-gate.ts'

interface Opened {
  readonly database: DatabaseSync
  readonly gate: TransactionGate
  /** Adds a row when the gate lets it. */
  readonly add: (row: string) => void
  readonly rows: () => readonly unknown[]
  readonly refused: readonly string[]
}

function open(): Opened {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE rows (name TEXT NOT NULL)')
  const gate = createTransactionGate(database)
  const refused: string[] = []
  return {
    database,
    gate,
    refused,
    add: (row) => {
      gate.enter((error) => {
        if (error === undefined) database.prepare('INSERT INTO rows VALUES (?)').run(row)
        else refused.push(row)
      })
    },
    rows: () =>
      database
        .prepare('SELECT name FROM rows')
        .all()
        .map(({ name }) => name),
  }
}

describe('the gate of the transactions', () => {
  it('keeps others out of a transaction that is undone', async () => {
    const { gate, add, rows } = open()
    const { promise: failing, reject } = Promise.withResolvers<never>()
    const undone = gate.transaction([], async () => {
      add('inside')
      return failing
    })
    await setImmediate()
    add('outside')
    assert.deepEqual(rows(), ['inside'])
    reject(new Error('a part failed'))
    await assert.rejects(async () => undone, /a part failed/)
    assert.deepEqual(rows(), ['outside'])
  })

  it('lets one transaction follow the other, each with its own parts', async () => {
    const { gate, add, rows } = open()
    const steps: string[] = []
    const run = (name: string) => async () => {
      steps.push(`begin ${name}`)
      await setImmediate()
      add(name)
      steps.push(`end ${name}`)
      return []
    }
    await Promise.all(['1', '2', '3'].map((name) => gate.transaction([], run(name))))
    assert.deepEqual(
      steps,
      ['1', '2', '3'].flatMap((name) => [`begin ${name}`, `end ${name}`]),
    )
    assert.deepEqual(rows(), ['1', '2', '3'])
  })

  it('refuses a part that comes when its transaction is over', async () => {
    const { gate, add, rows, refused } = open()
    const late: (() => void)[] = []
    await gate.transaction([], async () => {
      late.push(AsyncResource.bind(() => add('late')))
      return []
    })
    for (const call of late) call()
    assert.deepEqual([rows(), refused], [[], ['late']])
  })
})
