import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gets, namesOf, serial, startRun } from '../support/batch-run.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch } from '../support/model.ts'

describe('cancelling', () => {
  it('gives up what is under way, and does not start the rest', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(3), serial), api.dispatch)
    await api.answer(0)
    run.cancel()
    assert.deepEqual([...api.cancelled], [[1, 'cancelled']])
    assert.deepEqual(await namesOf(run), ['200', 'cancelled', 'not-started'])
    assert.deepEqual(api.arrivals, [0, 1])
  })

  it('starts nothing in the place of parts that waited for their turn', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(4)), api.dispatch, { limits: { partsAtOnce: 2 } })
    api.runOf(0).hold()
    api.runOf(1).hold()
    run.cancel()
    assert.equal((await run.outcomes).length, 4)
    assert.deepEqual(api.arrivals, [0, 1])
  })

  it('leaves what has ended alone', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(2)), api.dispatch)
    await api.answer(0, answered(204))
    run.cancel()
    run.cancel()
    assert.deepEqual(await namesOf(run), ['204', 'cancelled'])
  })

  it('changes nothing after the end', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(1)), api.dispatch)
    await api.answer(0)
    run.cancel()
    assert.deepEqual(await namesOf(run), ['200'])
    assert.equal(api.cancelled.size, 0)
  })

  it('leaves it unknown what an unsafe request did once it was sent', async () => {
    const api = createManualDispatch()
    const run = startRun(createBatch(['DELETE']), api.dispatch)
    api.runOf(0).sent()
    run.cancel()
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.outcomeUnknown, true)
  })
})
