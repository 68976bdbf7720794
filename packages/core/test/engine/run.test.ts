import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Batch, Budget, Dispatch, Failure, Limits, PartOutcome } from '@batchway/core'
import { Budget as MemoryBudget } from '@batchway/core'
import type { BatchRun } from '../../src/engine/run.ts'
import { runBatch } from '../../src/engine/run.ts'
import { stopClock } from '../support/clock.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import {
  answered,
  createBatch,
  createOuter,
  limitsWith,
  nameOf,
  prepareAll,
} from '../support/model.ts'

interface Setting {
  readonly limits?: Partial<Limits>
  readonly budget?: Budget
  readonly stopOnUnknown?: boolean
}

function start(batch: Batch, dispatch: Dispatch, setting: Setting = {}): BatchRun {
  return runBatch(batch, prepareAll(batch), {
    outer: createOuter(),
    dispatch,
    limits: limitsWith({ batchTime: 2000, ...setting.limits }),
    budget: setting.budget ?? new MemoryBudget(1_000_000),
    stopOnUnknown: setting.stopOnUnknown ?? false,
  })
}

async function names(run: BatchRun): Promise<readonly string[]> {
  return (await run.outcomes).map((outcome) => nameOf(outcome))
}

function gets(count: number): readonly string[] {
  return Array.from({ length: count }, () => 'GET')
}

function failed(changes: Partial<Failure> = {}): Failure {
  return { kind: 'failed', reason: 'unreachable', message: 'gone', ...changes }
}

const throwForSecond: Dispatch = ({ part }) => {
  if (part.index === 1) throw new Error('secret')
  return Promise.resolve(answered())
}

const serial: Partial<Batch> = { order: 'serial' }

describe('a run', () => {
  it('gives outcomes in request order, whatever ends first', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(3)), api.dispatch)
    await api.answer(2, answered(202))
    await api.answer(0, answered(200))
    await api.answer(1, answered(201))
    assert.deepEqual(await names(run), ['200', '201', '202'])
  })

  it('has all parts of a parallel batch under way at once', async () => {
    let arrived = 0
    const all = Promise.withResolvers<void>()
    const run = start(createBatch(gets(50)), async () => {
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
    const run = start(createBatch(gets(20), serial), async () => {
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
    const run = start(createBatch(gets(5)), api.dispatch, { limits: { partsAtOnce: 2 } })
    assert.deepEqual(api.arrivals, [0, 1])
    await api.answer(1)
    assert.deepEqual(api.arrivals, [0, 1, 2])
    for (const index of [0, 2, 3, 4]) await api.answer(index)
    assert.equal((await run.outcomes).length, 5)
  })

  it('ends at once without parts', async () => {
    const run = start(createBatch([]), createManualDispatch().dispatch)
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
    assert.deepEqual(await names(run), ['target-too-long', '200'])
  })

  it('runs thousands of serial parts that end at once', async () => {
    const run = start(createBatch(gets(5000), serial), () => Promise.resolve(answered()))
    assert.equal((await run.outcomes).length, 5000)
  })
})

describe('stopping at an error', () => {
  it('skips what has not started, and says because of which part', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(4), { ...serial, stopOnError: true }), api.dispatch)
    await api.answer(0)
    await api.answer(1, answered(409))
    assert.deepEqual(api.arrivals, [0, 1])
    assert.deepEqual(await names(run), ['200', '409', 'skipped by 1', 'skipped by 1'])
  })

  it('happens for failed parts too', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(2), { ...serial, stopOnError: true }), api.dispatch)
    await api.answer(0, failed())
    assert.deepEqual(await names(run), ['unreachable', 'skipped by 0'])
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
    assert.deepEqual(await names(run), ['200', 'body-too-large', 'skipped by 1'])
  })

  it('follows what the dialect calls a failure', async () => {
    const batch = createBatch(gets(2), {
      ...serial,
      stopOnError: true,
      isFailure: (status) => status === 200,
    })
    const api = createManualDispatch()
    const run = start(batch, api.dispatch)
    await api.answer(0)
    assert.deepEqual(await names(run), ['200', 'skipped by 0'])
  })

  it('does not happen unless the batch asks for it', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(2), serial), api.dispatch)
    await api.answer(0, answered(500))
    await api.answer(1)
    assert.deepEqual(await names(run), ['500', '200'])
  })

  it('happens for a part that aborts the batch, and for no other', async () => {
    const { parts, ...rest } = createBatch(gets(4), serial)
    const marked = parts.map((part) => ({ ...part, abortsBatch: part.index === 1 }))
    const api = createManualDispatch()
    const run = start({ parts: marked, ...rest }, api.dispatch)
    await api.answer(0, answered(500))
    await api.answer(1, answered(500))
    assert.deepEqual(await names(run), ['500', '500', 'skipped by 1', 'skipped by 1'])
  })

  it('lets parts that are under way end', async () => {
    const { parts, ...rest } = createBatch(gets(3))
    const marked = parts.map((part) => ({ ...part, abortsBatch: true }))
    const api = createManualDispatch()
    const run = start({ parts: marked, ...rest }, api.dispatch, { limits: { partsAtOnce: 2 } })
    await api.answer(0, answered(500))
    await api.answer(1, answered(201))
    assert.deepEqual(await names(run), ['500', '201', 'skipped by 0'])
  })
})

