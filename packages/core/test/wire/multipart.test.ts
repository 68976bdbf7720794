import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import type { MultipartPart } from '../../src/wire/multipart.ts'
import { containsDelimiter, readMultipartPart, splitMultipart } from '../../src/wire/multipart.ts'

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

/** Far more than 5 MB need on a busy machine, far less than the square of them. */
const bound = 10_000

function runBounded(work: () => unknown): unknown {
  return runInNewContext('work()', { work }, { timeout: bound }) as unknown
}

/** What an OCAPI batch may have. */
const largest = 5 * 1024 * 1024

function fill(unit: string, size: number): Buffer {
  return Buffer.from(unit.repeat(Math.ceil(size / unit.length)), 'latin1')
}

/** Pieces of which a large body may be made to cost a careless reader much. */
const hostileUnits = ['\n', '\r\n', '\r', '-', '--', '--b', '--b\r', '--b \n', '--bb\n', '--b\n\n']

function wrongOf(text: string): string {
  const part = readMultipartPart(Buffer.from(text, 'latin1'))
  return 'wrong' in part ? part.wrong : assert.fail('no line was bad')
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

  it('takes a boundary that begins or ends with dashes', () => {
    assert.deepEqual(split('----x\n----x--\n----x\n----x----', '--x--'), ['----x'])
    assert.deepEqual(split('----\n--\n------', '--'), ['--'])
  })

  it('compares the boundary byte by byte', () => {
    assert.deepEqual(split('--\xe9\none\n--\xc3\xa9\n--\xe9--', '\xe9'), ['one\n--\xc3\xa9'])
  })

  it('takes a carriage return alone for a byte like others', () => {
    assert.deepEqual(split('--b\r--b\r\n--b\n\r--b\r\none\r--b\r\n--b--'), ['\r--b\r\none\r--b'])
  })

  it('gives views of the bytes, not copies', () => {
    const bytes = Buffer.from('--b\none\n--b--')
    const [section] = splitMultipart(bytes, 'b').sections
    assert.equal(section?.buffer, bytes.buffer)
  })

  it('reads sections of a subarray', () => {
    const bytes = Buffer.from('--b\nno\n--b--\n--b\none\n--b--\n').subarray(13)
    assert.deepEqual(
      splitMultipart(bytes, 'b').sections.map((section) => Buffer.from(section).toString()),
      ['one'],
    )
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
    assert.doesNotThrow(() => runBounded(() => splitMultipart(bytes, 'b')))
    const blank = Buffer.from(`--b${' '.repeat(1_000_000)}x`)
    assert.doesNotThrow(() => runBounded(() => splitMultipart(blank, 'b')))
    assert.doesNotThrow(() => runBounded(() => splitMultipart(fill('--b\n', largest), 'b')))
    for (const unit of hostileUnits) {
      const whole = fill(unit, largest / 5)
      assert.doesNotThrow(() => runBounded(() => splitMultipart(whole, 'b')), JSON.stringify(unit))
      assert.doesNotThrow(() => runBounded(() => containsDelimiter(whole, 'b')))
    }
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
    assert.doesNotThrow(() => runBounded(() => readMultipartPart(folded)))
    for (const unit of [' \n', '\t\r\n', 'a:\n', 'a: b\r\n', ':', 'a', ' ', '\r', ' x\n']) {
      const whole = fill(unit, unit === ' x\n' ? largest : largest / 5)
      const section = Buffer.concat([Buffer.from('A: 1\n'), whole])
      assert.doesNotThrow(() => runBounded(() => readMultipartPart(section)), JSON.stringify(unit))
    }
  })

  it('gives no fields and no body of nothing at all', () => {
    assert.deepEqual(read('').headers, [])
    assert.equal(bodyOf(''), '')
    assert.equal(read('').separated, false)
  })

  it('takes a line of white space for a folded one, not for the empty line', () => {
    assert.equal(read('A: 1\r\n \r\nB: 2').headers.length, 2)
    assert.equal(badLineOf('A: 1\n \n{}'), '{}')
  })

  it('refuses characters that no value may have', () => {
    for (const odd of ['1\rB: 2', '\x001', '1\x7f', '1\r\r']) {
      assert.equal(badLineOf(`A: ${odd}\n\n`), `A: ${odd.replace(/\r$/, '')}`)
      assert.equal(wrongOf(`A: ${odd}\n\n`), 'character')
      assert.equal(wrongOf(`A: 1\n ${odd}\n\n`), 'character')
    }
    assert.equal(wrongOf('A 1\n\n'), 'form')
  })

  it('joins a folded line to an empty value without white space', () => {
    assert.deepEqual(read('A:\r\n 1\r\nB: \t\r\n \r\n\t2\r\n \r\n\r\n').headers, [
      ['a', '1'],
      ['b', '2'],
    ])
  })

  it('changes only ASCII letters of names', () => {
    assert.equal(badLineOf('\xc9: 1\n\n'), '\xc9: 1')
    assert.deepEqual(read("!#$%&'*+-.^_`|~AZaz09: 1\n\n").headers, [["!#$%&'*+-.^_`|~azaz09", '1']])
  })
})
