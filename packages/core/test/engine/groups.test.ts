import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Dispatch, Transaction } from '@batchway/core'
import type { LinkedPart } from '../support/linked-dialect.ts'
import { postLinked, wordsOf } from '../support/linked-dialect.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered } from '../support/model.ts'
import { bodyOf, created, json, runScripted } from '../support/scripted-answers.ts'

const commit: Transaction = (_parts, run) => run()
const noConnection: Transaction = () => Promise.reject(new Error('no connection'))

/** Writes in a group `g` between two reads; the last one waits for the group. */
const parts: readonly LinkedPart[] = [
  { id: 'a' },
  { id: 'b', method: 'POST', group: 'g' },
  { id: 'c', method: 'POST', group: 'g' },
  { id: 'd', method: 'POST', group: 'g' },
  { id: 'e', dependsOn: ['g'] },
  { id: 'f' },
]

/** Answers each part at once, some of them with another status than 200. */
function answering(statuses: Readonly<Record<number, number>>, arrivals: number[] = []): Dispatch {
  return ({ part }) => {
    arrivals.push(part.index)
    return Promise.resolve(answered(statuses[part.index] ?? 200))
  }
}

describe('a group', () => {
  it('runs in a transaction of its own, and others beside it', async () => {
    const calls: (readonly number[])[] = []
    const transaction: Transaction = async (requests, run) => {
      calls.push(requests.map(({ part }) => part.index))
      await run()
    }
    const more = [...parts, { method: 'POST', group: 'h' }]
    const answer = await postLinked({ parts: more }, answering({}), { transaction })
    assert.deepEqual(calls, [[1, 2, 3], [6]])
    assert.deepEqual(wordsOf(answer), Array(7).fill('200'))
  })

  it('has one part under way at a time, and has ended when its transaction has', async () => {
    const api = createManualDispatch()
    const committing = Promise.withResolvers<void>()
    const transaction: Transaction = async (_parts, run) => {
      await run()
      await committing.promise
    }
    const answer = postLinked({ parts }, api.dispatch, { transaction })
    await setImmediate()
    assert.deepEqual(api.open, [0, 5, 1])
    for (const index of [1, 2, 3]) await api.answer(index)
    assert.deepEqual(api.open, [0, 5])
    committing.resolve()
    await setImmediate()
    assert.deepEqual(api.open, [0, 5, 4])
    for (const index of [0, 5, 4]) await api.answer(index)
    assert.deepEqual(wordsOf(await answer), Array(6).fill('200'))
  })

  it('is undone as a whole when one of its parts fails, and fails what waits for it', async () => {
    const ends: string[] = []
    const transaction: Transaction = async (_parts, run) => {
      await run().catch((error: unknown) => {
        ends.push(String(error))
        throw error
      })
    }
    const answer = await postLinked({ parts }, answering({ 2: 409 }), { transaction })
    assert.deepEqual(wordsOf(answer), ['200', '424', '409', '424 by 2', '424 by 2', '200'])
    assert.equal(answer.results[1]?.message, 'Rolled back, because part 2 failed.')
    assert.deepEqual(ends, ['PartFailedError: part 2 of the batch failed with 409'])
  })

  it('fails as a whole when its transaction does', async () => {
    const answer = await postLinked({ parts }, answering({}), { transaction: noConnection })
    assert.deepEqual(wordsOf(answer), ['200', '500', '500', '500', '424 by 1', '200'])
  })

  it('does not run when one of its parts was refused before', async () => {
    const arrivals: number[] = []
    const answer = await postLinked({ parts }, answering({}, arrivals), {
      transaction: () => assert.fail('began'),
      rules: [{ deny: 'POST /**' }],
    })
    assert.deepEqual(wordsOf(answer), ['200', '403', '403', '403', '424 by 1', '200'])
    assert.deepEqual(
      arrivals.toSorted((one, other) => one - other),
      [0, 5],
    )
  })

  it('waits for what any of its parts waits for, and is skipped with it', async () => {
    const waiting = [
      { id: 'a' },
      { group: 'g' },
      { group: 'g', dependsOn: ['a'] },
      { dependsOn: ['g'] },
    ]
    const dispatch = answering({ 0: 500 })
    const answer = await postLinked({ parts: waiting }, dispatch, { transaction: noConnection })
    assert.deepEqual(wordsOf(answer), ['500', '424 by 0', '424 by 0', '424 by 0'])
  })

  it('runs a part behind a later one that it needs, where the dialect allows that', async () => {
    const arrivals: number[] = []
    const turned = [
      { id: 'a', group: 'g', dependsOn: ['b'] },
      { id: 'b', group: 'g' },
    ]
    const batch = { parts: turned, forward: 'allowed' } as const
    await postLinked(batch, answering({}, arrivals), { transaction: commit })
    assert.deepEqual(arrivals, [1, 0])
  })

  it('has its place in an order', async () => {
    for (const order of ['serial', 'keep-effects'] as const) {
      const arrivals: number[] = []
      const batch = { parts: [{ method: 'POST' }, ...parts], order }
      await postLinked(batch, answering({}, arrivals), { transaction: commit })
      // The two reads at the end may change places where only effects have an order.
      assert.deepEqual(arrivals.slice(0, 5), [0, 1, 2, 3, 4])
      assert.equal(arrivals.length, 7)
    }
  })

  it('ends a batch that stops at errors', async () => {
    const batch = { parts, stopOnError: true }
    const answer = await postLinked(batch, answering({ 3: 500 }), { transaction: commit })
    assert.deepEqual(wordsOf(answer), ['200', '424', '424', '500', '424 by 3', '424 by 3'])
  })

  it('is part of the whole where the endpoint is atomic', async () => {
    const calls: number[] = []
    const transaction: Transaction = async (requests, run) => {
      calls.push(requests.length)
      await run()
    }
    const answer = await postLinked({ parts }, answering({}), { transaction, atomic: true })
    assert.deepEqual([calls, wordsOf(answer)], [[6], Array(6).fill('200')])
  })

  it('gives its async context to its own parts only', async () => {
    const storage = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const dispatch: Dispatch = ({ part }) => {
      seen[part.index] = storage.getStore()
      return Promise.resolve(answered())
    }
    const transaction: Transaction = (requests, run) =>
      storage.run(`of ${requests[0]?.part.group}`, run)
    const more = [...parts, { method: 'POST', group: 'h' }]
    await postLinked({ parts: more }, dispatch, { transaction })
    const none = undefined
    assert.deepEqual(seen, [none, 'of g', 'of g', 'of g', none, none, 'of h'])
  })

  it('shares the room for answers with its batch', async () => {
    const sizes: unknown[] = []
    const dispatch: Dispatch = (_request, run) => {
      sizes.push(run.claim(40))
      return Promise.resolve(answered())
    }
    const limits = { batchAnswerBytes: 100 }
    await postLinked({ parts, order: 'serial' }, dispatch, { transaction: commit, limits })
    assert.deepEqual(sizes, ['ok', 'ok', ...Array<string>(4).fill('answer-too-large')])
  })

  it('has parts that use the answers of each other', async () => {
    const using = [
      { id: '1', group: 'g', method: 'POST', target: '/Orders' },
      { id: '2', group: 'g', method: 'POST', target: '$1/Lines', body: '{"of":"$1/Id"}' },
      { target: '$2', dependsOn: ['g'] },
    ]
    const answers = {
      0: { ...json('{"Id":7}'), ...created('Orders(7)'), body: '{"Id":7}' },
      1: created('/base/Lines(1)'),
    }
    const { seen } = await runScripted({ parts: using }, answers, { transaction: commit })
    assert.equal(seen.get(1)?.path, '/base/Orders(7)/Lines')
    assert.equal(bodyOf(seen.get(1)), '{"of":7}')
    assert.equal(seen.get(2)?.path, '/base/Lines(1)')
  })

  it('is undone when a reference in it has no value', async () => {
    const using = [
      { id: '1', group: 'g', method: 'POST' },
      { group: 'g', method: 'POST', target: '$1' },
    ]
    const { answer } = await runScripted({ parts: using }, {}, { transaction: commit })
    assert.deepEqual(wordsOf(answer), ['424', '400'])
  })
})

