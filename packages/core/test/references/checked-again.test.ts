import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ReferenceLanguage } from '@batchway/core'
import { Budget, createODataReferences, createRateLimit } from '@batchway/core'
import { created, json, runScripted } from '../support/scripted-answers.ts'

const parts = [
  { id: 'u', method: 'POST', target: '/users' },
  { target: '$u', method: 'DELETE' },
] as const

describe('a part with references', () => {
  it('is judged by the rules once its path is known', async () => {
    const rules = [{ deny: 'DELETE /base/admins/**' }]
    const denied = await runScripted({ parts }, { 0: created('/base/admins/1') }, { rules })
    assert.deepEqual(
      denied.answer.results.map(({ status }) => status),
      [201, 403],
    )
    assert.deepEqual([...denied.seen.keys()], [0])
    const passed = await runScripted({ parts }, { 0: created('/base/users/1') }, { rules })
    assert.deepEqual(
      passed.answer.results.map(({ status }) => status),
      [201, 200],
    )
  })

  it('is not judged before by a path that is none', async () => {
    const rules = [{ allow: '/base/users/**' }, { allow: '/base/users' }]
    const { answer } = await runScripted({ parts }, { 0: created('/base/users/1') }, { rules })
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [201, 200],
    )
    const other = await runScripted({ parts }, { 0: created('/base/other/1') }, { rules })
    assert.deepEqual(
      other.answer.results.map(({ status }) => status),
      [201, 403],
    )
  })

  it('is refused before anything runs where its method can not be allowed', async () => {
    const reading = [
      { id: 'u', target: '/users/1' },
      { target: '$u', method: 'DELETE' },
    ]
    const { answer, seen } = await runScripted({ parts: reading }, {}, { readOnly: true })
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [200, 403],
    )
    assert.deepEqual([...seen.keys()], [0])
  })

  for (const onLimit of ['reject', 'reserve'] as const) {
    it(`is charged to the route that it really has: ${onLimit}`, async () => {
      const three = [...parts, { target: '$u', method: 'DELETE' }]
      const { admission } = createRateLimit({
        parts: [{ match: 'DELETE /base/users/*', rate: { burst: 1, steady: 1 } }],
        onLimit,
      })
      const { answer, seen } = await runScripted(
        { parts: three, order: 'serial' },
        { 0: created('/base/users/1') },
        { admissions: [admission] },
      )
      assert.deepEqual(
        answer.results.map(({ status }) => status),
        [201, 200, 429],
      )
      assert.deepEqual([...seen.keys()], [0, 1])
      assert.ok(answer.results[1]?.headers?.some(([name]) => /ratelimit/i.test(name)))
    })
  }

  it('may not become too long', async () => {
    const limits = { urlBytes: 30 }
    const { answer } = await runScripted(
      { parts },
      { 0: created(`/base/${'x'.repeat(40)}`) },
      { limits },
    )
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [201, 414],
    )
  })

  it('may not become too large', async () => {
    const big = [{ id: 'u' }, { method: 'POST', body: '["$u/v","$u/v"]' }]
    const answers = { 0: json(`{"v":"${'x'.repeat(60)}"}`) }
    const { answer } = await runScripted({ parts: big }, answers, { limits: { partBytes: 100 } })
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [200, 413],
    )
  })

  it('is not run where there is no memory for it', async () => {
    const big = [{ id: 'u' }, { method: 'POST', body: '["$u/v"]' }]
    const answers = { 0: json(`{"v":"${'x'.repeat(6000)}"}`) }
    const budget = new Budget(5_000_000)
    budget.take(5_000_000 - 4_194_304 - 20_000)
    const before = budget.used
    const { answer } = await runScripted({ parts: big }, answers, { budget })
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [200, 503],
    )
    assert.equal(budget.used, before)
  })

  it('keeps its caller, whatever a language puts into its headers', async () => {
    const odata = createODataReferences()
    const references: ReferenceLanguage = {
      find: (part, context) => odata.find(part, context),
      substitute: (part, found, source) => ({
        ...odata.substitute(part, found, source),
        headers: [['authorization', 'Bearer other']],
      }),
    }
    const batch = { references }
    const { answer } = await runScripted({ parts }, { 0: created('/base/a') }, { batch })
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [201, 403],
    )
  })
})
