import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Node as OracleNode } from 'jsonc-parser'
import { parseTree } from 'jsonc-parser'
import { isJson, readJson, sliceOf, stringValue } from '../../src/wire/json.ts'
import type { JsonDocument, JsonNode } from '../../src/wire/json-scanner.ts'
import { JsonSyntaxError } from '../../src/wire/json-scanner.ts'
import { jsonText, mutate, mutations } from '../support/json-text.ts'

const deep = 1000
const everything = { maxDepth: deep, indexDepth: deep }
const runs = { numRuns: 300 }

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

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

/** All nodes of an index in the order of the text. */
function listNodes(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'array') return [node, ...node.items.flatMap(listNodes)]
  if (node.kind !== 'object') return [node]
  return [node, ...node.members.flatMap(({ value }) => listNodes(value))]
}

/** All values of the oracle's tree in the order of the text. */
function listOracleNodes(node: OracleNode): readonly OracleNode[] {
  const values = (node.children ?? []).map((child) =>
    child.type === 'property' ? child.children?.[1] : child,
  )
  return [node, ...values.flatMap((value) => (value === undefined ? [] : listOracleNodes(value)))]
}

function oracleOf(text: string): OracleNode {
  const tree = parseTree(text, [], { disallowComments: true })
  assert.ok(tree !== undefined)
  return tree
}

function oracleSpans(text: string): readonly string[] {
  const byteOffset = (offset: number): number => Buffer.byteLength(text.slice(0, offset))
  return listOracleNodes(oracleOf(text)).map(
    ({ type, offset, length }) => `${type} ${byteOffset(offset)} ${byteOffset(offset + length)}`,
  )
}

function spans(document: JsonDocument): readonly string[] {
  return listNodes(document.root).map(({ kind, start, end }) => `${kind} ${start} ${end}`)
}

/** The names of all members in the order of their objects. */
function namesIn(node: JsonNode): readonly string[] {
  return listNodes(node).flatMap((one) =>
    (one.kind === 'object' ? one.members : []).map(({ name }) => name),
  )
}

function oracleNamesIn(node: OracleNode): readonly string[] {
  return listOracleNodes(node)
    .filter(({ type }) => type === 'object')
    .flatMap(({ children = [] }) => children.map((child) => String(child.children?.[0]?.value)))
}

/** So many arrays and objects inside each other. */
function nested(depth: number): Uint8Array {
  return bytesOf('[{"a":'.repeat(depth / 2) + '0' + '}]'.repeat(depth / 2))
}

function faultOf(text: string | Uint8Array, maxDepth = deep): JsonSyntaxError {
  const bytes = typeof text === 'string' ? bytesOf(text) : text
  try {
    readJson(bytes, { maxDepth, indexDepth: 2 })
  } catch (error) {
    assert.ok(error instanceof JsonSyntaxError)
    return error
  }
  return assert.fail(`was accepted: ${String(text)}`)
}

describe('what counts as JSON', () => {
  it('accepts every JSON text', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        assert.equal(isJson(bytesOf(text), deep), true)
        assert.equal(readerAccepts(bytesOf(text)), true)
      }),
      runs,
    )
  })

  it('agrees with JSON.parse and a strict UTF-8 decoder on damaged texts', () => {
    fc.assert(
      fc.property(jsonText, mutations, (text, changes) => {
        const bytes = mutate(bytesOf(text), changes)
        assert.equal(isJson(bytes, deep), platformAccepts(bytes))
        assert.equal(readerAccepts(bytes), platformAccepts(bytes))
      }),
      { numRuns: 1500 },
    )
  })

  it('agrees with them on random bytes inside a string', () => {
    const inString = fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from([34, ...bytes, 34]))
    fc.assert(
      fc.property(inString, (bytes) => {
        assert.equal(isJson(bytes, deep), platformAccepts(bytes))
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
      wrong.filter((text) => isJson(bytesOf(text), deep) || readerAccepts(bytesOf(text))),
      [],
    )
  })

  it('refuses UTF-8 that a strict decoder refuses', () => {
    const wrong = ['ff', 'c080', 'c0af', 'eda080', 'f4908080', 'f8888080', 'e282', '80']
    const accepted = wrong.filter((hex) => {
      const bytes = Buffer.from(`22${hex}22`, 'hex')
      return isJson(bytes, deep) || readerAccepts(bytes)
    })
    assert.deepEqual(accepted, [])
  })
})

