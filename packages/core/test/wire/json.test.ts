import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isJson, readJson } from '../../src/wire/json.ts'
import { JsonSyntaxError } from '../../src/wire/json-scanner.ts'
import { bytesOf, deepest, everything, jsonFaultOf } from '../support/json-reading.ts'
import { jsonText, mutate, mutations } from '../support/json-text.ts'

const runs = { numRuns: 300 }

/** What the platform says: valid UTF-8 and a JSON text. */
function platformAccepts(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

function readerAccepts(bytes: Uint8Array): boolean {
  try {
    readJson(bytes, everything)
    return true
  } catch (error) {
    assert.ok(error instanceof JsonSyntaxError, String(error))
    return false
  }
}

/** So many arrays and objects inside each other. */
function nested(depth: number): Uint8Array {
  return bytesOf('[{"a":'.repeat(depth / 2) + '0' + '}]'.repeat(depth / 2))
}

describe('what counts as JSON', () => {
  it('accepts every JSON text', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        assert.equal(isJson(bytesOf(text), deepest), true)
        assert.equal(readerAccepts(bytesOf(text)), true)
      }),
      runs,
    )
  })

  it('agrees with JSON.parse and a strict UTF-8 decoder on damaged texts', () => {
    fc.assert(
      fc.property(jsonText, mutations, (text, changes) => {
        const bytes = mutate(bytesOf(text), changes)
        assert.equal(isJson(bytes, deepest), platformAccepts(bytes))
        assert.equal(readerAccepts(bytes), platformAccepts(bytes))
      }),
      { numRuns: 1500 },
    )
  })

  it('agrees with them on random bytes inside a string', () => {
    const inString = fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from([34, ...bytes, 34]))
    fc.assert(
      fc.property(inString, (bytes) => {
        assert.equal(isJson(bytes, deepest), platformAccepts(bytes))
        assert.equal(readerAccepts(bytes), platformAccepts(bytes))
      }),
      { numRuns: 1500 },
    )
  })

  it('refuses what lenient parsers take', () => {
    const wrong = [
      '',
      ' ',
      '01',
      '+1',
      '.5',
      '1.',
      '1e',
      '-',
      'NaN',
      'Infinity',
      'True',
      'nul',
      "'a'",
      '[1,]',
      '[,1]',
      '{"a":1,}',
      '{a:1}',
      '{"a"}',
      '{"a":}',
      '[1 2]',
      '1 2',
      '"a',
      '"\\x41"',
      '"\\u12g4"',
      '"\n"',
      '"\0"',
      '/**/1',
      '[1]//',
      '\u{a0}1',
      '\u{feff}1',
      '\v1',
      '[}',
      '{]',
    ]
    assert.deepEqual(
      wrong.filter((text) => isJson(bytesOf(text), deepest) || readerAccepts(bytesOf(text))),
      [],
    )
  })

  it('refuses UTF-8 that a strict decoder refuses', () => {
    const wrong = ['ff', 'c080', 'c0af', 'eda080', 'f4908080', 'f8888080', 'e282', '80']
    const accepted = wrong.filter((hex) => {
      const bytes = Buffer.from(`22${hex}22`, 'hex')
      return isJson(bytes, deepest) || readerAccepts(bytes)
    })
    assert.deepEqual(accepted, [])
  })
})

describe('nesting', () => {
  it('is allowed up to the limit', () => {
    assert.equal(isJson(nested(64), 64), true)
    assert.equal(readJson(nested(64), { maxDepth: 64, indexDepth: 3 }).root.kind, 'array')
  })

  it('is refused one level beyond it, with the place', () => {
    assert.equal(isJson(nested(64), 63), false)
    assert.match(
      jsonFaultOf(nested(64), 63).message,
      /^line 1, column 188: nested deeper than 63 levels$/,
    )
  })

  it('counts levels and not brackets', () => {
    assert.equal(isJson(bytesOf('[[],[],{},[[]]]'), 3), true)
    assert.equal(isJson(bytesOf('[[],[],{},[[]]]'), 2), false)
  })

  it('does not count brackets inside strings', () => {
    assert.equal(isJson(bytesOf('["[[[[{{{{"]'), 1), true)
  })

  it('is refused without a stack overflow, however deep', () => {
    assert.equal(isJson(bytesOf('['.repeat(1_000_000)), 64), false)
  })
})

describe('the place of a fault', () => {
  it('is line 1, column 1 at the first byte', () => {
    assert.match(jsonFaultOf('x').message, /^line 1, column 1: expected a value$/)
  })

  it('counts lines', () => {
    assert.match(
      jsonFaultOf('{\n  "a": 1,\n  "b" 2\n}').message,
      /^line 3, column 7: expected ":"$/,
    )
  })

  it('counts a line break of two characters once', () => {
    assert.match(jsonFaultOf('[\r\n1,\r\n]').message, /^line 3, column 1: expected a value$/)
  })

  it('counts columns in bytes', () => {
    assert.match(jsonFaultOf('["éé" 1]').message, /^line 1, column 9: expected "," or "]"$/)
  })

  it('is the offset of the byte too', () => {
    assert.equal(jsonFaultOf('{\n  "a": 1,\n  "b" 2\n}').offset, 18)
  })

  it('is behind the last byte when the text ends too early', () => {
    assert.match(jsonFaultOf('{"a":').message, /^line 1, column 6: expected a value$/)
  })

  it('is the end of the text for an open string', () => {
    assert.match(jsonFaultOf('["ab').message, /^line 1, column 5: the text ends inside a string$/)
  })

  it('is the backslash of a wrong escape', () => {
    assert.match(jsonFaultOf('["ab\\x"]').message, /^line 1, column 5: an invalid escape$/)
  })

  it('is the first byte of what follows the text', () => {
    assert.match(jsonFaultOf('{} \n ,').message, /^line 2, column 2: expected the end of the text$/)
  })

  it('names a byte order mark', () => {
    assert.match(jsonFaultOf('\u{feff}{}').message, /byte order mark/)
  })

  it('names invalid UTF-8', () => {
    const fault = jsonFaultOf(Buffer.from('22c3a9ff22', 'hex'))
    assert.match(fault.message, /not valid UTF-8/)
    assert.equal(fault.offset, 3)
  })
})
