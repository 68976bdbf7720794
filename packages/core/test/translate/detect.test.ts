import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  detectDialect,
  errorText,
  readRequestText,
  writeBatch,
  writeRequestText,
} from '@batchway/core/translate'
import { batchFor, carriedForms } from '../support/carried-batches.ts'

describe('the dialect of a batch', () => {
  for (const [name, form] of Object.entries(carriedForms)) {
    it(`is seen by its look, or not for sure: ${name}`, () => {
      fc.assert(
        fc.property(batchFor(form), (batch) => {
          // What refers to another request is OData's, whoever wrote it.
          const parts = batch.parts.map((part) => ({ ...part, target: '/v1/a' }))
          const { body } = writeBatch(form.dialect, { ...batch, parts }, form.options)
          const found = detectDialect(readRequestText(body))
          if (found?.sure !== false) assert.equal(found?.name, form.dialect)
        }),
        { numRuns: 60 },
      )
    })
  }

  const cases: readonly (readonly [string, string, string | undefined, boolean?])[] = [
    ['an array', '[]', 'ocamba', true],
    ['relative_url', '{"requests":[{"relative_url":"a"}]}', 'ocamba', true],
    ['no ids', '{"requests":[{"method":"GET","url":"/a"}]}', 'journyx', true],
    ['ids alone', '{"requests":[{"id":"1","url":"a"}]}', 'odata', false],
    ['a group', '{"requests":[{"id":"1","url":"a","atomicityGroup":"g"}]}', 'odata', true],
    ['a path of Graph', 'POST /v1.0/$batch\n\n{"requests":[{"id":"1","url":"a"}]}', 'graph', true],
    ['x-dw fields', '--b\nx-dw-http-method: GET\n--b--', 'ocapi', true],
    [
      'a change set',
      '--b\nContent-Type: multipart/mixed; boundary=c\n\n--c--\n--b--',
      'odata',
      true,
    ],
    ['ids in brackets', '--b\nContent-ID: <1>\n\nGET /a\n\n--b--', 'google', true],
    ['an object', '{"a":1}', undefined],
    ['broken JSON', '{"requests":[', undefined],
  ]
  for (const [what, text, name, sure] of cases) {
    it(`is told by ${what}`, () => {
      const found = detectDialect(readRequestText(Buffer.from(text)))
      assert.deepEqual(found, name === undefined ? undefined : { name, sure })
    })
  }
})

function typeOf(text: string): string | undefined {
  return readRequestText(Buffer.from(text)).headers[0]?.[1]
}

describe('a request as text', () => {
  it('comes back as it was written', () => {
    const body = Buffer.from('--b\r\nx\r\n--b--\r\n')
    const headers = [
      ['content-type', 'multipart/mixed; boundary=b'],
      ['prefer', 'x'],
    ] as const
    const read = readRequestText(writeRequestText('/v1/$batch?a=1', headers, body))
    const { path, query, body: bytes } = read
    assert.deepEqual(
      { path, query, bytes: Buffer.from(bytes) },
      { path: '/v1/$batch', query: 'a=1', bytes: body },
    )
    assert.deepEqual(read.headers.slice(0, 2), headers)
  })

  it('has a type by its first characters', () => {
    assert.equal(typeOf(' [1]'), 'application/json')
    assert.equal(typeOf('\r\n--a "b\r\nx'), 'multipart/mixed; boundary="a \\"b"')
    assert.equal(typeOf('POST /a\r\n\r\n{}'), 'application/json')
    assert.throws(() => typeOf('hello'), /neither JSON nor multipart/)
  })

  it('may have a whole URL in its first line', () => {
    const { path, query } = readRequestText(
      Buffer.from('POST https://a.example/b?c HTTP/1.1\n\n[]'),
    )
    assert.deepEqual({ path, query }, { path: '/b', query: 'c' })
  })
})

describe('the text of an error document', () => {
  it('is found in the usual forms, and nothing is made up', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['{"error":{"message":"a"}}', 'a'],
      ['{"errors":[{"detail":"b"}]}', 'b'],
      ['{"title":"t","detail":"d"}', 'd'],
      ['{"__proto__":{"message":"x"},"id":1}', undefined],
      ['[]', undefined],
      ['<html>', undefined],
      ['', undefined],
      ['plain\ntext', 'plain text'],
    ]
    for (const [text, found] of cases) assert.equal(errorText(Buffer.from(text)), found, text)
    assert.equal(errorText(Uint8Array.of(0xff, 0xfe)), undefined)
    assert.ok((errorText(Buffer.from('x'.repeat(1000))) ?? '').length <= 301)
  })
})