describe('an unknown outcome', () => {
  const unknown = failed({ outcomeUnknown: true })

  it('does not keep the rest from running', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(['POST', 'POST'], serial), api.dispatch)
    await api.answer(0, unknown)
    await api.answer(1)
    assert.deepEqual(await names(run), ['unreachable', '200'])
  })

  it('skips what has not started, by option', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(['POST', 'POST'], serial), api.dispatch, { stopOnUnknown: true })
    await api.answer(0, unknown)
    assert.deepEqual(await names(run), ['unreachable', 'skipped by 0'])
  })

  it('is not every failure', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(['POST', 'POST'], serial), api.dispatch, { stopOnUnknown: true })
    await api.answer(0, failed())
    await api.answer(1)
    assert.deepEqual(await names(run), ['unreachable', '200'])
  })
})

describe('the time of a part', () => {
  it('ends it, and it alone', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = start(createBatch(gets(2)), api.dispatch, { limits })
    clock.advance(19)
    assert.equal(api.cancelled.size, 0)
    await api.answer(1)
    clock.advance(2)
    assert.deepEqual([...api.cancelled], [[0, 'timeout']])
    assert.deepEqual(await names(run), ['timeout', '200'])
  })

  it('begins when the part begins', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = start(createBatch(gets(2), serial), api.dispatch, { limits })
    clock.advance(15)
    await api.answer(0)
    clock.advance(15)
    assert.equal(api.cancelled.size, 0)
    clock.advance(6)
    assert.deepEqual(await names(run), ['200', 'timeout'])
  })

  it('lets the parts that follow run', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = start(createBatch(gets(2), serial), api.dispatch, { limits })
    clock.advance(21)
    assert.deepEqual(api.arrivals, [0, 1])
    await api.answer(1)
    assert.deepEqual(await names(run), ['timeout', '200'])
  })

  it('does not run while the part waits for its turn', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 100 }
    const run = start(createBatch(gets(1)), api.dispatch, { limits })
    api.runOf(0).hold()
    clock.advance(50)
    assert.equal(api.cancelled.size, 0)
    await api.answer(0)
    assert.deepEqual(await names(run), ['200'])
  })

  it('runs in full from the moment its turn has come', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const limits = { partTime: 20, batchTime: 1000 }
    const run = start(createBatch(gets(1)), api.dispatch, { limits })
    api.runOf(0).hold()
    clock.advance(50)
    api.runOf(0).resume()
    clock.advance(19)
    assert.equal(api.cancelled.size, 0)
    clock.advance(2)
    assert.deepEqual([...api.cancelled], [[0, 'timeout']])
    assert.deepEqual(await names(run), ['timeout'])
  })

  it('leaves it unknown what an unsafe request did once it was sent', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const batch = createBatch(['POST', 'POST', 'GET'])
    const run = start(batch, api.dispatch, { limits: { partTime: 20 } })
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
    const run = start(createBatch(gets(1)), () => new Promise(() => {}), {
      limits: { partTime: 20 },
    })
    clock.advance(21)
    assert.deepEqual(await names(run), ['timeout'])
  })

  it('makes a late answer count for nothing', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = start(createBatch(gets(2)), api.dispatch, { limits: { partTime: 20 } })
    await api.answer(1)
    clock.advance(21)
    await api.answer(0, answered(299))
    assert.deepEqual(await names(run), ['timeout', '200'])
  })

  it('leaves no timer behind', async (context) => {
    const started = context.mock.method(globalThis, 'setTimeout')
    const cleared = context.mock.method(globalThis, 'clearTimeout')
    const run = start(createBatch(gets(3), serial), () => Promise.resolve(answered()))
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
    const run = start(createBatch(gets(4)), api.dispatch, {
      limits: { partsAtOnce: 2, partTime: 500, batchTime: 50 },
    })
    await api.answer(0)
    clock.advance(51)
    assert.deepEqual(api.arrivals, [0, 1, 2])
    assert.deepEqual(await names(run), ['200', 'timeout', 'timeout', 'not-started'])
  })

  it('ends it even when each part is quick', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = start(createBatch(gets(9), serial), api.dispatch, {
      limits: { partTime: 20, batchTime: 50 },
    })
    for (let index = 0; index < 4; index += 1) {
      clock.advance(11)
      await api.answer(index)
    }
    clock.advance(11)
    const outcomes = await names(run)
    assert.deepEqual(outcomes.slice(0, 6), ['200', '200', '200', '200', 'timeout', 'not-started'])
    assert.deepEqual(api.arrivals, [0, 1, 2, 3, 4])
  })

  it('reports parts that still waited for their turn as not started', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = start(createBatch(['POST', 'POST']), api.dispatch, { limits: { batchTime: 50 } })
    api.runOf(1).hold()
    clock.advance(51)
    assert.deepEqual(await names(run), ['timeout', 'not-started'])
    assert.equal(api.cancelled.get(0), 'timeout')
    assert.equal(api.cancelled.get(1), 'not-started')
  })

  it('starts nothing in the place of parts that waited for their turn', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const run = start(createBatch(gets(4)), api.dispatch, {
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
    const run = start(createBatch(gets(3), serial), api.dispatch, { limits: { batchTime: 50 } })
    api.runOf(0).hold()
    clock.advance(51)
    assert.deepEqual(api.arrivals, [0])
    assert.deepEqual(await names(run), ['not-started', 'not-started', 'not-started'])
  })
})

