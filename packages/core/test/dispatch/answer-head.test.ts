import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core'
import { readAnswerHead, toAnswerHead } from '../../src/dispatch/answer-head.ts'

/** Heads of answers: names and values in turn. */
const heads: readonly (readonly string[])[] = [
  [],
  ['content-type', 'application/json', 'content-length', '2', 'connection', 'keep-alive'],
  ['x-a', '1', 'X-A', '2', 'set-cookie', 'a=1', 'set-cookie', 'b=2'],
  ['connection', 'close, X-Secret', 'x-secret', '1', 'x-other', '2'],
  ['connection', 'keep-alive', 'Connection', 'x-other', 'x-other', '2', 'keep-alive', 'timeout=5'],
  ['Connection', 'Close', 'trailer', 'x', 'transfer-encoding', 'chunked', 'upgrade', 'h2c'],
  ['Content-Length', '3', 'content-length', '4', 'Content-Encoding', 'gzip'],
  ['x-latin', 'caf\u00e9', 'x-empty', ''],
]

describe('the head of an answer', () => {
  it('is the same in one walk as step by step', () => {
    for (const flat of heads) {
      const list: [string, string][] = []
      for (let index = 0; index < flat.length; index += 2) {
        list.push([(flat[index] ?? '').toLowerCase(), flat[index + 1] ?? ''])
      }
      const whole: HeaderList = list
      const bytes = flat.map((text) => Buffer.from(text, 'latin1'))
      assert.deepEqual(readAnswerHead(bytes), toAnswerHead(whole))
      assert.deepEqual(readAnswerHead(flat), toAnswerHead(whole))
    }
  })

  it('is empty where the client shows none', () => {
    assert.deepEqual(readAnswerHead(undefined), toAnswerHead([]))
  })
})
