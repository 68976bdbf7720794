import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gets, namesOf, serial, startRun } from '../support/batch-run.ts'
import { stopClock } from '../support/clock.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch } from '../support/model.ts'

describe('the time of a part', () => {
  it('ends it, and it alone', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = startRun(createBatch(gets(2)), api.dispatch, { limits })
    clock.advance(19)
    assert.equal(api.cancelled.size, 0)
    await api.answer(1)
    clock.advance(2)
    assert.deepEqual([...api.cancelled], [[0, 'timeout']])
    assert.deepEqual(await namesOf(run), ['timeout', '200'])
  })

  it('begins when the part begins', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = startRun(createBatch(gets(2), serial), api.dispatch, { limits })
    clock.advance(15)
    await api.answer(0)
    clock.advance(15)
    assert.equal(api.cancelled.size, 0)
    clock.advance(6)
    assert.deepEqual(await namesOf(run), ['200', 'timeout'])
  })

  it('lets the parts that follow run', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = startRun(createBatch(gets(2), serial), api.dispatch, { limits })
    clock.advance(21)
    assert.deepEqual(api.arrivals, [0, 1])
    await api.answer(1)
    assert.deepEqual(await namesOf(run), ['timeout', '200'])
  })

  it('does not run while the part waits for its turn', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = startRun(createBatch(gets(1)), api.dispatch, { limits })
    api.runOf(0).hold()
    clock.advance(50)
    assert.equal(api.cancelled.size, 0)
    await api.answer(0)
    assert.deepEqual(await namesOf(run), ['200'])
  })

  it('runs in full from the moment its turn has come', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 1000 }
    const run = startRun(createBatch(gets(1)), api.dispatch, { limits })
    api.runOf(0).hold()
    clock.advance(50)
    api.runOf(0).resume()
    clock.advance(19)
    assert.equal(api.cancelled.size, 0)
    clock.advance(2)
    assert.deepEqual([...api.cancelled], [[0, 'timeout']])
    assert.deepEqual(await namesOf(run), ['timeout'])
  })

  it('goes on with what was left when its second turn has come', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 1000 }
    const run = startRun(createBatch(gets(2)), api.dispatch, { limits })
    clock.advance(15)
    api.runOf(0).hold()
    api.runOf(0).hold()
    api.runOf(1).hold()
    api.runOf(1).resume()
    clock.advance(100)
    assert.deepEqual([...api.cancelled.keys()], [1])
    api.runOf(0).resume()
    clock.advance(4)
    assert.deepEqual([...api.cancelled.keys()], [1])
    clock.advance(2)
    assert.deepEqual(await namesOf(run), ['timeout', 'timeout'])
  })

  it('ends the one first that has less left, whenever it began', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 50, batchTime: 1000, partsAtOnce: 2 }
    const run = startRun(createBatch(gets(3)), api.dispatch, { limits })
    clock.advance(40)
    api.runOf(0).hold()
    await api.answer(1)
    api.runOf(0).resume()
    clock.advance(11)
    assert.deepEqual([...api.cancelled.keys()], [0])
    clock.advance(40)
    assert.deepEqual(await namesOf(run), ['timeout', '200', 'timeout'])
  })

  it('ends no later than that of the batch, as policies see it', (context) => {
    stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 50, batchTime: 20 }
    const run = startRun(createBatch(gets(1)), api.dispatch, { limits })
    assert.equal(api.runOf(0).deadline, performance.now() + 20)
    api.runOf(0).hold()
    assert.equal(api.runOf(0).deadline, performance.now() + 20)
    run.cancel()
    assert.equal(api.runOf(0).givenUp, 'not-started')
  })

  it('is said to have ended before the request left, where it did', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const batch = createBatch(['POST', 'POST'])
    const run = startRun(batch, api.dispatch, { limits: { partTime: 20 } })
    api.runOf(0).sent()
    clock.advance(21)
    const [sent, waiting] = await run.outcomes
    assert.ok(sent?.kind === 'failed' && waiting?.kind === 'failed')
    assert.match(sent.message, /did not answer in time .* unknown whether it took effect/)
    assert.equal(waiting.outcomeUnknown, undefined)
    assert.match(waiting.message, /could not be sent in time .*, and was not run\.$/)
  })

  it('leaves it unknown what an unsafe request did once it was sent', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const batch = createBatch(['POST', 'POST', 'GET'])
    const run = startRun(batch, api.dispatch, { limits: { partTime: 20 } })
    api.runOf(0).sent()
    api.runOf(2).sent()
    clock.advance(21)
    const unknown = (await run.outcomes).map(
      (outcome) => outcome.kind === 'failed' && outcome.outcomeUnknown === true,
    )
    assert.deepEqual(unknown, [true, false, false])
  })

  it('ends a part whose dispatch ignores it', async (context) => {
    const clock = stopClock(context)
    const run = startRun(createBatch(gets(1)), () => new Promise(() => {}), {
      limits: { partTime: 20 },
    })
    clock.advance(21)
    assert.deepEqual(await namesOf(run), ['timeout'])
  })

  it('makes a late answer count for nothing', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(2)), api.dispatch, { limits: { partTime: 20 } })
    await api.answer(1)
    clock.advance(21)
    await api.answer(0, answered(299))
    assert.deepEqual(await namesOf(run), ['timeout', '200'])
  })

  it('leaves no timer behind', async (context) => {
    const started = context.mock.method(globalThis, 'setTimeout')
    const cleared = context.mock.method(globalThis, 'clearTimeout')
    const run = startRun(createBatch(gets(3), serial), () => Promise.resolve(answered()))
    await run.outcomes
    const timers = started.mock.calls.map(({ result }) => result)
    const gone = new Set<unknown>(cleared.mock.calls.map(({ arguments: [timer] }) => timer))
    assert.ok(timers.length > 0)
    assert.ok(timers.every((timer) => gone.has(timer)))
  })
})

