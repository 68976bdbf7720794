import assert from 'node:assert/strict'
import { checkGoogleError, readGoogleAnswer } from '../../../core/test/support/google-writer.ts'
import { checkGraphError } from '../../../core/test/support/graph-writer.ts'
import { readAnswer, readWithDicer } from '../../../core/test/support/multipart.ts'
import { readResponses } from '../../../core/test/support/odata-answer.ts'
import type { ExpectedAnswer } from './attack-fixture.ts'
import type { RawMessage } from './raw-connection.ts'
import { usualReply } from './recording-upstream.ts'

/**
 * Checks that an answer is what a fixture says, and well formed. The lines of a fixture:
 *
 *     200 ocamba 200 413       (the dialect, and the statuses of its parts)
 *     400 journyx              (the dialect's document of an error)
 *     200 forwarded            (the upstream's own answer)
 *     404 problem              (problem details of the gateway itself)
 *     400                      (problem details as well: the request is no batch and never will be)
 *     has: text                (text that must stand in the answer above)
 *     lacks: text              (text that must not)
 *     closed                   (instead of an answer)
 */
export async function checkAnswer(answer: RawMessage, expected: ExpectedAnswer): Promise<void> {
  const text = [answer.start, ...answer.fields.map((field) => field.join(': ')), '', answer.body]
  const whole = text.join('\r\n')
  assert.equal(answer.status, expected.status, `another status:\n${whole.slice(0, 2000)}`)
  checkHead(answer)
  const form = forms.get(expected.form)
  assert.ok(form !== undefined, `there is no form of answers "${expected.form}"`)
  assert.deepEqual(await form(answer), expected.codes, `other parts:\n${whole.slice(0, 2000)}`)
  for (const wanted of expected.has) {
    assert.ok(whole.includes(wanted), `${JSON.stringify(wanted)} is missing:\n${whole}`)
  }
  for (const unwanted of expected.lacks) {
    assert.ok(!whole.includes(unwanted), `${JSON.stringify(unwanted)} stands in:\n${whole}`)
  }
}

/** Reads an answer of one form, fails where it is none, and returns the statuses of the parts. */
type Form = (answer: RawMessage) => readonly number[] | Promise<readonly number[]>

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['ocamba', readOcamba],
  ['journyx', readJournyx],
  ['ocapi', readOcapi],
  ['odata', readOdata],
  ['graph', readGraph],
  ['google', readGoogle],
  ['problem', readProblem],
  [
    'forwarded',
    ({ body }) => {
      assert.equal(body, usualReply)
      return []
    },
  ],
  ['other', () => []],
  // An interim answer, or one of Node's own, says no more than its status.
  ['bare', (answer) => (answer.body === '' ? [] : readProblem(answer))],
])

function checkHead(answer: RawMessage): void {
  assert.match(answer.start, /^HTTP\/1\.1 \d{3} [\t\x20-\x7e]*$/)
  for (const [name, value] of answer.fields) {
    assert.match(name, /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/)
    assert.match(value, /^[\t\x20-\x7e\x80-\xff]*$/)
  }
  const framing = [...answer.values('content-length'), ...answer.values('transfer-encoding')]
  assert.ok(framing.length <= 1, `framed twice: ${framing.join()}`)
}

/** The JSON of an answer, which has to be UTF-8. */
function parseJson({ body }: RawMessage): Readonly<Record<string, unknown>> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'latin1'))
  const value: unknown = JSON.parse(text)
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), text)
  return value as Readonly<Record<string, unknown>>
}

function readOcamba(answer: RawMessage): readonly number[] {
  assert.deepEqual(answer.values('content-type'), ['application/json'])
  if (answer.body === '') return []
  const json = parseJson(answer)
  if (answer.status !== 200) {
    assert.deepEqual(Object.keys(json), ['code', 'title', 'message', 'trace_id'])
    assert.equal(json['code'], answer.status)
    assert.match(String(json['title']), /^[A-Z][\w ]+\.$/i)
    assert.match(String(json['message']), /\S/)
    return []
  }
  assert.deepEqual(Object.keys(json), ['total_counter', 'success_counter', 'parts'])
  const codes = codesOf(json['parts'], 'code')
  assert.equal(json['total_counter'], codes.length)
  assert.equal(json['success_counter'], codes.filter((code) => code < 400).length)
  return codes
}

