import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createFairShare } from '@batchway/core'
import { callerOf, ShareLoad } from '../support/share-load.ts'

async function arriveAll(load: ShareLoad, arrivals: string): Promise<void> {
  for (const name of arrivals.split(' ')) {
    const [caller = '', batch = ''] = name
    await load.arrive(caller, batch)
  }
}

/** The order in which parts start, as `<caller><batch>`, when the one that runs ends each time. */
async function orderOf(load: ShareLoad): Promise<string> {
  const order: string[] = []
  for (;;) {
    const running = load.parts.find(({ state }) => state === 'running')
    if (running === undefined) return order.join(' ')
    order.push(`${running.caller}${running.batch}`)
    await load.end(running)
  }
}

describe('callers', () => {
  it('take turns, and the turns of each go round its batches', async () => {
    const load = new ShareLoad(createFairShare(1, { callerOf }))
    await arriveAll(load, 'x0 a1 a1 a1 a2 a2 a3 b1 b1 c1')
    assert.equal(await orderOf(load), 'x0 a1 b1 c1 a2 b1 a3 a1 a2 a1')
  })

  it('are the batches where nobody says who they are', async () => {
    const load = new ShareLoad(createFairShare(1))
    await arriveAll(load, 'x0 a1 a1 a2 a2 b1')
    assert.equal(await orderOf(load), 'x0 a1 a2 b1 a1 a2')
  })

  it('are asked for once per batch, and only when it waits', async () => {
    const asked: string[] = []
    const share = createFairShare(1, {
      callerOf: (outer) => {
        asked.push(callerOf(outer))
        return callerOf(outer)
      },
    })
    const load = new ShareLoad(share)
    await arriveAll(load, 'x0 a1 a1 a1 b1')
    assert.deepEqual(asked, ['a', 'b'])
  })

  it('may be told apart differently by two endpoints', async () => {
    const share = createFairShare(1)
    const own = new ShareLoad({ ...share, policy: share.policyFor(callerOf) })
    await arriveAll(own, 'x0 a1 a2 a3 b1')
    assert.equal(await orderOf(own), 'x0 a1 b1 a2 a3')
  })
})

describe('where memory for answers is short', () => {
  it('batches are finished in the order in which they began', async () => {
    const budget = { isShort: false, hasRoomFor: () => true }
    const load = new ShareLoad(createFairShare(1, { callerOf, budget }))
    await arriveAll(load, 'x0 b1 a1 b1 a1 a2 b1')
    budget.isShort = true
    assert.equal(await orderOf(load), 'x0 b1 b1 b1 a1 a1 a2')
  })

  it('turns are taken again as soon as it is not', async () => {
    const budget = { isShort: true, hasRoomFor: () => true }
    const load = new ShareLoad(createFairShare(1, { callerOf, budget }))
    await arriveAll(load, 'x0 b1 a1 b1 a1 b1 b1')
    const [first, second] = load.parts
    if (first !== undefined) await load.end(first)
    if (second !== undefined) await load.end(second)
    budget.isShort = false
    assert.equal(await orderOf(load), 'b1 b1 a1 b1 a1')
  })

  it('a caller with as many under way as allowed is passed over all the same', async () => {
    const budget = { isShort: true, hasRoomFor: () => true }
    const load = new ShareLoad(createFairShare(2, { callerOf, perCaller: 1, budget }))
    await arriveAll(load, 'a1 x0 a1 a1 b1 c1')
    const [ofCaller, other] = load.parts
    if (other !== undefined) await load.end(other)
    assert.equal(load.count('running', 'b'), 1)
    if (ofCaller !== undefined) await load.end(ofCaller)
    assert.equal(load.count('running', 'a'), 1)
  })

  it('parts wait for room for their answers, and one is always under way', async () => {
    const room = { answers: 2 }
    const budget = { isShort: false, hasRoomFor: (answers: number) => answers <= room.answers }
    const load = new ShareLoad(createFairShare(10, { callerOf, budget }))
    await arriveAll(load, 'a1 a1 a1 b1 a1 a1')
    assert.equal(load.count('running'), 2)
    room.answers = 0
    const [first, second] = load.parts
    if (first !== undefined) await load.end(first)
    assert.equal(load.count('running'), 1)
    if (second !== undefined) await load.end(second)
    assert.equal(load.count('running'), 1)
    room.answers = 10
    await arriveAll(load, 'c1')
    assert.deepEqual(
      load.parts.map(({ state }) => state),
      ['over', 'over', ...Array.from({ length: 5 }, () => 'running')],
    )
  })

  it('the eldest batch that may go is found, whatever came and went', async () => {
    const arrivals = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')))
    const bounds = fc.constantFrom(1, 2)
    await fc.assert(
      fc.asyncProperty(arrivals, fc.array(fc.nat(20)), bounds, async (arrived, ends, perCaller) => {
        const budget = { isShort: true, hasRoomFor: () => true }
        const load = new ShareLoad(createFairShare(3, { callerOf, perCaller, budget }))
        for (const caller of ['x', 'y', 'z']) await load.arrive(caller, '0')
        const seen: string[] = []
        for (const [caller, batch] of arrived) {
          if (!seen.includes(caller + batch)) seen.push(caller + batch)
          await load.arrive(caller, batch)
        }
        for (const end of ends) {
          const running = load.parts.filter(({ state }) => state === 'running')
          const ending = running[end % Math.max(1, running.length)]
          if (ending === undefined) return
          const before = new Set(running)
          await load.end(ending)
          const begun = load.parts.find((part) => part.state === 'running' && !before.has(part))
          const left = running.filter((part) => part !== ending)
          const isFree = (caller: string): boolean =>
            left.filter((part) => part.caller === caller).length < perCaller
          const waited = load.parts.filter(
            (part) => (part === begun || part.state === 'waiting') && isFree(part.caller),
          )
          const places = waited.map(({ caller, batch }) => seen.indexOf(caller + batch))
          const place = begun === undefined ? undefined : seen.indexOf(begun.caller + begun.batch)
          assert.equal(place, places.length === 0 ? undefined : Math.min(...places))
        }
      }),
    )
  })
})

