import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '@batchway/core'
import { startAtomic, textsOf } from '../support/atomic-run.ts'
import { gets, namesOf } from '../support/batch-run.ts'
import { stopClock } from '../support/clock.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch } from '../support/model.ts'

const commit: Transaction = (_parts, run) => run()
const never: Transaction = () => new Promise(() => {})
const stuck: Transaction = async (parts, run) => {
  await run()
  await never(parts, run)
}
const limits = { partTime: 500, batchTime: 50 }

describe('a caller that goes away', () => {
  it('makes the parts fail, so that the transaction rolls back', async () => {
    const api = createManualDispatch()
    const steps: string[] = []
    const run = startAtomic(createBatch(gets(3)), api.dispatch, async (_parts, runParts) => {
      await runParts().catch((error: unknown) => {
        steps.push(String(error))
        throw error
      })
    })
    await api.answer(0)
    run.cancel()
    assert.deepEqual([...api.cancelled], [[1, 'cancelled']])
    assert.deepEqual(await namesOf(run), ['rolled-back', 'cancelled', 'not-started'])
    assert.deepEqual(steps, ['PartFailedError: part 1 of the batch failed with 503'])
  })

  it('keeps the parts from running where the transaction has not begun', async () => {
    const began = Promise.withResolvers<void>()
    const steps: string[] = []
    const run = startAtomic(
      createBatch(gets(2)),
      () => assert.fail('ran'),
      async (_, runParts) => {
        await began.promise
        await runParts().catch((error: unknown) => steps.push(String(error)))
      },
    )
    run.cancel()
    assert.deepEqual(await namesOf(run), ['not-started', 'not-started'])
    began.resolve()
    await setImmediate()
    assert.deepEqual(steps, ['Error: the batch was over before its first part'])
  })

  it('changes nothing after the end, and leaves no timer behind', async (context) => {
    const run = startAtomic(createBatch(gets(1)), () => Promise.resolve(answered()), commit)
    await run.outcomes
    const started = context.mock.method(globalThis, 'setTimeout')
    run.cancel()
    assert.deepEqual(await namesOf(run), ['200'])
    assert.equal(started.mock.callCount(), 0)
  })
})

describe('the time of a batch in a transaction', () => {
  it('ends the part under way, and the transaction rolls back', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(3)), api.dispatch, commit, { limits })
    await api.answer(0)
    clock.advance(51)
    assert.deepEqual([...api.cancelled], [[1, 'timeout']])
    assert.deepEqual(await namesOf(run), ['rolled-back', 'timeout', 'not-started'])
  })

  it('includes the time until the transaction has begun', async (context) => {
    const clock = stopClock(context)
    const began = Promise.withResolvers<void>()
    const api = createManualDispatch()
    const transaction: Transaction = async (_parts, runParts) => {
      await began.promise
      await runParts()
    }
    const run = startAtomic(createBatch(gets(1)), api.dispatch, transaction, { limits })
    clock.advance(40)
    began.resolve()
    await setImmediate()
    clock.advance(11)
    assert.deepEqual(await namesOf(run), ['timeout'])
  })

  it('ends a batch whose transaction never begins', async (context) => {
    const clock = stopClock(context)
    const run = startAtomic(createBatch(gets(2)), () => assert.fail('ran'), never, { limits })
    clock.advance(51)
    assert.deepEqual(await namesOf(run), ['not-started', 'not-started'])
  })

  it('lets a commit under way come to its end', async (context) => {
    const clock = stopClock(context)
    const committing = Promise.withResolvers<void>()
    const transaction: Transaction = async (_parts, runParts) => {
      await runParts()
      await committing.promise
    }
    const api = createManualDispatch()
    const run = startAtomic(createBatch(gets(1)), api.dispatch, transaction, { limits })
    await api.answer(0)
    clock.advance(100)
    committing.resolve()
    assert.deepEqual(await namesOf(run), ['200'])
  })

  it('says that nothing is known of a transaction that does not end', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startAtomic(createBatch(['POST']), api.dispatch, stuck, { limits })
    await api.answer(0)
    clock.advance(51 + 5000)
    assert.deepEqual(await namesOf(run), ['timeout'])
    assert.match((await textsOf(run))[0] ?? '', /did not end in time.*unknown whether/)
  })
})
