import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import type { PartRequest, Transaction } from '@batchway/core'
import { withBatch } from '@batchway/core/fetch'

const transactions = new AsyncLocalStorage<string>()

const transaction: Transaction = async (parts: readonly PartRequest[], run) => {
  await transactions.run(`transaction of ${parts.map(({ path }) => path).join(' ')}`, run)
}

/** Where the handler of each path ran, for a batch of these requests. */
async function whereTheyRan(
  requests: readonly Readonly<Record<string, unknown>>[],
): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>()
  const app = (request: Request): Response => {
    seen.set(new URL(request.url).pathname, transactions.getStore() ?? 'none')
    return new Response(null, { status: 204 })
  }
  const fetch = withBatch(app, { path: '/svc/$batch', dialect: 'odata', transaction })
  const answer = await fetch(
    new Request('http://api.example/svc/$batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requests }),
    }),
  )
  assert.equal(answer.status, 200)
  return seen
}

function post(url: string, atomicityGroup?: string): Readonly<Record<string, unknown>> {
  return {
    id: url,
    method: 'post',
    url,
    ...(atomicityGroup === undefined ? {} : { atomicityGroup }),
  }
}

describe('a group inside of an app', () => {
  it('runs in the async context of its transaction, whatever else the batch has', async () => {
    const seen = await whereTheyRan([
      post('before'),
      post('a1', 'a'),
      post('a2', 'a'),
      post('between'),
      post('b1', 'b'),
      post('b2', 'b'),
      post('after'),
    ])
    assert.deepEqual(Object.fromEntries(seen), {
      '/svc/before': 'none',
      '/svc/a1': 'transaction of /svc/a1 /svc/a2',
      '/svc/a2': 'transaction of /svc/a1 /svc/a2',
      '/svc/between': 'none',
      '/svc/b1': 'transaction of /svc/b1 /svc/b2',
      '/svc/b2': 'transaction of /svc/b1 /svc/b2',
      '/svc/after': 'none',
    })
  })
})
