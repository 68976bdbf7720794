import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { CancelReason, PartOutcome, PartRun } from '@batchway/core'
import type { Breaker, BreakerOptions, BreakerState } from '../src/breaker.ts'
import { createBreaker } from '../src/breaker.ts'

/** A part at an API that is answered by hand. */
interface Sent {
  readonly outcome: Promise<PartOutcome>
  answer(status: number): Promise<void>
  fail(): Promise<void>
  giveUp(reason: CancelReason): Promise<void>
}

/** An API behind a breaker, on a clock that stands still. */
class Api {
  readonly breaker: Breaker
  readonly states: BreakerState[] = []
  /** Parts that reached the API. */
  reached = 0
  readonly #context: TestContext

  constructor(context: TestContext, options: BreakerOptions = {}) {
    context.mock.timers.enable({ apis: ['Date'] })
    this.#context = context
    this.breaker = createBreaker({
      failures: 2,
      ...options,
      onChange: (state) => this.states.push(state),
    })
  }

  pass(milliseconds: number): void {
    this.#context.mock.timers.tick(milliseconds)
  }

  send(): Sent {
    const { promise, resolve } = Promise.withResolvers<PartOutcome>()
    let givenUp: CancelReason | undefined
    const run = {
      get givenUp() {
        return givenUp
      },
    } as PartRun
    const dispatch = this.breaker.policy(() => {
      this.reached += 1
      return promise
    })
    const end = (outcome: PartOutcome): Promise<void> => {
      resolve(outcome)
      return setImmediate()
    }
    const broken: PartOutcome = { kind: 'failed', reason: 'unreachable', message: 'gone' }
    return {
      outcome: dispatch({ method: 'GET' } as Parameters<typeof dispatch>[0], run),
      answer: (status) =>
        end({ kind: 'answered', response: { status, headers: [], body: new Uint8Array() } }),
      fail: () => end(broken),
      giveUp(reason) {
        givenUp = reason
        return end(broken)
      },
    }
  }

  async open(): Promise<void> {
    while (this.breaker.state !== 'open') await this.send().fail()
  }
}

async function refusalOf(sent: Sent): Promise<string> {
  const outcome = await sent.outcome
  assert.ok(outcome.kind === 'failed' && outcome.reason === 'breaker-open')
  assert.equal(outcome.outcomeUnknown, undefined)
  return outcome.headers?.find(([name]) => name === 'retry-after')?.[1] ?? ''
}

describe('a breaker', () => {
  it('opens after so many failures in a row', async (context) => {
    const api = new Api(context)
    await api.send().fail()
    await api.send().answer(200)
    await api.send().fail()
    assert.equal(api.breaker.state, 'closed')
    await api.send().answer(503)
    assert.equal(api.breaker.state, 'open')
    assert.deepEqual(api.states, ['open'])
  })

  it('fails parts at once while it is open, and says how long that will be', async (context) => {
    const api = new Api(context, { openTime: 10_000 })
    await api.open()
    const { reached } = api
    assert.equal(await refusalOf(api.send()), '10')
    api.pass(8500)
    assert.equal(await refusalOf(api.send()), '2')
    assert.equal(api.reached, reached)
  })

  for (const status of [502, 503, 504]) {
    it(`takes ${status} for a failure`, async (context) => {
      const api = new Api(context)
      await api.send().answer(status)
      await api.send().answer(status)
      assert.equal(api.breaker.state, 'open')
    })
  }

  for (const status of [200, 400, 404, 429, 500, 501]) {
    it(`takes ${status} for no failure`, async (context) => {
      const api = new Api(context)
      await api.send().fail()
      await api.send().answer(status)
      await api.send().fail()
      assert.equal(api.breaker.state, 'closed')
    })
  }

  it('takes the statuses that it is told', async (context) => {
    const api = new Api(context, { statuses: [500] })
    await api.send().answer(500)
    await api.send().answer(503)
    await api.send().answer(500)
    assert.equal(api.breaker.state, 'closed')
    await api.send().answer(500)
    assert.equal(api.breaker.state, 'open')
  })

  it('takes a part that ran out of its time for a failure', async (context) => {
    const api = new Api(context)
    await api.send().giveUp('timeout')
    await api.send().giveUp('timeout')
    assert.equal(api.breaker.state, 'open')
  })

  it('learns nothing from parts whose callers went away', async (context) => {
    const api = new Api(context)
    await api.send().fail()
    for (let count = 0; count < 5; count += 1) await api.send().giveUp('cancelled')
    assert.equal(api.breaker.state, 'closed')
    await api.send().fail()
    assert.equal(api.breaker.state, 'open')
  })

  it('leaves outcomes as they are', async (context) => {
    const api = new Api(context)
    const [good, bad, gone] = [api.send(), api.send(), api.send()]
    await good.answer(201)
    await bad.fail()
    await gone.giveUp('cancelled')
    const kinds = await Promise.all([good.outcome, bad.outcome, gone.outcome])
    assert.deepEqual(
      kinds.map((outcome) => (outcome.kind === 'failed' ? outcome.reason : outcome.kind)),
      ['answered', 'unreachable', 'unreachable'],
    )
  })
})

