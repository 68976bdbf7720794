import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { request as sendRequest } from 'node:http'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Dialect, DialectName, PartOutcome, Transaction } from '@batchway/core'
import { PartFailedError } from '@batchway/core'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import type { NodeBatchOptions, NodeListener } from '@batchway/core/node'
import { withBatch } from '@batchway/core/node'
import { comparedOptions, startCompared } from '../support/compared-app.ts'
import type { PlainResult } from '../support/plain-dialect.ts'
import { plainDialect } from '../support/plain-dialect.ts'

const bounded = { timeout: 5000 }

/** A store in memory, whose transactions work on a copy that they are found by. */
class Store {
  rows: readonly string[] = []
  readonly steps: string[] = []
  readonly #copies = new AsyncLocalStorage<string[]>()

  readonly transaction: Transaction = async (parts, run) => {
    const copy = [...this.rows]
    this.steps.push(`begin ${parts.length}`)
    try {
      await this.#copies.run(copy, run)
      this.rows = copy
      this.steps.push('commit')
    } catch (error) {
      this.steps.push(error instanceof PartFailedError ? `undo for ${error.part}` : 'undo')
      throw error
    }
  }

  /** Adds a row to the transaction that it is called in, and nothing where it is called in none. */
  async add(row: string): Promise<void> {
    await setImmediate()
    this.#copies.getStore()?.push(row)
  }
}

/** Takes `POST /rows/<name>`, refuses `/rows/bad` with 409, and never answers `/rows/slow`. */
function listenWith(store: Store, asked?: (url: string) => void): NodeListener {
  return async ({ url = '' }, response) => {
    asked?.(url)
    if (url === '/rows/slow') return
    if (url !== '/rows/bad') await store.add(url)
    response.writeHead(url === '/rows/bad' ? 409 : 201).end()
  }
}

const parallelDialect: Dialect = {
  ...plainDialect,
  readBatch: async (...given) => ({
    ...(await plainDialect.readBatch(...given)),
    order: 'parallel',
  }),
}

function options(store: Store, more: Partial<NodeBatchOptions> = {}): NodeBatchOptions {
  const { transaction } = store
  return { ...comparedOptions, dialect: parallelDialect, atomic: true, transaction, ...more }
}

function ask(...names: readonly string[]): readonly { method: string; path: string }[] {
  return names.map((name) => ({ method: 'POST', path: `/rows/${name}` }))
}

function statusesOf(results: readonly PlainResult[]): readonly number[] {
  return results.map(({ status }) => status)
}

