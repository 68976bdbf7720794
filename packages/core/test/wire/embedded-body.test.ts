import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ByteWriter } from '../../src/wire/byte-writer.ts'
import {
  embedBody,
  fromBase64,
  toBase64,
  toBase64Url,
  writeEmbeddedBody,
} from '../../src/wire/embedded-body.ts'

const depth = 64
const latin1 = Buffer.from('caf\xe9', 'latin1')

/** How a body of that type (undefined: none) stands in an envelope. */
function kindOf(contentType: string | undefined, body: string | Uint8Array): string {
  const headers = contentType === undefined ? [] : ([['content-type', contentType]] as const)
  return embedBody(headers, Buffer.from(body as string), depth).as
}

/** The members that a body becomes. */
function members(contentType: string | undefined, body: string | Uint8Array): string {
  const headers = contentType === undefined ? [] : ([['content-type', contentType]] as const)
  const writer = new ByteWriter()
  writeEmbeddedBody(writer, 'body', embedBody(headers, Buffer.from(body as string), depth))
  return Buffer.from(writer.finish()).toString()
}

describe('how a body is embedded', () => {
  it('leaves an empty one out', () => {
    assert.equal(kindOf('application/json', ''), 'absent')
    assert.equal(kindOf('image/png', ''), 'absent')
    assert.equal(kindOf(undefined, ''), 'absent')
  })

  it('splices JSON of a JSON type', () => {
    assert.equal(kindOf('application/json', '{"a":1}'), 'json')
    assert.equal(kindOf('application/problem+json; charset=utf-8', ' [1] '), 'json')
    assert.equal(kindOf('Application/JSON', '"x"'), 'json')
  })

  it('takes base64 for a JSON type with content that is no JSON', () => {
    assert.equal(kindOf('application/json', '{"a":'), 'base64')
    assert.equal(kindOf('application/json', Buffer.from('22ff22', 'hex')), 'base64')
  })

  it('takes base64 for JSON that nests too deep', () => {
    assert.equal(kindOf('application/json', '['.repeat(depth) + ']'.repeat(depth)), 'json')
    assert.equal(
      kindOf('application/json', '['.repeat(depth + 1) + ']'.repeat(depth + 1)),
      'base64',
    )
  })

  it('writes text in UTF-8 as a string, JSON or not', () => {
    assert.equal(kindOf('text/plain', 'é'), 'text')
    assert.equal(kindOf('text/html; charset=UTF-8', '<p>'), 'text')
    assert.equal(kindOf('text/plain', '{"a":1}'), 'text')
  })

  it('takes base64 for text that is not valid UTF-8', () => {
    assert.equal(kindOf('text/plain', latin1), 'base64')
  })

  it('takes base64 for text in another charset', () => {
    assert.equal(kindOf('text/plain; charset=iso-8859-1', 'abc'), 'base64')
    assert.equal(kindOf('text/plain; charset="utf-16"', 'abc'), 'base64')
  })

  it('takes base64 for every other type', () => {
    assert.equal(kindOf('application/xml', '<a/>'), 'base64')
    assert.equal(kindOf('application/octet-stream', '{"a":1}'), 'base64')
    assert.equal(kindOf('application/jsonp', '{"a":1}'), 'base64')
  })

  it('takes base64 when the type is no media type', () => {
    assert.equal(kindOf('json', '{"a":1}'), 'base64')
  })

  it('tries JSON, then text, then base64 without a type', () => {
    assert.equal(kindOf(undefined, '{"a":1}'), 'json')
    assert.equal(kindOf(undefined, 'plain'), 'text')
    assert.equal(kindOf(undefined, latin1), 'base64')
  })
})

describe('what is written', () => {
  it('is nothing for no body', () => {
    assert.equal(members('application/json', ''), '')
  })

  it('is JSON byte for byte, without a word on its encoding', () => {
    assert.equal(members('application/json', '{"a" :1.0e0,"a":2}'), ',"body":{"a" :1.0e0,"a":2}')
  })

  it('is a string and its encoding for text', () => {
    assert.equal(members('text/plain', 'a"\n\0'), ',"body":"a\\"\\n\\u0000","body_encoding":"text"')
  })

  it('keeps a byte order mark of a text', () => {
    const written = JSON.parse(`{"":0${members('text/plain', '\u{feff}a')}}`) as { body: string }
    assert.equal(written.body, '\u{feff}a')
  })

  it('is base64 and its encoding for the rest', () => {
    assert.equal(
      members('image/png', Buffer.from([0, 255])),
      ',"body":"AP8=","body_encoding":"base64"',
    )
  })

  it('gives the bytes back, whatever the body and its type', () => {
    const types = fc.constantFrom(undefined, 'application/json', 'text/plain', 'image/png', 'x')
    const body = fc.oneof(fc.uint8Array({ minLength: 1 }), fc.string({ minLength: 1 }), fc.json())
    fc.assert(
      fc.property(types, body, (type, content) => {
        const bytes = Buffer.from(content as string)
        const text = members(type, bytes)
        const read = JSON.parse(`{"":0${text}}`) as { body: string; body_encoding?: string }
        if (read.body_encoding === undefined) assert.equal(text, `,"body":${bytes.toString()}`)
        else {
          const encoding = read.body_encoding === 'text' ? 'utf8' : 'base64'
          assert.deepEqual(Buffer.from(read.body, encoding), bytes)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('toBase64', () => {
  it('agrees with Buffer beyond the size of one step', () => {
    const bytes = Buffer.from(Array.from({ length: 60_001 }, (_, index) => index % 251))
    assert.equal(toBase64(bytes), bytes.toString('base64'))
  })
})

describe('base64url', () => {
  it('is written without padding, and read with it, without it and in the other alphabet', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const buffer = Buffer.from(bytes)
      assert.equal(toBase64Url(bytes), buffer.toString('base64url'))
      for (const text of [toBase64Url(bytes), toBase64(bytes)]) {
        assert.deepEqual(Buffer.from(fromBase64(text) ?? []), buffer)
      }
    })
    fc.assert(property)
  })

  it('is none with other characters, or of a length that no bytes have', () => {
    for (const text of ['a', 'abcde', 'a b=', 'ab\n==', 'ab=', 'abc==', '=', '====', 'é', 'a=bc']) {
      assert.equal(fromBase64(text), undefined, text)
    }
  })
})
