import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OcambaAnswer } from './support/batch-client.ts'
import { manyGets, postOcamba } from './support/batch-client.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import { answerJson, openUpstream } from './support/test-upstream.ts'

const MiB = 1024 ** 2

/** The same as bench/budget-load.ts, in small: more batches and answers than there is memory for. */
describe('gateway: more load than memory', () => {
  const large = 'b'.repeat(4000)
  const batch = Array.from({ length: 50 }, (_, index) => ({
    method: 'POST',
    relative_url: `/large/${index}`,
    body: { large },
  }))

  async function overload(gateway: RunningGateway, callers: number): Promise<OcambaAnswer[]> {
    const answers: OcambaAnswer[] = []
    const caller = async (): Promise<void> => {
      for (let round = 0; round < 2; round += 1) {
        // oxlint-disable-next-line no-await-in-loop -- each caller waits for its answer
        answers.push(await postOcamba(gateway.url, batch))
      }
    }
    await Promise.all(Array.from({ length: callers }, caller))
    return answers
  }

  it('answers every batch, keeps within the budget, and gives all of it back', async () => {
    const answer = 'a'.repeat(60_000)
    const used: number[] = []
    const running: { gateway?: RunningGateway } = {}
    await using upstream = await openUpstream((_, response) => {
      used.push(running.gateway?.gateway.budget.used ?? 0)
      answerJson(response, { answer })
    })
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 64 } },
      budget: 4 * MiB,
    })
    running.gateway = gateway
    const { budget } = gateway.gateway
    const answers = await overload(gateway, 25)

    assert.equal(answers.length, 50)
    assert.deepEqual(
      answers.filter(({ status }) => status !== 200 && status !== 503),
      [],
    )
    const served = answers.filter(({ status }) => status === 200)
    assert.ok(served.length > 0)
    for (const { parts, codes } of served) {
      assert.equal(codes.length, 50)
      assert.ok(codes.every((code) => code === 200 || code === 502 || code === 503))
      for (const part of parts) {
        if (part.code === 200) assert.deepEqual(part.body, { answer })
        else assert.match(part.error?.message ?? '', /\w/)
      }
    }
    const refused = answers.filter(({ status }) => status === 503)
    assert.ok(refused.every(({ headers }) => headers.get('retry-after') === '1'))
    assert.ok(refused.length > 0 || served.some(({ codes }) => codes.includes(503)))
    assert.ok(used.length > 0)
    assert.ok(Math.max(...used) <= budget.limit)

    // The last answers have left when later ones come.
    while (budget.used > 0) await fetch(`${gateway.url}/nothing`)
    assert.equal(gateway.gateway.guards.get('api')?.share.inFlight, 0)
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [200])
  })
})
