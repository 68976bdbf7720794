import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { PartOutcome, Transaction } from '@batchway/core'
import { PartFailedError } from '@batchway/core'
import { startAtomic, textsOf } from '../support/atomic-run.ts'
import { gets, namesOf } from '../support/batch-run.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch, failed } from '../support/model.ts'

const commit: Transaction = (_parts, run) => run()

describe('a transaction that commits', () => {
  it('has the answers of all parts, which ran one after the other', async () => {
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(3), { order: 'parallel' }), api.dispatch, commit)
    for (const index of [0, 1, 2]) {
      assert.deepEqual(api.arrivals, [0, 1, 2].slice(0, index + 1))
      await api.answer(index, answered(200 + index))
    }
    assert.deepEqual(await namesOf(run), ['200', '201', '202'])
  })

  it('is called once, before the first part, with all parts', async () => {
    const api = createManualDispatch()
    const calls: unknown[] = []
    const run = startAtomic(createBatch(['POST', 'GET']), api.dispatch, async (parts, runParts) => {
      calls.push([parts.map(({ method }) => method), api.arrivals.length])
      await runParts()
    })
    await api.answer(0)
    await api.answer(1)
    await run.outcomes
    assert.deepEqual(calls, [[['POST', 'GET'], 0]])
  })

  it('lets no outcome leave before it has resolved', async () => {
    const api = createManualDispatch()
    const committing = Promise.withResolvers<void>()
    const run = startAtomic(createBatch(gets(1)), api.dispatch, async (_parts, runParts) => {
      await runParts()
      await committing.promise
    })
    await api.answer(0)
    const first = await Promise.race([run.outcomes, setImmediate('nothing')])
    assert.equal(first, 'nothing')
    committing.resolve()
    assert.deepEqual(await namesOf(run), ['200'])
  })

  it('gives its async context to every part', async () => {
    const storage = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const run = startAtomic(
      createBatch(gets(3)),
      async () => {
        seen.push(storage.getStore())
        await setImmediate()
        seen.push(storage.getStore())
        return answered()
      },
      (_parts, runParts) => storage.run('t1', runParts),
    )
    await run.outcomes
    assert.deepEqual(
      seen,
      Array.from({ length: 6 }, () => 't1'),
    )
    assert.equal(storage.getStore(), undefined)
  })

  it('runs the parts once, however often they are asked for', async () => {
    const api = createManualDispatch()
    let results: readonly (readonly PartOutcome[])[] = []
    const run = startAtomic(createBatch(gets(1)), api.dispatch, async (_parts, runParts) => {
      results = await Promise.all([runParts(), runParts()])
      results = [...results, await runParts()]
    })
    await api.answer(0)
    assert.deepEqual(await namesOf(run), ['200'])
    assert.deepEqual(api.arrivals, [0])
    assert.equal(new Set(results).size, 1)
  })

  it('may be one of no parts', async () => {
    const run = startAtomic(createBatch([]), () => assert.fail('no part'), commit)
    assert.deepEqual(await namesOf(run), [])
  })

  it('answers with what the parts came to where it commits in spite of a failure', async () => {
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(3)), api.dispatch, async (_parts, runParts) => {
      await runParts().catch(() => {})
    })
    await api.answer(0)
    await api.answer(1, answered(409))
    assert.deepEqual(await namesOf(run), ['200', '409', 'skipped by 1'])
  })

  it('breaks nothing when it does not wait for a part that fails', async () => {
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(2)), api.dispatch, (_parts, runParts) => {
      void runParts()
    })
    await api.answer(0, answered(500))
    assert.deepEqual(await namesOf(run), ['500', 'skipped by 0'])
  })
})

