import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isJsonType, isUtf8Charset, parseMediaType } from '../../src/wire/media-type.ts'
import { runLinear } from '../support/linear-time.ts'

function read(value: string): readonly unknown[] | undefined {
  const type = parseMediaType(value)
  return type && [type.essence, ...type.parameters]
}

function isJson(value: string): boolean {
  const type = parseMediaType(value)
  return type !== undefined && isJsonType(type)
}

function isUtf8(value: string): boolean {
  const type = parseMediaType(value)
  return type !== undefined && isUtf8Charset(type)
}

describe('parseMediaType', () => {
  it('gives type and subtype in lower case', () => {
    assert.deepEqual(read(' Application/JSON\t'), ['application/json'])
  })

  it('gives parameters with their names in lower case and their values as written', () => {
    assert.deepEqual(read('text/plain; Charset=UTF-8;a=B'), [
      'text/plain',
      ['charset', 'UTF-8'],
      ['a', 'B'],
    ])
  })

  it('undoes quotes and their escapes', () => {
    assert.deepEqual(read('a/b;x="p;\\"q\\\\";y=1'), ['a/b', ['x', 'p;"q\\'], ['y', '1']])
  })

  it('lets the first of two parameters win', () => {
    assert.deepEqual(read('a/b;x=1;X=2'), ['a/b', ['x', '1']])
  })

  it('passes over empty parameters', () => {
    assert.deepEqual(read('a/b;; ;x=1;'), ['a/b', ['x', '1']])
  })

  it('has no prototype to be fooled with', () => {
    assert.deepEqual(read('a/b;__proto__=1'), ['a/b', ['__proto__', '1']])
  })

  it('refuses what is no media type', () => {
    const wrong = ['', 'json', 'a/', '/b', 'a b/c', 'a/b c', 'a/b, c/d', 'a/b;x', 'a/b;x="', 'a/é']
    assert.deepEqual(
      wrong.filter((value) => parseMediaType(value) !== undefined),
      [],
    )
  })

  it('does not need time by the square of the length', () => {
    const spaces = ' '.repeat(200_000)
    assert.equal(
      runLinear(() => parseMediaType(`a/b;x=${spaces}"`)),
      undefined,
    )
  })
})

describe('isJsonType', () => {
  it('is true for application/json and +json suffixes', () => {
    assert.equal(isJson('application/json; charset=utf-8'), true)
    assert.equal(isJson('application/vnd.api+json'), true)
  })

  it('is false for what only looks like it', () => {
    assert.equal(isJson('application/jsonp'), false)
    assert.equal(isJson('text/json-seq'), false)
    assert.equal(isJson('text/plain; x=application/json'), false)
  })
})

describe('isUtf8Charset', () => {
  it('is true for none and for the spellings of UTF-8', () => {
    assert.equal(isUtf8('text/plain'), true)
    assert.equal(isUtf8('text/plain;charset=Utf-8'), true)
    assert.equal(isUtf8('text/plain;charset="utf8"'), true)
  })

  it('is false for another one', () => {
    assert.equal(isUtf8('text/plain;charset=latin1'), false)
    assert.equal(isUtf8('text/plain;charset='), false)
  })
})