describe('cancelling', () => {
  it('gives up what is under way, and does not start the rest', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(3), serial), api.dispatch)
    await api.answer(0)
    run.cancel()
    assert.deepEqual([...api.cancelled], [[1, 'cancelled']])
    assert.deepEqual(await names(run), ['200', 'cancelled', 'not-started'])
    assert.deepEqual(api.arrivals, [0, 1])
  })

  it('starts nothing in the place of parts that waited for their turn', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(4)), api.dispatch, { limits: { partsAtOnce: 2 } })
    api.runOf(0).hold()
    api.runOf(1).hold()
    run.cancel()
    assert.equal((await run.outcomes).length, 4)
    assert.deepEqual(api.arrivals, [0, 1])
  })

  it('leaves what has ended alone', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(2)), api.dispatch)
    await api.answer(0, answered(204))
    run.cancel()
    run.cancel()
    assert.deepEqual(await names(run), ['204', 'cancelled'])
  })

  it('changes nothing after the end', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(1)), api.dispatch)
    await api.answer(0)
    run.cancel()
    assert.deepEqual(await names(run), ['200'])
    assert.equal(api.cancelled.size, 0)
  })

  it('leaves it unknown what an unsafe request did once it was sent', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(['DELETE']), api.dispatch)
    api.runOf(0).sent()
    run.cancel()
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.outcomeUnknown, true)
  })
})

