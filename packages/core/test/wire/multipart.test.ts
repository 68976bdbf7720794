import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { MultipartPart } from '../../src/wire/multipart.ts'
import { containsDelimiter, readMultipartPart, splitMultipart } from '../../src/wire/multipart.ts'
import { runLinear } from '../support/linear-time.ts'

function split(text: string, boundary = 'b'): readonly string[] {
  const { sections } = splitMultipart(Buffer.from(text, 'latin1'), boundary)
  return sections.map((section) => Buffer.from(section).toString('latin1'))
}

function isClosed(text: string): boolean {
  return splitMultipart(Buffer.from(text, 'latin1'), 'b').closed
}

function read(text: string): MultipartPart {
  const part = readMultipartPart(Buffer.from(text, 'latin1'))
  return 'line' in part ? assert.fail(`bad line ${part.line}`) : part
}

function bodyOf(text: string): string {
  return Buffer.from(read(text).body).toString('latin1')
}

function badLineOf(text: string): string {
  const part = readMultipartPart(Buffer.from(text, 'latin1'))
  return 'line' in part ? part.line : assert.fail('no line was bad')
}

describe('splitting', () => {
  it('gives what stands between the delimiters', () => {
    assert.deepEqual(split('--b\r\none\r\n--b\r\ntwo\r\n--b--\r\n'), ['one', 'two'])
  })

  it('takes only one line break for that of the delimiter', () => {
    assert.deepEqual(split('--b\r\n\r\none\r\n\r\n--b--'), ['\r\none\r\n'])
  })

  it('drops preamble and epilogue', () => {
    assert.deepEqual(split('pre\r\n--c\r\n--b\r\none\r\n--b--\r\nepi\r\n--b\r\nx\r\n--b--'), [
      'one',
    ])
  })

  it('takes LF alone for a line break', () => {
    assert.deepEqual(split('--b\none\n--b\r\ntwo\n--b--'), ['one', 'two'])
  })

  it('gives empty sections', () => {
    assert.deepEqual(split('--b\r\n--b\r\n\r\n--b--'), ['', ''])
  })

  it('lets white space stand behind a delimiter', () => {
    assert.deepEqual(split('--b \t\r\none\r\n--b-- \t'), ['one'])
  })

  it('keeps lines that only begin like a delimiter', () => {
    assert.deepEqual(split('--b\r\n--bb\r\n--b-\r\n--b x\r\n--B\r\n --b\r\n-b\r\n--b--'), [
      '--bb\r\n--b-\r\n--b x\r\n--B\r\n --b\r\n-b',
    ])
  })

  it('says whether the end was there', () => {
    assert.equal(isClosed('--b\r\none\r\n--b--'), true)
    assert.equal(isClosed('--b\r\none\r\n--b\r\n'), false)
    assert.equal(isClosed(''), false)
  })

  it('gives nothing without a delimiter', () => {
    assert.deepEqual(split('one\r\ntwo'), [])
  })

  it('gives back any sections that do not hold the delimiter', () => {
    const alphabet = fc.constantFrom('-', '-', '\r', '\n', '\r\n', 'b', '#', ' ', '\0', '\xff')
    const section = fc.string({ unit: alphabet, maxLength: 20 })
    const boundary = fc.string({ unit: fc.constantFrom('b', '-', '#', '$', "'"), minLength: 1 })
    fc.assert(
      fc.property(fc.array(section), boundary, fc.constantFrom('\r\n', '\n'), (given, b, line) => {
        fc.pre(given.every((one) => !containsDelimiter(Buffer.from(one, 'latin1'), b)))
        // Behind LF alone, a CR at the end of a section belongs to the line break.
        fc.pre(line === '\r\n' || given.every((one) => !one.endsWith('\r')))
        const text = given.map((one) => `--${b}${line}${one}${line}`).join('')
        assert.deepEqual(split(`${text}--${b}--${line}`, b), given)
      }),
      { numRuns: 500 },
    )
  })

  it('does not need time by the square of the length', () => {
    const bytes = Buffer.from('--b\n'.repeat(200_000))
    assert.doesNotThrow(() => runLinear(() => splitMultipart(bytes, 'b')))
    const blank = Buffer.from(`--b${' '.repeat(1_000_000)}x`)
    assert.doesNotThrow(() => runLinear(() => splitMultipart(blank, 'b')))
  })
})

function contains(text: string): boolean {
  return containsDelimiter(Buffer.from(text), 'b')
}

describe('containsDelimiter', () => {
  it('finds a line that begins with it', () => {
    assert.equal(contains('--b'), true)
    assert.equal(contains('x\n--b'), true)
    assert.equal(contains('x\r\n--bcd'), true)
  })

  it('passes what stands inside a line, and lines that are cut', () => {
    assert.equal(contains('x--b'), false)
    assert.equal(contains('\n--'), false)
    assert.equal(contains(''), false)
  })
})

describe('reading a part', () => {
  it('gives fields with names in lower case, and the body', () => {
    const part = read('A-B: 1\r\nc:\t2 \r\n\r\nbody\r\n')
    assert.deepEqual(part.headers, [
      ['a-b', '1'],
      ['c', '2'],
    ])
    assert.equal(Buffer.from(part.body).toString(), 'body\r\n')
    assert.equal(part.separated, true)
  })

  it('takes an empty first line for no fields', () => {
    assert.deepEqual(read('\r\nA: 1').headers, [])
    assert.equal(bodyOf('\r\nA: 1'), 'A: 1')
  })

  it('takes fields without an empty line for a part without body', () => {
    const part = read('A: 1\r\nB: 2')
    assert.equal(part.headers.length, 2)
    assert.equal(part.body.length, 0)
    assert.equal(part.separated, false)
  })

  it('takes LF alone for a line break', () => {
    assert.deepEqual(read('A: 1\nB: 2\n\nx').headers.length, 2)
    assert.equal(bodyOf('A: 1\n\nx\ny'), 'x\ny')
  })

  it('joins folded lines', () => {
    assert.deepEqual(read('A: 1\r\n  2\r\n\t3\r\n\r\n').headers, [['a', '1 2 3']])
  })

  it('keeps the bytes of values, and of a binary body', () => {
    assert.deepEqual(read('A: caf\xe9\r\n\r\n').headers, [['a', 'caf\xe9']])
    assert.equal(bodyOf('A: 1\r\n\r\n\0\xff\r\n\r\n'), '\0\xff\r\n\r\n')
  })

  it('keeps repeated fields apart, in their order', () => {
    assert.deepEqual(read('b: 1\r\na: 2\r\nB: 3\r\n\r\n').headers, [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
    ])
  })

  it('refuses lines that are no fields', () => {
    assert.equal(badLineOf('A: 1\r\nno field\r\n\r\n'), 'no field')
    assert.equal(badLineOf('A : 1\r\n\r\n'), 'A : 1')
    assert.equal(badLineOf(': 1\r\n\r\n'), ': 1')
    assert.equal(badLineOf(' A: 1\r\n\r\n'), ' A: 1')
  })

  it('does not need time by the square of the length', () => {
    const folded = Buffer.from(`A: 1\r\n${' x\r\n'.repeat(100_000)}\r\n`)
    assert.doesNotThrow(() => runLinear(() => readMultipartPart(folded)))
  })
})
