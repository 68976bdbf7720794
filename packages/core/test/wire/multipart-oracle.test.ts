import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { containsDelimiter, readMultipartPart, splitMultipart } from '../../src/wire/multipart.ts'
import type { WrittenSection } from '../support/multipart.ts'
import { hasDelimiterLine, readWithDicer, writeSections } from '../support/multipart.ts'

const fieldName = fc.constantFrom('A', 'x-dw-content-id', 'Content-Type', 'b', "!#$%&'*+-.^_`|~9")
const word = fc.string({
  unit: fc.constantFrom('a', ':', '"', '\\', '-', '\xe9', '\xff', ' ', '\t', 'b'),
  maxLength: 8,
})
const fieldValue = fc
  .array(
    word.map((text) => text.trim()).filter((text) => text !== ''),
    { maxLength: 3 },
  )
  .map((words) => words.join('\r\n '))

const bodyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .array(fc.constantFrom('\r\n', '\n', '\r', '-', '--', '--b', '--b--', 'b', ' ', '\0'), {
      maxLength: 12,
    })
    .map((pieces) => Uint8Array.from(Buffer.from(pieces.join(''), 'latin1'))),
)

/** Bodies and boundaries of which no body has a line that begins like the delimiter. */
const unforged = fc
  .tuple(
    fc.array(fc.tuple(fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 4 }), bodyBytes), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.string({ unit: fc.constantFrom('b', 'B', '-', '#', '$', '_', '@', '1'), minLength: 1 }),
  )
  .filter(([parts, boundary]) =>
    parts.every(([, body]) => !Buffer.from(body).includes(`--${boundary}`)),
  )

function toSections(
  parts: readonly (readonly [fields: WrittenSection['fields'], body: Uint8Array])[],
  ends: WrittenSection['ends'],
): readonly WrittenSection[] {
  return parts.map(([fields, body]) => ({ fields, body, ends, form: 'full' }))
}

function sortNames(fields: WrittenSection['fields']): WrittenSection['fields'] {
  return fields.toSorted(([left], [right]) => Number(left > right) - Number(left < right))
}

describe('the reader beside an independent one', () => {
  it('finds the same parts, fields and bytes', async () => {
    const around = fc.constantFrom('', 'text', '\r\n', 'a: b\r\n\r\n', '--\r\n')
    const property = fc.asyncProperty(unforged, around, async ([parts, boundary], preamble) => {
      const written = writeSections(toSections(parts, ['\r\n']), boundary)
      const start = Buffer.from(preamble === '' ? '' : `${preamble}\r\n`)
      const bytes = Buffer.concat([start, written, Buffer.from(`\r\n${preamble}`)])
      const foreign = await readWithDicer(bytes, boundary)
      const { sections, closed } = splitMultipart(bytes, boundary)
      assert.equal(closed, true)
      const own = sections.map((section) => readMultipartPart(section))
      assert.deepEqual(
        own.map((part) => ('line' in part ? part.line : sortNames(part.headers))),
        foreign.map(({ headers }) => sortNames(headers.map(([name, value]) => [name, value]))),
      )
      assert.deepEqual(
        own.map((part) => ('line' in part ? undefined : Buffer.from(part.body))),
        foreign.map(({ body }) => body),
      )
    })
    await fc.assert(property, { numRuns: 1000 })
  })

  it('gives back what was written, whatever the line ends', () => {
    const ends = fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 4 })
    const given = fc.array(bodyBytes, { minLength: 1, maxLength: 5 })
    const boundary = fc.constantFrom('b', '--', 'b--', '#separator$_@', "a'()+,./:=? b", '\xe9')
    const form = fc.constantFrom('compact', 'separated', 'full')
    const property = fc.property(given, boundary, ends, form, (bodies, b, lines, empty) => {
      fc.pre(bodies.every((body) => !hasDelimiterLine(body, b)))
      const written = bodies.map((body): WrittenSection => {
        return { fields: [['a', '1']], body, ends: lines, form: empty }
      })
      const { sections, closed } = splitMultipart(writeSections(written, b), b)
      assert.equal(closed, true)
      const bytes = sections.map((section) => {
        const part = readMultipartPart(section)
        return 'line' in part ? assert.fail(part.line) : Buffer.from(part.body)
      })
      assert.deepEqual(
        bytes,
        bodies.map((body) => Buffer.from(body)),
      )
    })
    fc.assert(property, { numRuns: 2000 })
  })

  it('finds in containsDelimiter whatever would end a part', () => {
    const property = fc.property(bodyBytes, fc.constantFrom('b', '-', 'b--'), (body, boundary) => {
      if (hasDelimiterLine(body, boundary)) {
        assert.equal(containsDelimiter(body, boundary), true)
      }
      if (!containsDelimiter(body, boundary)) {
        const pieces = [`--${boundary}\r\n`, body, `\r\n--${boundary}--`]
        const whole = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)))
        const { sections } = splitMultipart(whole, boundary)
        assert.deepEqual(
          sections.map((section) => Buffer.from(section)),
          [Buffer.from(body)],
        )
      }
    })
    fc.assert(property, { numRuns: 2000 })
  })
})
