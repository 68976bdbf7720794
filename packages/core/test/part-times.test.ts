import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchReport } from '@batchway/core'
import type { AppBatchOptions } from '@batchway/core/fetch'
import { withBatch } from '@batchway/core/fetch'

type Options = Partial<AppBatchOptions> & Pick<AppBatchOptions, 'dialect'>

/** Posts a batch to an app that answers everything, and gives the report of it. */
async function report(body: unknown, options: Options): Promise<BatchReport> {
  const reports: BatchReport[] = []
  const app = withBatch(() => new Response('{}'), {
    path: '/api/batch',
    onBatch: (one) => reports.push(one),
    ...options,
  })
  const response = await app(
    new Request('http://x/api/batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  assert.equal(response.status, 200, await response.text())
  const [first] = reports
  if (first === undefined) throw new Error('there is no report')
  return first
}

/** Asserts that everything has happened to a part, one after the other. */
function assertWhole({ times, duration }: BatchReport, index: number): void {
  if (times === undefined) throw new Error('there are no times')
  const { started, sent, received, ended } = times
  const all = [0, ...[started, sent, received, ended].map((list) => list[index] ?? -1), duration]
  assert.deepEqual(
    all,
    all.toSorted((one, other) => one - other),
  )
}

describe('the times of parts', () => {
  it('are in the report where they are asked for', async () => {
    const parts = [
      { method: 'GET', relative_url: '/a' },
      { method: 'GET', relative_url: `/${'long'.repeat(200)}` },
      { method: 'GET', relative_url: '/c' },
    ]
    const limits = { urlBytes: 100 }
    const whole = await report(parts, { dialect: 'ocamba', partTimes: true, limits })
    assertWhole(whole, 0)
    assertWhole(whole, 2)
    const { started, sent, received, ended } = whole.times ?? assert.fail()
    // It was never tried.
    assert.deepEqual(
      [started[1], sent[1], received[1], ended[1]],
      [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    )
  })

  it('are those of the members where parts form a group', async () => {
    const requests = ['a', 'b', 'c'].map((id) => ({
      id,
      method: 'POST',
      url: `/api/${id}`,
      headers: { 'content-type': 'application/json' },
      body: {},
      ...(id === 'c' ? {} : { atomicityGroup: 'g' }),
    }))
    const options: Options = { dialect: 'odata', groups: 'in-order', partTimes: true }
    const whole = await report({ requests }, options)
    for (const index of [0, 1, 2]) assertWhole(whole, index)
    const { started, ended } = whole.times ?? assert.fail()
    assert.ok((ended[0] ?? Infinity) <= (started[1] ?? -1))
  })

  it('are not kept where nobody asks for them', async () => {
    const whole = await report([{ method: 'GET', relative_url: '/a' }], { dialect: 'ocamba' })
    assert.equal(whole.times, undefined)
  })
})