describe('a breaker that was open long enough', () => {
  it('lets one part through, and fails the others at once meanwhile', async (context) => {
    const api = new Api(context, { openTime: 1000 })
    await api.open()
    api.pass(999)
    await refusalOf(api.send())
    api.pass(1)
    const probe = api.send()
    assert.equal(api.breaker.state, 'half-open')
    assert.equal(await refusalOf(api.send()), '1')
    await probe.answer(200)
    assert.equal(api.breaker.state, 'closed')
    await api.send().answer(200)
    assert.deepEqual(api.states, ['open', 'half-open', 'closed'])
  })

  it('stays open as long again when that part fails', async (context) => {
    const api = new Api(context, { openTime: 1000 })
    await api.open()
    api.pass(1000)
    await api.send().fail()
    assert.equal(api.breaker.state, 'open')
    api.pass(999)
    await refusalOf(api.send())
    api.pass(1)
    await api.send().answer(200)
    assert.deepEqual(api.states, ['open', 'half-open', 'open', 'half-open', 'closed'])
  })

  it('stays open when the caller of that part goes away', async (context) => {
    const api = new Api(context, { openTime: 1000 })
    await api.open()
    api.pass(1000)
    await api.send().giveUp('cancelled')
    assert.equal(api.breaker.state, 'open')
  })

  it('closes after as many as it is told', async (context) => {
    const api = new Api(context, { openTime: 1000, probes: 3 })
    await api.open()
    api.pass(1000)
    const probes = [api.send(), api.send(), api.send()]
    await refusalOf(api.send())
    await probes[0]?.answer(200)
    await probes[1]?.answer(200)
    assert.equal(api.breaker.state, 'half-open')
    await refusalOf(api.send())
    await probes[2]?.answer(404)
    assert.equal(api.breaker.state, 'closed')
  })

  it('needs as many failures as before to open again', async (context) => {
    const api = new Api(context, { openTime: 1000 })
    await api.open()
    api.pass(1000)
    await api.send().answer(200)
    await api.send().fail()
    assert.equal(api.breaker.state, 'closed')
  })
})

describe('a breaker with a ratio', () => {
  const failures = { ratio: 0.5, window: 10_000, minimum: 4 }

  it('opens when more than that share fails, of as many as there must be', async (context) => {
    const api = new Api(context, { failures })
    for (const status of [503, 503, 503]) await api.send().answer(status)
    assert.equal(api.breaker.state, 'closed')
    await api.send().answer(503)
    assert.equal(api.breaker.state, 'open')
  })

  it('stays closed while no more than that share fails', async (context) => {
    const api = new Api(context, { failures })
    for (const status of [200, 503, 200, 503, 200, 503]) await api.send().answer(status)
    assert.equal(api.breaker.state, 'closed')
  })

  it('forgets what is older than its window', async (context) => {
    const api = new Api(context, { failures })
    for (const status of [503, 503, 503]) await api.send().answer(status)
    api.pass(10_001)
    for (const status of [503, 503, 503]) await api.send().answer(status)
    assert.equal(api.breaker.state, 'closed')
  })
})
