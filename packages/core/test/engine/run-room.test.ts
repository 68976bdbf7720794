import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Budget as MemoryBudget } from '@batchway/core'
import { gets, startRun } from '../support/batch-run.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { createBatch } from '../support/model.ts'

describe('room for answers', () => {
  it('ends with the limit of one answer', async () => {
    const api = createManualDispatch()
    const limits = { answerBytes: 10 }
    const run = startRun(createBatch(gets(2)), api.dispatch, { limits })
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
    const run = startRun(createBatch(gets(2)), api.dispatch, { limits })
    assert.equal(api.runOf(0).claim(10), 'ok')
    assert.equal(api.runOf(1).claim(5), 'ok')
    assert.equal(api.runOf(1).claim(1), 'answer-too-large')
    run.cancel()
  })

  it('ends with the memory of the process', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(100)
    const run = startRun(createBatch(gets(2)), api.dispatch, { budget })
    assert.equal(api.runOf(0).claim(40), 'ok')
    assert.equal(api.runOf(1).claim(40), 'overloaded')
    assert.equal(api.runOf(1).claim(10), 'ok')
    run.cancel()
  })

  it('is taken twice, because an answer stands in the output too', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(100)
    const run = startRun(createBatch(gets(1)), api.dispatch, { budget })
    api.runOf(0).claim(30)
    assert.equal(budget.used, 60)
    run.cancel()
  })

  it('is given back in the end, once', async () => {
    const api = createManualDispatch()
    const budget = new MemoryBudget(1000)
    budget.take(7)
    const run = startRun(createBatch(gets(2)), api.dispatch, { budget })
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
    const run = startRun(createBatch(gets(1)), api.dispatch, { budget })
    const part = api.runOf(0)
    run.cancel()
    assert.notEqual(part.claim(10), 'ok')
    run.release()
    assert.notEqual(part.claim(10), 'ok')
    assert.equal(budget.used, 0)
  })
})
