import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Preference } from '../../src/wire/preferences.ts'
import { findPreference } from '../../src/wire/preferences.ts'

function find(...values: readonly string[]): Preference | undefined {
  const fields = values.map((value) => ['prefer', value] as const)
  return findPreference([['other', 'a=1'], ...fields], ['a', 'b'])
}

describe('a preference', () => {
  it('is found by its name, among others and in several fields', () => {
    assert.deepEqual(find('x, A=1;p=2, b'), { name: 'a', value: '1' })
    assert.deepEqual(find('x=a', 'y', ' B '), { name: 'b', value: undefined })
  })

  it('may have its value in quotes', () => {
    assert.deepEqual(find('x="a=2, b", b = "c, d" ; e'), { name: 'b', value: 'c, d' })
    assert.deepEqual(find('a="'), { name: 'a', value: '"' })
  })

  it('is missing where its name only begins or ends alike', () => {
    assert.equal(find('aa, x.a=1, "a"', ''), undefined)
    assert.equal(find(), undefined)
  })
})
