import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bodyOf, json, runScripted } from '../support/scripted-answers.ts'

/** What means something somewhere. */
const pieces = [
  "'",
  '"',
  '&',
  '#',
  '=',
  '+',
  ' ',
  '%',
  '%27',
  '%2F',
  '/',
  '\\',
  '..',
  '?',
  ';',
  ',',
  '\r\n',
  '\0',
  '$1',
  '$1/v',
  '*',
  '(',
  ')',
  ' or 1 eq 1',
  '{',
  '}',
  'é',
  '\u2028',
  'a',
  '//evil.example',
  'http://evil.example',
  '\u{1f600}',
  '\ud800',
  '2026-01-01',
  'null',
]

/** Texts that would like to be more than text. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((list) => list.join('')),
)
const wellFormed = hostile.filter((text) => text.isWellFormed())

/** The query of a part after an answer with that value at `v`. */
async function queryWith(query: string, value: unknown): Promise<string> {
  const parts = [{ id: '1' }, { target: `/a?x=1&${query}&y=2` }]
  const { seen } = await runScripted({ parts }, { 0: json(JSON.stringify({ v: value })) })
  const path = seen.get(1)?.path ?? ''
  assert.match(path, /^\/base\/a\?[\x21-\x7e]*$/)
  assert.ok(!path.includes('#'))
  return path.slice(path.indexOf('?') + 1)
}

/** The literal that an expression has in the place of a reference, as a server reads it. */
function readLiteral(query: string, before: string): string {
  const fields = query.split('&')
  assert.equal(fields.length, 3)
  assert.deepEqual([fields[0], fields[2]], ['x=1', 'y=2'])
  const text = decodeURIComponent(fields[1]?.replaceAll('+', ' ') ?? '')
  assert.ok(text.startsWith(before))
  return text.slice(before.length)
}

describe('any text from an answer', () => {
  it('is one value of a query, and no more', async () => {
    const property = fc.asyncProperty(wellFormed, async (text) => {
      const pairs = [...new URLSearchParams(await queryWith('q=$1/v', text))]
      assert.deepEqual(pairs, [
        ['x', '1'],
        ['q', text],
        ['y', '2'],
      ])
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is one literal of an expression, and no more', async () => {
    const property = fc.asyncProperty(wellFormed, fc.boolean(), async (text, quoted) => {
      const query = quoted ? "$filter=N+eq+'$1/v'" : '$filter=N+eq+$1/v'
      const literal = readLiteral(await queryWith(query, text), '$filter=N eq ')
      if (!quoted && literal === text) {
        assert.match(text, /^[0-9A-Fa-f][0-9A-Fa-f:TZ.+-]*$/, 'it stands without quotes')
        return
      }
      assert.match(literal, /^'(?:[^']|'')*'$/)
      assert.equal(literal.slice(1, -1).replaceAll("''", "'"), text)
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is the same value of a JSON body, and no more', async () => {
    const property = fc.asyncProperty(fc.jsonValue(), hostile, async (value, text) => {
      const written = JSON.stringify({ v: value, s: text })
      const parts = [{ id: '1' }, { method: 'POST', body: '{"a":["$1/v"],"b":"$1/s","c":0}' }]
      const { seen } = await runScripted({ parts }, { 0: json(written) })
      assert.equal(
        bodyOf(seen.get(1)),
        `{"a":[${JSON.stringify(value)}],"b":${JSON.stringify(text)},"c":0}`,
      )
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is one entity tag of a condition, or fails the part', async () => {
    const bytes = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    })
    const property = fc.asyncProperty(
      fc.oneof(
        bytes,
        bytes.map((text) => `"${text}"`),
      ),
      async (tag) => {
        const parts = [
          { id: '1' },
          {
            method: 'PATCH',
            headers: [
              ['x-a', '1'],
              ['if-match', '$1'],
            ] as const,
          },
        ]
        const { seen, answer } = await runScripted({ parts }, { 0: { headers: [['etag', tag]] } })
        const request = seen.get(1)
        if (request === undefined) {
          assert.equal(answer.results[1]?.status, 400)
          return
        }
        const own = request.headers.filter(([name]) => name === 'if-match' || name === 'x-a')
        assert.deepEqual(own, [
          ['x-a', '1'],
          ['if-match', tag],
        ])
        // oxlint-disable-next-line no-control-regex -- as bytes that no tag has
        assert.match(tag, /^(?:W\/)?"[^"\x00-\x20\x7f]*"$|^[^",\x00-\x20\x7f-\xff]+$/)
      },
    )
    await fc.assert(property, { numRuns: 300 })
  })

  it('is a path below the base, or fails the part', async () => {
    const locations = fc.oneof(
      hostile,
      hostile.map((text) => `/base/${text}`),
      hostile.map((text) => `/base/A/${text}/../B`),
    )
    const property = fc.asyncProperty(locations, async (location) => {
      const parts = [{ id: '1', method: 'POST' }, { target: '$1/Tail?x=1' }]
      const { seen, answer } = await runScripted(
        { parts },
        { 0: { headers: [['location', location]] } },
      )
      const path = seen.get(1)?.path
      if (path === undefined) {
        assert.equal(answer.results[1]?.status, 400)
        return
      }
      assert.match(path, /^\/base\/[\x21\x24-\x3e\x40-\x5b\x5d-\x7e]+\/Tail\?x=1$/)
      const { pathname, host, search } = new URL(path, 'http://own.example')
      assert.deepEqual([host, search], ['own.example', '?x=1'])
      assert.ok(pathname.startsWith('/base/'))
    })
    await fc.assert(property, { numRuns: 500 })
  })
})

describe('any text of the caller', () => {
  it('reaches the API as it is where no part has such an id', async () => {
    const property = fc.asyncProperty(hostile, hostile, async (text, header) => {
      const body = JSON.stringify({ a: text, b: [`$2/${text}`], [text]: 1 })
      const parts = [
        { id: 'no-such-id' },
        {
          method: 'POST',
          target: `/a?q=${encodeURIComponent(text.toWellFormed())}`,
          headers: [['if-match', `"${header.replaceAll(/[^\x21\x23-\x7e]/g, '')}"`]] as const,
          body,
        },
      ]
      const { seen } = await runScripted({ parts }, {})
      const request = seen.get(1)
      assert.equal(request?.path, `/base${parts[1]?.target ?? ''}`)
      assert.equal(bodyOf(request), body)
    })
    await fc.assert(property, { numRuns: 300 })
  })
})