describe('the time of a batch', () => {
  it('ends what is under way, and does not start the rest', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(4)), api.dispatch, {
      limits: { partsAtOnce: 2, partTime: 500, batchTime: 50 },
    })
    await api.answer(0)
    clock.advance(51)
    assert.deepEqual(api.arrivals, [0, 1, 2])
    assert.deepEqual(await namesOf(run), ['200', 'timeout', 'timeout', 'not-started'])
  })

  it('ends it even when each part is quick', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(9), serial), api.dispatch, {
      limits: { partTime: 20, batchTime: 50 },
    })
    for (let index = 0; index < 4; index += 1) {
      clock.advance(11)
      await api.answer(index)
    }
    clock.advance(11)
    const outcomes = await namesOf(run)
    assert.deepEqual(outcomes.slice(0, 6), ['200', '200', '200', '200', 'timeout', 'not-started'])
    assert.deepEqual(api.arrivals, [0, 1, 2, 3, 4])
  })

  it('reports parts that still waited for their turn as not started', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(['POST', 'POST']), api.dispatch, { limits: { batchTime: 50 } })
    api.runOf(1).hold()
    clock.advance(51)
    assert.deepEqual(await namesOf(run), ['timeout', 'not-started'])
    assert.equal(api.cancelled.get(0), 'timeout')
    assert.equal(api.cancelled.get(1), 'not-started')
  })

  it('starts nothing in the place of parts that waited for their turn', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(4)), api.dispatch, {
      limits: { partsAtOnce: 2, batchTime: 50 },
    })
    api.runOf(0).hold()
    api.runOf(1).hold()
    clock.advance(51)
    assert.deepEqual(api.arrivals, [0, 1])
    assert.equal((await run.outcomes).length, 4)
  })

  it('starts nothing that follows a part that waited for its turn', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = startRun(createBatch(gets(3), serial), api.dispatch, { limits: { batchTime: 50 } })
    api.runOf(0).hold()
    clock.advance(51)
    assert.deepEqual(api.arrivals, [0])
    assert.deepEqual(await namesOf(run), ['not-started', 'not-started', 'not-started'])
  })
})
