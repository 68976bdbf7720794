import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { fitType, readPasted, toRequest, toText, withMessage } from '../src/lib/batch-text.ts'
import type { BatchText } from '../src/lib/batch-text.ts'

const json: BatchText = {
  dialect: 'odata',
  path: '/odata/$batch',
  query: '',
  headers: [
    ['content-type', 'application/json'],
    ['authorization', 'Bearer token'],
    ['prefer', 'continue-on-error'],
  ],
  text: '{"requests":[]}',
  crlf: false,
}

describe('a batch as text', () => {
  it('keeps its bytes, however its lines end', () => {
    const pieces = fc.array(
      fc.constantFrom('a', '\r', '\n', '\r\n', '"', 'é', '\u{1f600}', '\ufeff'),
    )
    fc.assert(
      fc.property(pieces, (list) => {
        const body = new TextEncoder().encode(list.join(''))
        const text = toText(body)
        assert.ok(text !== undefined)
        assert.deepEqual(toRequest({ ...json, ...text }).body, body)
      }),
    )
  })

  it('is none where the bytes are no UTF-8', () => {
    assert.equal(toText(Uint8Array.of(0x22, 0xff, 0x22)), undefined)
  })

  it('gets the head that a translation wrote, and keeps who the caller is', () => {
    const body = new TextEncoder().encode('[]')
    const next = withMessage(json, {
      query: 'mode=serial',
      headers: [['content-type', 'application/json']],
      body,
    })
    assert.deepEqual(next?.headers, [
      ['content-type', 'application/json'],
      ['authorization', 'Bearer token'],
    ])
    assert.equal(next?.query, 'mode=serial')
    assert.equal(next && withMessage(next, { query: '', headers: [], body })?.query, '')
  })

  it('has the type of its form', () => {
    const pasted = fitType({ ...json, text: '--x\r\n\r\nGET /a\r\n--x--\r\n' })
    assert.deepEqual(pasted.headers[0], ['content-type', 'multipart/mixed; boundary="x"'])
    const back = fitType({ ...pasted, text: '[]' })
    assert.deepEqual(back.headers[0], ['content-type', 'application/json'])
    assert.equal(fitType(json), json)
  })

  it('may be pasted as a whole request', () => {
    const pasted = readPasted('POST /v1/batch?mode=serial HTTP/1.1\nX-Site: a\n\n[]')
    assert.deepEqual(pasted, {
      path: '/v1/batch',
      query: 'mode=serial',
      headers: [
        ['content-type', 'application/json'],
        ['x-site', 'a'],
      ],
      text: '[]',
      crlf: false,
    })
    assert.equal(readPasted('neither'), undefined)
  })
})
