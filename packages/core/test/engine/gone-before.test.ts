import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Admission, Backend } from '@batchway/core'
import { createBatchEndpoint } from '@batchway/core'
import { createLinkedDialect } from '../support/linked-dialect.ts'
import { createOuter } from '../support/model.ts'

/** Posts a batch whose caller goes away at a moment; returns its answer and what was sent. */
async function postAndLeave(
  when: 'while it is admitted' | 'while its first part is handed on' | 'while its first part waits',
): Promise<{
  readonly text: string
  readonly sent: readonly string[]
  /** The code of the error in the report, and how many outcomes it has. */
  readonly reported: readonly unknown[]
}> {
  const sent: string[] = []
  const reported: unknown[] = []
  let leave = (): void => {
    isGone = true
  }
  let isGone = false
  const backend: Backend = {
    dispatch({ method }, run) {
      sent.push(method)
      if (when === 'while its first part waits') run.hold()
      if (sent.length === 1) leave()
      return new Promise(() => {})
    },
    isReentrant: () => false,
    partHeaders: () => [],
  }
  const slow: Admission = {
    async admit() {
      await Promise.resolve()
      if (when === 'while it is admitted') leave()
      return {}
    },
  }
  const endpoint = createBatchEndpoint(backend, {
    path: '/base/batch',
    dialect: createLinkedDialect(),
    admissions: [slow],
    onBatch: ({ error, outcomes }) => reported.push(error?.code, outcomes.length),
  })
  const parts = ['POST', 'DELETE'].map((method) => ({ method }))
  const answer = await endpoint.handle(createOuter(), {
    readBody: () => Promise.resolve(Buffer.from(JSON.stringify({ parts, order: 'serial' }))),
    onAbort(listener) {
      leave = listener
      if (isGone) listener()
    },
  })
  answer.release()
  return { text: Buffer.from(answer.body).toString(), sent, reported }
}

describe('a caller who goes away', () => {
  it('before anything has begun has nothing run', async () => {
    const { text, sent } = await postAndLeave('while it is admitted')
    assert.deepEqual(sent, [])
    assert.equal(text.match(/"reason":"cancelled"/g)?.length, 2)
    assert.match(text, /The caller went away before the part was run\./)
  })

  it('while all parts wait for their turn is not told as time that ran out', async () => {
    const { text, reported } = await postAndLeave('while its first part waits')
    assert.deepEqual(reported, [undefined, 2])
    assert.equal(text.match(/"reason":"not-started"/g)?.length, 2)
    assert.match(text, /The caller went away before the part was run\./)
  })

  it('while the first part begins ends the batch', async () => {
    const { sent } = await postAndLeave('while its first part is handed on')
    assert.deepEqual(sent, ['POST'])
  })
})
