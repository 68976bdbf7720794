import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { BackendTester } from './backend-tester.ts'
import { createPartRun } from './part-run.ts'
import type { SmallApp } from './small-app.ts'

/** How every backend keeps an answer within its limit. */
export function describeLimits({ title, holds, send, reasonFor }: BackendTester): void {
  describe(`${title}: limits`, () => {
    holds('let an answer have the last byte that is allowed', async () => {
      assert.equal(await reasonFor({ body: ['x'.repeat(60), 'x'.repeat(40)] }, 100), 'answered')
    })

    holds('fail an answer with one byte more', async () => {
      assert.equal(
        await reasonFor({ body: ['x'.repeat(60), 'x'.repeat(41)] }, 100),
        'answer-too-large',
      )
    })

    holds('stop an endless answer', async () => {
      const ended = Promise.withResolvers<void>()
      const app: SmallApp = async (request) => ({ body: untilGone(request.gone, ended.resolve) })
      const outcome = await send(app, {}, createPartRun({ answerLimit: 1000 }))
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, 'answer-too-large')
      await ended.promise
    })

    holds('count the bytes of an answer once', async () => {
      const run = createPartRun()
      await send(async () => ({ body: ['abc', 'de'] }), {}, run)
      assert.equal(run.claimed, 5)
    })
  })
}

/** An answer without end, for as long as somebody wants it. */
async function* untilGone(gone: Promise<void>, onEnd: () => void): AsyncGenerator<string> {
  try {
    for (;;) {
      yield 'x'.repeat(100)
      const wanted = await Promise.race([gone.then(() => false), setImmediate(true)])
      if (!wanted) return
    }
  } finally {
    onEnd()
  }
}
