import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { GatheredBytes, readLength } from '../../src/dispatch/gathered-bytes.ts'

describe('gathered bytes', () => {
  it('are all that came, in order, whatever length was expected', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 })
    const property = fc.property(chunks, fc.nat(100), (list, expected) => {
      const gathered = new GatheredBytes(expected)
      for (const chunk of list) gathered.add(chunk)
      const whole = Buffer.concat(list)
      assert.equal(gathered.size, whole.length)
      assert.deepEqual(Buffer.from(gathered.join()), whole)
    })
    fc.assert(property)
  })

  it('are not copied when one chunk is all of them', () => {
    const chunk = Uint8Array.of(1, 2, 3)
    const gathered = new GatheredBytes(3)
    gathered.add(chunk)
    assert.equal(gathered.join(), chunk)
  })
})

describe('a length', () => {
  it('is a number of digits, and nothing else', () => {
    assert.equal(readLength('12'), 12)
    for (const value of [undefined, '', '-1', '1.5', '1e3', ' 1', '9'.repeat(16)]) {
      assert.equal(readLength(value), undefined)
    }
  })
})