function readJournyx(answer: RawMessage): readonly number[] {
  assert.deepEqual(answer.values('content-type'), ['application/json'])
  if (answer.body === '') return []
  const json = parseJson(answer)
  if (answer.status !== 200) {
    const { errors, uri, ...rest } = json
    const lists = { warnings: [], info: [], status: [], results: [] }
    assert.deepEqual(rest, { response_code: answer.status, success: false, ...lists })
    assert.equal(typeof uri, 'string')
    assert.ok(Array.isArray(errors) && errors.length === 1, 'there is no error')
    return []
  }
  assert.deepEqual(Object.keys(json), ['success', 'results'])
  const codes = codesOf(json['results'], 'response_code')
  assert.equal(
    json['success'],
    codes.every((code) => code < 400),
  )
  return codes
}

function codesOf(list: unknown, name: string): readonly number[] {
  assert.ok(Array.isArray(list), 'there is no list of parts')
  return list.map((part: Readonly<Record<string, unknown>>) => {
    const code = part[name]
    assert.ok(
      typeof code === 'number' && code >= 200 && code < 1000,
      `${String(code)} is no status`,
    )
    return code
  })
}

async function readOcapi(answer: RawMessage): Promise<readonly number[]> {
  if (answer.status !== 200) {
    if (answer.status === 204 || answer.body === '') return []
    assert.deepEqual(answer.values('content-type'), ['application/json;charset=UTF-8'])
    const { _v: version, fault, ...rest } = parseJson(answer)
    assert.deepEqual([version, rest], ['24.5', {}])
    const { type, message } = fault as Readonly<Record<string, unknown>>
    assert.deepEqual(fault, { arguments: {}, type, message })
    assert.match(String(type), /^\w+Exception$/)
    return []
  }
  const [type = ''] = answer.values('content-type')
  const [, quotes, shown = ''] = /^multipart\/mixed; boundary=("?)(.+)\1$/.exec(type) ?? []
  const boundary = quotes === '"' ? shown.replace(/\\(.)/g, '$1') : shown
  assert.ok(boundary !== '', type)
  const bytes = Buffer.from(answer.body, 'latin1')
  if (answer.body.startsWith(`--${boundary}\r\n`)) return readCrlf(bytes, boundary)
  return readAnswer(bytes, boundary).map(({ lines }) => statusIn(lines.at(-1) ?? ''))
}

/** By a parser that is not ours, and knows CRLF only. */
async function readCrlf(bytes: Uint8Array, boundary: string): Promise<readonly number[]> {
  const parts = await readWithDicer(bytes, boundary)
  return parts.map(({ headers }) => statusIn((headers.at(-1) ?? []).join(': ')))
}

/** Both forms; a change set counts with each of its members. */
function readOdata(answer: RawMessage): readonly number[] {
  if (answer.values('content-type')[0] !== 'application/json') {
    const headers = answer.fields.map(([name, value]) => [name.toLowerCase(), value] as const)
    const body = Buffer.from(answer.body, 'latin1')
    const blocks = readResponses({ status: answer.status, headers, body })
    return blocks.flatMap(({ answers }) => answers.map(({ status }) => status))
  }
  const json = parseJson(answer)
  if (answer.status === 200) return codesOf(json['responses'], 'status')
  const { code, message } = json['error'] as Readonly<Record<string, unknown>>
  assert.match(String(code), /^[A-Z]\w+$/)
  assert.match(String(message), /\S/)
  return []
}

function readGraph(answer: RawMessage): readonly number[] {
  const json = parseJson(answer)
  if (answer.status === 200) return codesOf(json['responses'], 'status')
  checkGraphError(json)
  return []
}

function readGoogle(answer: RawMessage): readonly number[] {
  if (answer.status !== 200) {
    checkGoogleError(parseJson(answer))
    return []
  }
  const headers = answer.fields.map(([name, value]) => [name.toLowerCase(), value] as const)
  const body = Buffer.from(answer.body, 'latin1')
  return readGoogleAnswer({ status: 200, headers, body }).map(({ status }) => status)
}

function statusIn(line: string): number {
  assert.match(line, /^x-dw-status-code: [2-9]\d\d$/)
  return Number(line.slice(-3))
}

function readProblem(answer: RawMessage): readonly number[] {
  assert.deepEqual(answer.values('content-type'), ['application/problem+json'])
  const { title, status, detail } = parseJson(answer)
  assert.deepEqual([typeof title, status, typeof detail], ['string', answer.status, 'string'])
  return []
}