describe('a transaction with a part that fails', () => {
  it('is told which one, and leaves nothing of the others', async () => {
    const api = createManualDispatch()
    let told: unknown
    const run = startAtomic(createBatch(gets(4)), api.dispatch, async (_parts, runParts) => {
      await runParts().catch((error: unknown) => {
        told = error
        throw error
      })
    })
    await api.answer(0, answered(201))
    await api.answer(1)
    await api.answer(2, answered(409))
    assert.deepEqual(await namesOf(run), ['rolled-back', 'rolled-back', '409', 'skipped by 2'])
    assert.ok(told instanceof PartFailedError)
    assert.equal(told.part, 2)
    assert.deepEqual(told.outcome, answered(409))
    assert.equal(told.message, 'part 2 of the batch failed with 409')
    assert.equal((await textsOf(run))[0], 'Rolled back, because part 2 failed.')
    assert.deepEqual(api.arrivals, [0, 1, 2])
  })

  it('is the same for a part that the engine fails, and for another error of its own', async () => {
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(2)), api.dispatch, async (_parts, runParts) => {
      await runParts().catch(() => {
        throw new Error('rolled back')
      })
    })
    await api.answer(0)
    await api.answer(1, failed())
    assert.deepEqual(await namesOf(run), ['rolled-back', 'unreachable'])
  })

  it('counts as failed what the batch says', async () => {
    const api = createManualDispatch()
    const batch = createBatch(gets(2), { isFailure: (status) => status === 299 })
    const run = startAtomic(batch, api.dispatch, commit)
    await api.answer(0, answered(404))
    await api.answer(1, answered(299))
    assert.deepEqual(await namesOf(run), ['rolled-back', '299'])
  })
})

describe('a transaction that fails by itself', () => {
  const broken = new Error('no connection')

  it('runs nothing when it can not begin', async () => {
    for (const transaction of [
      () => Promise.reject(broken),
      () => {
        throw broken
      },
    ]) {
      const run = startAtomic(createBatch(gets(2)), () => assert.fail('ran'), transaction)
      assert.deepEqual(await namesOf(run), ['not-committed', 'not-committed'])
      const [outcome] = await run.outcomes
      assert.ok(outcome?.kind === 'failed')
      assert.equal(outcome.cause, broken)
    }
  })

  it('leaves nothing when it can not commit', async () => {
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(2)), api.dispatch, async (_parts, runParts) => {
      await runParts()
      throw broken
    })
    await api.answer(0)
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['not-committed', 'not-committed'])
  })

  it('gives up the part under way when it ends in the middle', async () => {
    const api = createManualDispatch()
    const lost = Promise.withResolvers<never>()
    const run = startAtomic(createBatch(gets(3)), api.dispatch, async (_parts, runParts) => {
      await Promise.race([runParts(), lost.promise])
    })
    await api.answer(0)
    lost.reject(broken)
    assert.deepEqual(await namesOf(run), ['not-committed', 'not-committed', 'not-committed'])
    assert.deepEqual([...api.cancelled.keys()], [1])
    assert.deepEqual(api.arrivals, [0, 1])
  })

  it('fails all when it resolves without having run them', async () => {
    let late: (() => Promise<unknown>) | undefined
    const run = startAtomic(
      createBatch(gets(2)),
      () => assert.fail('ran'),
      (_parts, runParts) => {
        late = runParts
      },
    )
    assert.deepEqual(await namesOf(run), ['not-committed', 'not-committed'])
    await assert.rejects(async () => late?.(), /over before its first part/)
  })
})

describe('a transaction of a batch that was refused in part', () => {
  it('is never begun, and the parts say why', async () => {
    const limited = failed({ reason: 'rate-limited', message: 'slow down' })
    const run = startAtomic(
      createBatch(gets(4)),
      () => assert.fail('ran'),
      () => assert.fail('begun'),
      { refused: new Map([[1, limited]]) },
    )
    const names = ['rolled-back', 'rate-limited', 'skipped by 1', 'skipped by 1']
    assert.deepEqual(await namesOf(run), names)
    assert.equal((await textsOf(run))[0], 'Not run, because part 1 failed.')
  })
})
