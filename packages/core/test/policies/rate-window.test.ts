import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRateWindow } from '../../src/policies/rate-window.ts'

describe('the two windows of a rate', () => {
  it('are charged together or not at all', async () => {
    const window = createRateWindow({ burst: 2, steady: 1 })
    assert.equal((await window.charge('one', 1)).ok, true)
    for (const attempt of [1, 2, 3]) {
      const refused = await window.charge('one', 1)
      // It is always the minute that refuses: the second still has room, for nothing was charged.
      assert.equal(refused.ok, false)
      assert.ok(!refused.ok && refused.waitMs > 1000, `attempt ${attempt}`)
    }
  })
})
