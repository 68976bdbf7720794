import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createODataReferences } from '@batchway/core'
import { runLinear } from '../support/linear-time.ts'
import { runScripted } from '../support/scripted-answers.ts'

/** Finds the references of a part with that target, all of them to the part `1`. */
function findIn(target: string): number {
  const part = { index: 1, method: 'GET', target, headers: [] }
  const context = {
    base: '',
    contentType: 'application/json',
    jsonDepth: 64,
    indexOf: (id: string) => (id === '1' ? 0 : undefined),
  }
  return createODataReferences().find(part, context).length
}

describe('many references', () => {
  for (const [name, piece, count] of [
    ['of which none ends', '$1/a(', 50_000],
    ['in quotes', "'$1'", 200_000],
    ['one behind the other', '$1,', 200_000],
  ] as const) {
    it(`are found in time that grows as the URL does: ${name}`, () => {
      const target = `/a?$filter=${piece.repeat(count)}`
      assert.equal(
        runLinear(() => findIn(target)),
        count,
      )
    })
  }

  it('may have paths of many names that are no text', () => {
    const target = `/a?$filter=$1${'%2F%80'.repeat(700_000)}`
    assert.equal(
      runLinear(() => findIn(target)),
      1,
    )
  })

  it('refuse the batch, wherever they stand', async () => {
    const many = Array(10_001)
    const places = [
      { method: 'POST', body: JSON.stringify(many.fill('$1')) },
      { target: `/a?q=${many.fill('$1').join(',')}` },
    ]
    for (const place of places) {
      const { answer, seen } = await runScripted({ parts: [{ id: '1' }, place] }, {})
      assert.deepEqual(
        [answer.status, answer.refusal?.code, answer.refusal?.message],
        [400, 'invalid-dependency', 'The batch has more than 10000 references to answers.'],
      )
      assert.equal(seen.size, 0)
    }
  })

  it('count all parts together, and nothing that only looks like one', async () => {
    const body = JSON.stringify(Array(5000).fill('$1'))
    const other = JSON.stringify(Array(5001).fill('$2'))
    const twice = [{ id: '1' }, { method: 'POST', body }, { method: 'POST', body }]
    const passed = await runScripted({ parts: [...twice, { method: 'POST', body: other }] }, {})
    assert.equal(passed.answer.status, 200)
    const refused = await runScripted({ parts: [...twice, { method: 'POST', body: '["$1"]' }] }, {})
    assert.equal(refused.answer.status, 400)
  })
})
