import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { BackendTester } from './backend-tester.ts'
import { toRequest } from './backend-tester.ts'
import { createPartRun } from './part-run.ts'
import type { SmallApp } from './small-app.ts'

const throwSecret: SmallApp = () => Promise.reject(new Error('secret'))

/** What becomes of a part whose app breaks or is not wanted any more. */
export function describeTrouble({ title, broken, holds, mount, send }: BackendTester): void {
  describe(`${title}: an app in trouble`, () => {
    holds('fails the part when the app throws, and keeps its words to itself', async () => {
      const outcome = await send(throwSecret)
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, broken)
      assert.doesNotMatch(outcome.message, /secret/)
    })

    holds('fails the part when the app breaks the connection', async () => {
      const outcome = await send(async () => 'destroy')
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, broken)
    })

    holds('fails the part when the answer breaks off', async () => {
      const outcome = await send(async () => ({ body: breakOff() }))
      assert.equal(outcome.kind, 'failed')
    })

    holds('tells the app when the part is given up, and settles', async () => {
      const told = Promise.withResolvers<void>()
      const run = createPartRun()
      const app: SmallApp = async (request) => {
        queueMicrotask(() => run.cancel())
        await request.gone
        told.resolve()
        throw new Error('given up')
      }
      await using mounted = await mount(app)
      const outcome = await mounted.backend.dispatch(toRequest({}), run)
      assert.equal(outcome.kind, 'failed')
      await told.promise
    })

    holds('answers the next part as if nothing had been', async () => {
      let count = 0
      const app: SmallApp = async () => {
        count += 1
        if (count === 1) throw new Error('once')
        return { body: ['fine'] }
      }
      await using mounted = await mount(app)
      const post = toRequest({ method: 'POST' })
      await mounted.backend.dispatch(post, createPartRun())
      const second = await mounted.backend.dispatch(post, createPartRun())
      assert.equal(second.kind, 'answered')
    })
  })
}

async function* breakOff(): AsyncGenerator<string> {
  yield 'begin'
  await setImmediate()
  throw new Error('broken')
}