describe('a batch in a transaction, in a node:http listener', bounded, () => {
  it('is committed as a whole, its parts one after the other', async () => {
    const store = new Store()
    const listen = listenWith(store)
    const order: string[] = []
    const listener: NodeListener = async (request, response) => {
      order.push(`begin ${request.url}`)
      await listen(request, response)
      order.push(`end ${request.url}`)
    }
    await using app = await startCompared(withBatch(listener, options(store)))
    assert.deepEqual(statusesOf(await app.asParts(ask('a', 'b'))), [201, 201])
    assert.deepEqual(order, ['begin /rows/a', 'end /rows/a', 'begin /rows/b', 'end /rows/b'])
    assert.deepEqual(store.rows, ['/rows/a', '/rows/b'])
    assert.deepEqual(store.steps, ['begin 2', 'commit'])
  })

  it('leaves nothing where a part fails', async () => {
    const store = new Store()
    await using app = await startCompared(withBatch(listenWith(store), options(store)))
    const results = await app.asParts(ask('a', 'b', 'bad', 'c'))
    assert.deepEqual(statusesOf(results), [424, 424, 409, 424])
    assert.deepEqual(
      results.map(({ kind, message }) => message ?? kind),
      [
        'Rolled back, because part 2 failed.',
        'Rolled back, because part 2 failed.',
        'answered',
        'skipped',
      ],
    )
    assert.deepEqual(store.rows, [])
    assert.deepEqual(store.steps, ['begin 4', 'undo for 2'])
  })

  it('is rolled back when its caller goes away', async () => {
    const store = new Store()
    const began = Promise.withResolvers<void>()
    const undone = Promise.withResolvers<readonly PartOutcome[]>()
    const listener = listenWith(store, (url) => {
      if (url === '/rows/slow') began.resolve()
    })
    const more = options(store, { onBatch: ({ outcomes }) => undone.resolve(outcomes) })
    await using app = await startCompared(withBatch(listener, more))
    const request = sendRequest({
      host: '127.0.0.1',
      port: app.server.port,
      path: '/batch',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    request.on('error', () => {})
    const parts = ask('a', 'slow').map(({ method, path }) => ({
      method,
      target: path,
      headers: [],
    }))
    request.end(JSON.stringify(parts))
    await began.promise
    request.destroy()
    assert.equal((await undone.promise).length, 2)
    assert.deepEqual(store.rows, [])
    assert.deepEqual(store.steps, ['begin 2', 'undo for 1'])
  })

  it('is rolled back when its time is over', async () => {
    const store = new Store()
    const more = options(store, { limits: { batchTime: 50 } })
    await using app = await startCompared(withBatch(listenWith(store), more))
    const results = await app.asParts(ask('a', 'slow', 'b'))
    assert.deepEqual(statusesOf(results), [424, 504, 504])
    assert.deepEqual(store.steps, ['begin 3', 'undo for 1'])
  })

  it('is not begun where a part is refused before', async () => {
    const store = new Store()
    const rateLimit = { parts: [{ match: 'POST /rows/b', rate: { burst: 1, steady: 1 } }] }
    const more = options(store, { rateLimit })
    await using app = await startCompared(withBatch(listenWith(store), more))
    assert.deepEqual(statusesOf(await app.asParts(ask('a', 'b', 'b', 'c'))), [424, 424, 429, 424])
    assert.deepEqual(store.steps, [])
  })

  it('has no answer but 500 where it could not be committed', async () => {
    const store = new Store()
    const transaction: Transaction = async (parts, run) => {
      await store.transaction(parts, run)
      throw new Error('the disk is full')
    }
    await using app = await startCompared(
      withBatch(listenWith(store), options(store, { transaction })),
    )
    const results = await app.asParts(ask('a', 'b'))
    assert.deepEqual(statusesOf(results), [500, 500])
    assert.ok(results.every(({ message }) => message?.includes('disk') === false))
  })

  it('leaves the transaction alone where atomic does not say so', async () => {
    const store = new Store()
    const more = options(store, { atomic: false })
    await using app = await startCompared(withBatch(listenWith(store), more))
    assert.deepEqual(statusesOf(await app.asParts(ask('a', 'bad'))), [201, 409])
    assert.deepEqual(store.steps, [])
  })

  it('needs a transaction, and parts that run in its async context', () => {
    const listener = listenWith(new Store())
    assert.throws(() => withBatch(listener, { ...comparedOptions, atomic: true }), RangeError)
    const socket = options(new Store(), { dispatch: 'socket' })
    assert.throws(() => withBatch(listener, socket), /atomic needs dispatch "direct"/)
  })
})

async function post(store: Store, dialect: DialectName, batch: unknown): Promise<unknown> {
  const app = async ({ url }: Request): Promise<Response> => {
    const { pathname } = new URL(url)
    if (pathname.endsWith('/bad')) return Response.json({ why: 'bad' }, { status: 409 })
    await store.add(pathname)
    return Response.json({}, { status: 201 })
  }
  const { transaction } = store
  const fetch = withBatchFetch(app, { path: '/v1/batch', dialect, atomic: true, transaction })
  const response = await fetch(
    new Request('http://localhost/v1/batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
    }),
  )
  return response.json()
}

function ocambaPart(name: string): object {
  return { method: 'POST', relative_url: `/${name}`, body: {} }
}

function journyxPart(name: string): object {
  return { method: 'POST', url: `/v1/${name}`, body: {} }
}

describe('a batch in a transaction, in a fetch handler', bounded, () => {
  it('is answered in Ocamba', async () => {
    const store = new Store()
    const done = await post(store, 'ocamba', [ocambaPart('a'), ocambaPart('b')])
    assert.deepEqual([store.rows.length, Reflect.get(Object(done), 'success_counter')], [2, 2])
    const undone = (await post(store, 'ocamba', [
      ocambaPart('c'),
      ocambaPart('bad'),
      ocambaPart('d'),
    ])) as {
      success_counter: number
      parts: readonly { code: number }[]
    }
    assert.deepEqual(
      [undone.success_counter, undone.parts.map(({ code }) => code)],
      [0, [424, 409, 424]],
    )
    assert.equal(store.rows.length, 2)
  })

  it('is answered in Journyx, which lists nothing behind the part that failed', async () => {
    const store = new Store()
    const undone = await post(store, 'journyx', {
      requests: [journyxPart('a'), journyxPart('bad'), journyxPart('b')],
    })
    const { success, results } = undone as {
      success: boolean
      results: readonly { response_code: number }[]
    }
    assert.deepEqual([success, results.map(({ response_code: code }) => code)], [false, [424, 409]])
    assert.deepEqual(store.rows, [])
  })
})
