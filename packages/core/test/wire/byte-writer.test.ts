import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ByteWriter } from '../../src/wire/byte-writer.ts'

type Piece = string | Uint8Array

function write(pieces: readonly Piece[]): Buffer {
  const writer = new ByteWriter()
  for (const piece of pieces) {
    if (typeof piece === 'string') writer.text(piece)
    else writer.bytes(piece)
  }
  return Buffer.from(writer.finish())
}

/** Joins neighbouring texts, because a surrogate pair may stand half in each. */
function expected(pieces: readonly Piece[]): Buffer {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') joined.splice(-1, 1, last + piece)
    else joined.push(piece)
  }
  return Buffer.concat(joined.map((piece) => Buffer.from(piece as string)))
}

describe('ByteWriter', () => {
  it('writes nothing when nothing was added', () => {
    assert.equal(write([]).length, 0)
  })

  it('writes texts and bytes in their order', () => {
    assert.deepEqual(write(['a', Buffer.from('b'), '', 'c', 'd']), Buffer.from('abcd'))
  })

  it('makes room for bytes behind a text beyond ASCII', () => {
    assert.deepEqual(write(['é', Buffer.alloc(10)]), expected(['é', Buffer.alloc(10)]))
  })

  it('makes room for a long text beyond ASCII behind bytes', () => {
    const pieces = [Buffer.alloc(3, 1), '€'.repeat(1000), Buffer.alloc(3, 2), '😀'.repeat(10), 'x']
    assert.deepEqual(write(pieces), expected(pieces))
  })

  it('joins a surrogate pair that was added in halves', () => {
    assert.deepEqual(write(['\ud83d', '\ude00']), Buffer.from('😀'))
  })

  it('writes any mixture of texts and bytes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'é', 'x') }),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.uint8Array())), (pieces) => {
        assert.deepEqual(write(pieces), expected(pieces))
      }),
      { numRuns: 500 },
    )
  })
})