describe('a group without transactions', () => {
  it('is not run, and other parts are', async () => {
    const arrivals: number[] = []
    const answer = await postLinked({ parts }, answering({}, arrivals))
    assert.deepEqual(wordsOf(answer), ['200', '501', '501', '501', '424 by 1', '200'])
    assert.deepEqual(arrivals, [0, 5])
    assert.match(answer.results[1]?.message ?? '', /^The group "g" was not run: /)
  })

  it('leaves what has failed already as it is', async () => {
    const writes = [
      { method: 'POST', group: 'g', body: '"too large"' },
      { method: 'POST', group: 'g' },
    ]
    const limits = { partBytes: 5 }
    const answer = await postLinked({ parts: writes }, () => assert.fail('ran'), { limits })
    assert.deepEqual(wordsOf(answer), ['413', '501'])
  })

  it('runs where it is of one part, or only reads', async () => {
    const harmless = [{ method: 'POST', group: 'one' }, { group: 'reads' }, { group: 'reads' }]
    const answer = await postLinked({ parts: harmless }, answering({}))
    assert.deepEqual(wordsOf(answer), ['200', '200', '200'])
  })

  it('runs in order where the endpoint says so, and tells what had taken effect', async () => {
    const api = createManualDispatch()
    const answer = postLinked({ parts }, api.dispatch, { groups: 'in-order' })
    await setImmediate()
    assert.deepEqual(api.open, [0, 5, 1])
    await api.answer(1, answered(201))
    await api.answer(2, answered(409))
    for (const index of [0, 5]) await api.answer(index)
    assert.deepEqual(wordsOf(await answer), ['200', '201', '409', '424 by 2', '424 by 2', '200'])
  })

  it('runs nothing in order when one of its parts was refused before', async () => {
    const arrivals: number[] = []
    const writes = [
      { method: 'POST', group: 'g' },
      { method: 'PUT', group: 'g' },
    ]
    const answer = await postLinked({ parts: writes }, answering({}, arrivals), {
      groups: 'in-order',
      rules: [{ deny: 'PUT /**' }],
    })
    assert.deepEqual([wordsOf(answer), arrivals], [['424 by 1', '403'], []])
  })
})
