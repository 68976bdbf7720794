import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Node as OracleNode } from 'jsonc-parser'
import { parseTree } from 'jsonc-parser'
import { readJson, sliceOf, stringValue } from '../../src/wire/json.ts'
import type { JsonDocument, JsonNode } from '../../src/wire/json-scanner.ts'
import { bytesOf, everything, jsonFaultOf } from '../support/json-reading.ts'
import { jsonText } from '../support/json-text.ts'

const runs = { numRuns: 300 }

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
    assert.equal(jsonFaultOf('[[[{"a":}]]]').offset, 8)
  })

  it('has all items of an array that is longer than any batch', () => {
    const { root } = readJson(bytesOf(`[${'0,'.repeat(20_000)}0]`), everything)
    assert.ok(root.kind === 'array')
    assert.equal(root.items.length, 20_001)
  })

  it('does not grow beyond any envelope', () => {
    assert.match(jsonFaultOf(`[${'0,'.repeat(200_000)}0]`).message, /more than 100000 values/)
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
