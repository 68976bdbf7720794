import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { runFixture } from './support/fixture-runner.ts'
import type { Fixture } from './support/fixture.ts'
import { readFixture } from './support/fixture.ts'

const folder = new URL('fixtures/', import.meta.url)
const pages = new URL('../../../docs/dialects/', import.meta.url)

const dialects = readdirSync(folder).toSorted()
const files = dialects.flatMap((dialect) =>
  readdirSync(new URL(`${dialect}/`, folder))
    .filter((file) => file.endsWith('.http'))
    .toSorted()
    .map((file) => `${dialect}/${file}`),
)

function load(name: string): Fixture {
  return readFixture(name, readFileSync(new URL(name, folder), 'latin1'))
}

/** Milliseconds that no fixture needs, unless some work grows with the square of its input. */
const timeout = 2000

void suite('fixtures', () => {
  for (const name of files) void test(name, { timeout }, () => runFixture(load(name)))
})

/** Decisions that no fixture can show, and why. */
const notByFixture: Readonly<Record<string, Readonly<Record<string, string>>>> = {}

/** Numbers of the facts and decisions in a page: bold at the beginning of a line, or headings. */
function numbersIn(page: string): readonly string[] {
  return [...page.matchAll(/^(?:[-*|\s]*\*\*|#+ +)([FD]\d+)\b/gm)].map((match) => match[1] ?? '')
}

void suite('citations', () => {
  for (const dialect of dialects) {
    void test(`${dialect}: every number that a fixture cites is in the page`, () => {
      const known = new Set(numbersIn(readFileSync(new URL(`${dialect}.md`, pages), 'utf8')))
      const unknown = files
        .filter((name) => name.startsWith(`${dialect}/`))
        .flatMap((name) => load(name).citations.map((number) => `${number} in ${name}`))
        .filter((citation) => !known.has(citation.replace(/ .*/, '')))
      assert.deepEqual(unknown, [])
    })

    void test(`${dialect}: every decision of the page is cited, or listed with a reason`, () => {
      const numbers = numbersIn(readFileSync(new URL(`${dialect}.md`, pages), 'utf8'))
      assert.deepEqual(numbers, [...new Set(numbers)], 'a number stands in the page twice')
      const cited = new Set(
        files
          .filter((name) => name.startsWith(`${dialect}/`))
          .flatMap((name) => load(name).citations),
      )
      const open = numbers.filter((number) => number.startsWith('D') && !cited.has(number))
      assert.deepEqual(open, Object.keys(notByFixture[dialect] ?? {}))
    })
  }
})

void suite('fixture files', () => {
  const good =
    '# F1: a case\n\n>>> request\nPOST /batch HTTP/1.1\n\n[]\n<<< response\nHTTP/1.1 200 OK\n'

  void test('keep bodies byte for byte', () => {
    const text = good.replace('[]', ' [\xff\n]\n').replace('OK\n', 'OK\na: b\n\n{}\n\n')
    const fixture = readFixture('x/case.http', text)
    assert.equal(fixture.request.body, ' [\xff\n]\n')
    assert.deepEqual(fixture.response.headers, [['a', 'b']])
    assert.equal(fixture.response.body, '{}\n')
  })

  void test('decode escapes in bodies where they say so', () => {
    const text = good.replace('\n\n', '\n# escapes: on\n\n').replace('[]', '\\xfF\\r\\n\\\\n')
    assert.equal(readFixture('x/case.http', text).request.body, '\xff\r\n\\n')
  })

  const malformed: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['no citation', good.replace('F1: ', ''), /^x\/case\.http:1: the first line must be/],
    ['unknown setting', good.replace('\n\n', '\n# escape: on\n\n'), /^x\/case\.http:2: expected/],
    ['options that are no JSON', good.replace('\n\n', '\n# options: {\n\n'), /:2: the options/],
    [
      'unknown option',
      good.replace('\n\n', '\n# options: {"a":1}\n\n'),
      /:2: there is no option "a"/,
    ],
    ['unknown order', good.replace('\n\n', '\n# order: some\n\n'), /:2: the order/],
    ['unknown escape', good.replace('\n\n', '\n# escapes: on\n\n').replace('[]', '\n\\q'), /:8: /],
    ['unknown section', good.replace('<<< response', '<<< answer'), /:7: "<<< answer" is no/],
    ['no request', good.replace('>>> request', '>>> part 0'), /:3: ">>> request" must be/],
    ['no response', good.replace(/<<< .*\n.*\n/, ''), /:7: there is no section "<<< response"/],
    ['no request line', good.replace('POST /batch', '/batch'), /:4: ">>> request" must be/],
    ['a broken field', good.replace('1.1\n\n', '1.1\nx\n\n'), /:5: expected a header field/],
    [
      'a part without answer',
      good.replace('<<<', '>>> part 0\nGET /a HTTP/1.1\n<<<'),
      /:7: ">>> p/,
    ],
    [
      'an answer without part',
      good.replace('<<<', '<<< part 0\nHTTP/1.1 200 OK\n<<<'),
      /:7: "<<< p/,
    ],
  ]
  for (const [what, text, message] of malformed) {
    void test(`name the file and line of ${what}`, () => {
      assert.throws(() => readFixture('x/case.http', text), { name: 'FixtureError', message })
    })
  }
})
