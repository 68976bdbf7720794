import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Dispatch, PartOutcome } from '@batchway/core'
import { Budget as MemoryBudget } from '@batchway/core'
import { runBatch } from '../../src/engine/run.ts'
import { gets, namesOf, serial, startRun } from '../support/batch-run.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import {
  answered,
  createBatch,
  createOuter,
  failed,
  limitsWith,
  nameOf,
  prepareAll,
} from '../support/model.ts'

const throwForSecond: Dispatch = ({ part }) => {
  if (part.index === 1) throw new Error('secret')
  return Promise.resolve(answered())
}

describe('a run', () => {
  it('gives outcomes in request order, whatever ends first', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(3)), api.dispatch)
    await api.answer(2, answered(202))
    await api.answer(0, answered(200))
    await api.answer(1, answered(201))
    assert.deepEqual(await namesOf(run), ['200', '201', '202'])
  })

  it('has all parts of a parallel batch under way at once', async () => {
    let arrived = 0
    const all = Promise.withResolvers<void>()
    const run = startRun(createBatch(gets(50)), async () => {
      arrived += 1
      if (arrived === 50) all.resolve()
      await all.promise
      return answered()
    })
    assert.equal((await run.outcomes).length, 50)
  })

  it('has never two parts of a serial batch under way', async () => {
    let underWay = 0
    let most = 0
    const run = startRun(createBatch(gets(20), serial), async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await setImmediate()
      underWay -= 1
      return answered()
    })
    await run.outcomes
    assert.equal(most, 1)
  })

  it('has no more parts under way than it may', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(5)), api.dispatch, { limits: { partsAtOnce: 2 } })
    assert.deepEqual(api.arrivals, [0, 1])
    await api.answer(1)
    assert.deepEqual(api.arrivals, [0, 1, 2])
    for (const index of [0, 2, 3, 4]) await api.answer(index)
    assert.equal((await run.outcomes).length, 5)
  })

  it('ends at once without parts', async () => {
    const run = startRun(createBatch([]), createManualDispatch().dispatch)
    assert.deepEqual(await run.outcomes, [])
  })

  it('hands a dispatch the request as it was prepared', async () => {
    const batch = createBatch(['PUT'])
    const prepared = prepareAll(batch)
    const seen: unknown[] = []
    const dispatch: Dispatch = (request) => {
      seen.push(request)
      return Promise.resolve(answered())
    }
    const outer = createOuter()
    const budget = new MemoryBudget(1)
    await runBatch(batch, prepared, { outer, dispatch, limits: limitsWith(), budget }).outcomes
    assert.ok(prepared[0]?.kind === 'ready')
    assert.deepEqual(seen, [prepared[0].request])
  })

  it('takes a part that is a failure already for its outcome', async () => {
    const batch = createBatch(gets(2))
    const api = createManualDispatch()
    const [, second] = prepareAll(batch)
    assert.ok(second !== undefined)
    const run = runBatch(batch, [failed({ reason: 'target-too-long' }), second], {
      outer: createOuter(),
      dispatch: api.dispatch,
      limits: limitsWith(),
      budget: new MemoryBudget(1),
    })
    assert.deepEqual(api.arrivals, [1])
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['target-too-long', '200'])
  })

  it('runs thousands of serial parts that end at once', async () => {
    const run = startRun(createBatch(gets(5000), serial), () => Promise.resolve(answered()))
    assert.equal((await run.outcomes).length, 5000)
  })
})

describe('a dispatch that breaks its promises', () => {
  it('fails its part when it rejects', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(2)), api.dispatch)
    const error = new Error('secret')
    await api.reject(0, error)
    await api.answer(1)
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.cause, error)
    assert.doesNotMatch(outcome.message, /secret/)
    assert.deepEqual((await namesOf(run))[1], '200')
  })

  it('fails its part when it throws', async () => {
    const run = startRun(createBatch(gets(3)), throwForSecond)
    const outcomes = await run.outcomes
    assert.equal(outcomes[1]?.kind, 'failed')
    assert.equal(nameOf(outcomes[2]), '200')
  })

  it('fails its part when it throws for one that follows another', async () => {
    const run = startRun(createBatch(gets(3), serial), throwForSecond)
    const ended = await Promise.race([run.outcomes, setImmediate(undefined)])
    assert.equal(ended?.[1]?.kind, 'failed')
  })

  it('leaves it unknown what an unsafe request did when it rejects after sending', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(['POST']), api.dispatch)
    api.runOf(0).sent()
    await api.reject(0, new Error('x'))
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.outcomeUnknown, true)
  })
})

describe('what a part knows of its run', () => {
  it('is the same batch for all parts of a batch, and another for another one', () => {
    const api = createManualDispatch()
    const other = createManualDispatch()
    const runs = [
      startRun(createBatch(gets(2)), api.dispatch),
      startRun(createBatch(gets(1)), other.dispatch),
    ]
    assert.equal(api.runOf(0).batch, api.runOf(1).batch)
    assert.notEqual(api.runOf(0).batch, other.runOf(0).batch)
    for (const run of runs) run.cancel()
  })

  it('is told to the last listener only', async () => {
    const told: string[] = []
    const dispatch: Dispatch = (_request, run) => {
      run.onCancel(() => told.push('first'))
      run.onCancel((reason) => told.push(`last ${reason}`))
      return new Promise<PartOutcome>(() => {})
    }
    startRun(createBatch(gets(1)), dispatch).cancel()
    assert.deepEqual(told, ['last cancelled'])
  })
})
