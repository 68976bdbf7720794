import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Dispatch, Limits, PartOutcome, RetryOptions } from '@batchway/core'
import { applyPolicies, Budget, createFairShare, createRetry } from '@batchway/core'
import type { BatchRun } from '../../src/engine/run.ts'
import { gets, namesOf, startRun } from '../support/batch-run.ts'
import { stopClock } from '../support/clock.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, createBatch, failed } from '../support/model.ts'

function retryAfter(status: number, value: string): PartOutcome {
  const headers = [['retry-after', value]] as const
  return { kind: 'answered', response: { status, headers, body: new Uint8Array() } }
}

/** One part at an API that is answered by hand, on a clock that stands still. */
class Trial {
  readonly api = createManualDispatch()
  readonly run: BatchRun
  readonly #clock: ReturnType<typeof stopClock>

  constructor(
    context: TestContext,
    options: RetryOptions = {},
    part: { readonly method?: string; readonly limits?: Partial<Limits> } = {},
  ) {
    this.#clock = stopClock(context)
    const retry = createRetry({ random: () => 0.5, baseDelay: 100, ...options })
    const batch = createBatch([part.method ?? 'GET'])
    const limits = { partTime: 1000, batchTime: 5000, ...part.limits }
    this.run = startRun(batch, retry(this.api.dispatch), { limits })
  }

  /** How often it was tried. */
  get tries(): number {
    return this.api.arrivals.length
  }

  async answer(outcome: PartOutcome): Promise<void> {
    await this.api.answer(0, outcome)
  }

  async pass(milliseconds: number): Promise<void> {
    this.#clock.advance(milliseconds)
    await setImmediate()
  }

  async outcome(): Promise<PartOutcome | undefined> {
    return (await this.run.outcomes)[0]
  }
}

describe('a part is tried again', () => {
  it('when the API could not be reached, after a pause', async (context) => {
    const trial = new Trial(context)
    await trial.answer(failed())
    await trial.pass(49)
    assert.equal(trial.tries, 1)
    await trial.pass(1)
    assert.equal(trial.tries, 2)
    await trial.answer(answered(200))
    assert.deepEqual(await trial.outcome(), { ...answered(200), attempts: 2 })
  })

  for (const status of [502, 503, 504]) {
    it(`when it was answered with ${status}`, async (context) => {
      const trial = new Trial(context)
      await trial.answer(answered(status))
      await trial.pass(50)
      assert.equal(trial.tries, 2)
      trial.run.cancel()
    })
  }

  it('as often as allowed, with pauses that grow; then the last outcome stands', async (context) => {
    const trial = new Trial(context, { attempts: 3, maxDelay: 150 })
    await trial.answer(answered(503))
    await trial.pass(50)
    await trial.answer(answered(502))
    await trial.pass(74)
    assert.equal(trial.tries, 2)
    await trial.pass(1)
    await trial.answer(answered(504))
    assert.deepEqual(await trial.outcome(), { ...answered(504), attempts: 3 })
  })

  it('with what is left of its time, and no more', async (context) => {
    const trial = new Trial(context)
    await trial.pass(600)
    await trial.answer(failed())
    await trial.pass(50)
    assert.equal(trial.tries, 2)
    await trial.pass(351)
    assert.deepEqual(await namesOf(trial.run), ['timeout'])
  })
})

describe('a part is not tried again', () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
    it(`when its method is ${method}`, async (context) => {
      const trial = new Trial(context, {}, { method })
      await trial.answer(failed())
      assert.deepEqual(await trial.outcome(), failed())
    })
  }

  for (const outcome of [
    answered(200),
    answered(404),
    answered(500),
    failed({ reason: 'bad-answer' }),
    failed({ reason: 'answer-too-large' }),
    failed({ reason: 'breaker-open' }),
    failed({ reason: 'overloaded' }),
  ]) {
    const name = outcome.kind === 'answered' ? outcome.response.status : outcome.kind
    it(`when its outcome says nothing of the kind: ${JSON.stringify(name)}`, async (context) => {
      const trial = new Trial(context)
      await trial.answer(outcome)
      assert.deepEqual(await trial.outcome(), outcome)
      assert.equal(trial.tries, 1)
    })
  }

  it('when the pause would be longer than its time: the answer stands', async (context) => {
    const trial = new Trial(context)
    await trial.pass(951)
    await trial.answer(answered(503))
    assert.deepEqual(await namesOf(trial.run), ['503'])
  })

  it('when the pause would be longer than the time of the batch', async (context) => {
    const trial = new Trial(context, {}, { limits: { batchTime: 40 } })
    await trial.answer(answered(503))
    assert.deepEqual(await namesOf(trial.run), ['503'])
  })

  it('when it was given up while it paused', async (context) => {
    const trial = new Trial(context)
    await trial.answer(answered(503))
    trial.run.cancel()
    assert.deepEqual(await namesOf(trial.run), ['cancelled'])
    await trial.pass(500)
    assert.equal(trial.tries, 1)
  })

  it('when it was given up while it was under way', async (context) => {
    const trial = new Trial(context)
    trial.run.cancel()
    await trial.answer(failed())
    await trial.pass(500)
    assert.equal(trial.tries, 1)
    assert.deepEqual(await namesOf(trial.run), ['cancelled'])
  })
})

