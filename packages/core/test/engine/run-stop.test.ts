import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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
  prepareAll,
} from '../support/model.ts'

describe('stopping at an error', () => {
  it('skips what has not started, and says because of which part', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(4), { ...serial, stopOnError: true }), api.dispatch)
    await api.answer(0)
    await api.answer(1, answered(409))
    assert.deepEqual(api.arrivals, [0, 1])
    assert.deepEqual(await namesOf(run), ['200', '409', 'skipped by 1', 'skipped by 1'])
  })

  it('happens for failed parts too', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(2), { ...serial, stopOnError: true }), api.dispatch)
    await api.answer(0, failed())
    assert.deepEqual(await namesOf(run), ['unreachable', 'skipped by 0'])
  })

  it('happens for a part that was a failure before the run', async () => {
    const batch = createBatch(gets(3), { ...serial, stopOnError: true })
    const [first, , third] = prepareAll(batch)
    assert.ok(first !== undefined && third !== undefined)
    const api = createManualDispatch()
    const run = runBatch(batch, [first, failed({ reason: 'body-too-large' }), third], {
      outer: createOuter(),
      dispatch: api.dispatch,
      limits: limitsWith(),
      budget: new MemoryBudget(1),
    })
    await api.answer(0)
    assert.deepEqual(await namesOf(run), ['200', 'body-too-large', 'skipped by 1'])
  })

  it('follows what the dialect calls a failure', async () => {
    const batch = createBatch(gets(2), {
      ...serial,
      stopOnError: true,
      isFailure: (status) => status === 200,
    })
    const api = createManualDispatch()
    const run = startRun(batch, api.dispatch)
    await api.answer(0)
    assert.deepEqual(await namesOf(run), ['200', 'skipped by 0'])
  })

  it('does not happen unless the batch asks for it', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(2), serial), api.dispatch)
    await api.answer(0, answered(500))
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['500', '200'])
  })

  it('happens for a part that aborts the batch, and for no other', async () => {
    const { parts, ...rest } = createBatch(gets(4), serial)
    const marked = parts.map((part) => ({ ...part, abortsBatch: part.index === 1 }))
    const api = createManualDispatch()
    const run = startRun({ parts: marked, ...rest }, api.dispatch)
    await api.answer(0, answered(500))
    await api.answer(1, answered(500))
    assert.deepEqual(await namesOf(run), ['500', '500', 'skipped by 1', 'skipped by 1'])
  })

  it('lets parts that are under way end', async () => {
    const { parts, ...rest } = createBatch(gets(3))
    const marked = parts.map((part) => ({ ...part, abortsBatch: true }))
    const api = createManualDispatch()
    const run = startRun({ parts: marked, ...rest }, api.dispatch, { limits: { partsAtOnce: 2 } })
    await api.answer(0, answered(500))
    await api.answer(1, answered(201))
    assert.deepEqual(await namesOf(run), ['500', '201', 'skipped by 0'])
  })
})

describe('an unknown outcome', () => {
  const unknown = failed({ outcomeUnknown: true })

  it('does not keep the rest from running', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(['POST', 'POST'], serial), api.dispatch)
    await api.answer(0, unknown)
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['unreachable', '200'])
  })

  it('skips what has not started, by option', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(['POST', 'POST'], serial), api.dispatch, {
      stopOnUnknown: true,
    })
    await api.answer(0, unknown)
    assert.deepEqual(await namesOf(run), ['unreachable', 'skipped by 0'])
  })

  it('is not every failure', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(['POST', 'POST'], serial), api.dispatch, {
      stopOnUnknown: true,
    })
    await api.answer(0, failed())
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['unreachable', '200'])
  })
})
