import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BatchError } from '@batchway/core'
import { readJson } from '../../src/wire/json.ts'
import { JsonMembers, typeName } from '../../src/wire/json-members.ts'
import { runLinear } from '../support/linear-time.ts'

function members(text: string, path = '[3]'): JsonMembers {
  const document = readJson(Buffer.from(text), { maxDepth: 9, indexDepth: 3 })
  assert.ok(document.root.kind === 'object')
  return new JsonMembers(document, document.root, path, 3)
}

/** The place and the words of the refusal. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof BatchError)
    assert.equal(error.code, 'invalid-part')
    assert.equal(error.part, 3)
    return `${error.where} ${error.message}`
  }
  return assert.fail('was not refused')
}

describe('JsonMembers', () => {
  it('reads members by name and type', () => {
    const read = members('{"s":"\\u0061é","t":true,"f":false,"a":[1],"o":{"b":2}}')
    assert.equal(read.string('s'), 'aé')
    assert.equal(read.boolean('t'), true)
    assert.equal(read.boolean('f'), false)
    assert.equal(read.array('a')?.items.length, 1)
    assert.equal(read.object('o')?.members.length, 1)
  })

  it('finds names that were written with escapes', () => {
    assert.equal(members('{"\\u0073":"x"}').string('s'), 'x')
  })

  it('gives undefined for what is not there', () => {
    const read = members('{}')
    assert.deepEqual(
      [read.node('a'), read.string('a'), read.boolean('a'), read.array('a'), read.object('a')],
      [undefined, undefined, undefined, undefined, undefined],
    )
  })

  it('finds nothing on a prototype', () => {
    assert.equal(members('{}').node('constructor'), undefined)
    assert.equal(members('{"__proto__":"x"}').string('__proto__'), 'x')
  })

  it('names the member that is missing', () => {
    assert.equal(
      refusal(() => members('{}').requiredString('url')),
      '[3].url is missing',
    )
  })

  it('names the member without a path when it is the outermost object', () => {
    assert.equal(
      refusal(() => members('{}', '').requiredString('url')),
      'url is missing',
    )
  })

  it('refuses another type, null included', () => {
    const read = members('{"n":null,"s":"x","d":1,"a":[[[0]]],"o":{}}')
    assert.equal(
      refusal(() => read.string('n')),
      '[3].n must be a string, not null',
    )
    assert.equal(
      refusal(() => read.boolean('s')),
      '[3].s must be true or false, not a string',
    )
    assert.equal(
      refusal(() => read.array('d')),
      '[3].d must be an array, not a number',
    )
    assert.equal(
      refusal(() => read.object('a')),
      '[3].a must be an object, not an array',
    )
    assert.equal(
      refusal(() => read.string('o')),
      '[3].o must be a string, not an object',
    )
  })

  it('refuses a member that stands there twice, by whatever spelling', () => {
    assert.equal(
      refusal(() => members('{"url":"a","\\u0075rl":"b"}')),
      '[3].url stands there twice',
    )
  })
})

describe('header members', () => {
  it('are fields with names in lower case, in their order', () => {
    assert.deepEqual(members('{"h":{"X-B":"1","a":"2"}}').headers('h'), [
      ['x-b', '1'],
      ['a', '2'],
    ])
  })

  it('are an empty list when there are none', () => {
    assert.deepEqual(members('{}').headers('h'), [])
  })

  it('lose the white space around their values', () => {
    assert.deepEqual(members('{"h":{"a":" \\t x y\\t "}}').headers('h'), [['a', 'x y']])
  })

  it('are refused twice, whatever the case', () => {
    assert.equal(
      refusal(() => members('{"h":{"If-Match":"1","if-match":"2"}}').headers('h')),
      '[3].h has "if-match" twice',
    )
  })

  it('are refused when a value is no string', () => {
    assert.equal(
      refusal(() => members('{"h":{"a":1}}').headers('h')),
      '[3].h has a number for "a"; it must be a string',
    )
  })

  it('do not need time by the square of their length', () => {
    const read = members(`{"h":{"a":"x${' '.repeat(300_000)}y"}}`)
    assert.doesNotThrow(() => runLinear(() => read.headers('h')))
  })

  it('do not need time by the square of their number', () => {
    const fields = Array.from({ length: 900 }, (_, index) => `"x-${index}":""`)
    const read = members(`{"h":{${fields.join(',')}}}`)
    assert.equal(read.headers('h').length, 900)
  })
})

describe('typeName', () => {
  it('has words for every kind', () => {
    const { root } = readJson(Buffer.from('[{},[],"",0,true,null,[[0]]]'), {
      maxDepth: 9,
      indexDepth: 2,
    })
    assert.ok(root.kind === 'array')
    assert.deepEqual(
      [root, ...root.items].map((node) => typeName(node)),
      [
        'an array',
        'an object',
        'an array',
        'a string',
        'a number',
        'a boolean',
        'null',
        'an array',
      ],
    )
  })
})
