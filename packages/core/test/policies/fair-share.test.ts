import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import type { Dispatch, FairShare, PartOutcome } from '@batchway/core'
import { Budget, createFairShare } from '@batchway/core'
import type { BatchRun } from '../../src/engine/run.ts'
import { runBatch } from '../../src/engine/run.ts'
import {
  answered,
  createBatch,
  createOuter,
  limitsWith,
  nameOf,
  prepareAll,
} from '../support/model.ts'

interface Arrival {
  readonly name: string
  answer(outcome?: PartOutcome): void
  fail(): void
}

/** An upstream behind a fair share, with several batches that go there. */
class Upstream {
  readonly share: FairShare
  readonly arrivals: Arrival[] = []
  /** Parts under way as the upstream sees them. */
  open = 0
  most = 0
  readonly #order: string[] = []

  constructor(capacity: number) {
    this.share = createFairShare(capacity)
  }

  /** The parts that came, as `<batch><index>`, in their order. */
  get order(): readonly string[] {
    return this.#order
  }

  /** Starts a batch of so many parts. */
  run(name: string, parts: number): BatchRun {
    const batch = createBatch(Array.from({ length: parts }, () => 'GET'))
    return runBatch(batch, prepareAll(batch), {
      outer: createOuter(),
      dispatch: this.share.policy(this.#dispatch(name)),
      limits: limitsWith({ batchTime: 2000 }),
      budget: new Budget(1),
    })
  }

  /** Answers the part that has been under way the longest. */
  async answerFirst(): Promise<void> {
    this.arrivals.shift()?.answer()
    await setImmediate()
  }

  async answerAll(): Promise<void> {
    while (this.arrivals.length > 0) {
      await this.answerFirst()
    }
  }

  #dispatch(name: string): Dispatch {
    return ({ part }) => {
      this.#order.push(`${name}${part.index}`)
      this.open += 1
      this.most = Math.max(this.most, this.open)
      return new Promise<PartOutcome>((settle, reject) => {
        this.arrivals.push({
          name,
          answer: (outcome = answered()) => settle(outcome),
          fail: () => reject(new Error('broken')),
        })
      }).finally(() => {
        this.open -= 1
      })
    }
  }
}

describe('capacity', () => {
  it('lets so many parts be under way', () => {
    const upstream = new Upstream(3)
    const run = upstream.run('a', 5)
    assert.deepEqual(upstream.order, ['a0', 'a1', 'a2'])
    assert.equal(upstream.share.inFlight, 3)
    run.cancel()
  })

  it('lets the next part go when one has ended', async () => {
    const upstream = new Upstream(1)
    const run = upstream.run('a', 3)
    await upstream.answerFirst()
    assert.deepEqual(upstream.order, ['a0', 'a1'])
    await upstream.answerAll()
    assert.equal((await run.outcomes).length, 3)
    assert.equal(upstream.share.inFlight, 0)
  })

  it('is never exceeded, and every part runs once', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 })
    const property = fc.asyncProperty(fc.integer({ min: 1, max: 6 }), sizes, async (most, list) => {
      const upstream = new Upstream(most)
      const runs = list.map((size, index) => upstream.run(`b${index}-`, size))
      await upstream.answerAll()
      await Promise.all(runs.map((run) => run.outcomes))
      const total = list.reduce((sum, size) => sum + size, 0)
      assert.equal(new Set(upstream.order).size, total)
      assert.equal(upstream.order.length, total)
      assert.equal(upstream.most, Math.min(most, total))
      assert.equal(upstream.share.inFlight, 0)
      assert.equal(upstream.share.waitingBatches, 0)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('comes back when the dispatch rejects', async () => {
    const upstream = new Upstream(1)
    const run = upstream.run('a', 2)
    upstream.arrivals.shift()?.fail()
    await setImmediate()
    assert.deepEqual(upstream.order, ['a0', 'a1'])
    await upstream.answerAll()
    assert.deepEqual((await run.outcomes).map(nameOf), ['unreachable', '200'])
  })

  it('is kept by a part that was given up until it ends', async () => {
    const upstream = new Upstream(1)
    upstream.run('a', 1).cancel()
    await setImmediate()
    const next = upstream.run('b', 1)
    assert.equal(upstream.share.inFlight, 1)
    assert.deepEqual(upstream.order, ['a0'])
    await upstream.answerFirst()
    assert.deepEqual(upstream.order, ['a0', 'b0'])
    await upstream.answerAll()
    await next.outcomes
  })
})

describe('turns', () => {
  it('do not let a batch of fifty hold up a batch of one', async () => {
    const upstream = new Upstream(2)
    const runs = [upstream.run('a', 50), upstream.run('b', 1)]
    await upstream.answerFirst()
    await upstream.answerFirst()
    assert.ok(upstream.order.indexOf('b0') < 4, upstream.order.join(' '))
    await upstream.answerAll()
    await Promise.all(runs.map((run) => run.outcomes))
  })

  it('go round the batches', async () => {
    const upstream = new Upstream(1)
    const runs = [upstream.run('a', 4), upstream.run('b', 3), upstream.run('c', 2)]
    await upstream.answerAll()
    await Promise.all(runs.map((run) => run.outcomes))
    assert.deepEqual(upstream.order, ['a0', 'a1', 'b0', 'c0', 'a2', 'b1', 'c1', 'a3', 'b2'])
  })

  it('are not taken out of order by a new batch while others wait', async () => {
    const upstream = new Upstream(1)
    const first = upstream.run('a', 3)
    await upstream.answerFirst()
    const second = upstream.run('b', 1)
    await upstream.answerAll()
    await Promise.all([first.outcomes, second.outcomes])
    assert.deepEqual(upstream.order, ['a0', 'a1', 'a2', 'b0'])
  })
})

describe('waiting', () => {
  it('is counted in batches', async () => {
    const upstream = new Upstream(1)
    const runs = [upstream.run('a', 3), upstream.run('b', 3), upstream.run('c', 1)]
    assert.equal(upstream.share.waitingBatches, 3)
    await upstream.answerAll()
    assert.equal(upstream.share.waitingBatches, 0)
    await Promise.all(runs.map((run) => run.outcomes))
  })

  it('ends for parts that are given up: they never run', async () => {
    const upstream = new Upstream(1)
    const first = upstream.run('a', 1)
    const second = upstream.run('b', 2)
    second.cancel()
    assert.deepEqual((await second.outcomes).map(nameOf), ['not-started', 'not-started'])
    await upstream.answerAll()
    assert.deepEqual(upstream.order, ['a0'])
    await first.outcomes
  })

  it('is not counted for batches that were given up', () => {
    const upstream = new Upstream(1)
    const first = upstream.run('a', 1)
    upstream.run('b', 2).cancel()
    assert.equal(upstream.share.waitingBatches, 0)
    first.cancel()
  })

  it('does not hold others up behind a batch that was given up', async () => {
    const upstream = new Upstream(1)
    const first = upstream.run('a', 1)
    upstream.run('b', 2).cancel()
    const third = upstream.run('c', 1)
    await upstream.answerFirst()
    assert.deepEqual(upstream.order, ['a0', 'c0'])
    await upstream.answerAll()
    await Promise.all([first.outcomes, third.outcomes])
  })
})
