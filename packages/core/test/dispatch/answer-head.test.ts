import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderField, HeaderList } from '@batchway/core'
import type { AnswerFields } from '../../src/dispatch/answer-head.ts'
import { AnswerHeads, toAnswerHead } from '../../src/dispatch/answer-head.ts'

/** Heads of answers: names and values, those of one name side by side. */
const heads: readonly HeaderList[] = [
  [],
  [
    ['content-type', 'application/json'],
    ['content-length', '2'],
    ['connection', 'keep-alive'],
  ],
  [
    ['x-a', '1'],
    ['x-a', '2'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ],
  [
    ['connection', 'close, X-Secret'],
    ['x-secret', '1'],
    ['x-other', '2'],
  ],
  [
    ['connection', 'keep-alive'],
    ['connection', 'x-other'],
    ['x-other', '2'],
    ['keep-alive', 'timeout=5'],
  ],
  [
    ['connection', 'Close'],
    ['trailer', 'x'],
    ['transfer-encoding', 'chunked'],
    ['upgrade', 'h2c'],
  ],
  [
    ['content-length', '3'],
    ['content-length', '4'],
    ['content-encoding', 'gzip'],
  ],
  [
    ['x-latin', 'caf\u00e9'],
    ['x-empty', ''],
    ['__proto__', 'x'],
  ],
]

/** As undici tells them. */
function toFields(head: HeaderList): AnswerFields {
  const names = new Set(head.map(([name]) => name))
  return Object.fromEntries(
    [...names].map((name) => {
      const values = head.flatMap(([other, value]) => (other === name ? value : []))
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

describe('the head of an answer', () => {
  it('is the same in one walk as step by step, whatever came before', () => {
    const reader = new AnswerHeads()
    for (const before of heads) {
      for (const head of heads) {
        reader.read(toFields(before))
        assert.deepEqual(reader.read(toFields(head)), toAnswerHead(head))
      }
    }
  })

  it('shares its list with the answer before where the fields are the same, and only there', () => {
    const reader = new AnswerHeads()
    const type: HeaderField = ['content-type', 'application/json']
    const first = reader.read(toFields([type, ['x-a', '1'], ['content-length', '20']]))
    const second = reader.read(toFields([type, ['content-length', '30'], ['x-a', '1']]))
    assert.equal(second.headers, first.headers)
    assert.equal(second.length, '30')
    const shorter = reader.read(toFields([type]))
    assert.deepEqual(shorter.headers, [type])
    const other = reader.read(toFields([type, ['x-a', '2']]))
    assert.deepEqual(other.headers, [type, ['x-a', '2']])
    assert.deepEqual(first.headers, [type, ['x-a', '1']])
  })

  it('never keeps a field that the connection of one answer takes away', () => {
    const reader = new AnswerHeads()
    const named = toFields([
      ['connection', 'x-hop'],
      ['x-hop', '1'],
      ['x-a', '1'],
    ])
    const plain = toFields([
      ['connection', 'keep-alive'],
      ['x-hop', '1'],
      ['x-a', '1'],
    ])
    assert.deepEqual(reader.read(named).headers, [['x-a', '1']])
    assert.deepEqual(reader.read(plain).headers, [
      ['x-hop', '1'],
      ['x-a', '1'],
    ])
    assert.deepEqual(reader.read(named).headers, [['x-a', '1']])
  })
})
