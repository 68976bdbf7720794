import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { JsonSyntaxError } from '../../src/wire/json-scanner.ts'
import { readJson, stringValue } from '../../src/wire/json.ts'
import { isValidUtf8 } from '../../src/wire/utf8.ts'

const bounds = { maxDepth: 8, indexDepth: 2 }
const large = 64 * 1024

/** The text of the last member of an object that is larger than what is decoded as a whole. */
function lastOf(filler: string, last: string): string {
  const text = JSON.stringify({ filler, last })
  const document = readJson(Buffer.from(text), bounds)
  assert.ok(document.root.kind === 'object')
  const node = document.root.members.at(-1)?.value
  assert.ok(node !== undefined)
  return stringValue(document, node)
}

describe('a large JSON text', () => {
  it('has its strings, whatever is in it', () => {
    assert.equal(lastOf('a'.repeat(large), 'plain'), 'plain')
    assert.equal(lastOf('a'.repeat(large), 'line\n"ä" 𝄞'), 'line\n"ä" 𝄞')
    assert.equal(lastOf('ä𝄞'.repeat(large), 'plain'), 'plain')
  })

  it('keeps no copy of itself as a text', () => {
    assert.equal(readJson(Buffer.from(`"${'a'.repeat(large)}"`), bounds).ascii, undefined)
    assert.notEqual(readJson(Buffer.from('"a"'), bounds).ascii, undefined)
  })

  it('is refused when it is not UTF-8, with the place', () => {
    const bytes = Buffer.from(`"${'a'.repeat(large + 10)}"`)
    bytes[large + 3] = 0xff
    assert.throws(
      () => readJson(bytes, bounds),
      (error) => error instanceof JsonSyntaxError && error.offset === large + 3,
    )
  })

  it('is refused when it begins with a byte order mark', () => {
    const bytes = Buffer.from(`\ufeff"${'a'.repeat(large)}"`)
    assert.throws(() => readJson(bytes, bounds), /byte order mark/)
  })
})

describe('the validity of UTF-8', () => {
  it('does not depend on where a character is cut', () => {
    for (let before = large - 4; before <= large; before += 1) {
      const bytes = Buffer.from(`${'a'.repeat(before)}𝄞end`)
      assert.equal(isValidUtf8(bytes), true)
      bytes[before + 3] = 0x61
      assert.equal(isValidUtf8(bytes), false)
      assert.equal(isValidUtf8(bytes.subarray(0, before + 2)), false)
    }
  })
})
