import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Batch, Dispatch, Transaction } from '@batchway/core'
import { Budget, failedMember } from '@batchway/core'
import { runGrouped } from '../../src/engine/grouped-run.ts'
import { linkBatch } from '../../src/engine/links.ts'
import type { BatchRun } from '../../src/engine/run.ts'
import { namesOf } from '../support/batch-run.ts'
import { stopClock } from '../support/clock.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import {
  answered,
  createBatch,
  createOuter,
  createPart,
  failed,
  limitsWith,
  prepareAll,
} from '../support/model.ts'

const commit: Transaction = (_parts, run) => run()

/** A read, then a group of three writes, then what waits for it. */
const batch: Batch = createBatch([], {
  parts: [
    createPart(),
    createPart({ index: 1, method: 'POST', group: 'g' }),
    createPart({ index: 2, method: 'POST', group: 'g' }),
    createPart({ index: 3, method: 'POST', group: 'g' }),
    createPart({ index: 4, after: [{ group: 'g' }] }),
  ],
})

function start(dispatch: Dispatch, transaction: Transaction = commit): BatchRun {
  const limits = limitsWith({ partTime: 500, batchTime: 50 })
  const links = linkBatch(batch, { base: '/base', limits })
  assert.ok(links !== undefined)
  const options = { outer: createOuter(), dispatch, limits, budget: new Budget(1000), links }
  return runGrouped(batch, prepareAll(batch), options, transaction)
}

describe('a group whose caller goes away', () => {
  it('is rolled back before its outcome leaves', async () => {
    const api = createManualDispatch()
    const rollback = Promise.withResolvers<void>()
    const run = start(api.dispatch, async (_parts, runParts) => {
      await runParts().catch(async (error: unknown) => {
        await rollback.promise
        throw error
      })
    })
    await setImmediate()
    await api.answer(1)
    run.cancel()
    assert.deepEqual(
      [...api.cancelled],
      [
        [0, 'cancelled'],
        [2, 'cancelled'],
      ],
    )
    assert.equal(await Promise.race([run.outcomes, setImmediate('nothing')]), 'nothing')
    rollback.resolve()
    assert.deepEqual(await namesOf(run), [
      'cancelled',
      'rolled-back',
      'cancelled',
      'not-started',
      'not-started',
    ])
  })

  it('does not begin when it goes at once', async () => {
    const run = start(
      () => new Promise(() => {}),
      () => assert.fail('began'),
    )
    run.cancel()
    assert.deepEqual(await namesOf(run), ['cancelled', ...Array<string>(4).fill('not-started')])
  })
})

describe('a group whose batch runs out of time', () => {
  it('is rolled back', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = start(api.dispatch)
    await setImmediate()
    await api.answer(0)
    await api.answer(1)
    clock.advance(51)
    assert.deepEqual([...api.cancelled], [[2, 'timeout']])
    assert.deepEqual(await namesOf(run), [
      '200',
      'rolled-back',
      'timeout',
      'not-started',
      'not-started',
    ])
  })
})

describe('an outcome that is unknown', () => {
  it('in a group ends a batch that stops at such outcomes', async () => {
    const limits = limitsWith()
    const parts = [
      createPart({ method: 'POST', group: 'g' }),
      createPart({ index: 1, method: 'POST' }),
    ]
    const ordered = createBatch([], { parts, order: 'serial' })
    const links = linkBatch(ordered, { base: '/base', limits })
    assert.ok(links !== undefined)
    const options = {
      outer: createOuter(),
      dispatch: () => Promise.resolve(failed({ outcomeUnknown: true })),
      limits,
      budget: new Budget(1000),
      links,
      stopOnUnknown: true,
    }
    const run = runGrouped(ordered, prepareAll(ordered), options, undefined)
    assert.deepEqual(await namesOf(run), ['unreachable', 'skipped by 0'])
  })
})

describe('the member that a group failed by', () => {
  const rolledBack = failed({ reason: 'rolled-back' })
  it('is the one whose outcome says why', () => {
    const late = failed({ reason: 'timeout' })
    const skipped = { kind: 'skipped', because: 2 } as const
    const outcomes = [answered(), rolledBack, late, skipped, skipped]
    assert.equal(failedMember(batch, outcomes, 'g'), 2)
    assert.equal(failedMember(batch, [answered(), rolledBack, answered(409), skipped], 'g'), 2)
  })

  it('is the first one where none does', () => {
    assert.equal(failedMember(batch, [answered(), rolledBack, rolledBack, rolledBack], 'g'), 1)
  })

  it('is none where all of them succeeded', () => {
    const outcomes = [failed(), answered(), answered(), answered(), failed()]
    assert.equal(failedMember(batch, outcomes, 'g'), undefined)
  })
})