describe('Retry-After', () => {
  it('is waited for, in seconds', async (context) => {
    const trial = new Trial(context, {}, { limits: { partTime: 5000 } })
    await trial.answer(retryAfter(503, '2'))
    await trial.pass(2049)
    assert.equal(trial.tries, 1)
    await trial.pass(1)
    assert.equal(trial.tries, 2)
    trial.run.cancel()
  })

  for (const date of [
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ]) {
    it(`is waited for, as a date: ${date}`, async (context) => {
      context.mock.method(Date, 'now', () => Date.UTC(1994, 10, 6, 8, 49, 36))
      const trial = new Trial(context, {}, { limits: { partTime: 5000 } })
      await trial.answer(retryAfter(503, date))
      await trial.pass(1049)
      assert.equal(trial.tries, 1)
      await trial.pass(1)
      assert.equal(trial.tries, 2)
      trial.run.cancel()
    })
  }

  it('is not waited for when it is over', async (context) => {
    const trial = new Trial(context)
    await trial.answer(retryAfter(503, 'Sun, 06 Nov 1994 08:49:37 GMT'))
    await trial.pass(50)
    assert.equal(trial.tries, 2)
    trial.run.cancel()
  })

  for (const value of ['soon', '-1', '', '1.5', '06:00']) {
    it(`counts for nothing when it is neither: "${value}"`, async (context) => {
      const trial = new Trial(context)
      await trial.answer(retryAfter(503, value))
      await trial.pass(50)
      assert.equal(trial.tries, 2)
      trial.run.cancel()
    })
  }

  it('that is longer than the part has time leaves the answer as it is', async (context) => {
    const trial = new Trial(context)
    await trial.answer(retryAfter(503, '9999999999'))
    assert.deepEqual(await namesOf(trial.run), ['503'])
  })

  it('makes a 429 worth another try', async (context) => {
    const trial = new Trial(context)
    await trial.answer(retryAfter(429, '0'))
    await trial.pass(50)
    assert.equal(trial.tries, 2)
    await trial.answer(answered(429))
    assert.deepEqual(await trial.outcome(), { ...answered(429), attempts: 2 })
  })
})

describe('a pause', () => {
  it('takes no place of a fair share', async (context) => {
    const clock = stopClock(context)
    const api = createManualDispatch()
    const share = createFairShare(1)
    const dispatch = applyPolicies(api.dispatch, [createRetry({ random: () => 0.5 }), share.policy])
    const run = startRun(createBatch(gets(2)), dispatch, { limits: { partTime: 1000 } })
    await api.answer(0, answered(503))
    assert.deepEqual(api.arrivals, [0, 1])
    clock.advance(50)
    await setImmediate()
    assert.equal(share.waitingParts, 1)
    await api.answer(1)
    await api.answer(0)
    assert.deepEqual(await namesOf(run), ['200', '200'])
  })

  it('takes no memory for the answer that was not good', async (context) => {
    const clock = stopClock(context)
    const budget = new Budget(1000)
    let tries = 0
    const dispatch: Dispatch = async (_, run) => {
      tries += 1
      assert.equal(run.claim(400), 'ok')
      return answered(tries === 1 ? 503 : 200, new Uint8Array(400))
    }
    const retry = createRetry({ random: () => 0.5 })
    const run = startRun(createBatch(gets(1)), retry(dispatch), { budget })
    await setImmediate()
    assert.equal(budget.used, 0)
    clock.advance(50)
    assert.deepEqual(await namesOf(run), ['200'])
    assert.equal(budget.used, 800)
    run.release()
    assert.equal(budget.used, 0)
  })
})

describe('the options of a retry', () => {
  it('are refused when they can not be used', () => {
    assert.throws(() => createRetry({ attempts: 0 }), RangeError)
    assert.throws(() => createRetry({ baseDelay: -1 }), RangeError)
    assert.throws(() => createRetry({ maxDelay: 0.5 }), RangeError)
  })

  it('may name other statuses', async (context) => {
    const trial = new Trial(context, { statuses: [500] })
    await trial.answer(answered(500))
    await trial.pass(50)
    await trial.answer(answered(503))
    assert.deepEqual(await trial.outcome(), { ...answered(503), attempts: 2 })
  })
})