describe('a bound per caller', () => {
  it('leaves room for others, and lets them pass', async () => {
    const load = new ShareLoad(createFairShare(3, { callerOf, perCaller: 2 }))
    await arriveAll(load, 'a1 a1 a1 a2')
    assert.equal(load.count('running', 'a'), 2)
    await arriveAll(load, 'b1')
    assert.equal(load.count('running', 'b'), 1)
  })

  it('lets the next one go when one of the same caller has ended', async () => {
    const load = new ShareLoad(createFairShare(5, { callerOf, perCaller: 1 }))
    await arriveAll(load, 'a1 a1 b1 b1')
    const first = load.parts.find(({ caller }) => caller === 'b')
    assert.ok(first !== undefined)
    await load.end(first)
    assert.deepEqual(
      load.parts.map(({ state }) => state),
      ['running', 'waiting', 'over', 'running'],
    )
  })

  it('keeps nothing of callers who have gone', async () => {
    const share = createFairShare(2, { callerOf, perCaller: 1 })
    const load = new ShareLoad(share)
    await arriveAll(load, 'a1 a1 b1')
    const waiting = load.parts[1]
    assert.ok(waiting !== undefined)
    await load.giveUp(waiting)
    await orderOf(load)
    assert.deepEqual([share.inFlight, share.waitingParts, share.waitingBatches], [0, 0, 0])
    await arriveAll(load, 'a1')
    assert.equal(load.count('running'), 1)
  })
})

const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ caller: fc.nat(3), batch: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ end: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ giveUp: fc.nat(50) }) },
)

interface Rules {
  readonly capacity: number
  readonly perCaller: number
}

/** Counts, for everybody who waits and could run, whose turns have come meanwhile. */
class TurnCounter {
  readonly #load: ShareLoad
  readonly #rules: Rules
  readonly #passed = new Map<string, Map<string, number>>()

  constructor(load: ShareLoad, rules: Rules) {
    this.#load = load
    this.#rules = rules
    load.onStart = ({ caller }) => this.#started(caller)
  }

  /** Who waits and is below the bound. */
  eligible(): readonly string[] {
    const callers = new Set(this.#load.parts.map(({ caller }) => caller))
    return [...callers].filter(
      (caller) =>
        this.#load.count('waiting', caller) > 0 &&
        this.#load.count('running', caller) < this.#rules.perCaller,
    )
  }

  /** Forgets what was counted for those who could not have run. */
  settle(): void {
    const eligible = new Set(this.eligible())
    for (const caller of this.#passed.keys()) {
      if (!eligible.has(caller)) this.#passed.delete(caller)
    }
  }

  #started(turn: string): void {
    this.#passed.delete(turn)
    for (const waiting of this.eligible()) {
      if (waiting === turn) continue
      const passed = this.#passed.get(waiting) ?? new Map<string, number>()
      passed.set(turn, (passed.get(turn) ?? 0) + 1)
      this.#passed.set(waiting, passed)
      assert.ok((passed.get(turn) ?? 0) <= 1, `${turn} had two turns while ${waiting} waited`)
    }
  }
}

describe('whatever comes and goes', () => {
  it('no bound is exceeded, no place stays empty, and nobody is passed over twice', async () => {
    const rules = fc.record({
      capacity: fc.integer({ min: 1, max: 5 }),
      perCaller: fc.integer({ min: 1, max: 6 }),
    })
    const events = fc.array(event, { maxLength: 60 })
    const property = fc.asyncProperty(rules, events, async (limits, list) => {
      const { capacity, perCaller } = limits
      const load = new ShareLoad(createFairShare(capacity, { callerOf, perCaller }))
      const turns = new TurnCounter(load, limits)
      for (const step of list) {
        if ('caller' in step) await load.arrive(`c${step.caller}`, `b${step.batch}`)
        else await leave(load, step)
        turns.settle()
        const running = load.count('running')
        assert.ok(running <= capacity)
        assert.equal(load.share.inFlight, running)
        assert.equal(load.share.waitingParts, load.count('waiting'))
        for (const { caller } of load.parts) {
          assert.ok(load.count('running', caller) <= perCaller)
        }
        if (turns.eligible().length > 0) assert.equal(running, capacity)
      }
      await orderOf(load)
      assert.equal(load.count('waiting'), 0)
    })
    await fc.assert(property, { numRuns: 100 })
  })
})

async function leave(
  load: ShareLoad,
  step: { readonly end: number } | { readonly giveUp: number },
): Promise<void> {
  const ends = 'end' in step
  const number = ends ? step.end : step.giveUp
  const parts = load.parts.filter(({ state }) => state === (ends ? 'running' : 'waiting'))
  const part = parts[number % Math.max(1, parts.length)]
  if (part === undefined) return
  await (ends ? load.end(part) : load.giveUp(part))
}
