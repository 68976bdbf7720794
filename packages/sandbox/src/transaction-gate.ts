import type { Transaction } from '@batchway/core'
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { DatabaseSync } from 'node:sqlite'

/** Lets one transaction at a time use the only connection of the sandbox. */
export interface TransactionGate {
  /** Runs the parts of an atomic batch or group between `BEGIN` and `COMMIT` or `ROLLBACK`. */
  readonly transaction: Transaction
  /**
   * Calls `pass` at once, or when the transaction under way has ended, unless the caller is a part
   * of it. With an error: it was a part of a transaction that is over.
   */
  enter(pass: (error?: Error) => void): void
}

/**
 * Makes the gate of a database. An in-memory database has one connection, so that whatever is not
 * a part of the transaction has to wait for its end; handlers that use the database do so without
 * waiting for anything else.
 */
export function createTransactionGate(database: DatabaseSync): TransactionGate {
  const inside = new AsyncLocalStorage<symbol>()
  const waiting: (() => void)[] = []
  let current: symbol | undefined

  const end = (): void => {
    current = undefined
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      next()
      if (current !== undefined) return
    }
  }
  const begin = (): Promise<symbol> => {
    return new Promise((resolve) => {
      const start = (): void => {
        current = Symbol('transaction')
        resolve(current)
      }
      if (current === undefined) start()
      else waiting.push(start)
    })
  }
  return {
    async transaction(_parts, run) {
      const token = await begin()
      try {
        database.exec('BEGIN')
        await inside.run(token, run)
        database.exec('COMMIT')
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      } finally {
        end()
      }
    },
    enter(pass) {
      const own = inside.getStore()
      if (own !== undefined) pass(own === current ? undefined : new Error('transaction is over'))
      else if (current === undefined) pass()
      else waiting.push(AsyncResource.bind(() => pass()))
    },
  }
}