describe('the index', () => {
  it('has the kinds and offsets of an independent parser', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        assert.deepEqual(spans(readJson(bytesOf(text), everything)), oracleSpans(text))
      }),
      runs,
    )
  })

  it('has the member names of an independent parser, repeated ones included', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        assert.deepEqual(
          namesIn(readJson(bytesOf(text), everything).root),
          oracleNamesIn(oracleOf(text)),
        )
      }),
      runs,
    )
  })

  it('gives strings as JSON.parse does', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const document = readJson(bytesOf(text), everything)
        for (const node of listNodes(document.root)) {
          if (node.kind !== 'string') continue
          const slice = new TextDecoder().decode(sliceOf(document, node))
          assert.equal(stringValue(document, node), JSON.parse(slice))
        }
      }),
      runs,
    )
  })

  it('keeps lone surrogates that were written as escapes', () => {
    const document = readJson(bytesOf('"\\ud800 é"'), everything)
    assert.equal(stringValue(document, document.root), '\ud800 é')
  })

  it('covers the text: slices and what is between them give the original bytes', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const document = readJson(bytesOf(text), everything)
        const pieces: Uint8Array[] = []
        let at = 0
        for (const node of listNodes(document.root)) {
          if (node.kind === 'object' || node.kind === 'array') continue
          pieces.push(document.bytes.subarray(at, node.start), sliceOf(document, node))
          at = node.end
        }
        pieces.push(document.bytes.subarray(at))
        assert.deepEqual(Buffer.concat(pieces), Buffer.from(text))
      }),
      runs,
    )
  })

  it('hands out views and not copies', () => {
    const document = readJson(bytesOf('[1,{"a":2}]'), everything)
    assert.equal(sliceOf(document, document.root).buffer, document.bytes.buffer)
  })

  it('goes as deep as it was asked to, and no deeper', () => {
    const { root } = readJson(bytesOf('[[1],{"a":[2]},3]'), { maxDepth: 9, indexDepth: 1 })
    assert.ok(root.kind === 'array')
    assert.deepEqual(
      root.items.map(({ kind, start, end }) => `${kind} ${start} ${end}`),
      ['unindexed 1 4', 'unindexed 5 14', 'number 15 16'],
    )
  })

  it('checks the text below the indexed levels too', () => {
    assert.equal(faultOf('[[[{"a":}]]]').offset, 8)
  })

  it('has all items of an array that is longer than any batch', () => {
    const { root } = readJson(bytesOf(`[${'0,'.repeat(20_000)}0]`), everything)
    assert.ok(root.kind === 'array')
    assert.equal(root.items.length, 20_001)
  })

  it('does not grow beyond any envelope', () => {
    assert.match(faultOf(`[${'0,'.repeat(200_000)}0]`).message, /more than 100000 values/)
  })

  it('does not count values below the indexed levels', () => {
    const text = `[[${'0,'.repeat(200_000)}0]]`
    assert.equal(readJson(bytesOf(text), { maxDepth: 9, indexDepth: 1 }).root.kind, 'array')
  })

  it('leaves out what nobody asks for, and knows what it is', () => {
    const bounds = { maxDepth: 9, indexDepth: 9, opaque: new Set(['body']) }
    const { root } = readJson(bytesOf('{"body":{"a":1},"b":{"\\u0062ody":[]}}'), bounds)
    assert.ok(root.kind === 'object')
    const [first, second] = root.members
    assert.deepEqual(first?.value, { kind: 'unindexed', is: 'object', start: 8, end: 15 })
    assert.ok(second?.value.kind === 'object')
    assert.deepEqual(second.value.members[0]?.value, {
      kind: 'unindexed',
      is: 'array',
      start: 33,
      end: 35,
    })
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
      faultOf(nested(64), 63).message,
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
    assert.match(faultOf('x').message, /^line 1, column 1: expected a value$/)
  })

  it('counts lines', () => {
    assert.match(faultOf('{\n  "a": 1,\n  "b" 2\n}').message, /^line 3, column 7: expected ":"$/)
  })

  it('counts a line break of two characters once', () => {
    assert.match(faultOf('[\r\n1,\r\n]').message, /^line 3, column 1: expected a value$/)
  })

  it('counts columns in bytes', () => {
    assert.match(faultOf('["éé" 1]').message, /^line 1, column 9: expected "," or "]"$/)
  })

  it('is the offset of the byte too', () => {
    assert.equal(faultOf('{\n  "a": 1,\n  "b" 2\n}').offset, 18)
  })

  it('is behind the last byte when the text ends too early', () => {
    assert.match(faultOf('{"a":').message, /^line 1, column 6: expected a value$/)
  })

  it('is the end of the text for an open string', () => {
    assert.match(faultOf('["ab').message, /^line 1, column 5: the text ends inside a string$/)
  })

  it('is the backslash of a wrong escape', () => {
    assert.match(faultOf('["ab\\x"]').message, /^line 1, column 5: an invalid escape$/)
  })

  it('is the first byte of what follows the text', () => {
    assert.match(faultOf('{} \n ,').message, /^line 2, column 2: expected the end of the text$/)
  })

  it('names a byte order mark', () => {
    assert.match(faultOf('\u{feff}{}').message, /byte order mark/)
  })

  it('names invalid UTF-8', () => {
    const fault = faultOf(Buffer.from('22c3a9ff22', 'hex'))
    assert.match(fault.message, /not valid UTF-8/)
    assert.equal(fault.offset, 3)
  })
})