describe('a dispatch that breaks its promises', () => {
  it('fails its part when it rejects', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(gets(2)), api.dispatch)
    const error = new Error('secret')
    await api.reject(0, error)
    await api.answer(1)
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.cause, error)
    assert.doesNotMatch(outcome.message, /secret/)
    assert.deepEqual((await names(run))[1], '200')
  })

  it('fails its part when it throws', async () => {
    const run = start(createBatch(gets(3)), throwForSecond)
    const outcomes = await run.outcomes
    assert.equal(outcomes[1]?.kind, 'failed')
    assert.equal(nameOf(outcomes[2]), '200')
  })

  it('fails its part when it throws for one that follows another', async () => {
    const run = start(createBatch(gets(3), serial), throwForSecond)
    const ended = await Promise.race([run.outcomes, setImmediate(undefined)])
    assert.equal(ended?.[1]?.kind, 'failed')
  })

  it('leaves it unknown what an unsafe request did when it rejects after sending', async () => {
    const api = createManualDispatch()
    const run = start(createBatch(['POST']), api.dispatch)
    api.runOf(0).sent()
    await api.reject(0, new Error('x'))
    const [outcome] = await run.outcomes
    assert.ok(outcome?.kind === 'failed')
    assert.equal(outcome.outcomeUnknown, true)
  })
})

describe('room for answers', () => {
  it('ends with the limit of one answer', async () => {
    const api = createManualDispatch()
    const limits = { answerBytes: 10 }
    const run = start(createBatch(gets(2)), api.dispatch, { limits })
    assert.equal(api.runOf(0).answerLimit, 10)
    assert.equal(api.runOf(0).claim(4), 'ok')
    assert.equal(api.runOf(0).claim(6), 'ok')
    assert.equal(api.runOf(0).claim(1), 'answer-too-large')
    assert.equal(api.runOf(1).claim(10), 'ok')
    run.cancel()
  })

  it('ends with the limit of all answers of a batch', async () => {
    const api = createManualDispatch()
    const limits = { answerBytes: 10, batchAnswerBytes: 15 }
    const run = start(createBatch(gets(2)), api.dispatch, { limits })
    assert.equal(api.runOf(0).claim(10), 'ok')
    assert.equal(api.runOf(1).claim(5), 'ok')
    assert.equal(api.runOf(1).claim(1), 'answer-too-large')
    run.cancel()
  })

  it('ends with the memory of the process', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(100)
    const run = start(createBatch(gets(2)), api.dispatch, { budget })
    assert.equal(api.runOf(0).claim(40), 'ok')
    assert.equal(api.runOf(1).claim(40), 'overloaded')
    assert.equal(api.runOf(1).claim(10), 'ok')
    run.cancel()
  })

  it('is taken twice, because an answer stands in the output too', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(100)
    const run = start(createBatch(gets(1)), api.dispatch, { budget })
    api.runOf(0).claim(30)
    assert.equal(budget.used, 60)
    run.cancel()
  })

  it('is given back in the end, once', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(1000)
    budget.take(7)
    const run = start(createBatch(gets(2)), api.dispatch, { budget })
    api.runOf(0).claim(100)
    await api.answer(0)
    await api.answer(1)
    await run.outcomes
    assert.equal(budget.used, 207)
    run.release()
    run.release()
    assert.equal(budget.used, 7)
  })

  it('is not taken by a part that was given up', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(1000)
    const run = start(createBatch(gets(1)), api.dispatch, { budget })
    const part = api.runOf(0)
    run.cancel()
    assert.notEqual(part.claim(10), 'ok')
    run.release()
    assert.notEqual(part.claim(10), 'ok')
    assert.equal(budget.used, 0)
  })
})

describe('what a part knows of its run', () => {
  it('is the same batch for all parts of a batch, and another for another one', () => {
    const api = createManualDispatch()
    const other = createManualDispatch()
    const runs = [
      start(createBatch(gets(2)), api.dispatch),
      start(createBatch(gets(1)), other.dispatch),
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
    start(createBatch(gets(1)), dispatch).cancel()
    assert.deepEqual(told, ['last cancelled'])
  })
})
