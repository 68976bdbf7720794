import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import { failuresIn, ocambaFaultBatch, ocambaOk } from '../support/fault-answers.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { batchOf, openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { FaultyUpstream } from '../support/faulty-upstream.ts'
import { openFaulty } from '../support/faulty-upstream.ts'
import { hasProcessFigures, residentMemory } from '../support/process-figures.ts'
import { createFlood, endlessFaults } from '../support/slow-faults.ts'

const folder = makeConfigFolder()
const unknown = /unknown whether it took effect/
const flood = createFlood()
/** More than the kernel takes for a connection that nobody reads. */
const large = 'x'.repeat(7 * 2 ** 20)

let upstream: FaultyUpstream
let gateway: FaultGateway

before(async () => {
  upstream = await openFaulty({ ...endlessFaults, ...flood.scripts })
  gateway = await openFaultGateway(folder, upstream)
})
after(async () => {
  await gateway[Symbol.asyncDispose]()
  await upstream[Symbol.asyncDispose]()
})

describe('an upstream that keeps a part waiting', { concurrency: true }, () => {
  for (const name of Object.keys(endlessFaults)) {
    it(`${name}: is a part with 504, and its neighbours are whole`, async () => {
      const body = name === 'never-reads' ? large : {}
      const { status, text } = await gateway.post(paths.timed, ocambaFaultBatch(name, body))
      assert.equal(status, 200)
      const failures = failuresIn('ocamba', text)
      assert.deepEqual(
        failures?.map(({ code }) => code),
        [504, 504],
        text.slice(0, 2000),
      )
      assert.doesNotMatch(failures[0]?.message ?? '', unknown)
      assert.match(failures[1]?.message ?? '', unknown)
      const lines = await gateway.failedParts(batchOf(text), 2)
      assert.deepEqual(
        lines.map(({ part, reason, outcomeUnknown }) => [part, reason, outcomeUnknown]),
        [
          [1, 'timeout', undefined],
          [2, 'timeout', true],
        ],
      )
    })
  }

  it('ends a batch whose time is over: what was not sent is not-started', async () => {
    const { text } = await gateway.post(paths.brief, [
      { method: 'GET', relative_url: '/ok/0' },
      { method: 'POST', relative_url: '/fault/never-answers', body: {} },
      { method: 'GET', relative_url: '/ok/2222' },
      { method: 'POST', relative_url: '/ok/3333', body: {} },
    ])
    const { parts } = JSON.parse(text) as { parts: readonly { code: number }[] }
    assert.deepEqual(
      parts.map(({ code }) => code),
      [200, 504, 504, 504],
    )
    assert.equal(text.match(new RegExp(unknown, 'g'))?.length, 1)
    const lines = await gateway.failedParts(batchOf(text), 3)
    assert.deepEqual(
      lines.map(({ part, reason, outcomeUnknown }) => [part, reason, outcomeUnknown]),
      [
        [1, 'timeout', true],
        [2, 'not-started', undefined],
        [3, 'not-started', undefined],
      ],
    )
    assert.ok(!upstream.seen.some((request) => /2222|3333/.test(request)))
  })
})

describe('an answer of 1 GiB', () => {
  for (const name of Object.keys(flood.scripts)) {
    it(`${name}: stops at the limit, and the upstream sees the connection close`, async (test) => {
      const { text } = await gateway.post(paths.ocamba, ocambaFaultBatch(name))
      const failures = failuresIn('ocamba', text)
      assert.deepEqual(
        failures?.map(({ code }) => code),
        [502, 502],
      )
      assert.match(failures[0]?.message ?? '', /larger than allowed/)
      assert.doesNotMatch(failures[0]?.message ?? '', unknown)
      assert.match(failures[1]?.message ?? '', unknown)
      const lines = await gateway.failedParts(batchOf(text), 2)
      assert.deepEqual(
        lines.map(({ reason }) => reason),
        ['answer-too-large', 'answer-too-large'],
      )
      await upstream.until(() => flood.running === 0)
      const mebibytes = flood.written(name) / 2 ** 20
      assert.ok(mebibytes < 64, `${mebibytes} MiB were taken`)
      test.diagnostic(`the upstream could write ${mebibytes} MiB of 2 GiB`)
    })
  }
})

describe('after all of it', () => {
  it('no connection of a part that was given up is left', async () => {
    upstream.resumeAll()
    await upstream.until(() => upstream.openFaults === 0)
    const { text } = await gateway.post(paths.ocamba, [{ method: 'GET', relative_url: '/ok/5' }])
    assert.equal(text, `{"total_counter":1,"success_counter":1,"parts":[${ocambaOk(5)}]}`)
  })

  it(
    'the process has not grown with the answers',
    { skip: hasProcessFigures ? false : 'this system does not tell' },
    (test) => {
      const mebibytes = residentMemory(gateway.pid)
      test.diagnostic(`RSS ${Math.round(mebibytes)} MiB`)
      assert.ok(mebibytes < 400, `${mebibytes} MiB`)
    },
  )
})
