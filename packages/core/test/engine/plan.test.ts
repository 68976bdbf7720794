import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Batch, Order } from '@batchway/core'
import { Budget, isSafeMethod } from '@batchway/core'
import { planBatch } from '../../src/engine/plan.ts'
import { runBatch } from '../../src/engine/run.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch, createOuter, limitsWith, prepareAll } from '../support/model.ts'

const methods = fc.array(
  fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'),
  { minLength: 1, maxLength: 12 },
)

interface Trace {
  /** Parts that had ended when the part with that index began. */
  readonly endedBefore: ReadonlyMap<number, readonly number[]>
  readonly started: readonly number[]
}

/** Runs a batch and answers its parts in an order of `choose`'s liking. */
async function trace(batch: Batch, choose: (open: readonly number[]) => number): Promise<Trace> {
  const api = createManualDispatch()
  const endedBefore = new Map<number, readonly number[]>()
  const ended: number[] = []
  const run = runBatch(batch, prepareAll(batch), {
    outer: createOuter(),
    dispatch: (request, part) => {
      endedBefore.set(request.part.index, [...ended])
      return api.dispatch(request, part)
    },
    limits: limitsWith(),
    budget: new Budget(1),
  })
  while (api.open.length > 0) {
    const index = choose(api.open)
    ended.push(index)
    await api.answer(index, answered())
  }
  assert.equal((await run.outcomes).length, batch.parts.length)
  return { endedBefore, started: api.arrivals }
}

/** Checks a rule on random batches whose parts end in random order. */
async function check(order: Order, rule: (batch: Batch, trace: Trace) => void): Promise<void> {
  const property = fc.asyncProperty(methods, fc.infiniteStream(fc.nat()), async (list, choices) => {
    const batch = createBatch(list, { order })
    const choose = (open: readonly number[]): number => {
      const choice: number = choices.next().value
      return open[choice % open.length] ?? -1
    }
    rule(batch, await trace(batch, choose))
  })
  await fc.assert(property, { numRuns: 150 })
}

function indexesBefore(batch: Batch, index: number): readonly number[] {
  return batch.parts.slice(0, index).map((part) => part.index)
}

describe('every order', () => {
  for (const order of ['parallel', 'serial', 'keep-effects'] as const) {
    it(`runs every part exactly once: ${order}`, async () => {
      await check(order, (batch, { started }) => {
        assert.deepEqual(
          started.toSorted((a, b) => a - b),
          batch.parts.map(({ index }) => index),
        )
      })
    })
  }
})

describe('parallel', () => {
  it('starts all parts at once, in request order', async () => {
    await check('parallel', (batch, { started, endedBefore }) => {
      assert.deepEqual(
        started,
        batch.parts.map(({ index }) => index),
      )
      assert.deepEqual([...endedBefore.values()].flat(), [])
    })
  })
})

describe('serial', () => {
  it('starts a part when the one before it has ended', async () => {
    await check('serial', (batch, { endedBefore }) => {
      for (const { index } of batch.parts) {
        assert.deepEqual(endedBefore.get(index), indexesBefore(batch, index))
      }
    })
  })

  it('is what stopping at the first failure means', () => {
    const batch = createBatch(['GET', 'GET', 'GET'], { order: 'parallel', stopOnError: true })
    assert.deepEqual(planBatch(batch).waits, [0, 1, 1])
  })
})

describe('keep-effects', () => {
  it('starts an unsafe part when all before it have ended', async () => {
    await check('keep-effects', (batch, { endedBefore }) => {
      for (const { index, method } of batch.parts) {
        if (isSafeMethod(method)) continue
        const ended = endedBefore.get(index)?.toSorted((a, b) => a - b)
        assert.deepEqual(ended, indexesBefore(batch, index))
      }
    })
  })

  it('starts a safe part when the unsafe ones before it have ended', async () => {
    await check('keep-effects', (batch, { endedBefore }) => {
      for (const { index } of batch.parts) {
        const unsafe = batch.parts.filter((one) => one.index < index && !isSafeMethod(one.method))
        const ended = new Set(endedBefore.get(index))
        assert.ok(unsafe.every((one) => ended.has(one.index)))
      }
    })
  })

  it('does not let a safe part wait for its safe neighbours', async () => {
    await check('keep-effects', (batch, { endedBefore }) => {
      for (const { index, method } of batch.parts) {
        if (!isSafeMethod(method)) continue
        const unsafe = batch.parts.findLastIndex(
          (one) => one.index < index && !isSafeMethod(one.method),
        )
        const neighbours = (endedBefore.get(index) ?? []).filter((one) => one > unsafe)
        assert.deepEqual(neighbours, [])
      }
    })
  })

  it('has at most two edges per part', () => {
    fc.assert(
      fc.property(methods, (list) => {
        const { followers } = planBatch(createBatch(list, { order: 'keep-effects' }))
        assert.ok(followers.flat().length <= 2 * list.length)
      }),
    )
  })

  it('counts for each part the edges that lead to it', () => {
    fc.assert(
      fc.property(methods, (list) => {
        const { waits, followers } = planBatch(createBatch(list, { order: 'keep-effects' }))
        const counted = waits.map((_, index) => followers.flat().filter((f) => f === index).length)
        assert.deepEqual(waits, counted)
      }),
    )
  })
})
