import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import {
  failuresIn,
  journyxAnswered,
  journyxFaultBatch,
  middleOf,
  ocambaAnswered,
  ocambaFaultBatch,
  ocambaOk,
} from '../support/fault-answers.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { batchOf, openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { FaultyUpstream } from '../support/faulty-upstream.ts'
import { openFaulty } from '../support/faulty-upstream.ts'
import type { Ending } from '../support/quick-faults.ts'
import { quickFaults } from '../support/quick-faults.ts'

const folder = makeConfigFolder()
const unknown = /unknown whether it took effect/

// One gateway goes through all of it: what a fault leaves behind shows in those that follow.
describe('answers that are broken, in the same process', () => {
  let upstream: FaultyUpstream
  let gateway: FaultGateway

  before(async () => {
    upstream = await openFaulty(quickFaults)
    gateway = await openFaultGateway(folder, upstream)
  })
  after(async () => {
    await gateway[Symbol.asyncDispose]()
    await upstream[Symbol.asyncDispose]()
  })

  for (const [name, { ending }] of Object.entries(quickFaults)) {
    it(`${name}: ${describeEnding(ending)}, and its neighbours are whole`, async () => {
      const ocamba = await gateway.post(paths.ocamba, ocambaFaultBatch(name))
      const journyx = await gateway.post(paths.journyx, journyxFaultBatch(name))
      assert.deepEqual([ocamba.status, journyx.status], [200, 200])
      if ('code' in ending) {
        const inOcamba = ocambaAnswered(ending)
        assert.equal(middleOf('ocamba', ocamba.text), `${inOcamba},${inOcamba}`)
        const inJournyx = journyxAnswered(ending)
        assert.equal(middleOf('journyx', journyx.text), `${inJournyx},${inJournyx}`)
        return
      }
      for (const [dialect, { text }] of Object.entries({ ocamba, journyx })) {
        const failures = failuresIn(dialect === 'ocamba' ? 'ocamba' : 'journyx', text)
        assert.deepEqual(
          failures?.map(({ code }) => code),
          [502, 502],
          text,
        )
        assert.doesNotMatch(failures[0]?.message ?? '', unknown, 'a GET changes nothing')
        assert.match(failures[1]?.message ?? '', unknown, 'a POST may have changed something')
        assert.doesNotMatch(text, /127\.0\.0\.1/)
      }
      const lines = await gateway.failedParts(batchOf(ocamba.text), 2)
      assert.deepEqual(
        lines.map(({ part, method, status, reason, outcomeUnknown }) => [
          part,
          method,
          status,
          reason,
          outcomeUnknown,
        ]),
        [
          [1, 'GET', 502, ending.reason, undefined],
          [2, 'POST', 502, ending.reason, true],
        ],
      )
      for (const { cause = '' } of lines) assert.match(cause, ending.cause)
      assert.doesNotMatch(gateway.command.stdout, /"stack"/, 'it is no fault of ours')
    })
  }

  it('never gives a forwarded request a whole answer that the API did not give', async () => {
    for (const [name, { ending }] of Object.entries(quickFaults)) {
      // Forwarded answers are not decoded, and have no limit.
      if (name.startsWith('gzip') || name.startsWith('one-byte')) continue
      const got = await forwarded(`${gateway.url}/v2/ocamba/fault/${name}`)
      const wanted = 'code' in ending ? [ending.code] : [502, 'broken']
      assert.ok(wanted.includes(got), `${name}: ${got}`)
    }
  })

  it('gives nobody an answer that nobody asked for', async () => {
    const batch = Array.from({ length: 40 }, (_, index) => ({
      method: 'GET',
      relative_url: index % 2 === 0 ? '/fault/forged-second-answer' : `/ok/${index}`,
    }))
    for (const path of [paths.ocamba, paths.serial]) {
      const { text } = await gateway.post(path, batch)
      assert.doesNotMatch(text, /forged/)
      assert.match(text, /"success_counter":40/)
    }
  })

  it('goes on: all that is left of it is one process that answers', async () => {
    const { text } = await gateway.post(paths.ocamba, [{ method: 'GET', relative_url: '/ok/5' }])
    assert.equal(text, `{"total_counter":1,"success_counter":1,"parts":[${ocambaOk(5)}]}`)
    assert.equal(gateway.command.process.exitCode, null)
    const [, ...more] = gateway.command.stderr.trimEnd().split('\n')
    assert.deepEqual(
      more.filter((line) => !line.startsWith('  ')),
      [],
    )
  })
})

/** The status of a forwarded GET, or that its answer broke off. */
async function forwarded(url: string): Promise<number | 'broken'> {
  const response = await fetch(url)
  try {
    await response.arrayBuffer()
    return response.status
  } catch {
    return 'broken'
  }
}

function describeEnding(ending: Ending): string {
  return 'code' in ending ? `is a part with ${ending.code}` : `is a part with 502, ${ending.reason}`
}
