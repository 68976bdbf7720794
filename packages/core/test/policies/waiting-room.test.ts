import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Admission, Batch, FairShare, WaitingBounds } from '@batchway/core'
import { BatchError, createFairShare, createWaitingRoom } from '@batchway/core'
import { gets } from '../support/batch-run.ts'
import { createBatch, createOuter, prepareAll } from '../support/model.ts'
import { ShareLoad } from '../support/share-load.ts'

/** A room before an upstream where one part runs and so many wait. */
async function openRoom(
  waiting: number,
  bounds: WaitingBounds,
): Promise<{ readonly room: Admission; readonly share: FairShare }> {
  const share = createFairShare(1)
  const load = new ShareLoad(share)
  await load.arrive('x', 'running')
  for (let index = 0; index < waiting; index += 1) await load.arrive('x', 'waiting')
  return { room: createWaitingRoom(share, bounds), share }
}

function admit(room: Admission, methods: readonly string[], changes: Partial<Batch> = {}): unknown {
  const batch = createBatch(methods, changes)
  return room.admit?.({ outer: createOuter(), batch, parts: prepareAll(batch) })
}

function isRefusal(thrown: unknown): boolean {
  assert.ok(thrown instanceof BatchError)
  assert.equal(thrown.status, 503)
  assert.deepEqual(thrown.headers, [['retry-after', '1']])
  return true
}

describe('a waiting room', () => {
  it('is full when as many parts wait as may', async () => {
    const { room } = await openRoom(2, { parts: 2 })
    assert.throws(() => room.enter?.(createOuter()), isRefusal)
  })

  it('is full when as many batches wait as may', async () => {
    const { room } = await openRoom(2, { batches: 1 })
    assert.throws(() => room.enter?.(createOuter()), isRefusal)
  })

  it('lets batches in as long as there is room', async () => {
    const { room } = await openRoom(2, { parts: 3, batches: 2 })
    assert.deepEqual(room.enter?.(createOuter()), {})
    assert.deepEqual(admit(room, gets(1)), {})
  })

  it('has no room for a batch with more parts than may still wait', async () => {
    const { room } = await openRoom(2, { parts: 5 })
    assert.deepEqual(admit(room, gets(3)), {})
    assert.throws(() => admit(room, gets(4)), isRefusal)
  })

  it('takes any batch where nothing waits', async () => {
    const { room } = await openRoom(0, { parts: 1 })
    assert.deepEqual(admit(room, gets(50)), {})
  })

  it('counts one part of a batch whose parts come one after the other', async () => {
    const { room } = await openRoom(2, { parts: 3 })
    assert.deepEqual(admit(room, gets(50), { order: 'serial' }), {})
    assert.deepEqual(admit(room, gets(50), { stopOnError: true }), {})
  })

  it('counts the reads that come before the first effect', async () => {
    const { room } = await openRoom(2, { parts: 5 })
    const order = { order: 'keep-effects' } as const
    assert.deepEqual(admit(room, ['GET', 'GET', 'GET', 'POST', 'GET', 'GET'], order), {})
    assert.deepEqual(admit(room, ['POST', ...gets(9)], order), {})
    assert.throws(() => admit(room, [...gets(4), 'POST'], order), isRefusal)
    assert.throws(() => admit(room, gets(4), order), isRefusal)
  })
})
