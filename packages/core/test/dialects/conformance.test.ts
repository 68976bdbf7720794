import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type {
  Backend,
  BatchEndpoint,
  BatchErrorCode,
  Dispatch,
  HeaderList,
  OuterAnswer,
  PartOutcome,
  PartRequest,
} from '@batchway/core'
import { Budget, builtInDialects, createBatchEndpoint } from '@batchway/core'
import type { BatchWriter, ReadResult, WrittenBody, WrittenPart } from '../support/batch-writers.ts'
import { batchWriters } from '../support/batch-writers.ts'
import { jsonText, mutate, mutations } from '../support/json-text.ts'
import { answered, createOuter } from '../support/model.ts'

const runs = { numRuns: 150 }

function trimJson(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('\0', '"', '\\', '\r\n', '</script>', '\u2028', '{"a":1}', '[', '\ufeff', '😀'),
)

const target = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'users', '1', '%20', '%C3%A9', '~', "!$&'()*+,;=:@", '...', '{id}'),
      fc.string({
        unit: fc.constantFrom('a', 'b', 'c', 'X', 'Y', '0', '9', '-', '_'),
        minLength: 1,
      }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((segments) => {
    const queries = fc.constantFrom('', '?', '?a=1&b=%20', '?q=../..&u=http://h/', '?"<>')
    return queries.map((query) => `/${segments.join('/')}${query}`)
  })

const fieldValue = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', '"', ',', ';', '=', '\\', '{', '\x80', '\xff', ' x'),
})
const headers = fc
  .uniqueArray(fc.constantFrom('X-One', 'x-two', 'If-Match', 'Prefer', 'X-Three'), { maxLength: 4 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fieldValue.map((value) => [name, value.trim()] as const))),
  )

function partFor(writer: BatchWriter): fc.Arbitrary<WrittenPart> {
  const texts = jsonText.map((text) => trimJson(text))
  const objects = texts.map((text) => (text.startsWith('{') ? text : `{"value":${text}}`))
  const carried = {
    any: texts,
    'not null': texts.filter((text) => text !== 'null'),
    object: objects,
  }
  const json = carried[writer.bodies.json].map((text) => ({ json: text }))
  const contentType = fc.constantFrom('text/plain', 'text/csv; charset=utf-8', 'application/xml')
  const text = fc.record({ text: hostileText, contentType })
  const body: fc.Arbitrary<WrittenBody> = writer.bodies.text ? fc.oneof(json, text) : json
  return fc
    .record({
      method: fc.constantFrom(...writer.methods),
      target,
      headers,
      body: fc.option(body, { nil: undefined }),
    })
    .map(({ body: given, ...part }) =>
      given !== undefined && writer.withBody.includes(part.method)
        ? { ...part, body: given }
        : part,
    )
}

/** What the API answers, and how its body has to stand in an envelope. */
interface Reply {
  readonly status: number
  readonly contentType: string | undefined
  readonly body: Uint8Array
}

const reply: fc.Arbitrary<Reply> = fc.record({
  status: fc.constantFrom(200, 201, 204, 302, 400, 404, 500, 503),
  contentType: fc.constantFrom(
    undefined,
    'application/json',
    'application/problem+json; charset=utf-8',
    'text/plain',
    'text/html; charset=UTF-8',
    'text/plain; charset=iso-8859-1',
    'image/png',
    'nonsense',
  ),
  body: fc.oneof(
    fc.constant(new Uint8Array()),
    fc.uint8Array({ maxLength: 40 }),
    jsonText.map((text) => new TextEncoder().encode(text)),
    hostileText.map((text) => new TextEncoder().encode(text)),
  ),
})

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isJsonText(text: string | undefined): boolean {
  try {
    JSON.parse(text ?? '')
    return true
  } catch {
    return false
  }
}

/** The table of the design, in other words than the code's. */
function expectedEncoding({ contentType, body }: Reply): 'absent' | 'json' | 'text' | 'base64' {
  if (body.length === 0) return 'absent'
  const text = decode(body)
  const json = contentType === undefined || /^application\/(problem\+)?json/.test(contentType)
  if (json && isJsonText(text)) return 'json'
  const textual = contentType === undefined || /^text\/[a-z]+(; charset=UTF-8)?$/.test(contentType)
  return textual && text !== undefined ? 'text' : 'base64'
}

interface Api {
  readonly headers: HeaderList
  readonly endpoint: BatchEndpoint
  readonly arrived: readonly PartRequest[]
  readonly errors: readonly BatchErrorCode[]
}

/** An endpoint of a dialect whose parts get these replies. */
function openApi(dialect: string, writer: BatchWriter, replies: readonly Reply[] = []): Api {
  const arrived: PartRequest[] = []
  const errors: BatchErrorCode[] = []
  const dispatch: Dispatch = (request) => {
    arrived.push(request)
    const given = replies[request.part.index]
    return Promise.resolve(given === undefined ? answered(204) : toOutcome(given))
  }
  const backend: Backend = { dispatch, isReentrant: () => false, partHeaders: () => [] }
  const entry = builtInDialects.find(({ name }) => name === dialect)
  const endpoint = createBatchEndpoint(backend, {
    path: writer.path,
    base: writer.base,
    dialect: entry?.create({}) ?? assert.fail(`there is no ${dialect}`),
    budget: new Budget(100_000_000),
    onBatch: ({ error }) => {
      if (error !== undefined) errors.push(error.code)
    },
  })
  return { endpoint, arrived, errors, headers: writer.headers }
}

function toOutcome({ status, contentType, body }: Reply): PartOutcome {
  const fields = contentType === undefined ? [] : ([['content-type', contentType]] as const)
  return { kind: 'answered', response: { status, headers: fields, body } }
}

function post({ endpoint, headers: fields }: Api, body: Uint8Array): Promise<OuterAnswer> {
  const outer = createOuter({ path: endpoint.path, headers: fields })
  return endpoint.handle(outer, { readBody: () => Promise.resolve(body), onAbort: () => {} })
}

function textOf(answer: OuterAnswer): string {
  return decode(answer.body) ?? assert.fail('the answer is not valid UTF-8')
}

function bytesOf(body: WrittenBody): Buffer {
  return Buffer.from('json' in body ? body.json : body.text)
}

/** Checks one result of an answer against what the API replied. */
function checkResult(
  result: ReadResult | undefined,
  given: Reply,
  { textAs = 'text' }: BatchWriter,
): void {
  assert.equal(result?.status, given.status)
  if (result?.encoding !== 'bytes') {
    const expected = expectedEncoding(given)
    assert.equal(result?.encoding, expected === 'text' ? textAs : expected)
  }
  const text = decode(given.body)
  const isSpliced = result?.encoding === 'json' && text !== undefined
  const wanted = isSpliced ? Buffer.from(trimJson(text)) : Buffer.from(given.body)
  assert.deepEqual(result?.body, wanted)
}

describe('the conformance suite', () => {
  it('has a writer for each dialect', () => {
    const tested = [...batchWriters.keys()].map((form) => form.split(' ')[0])
    assert.deepEqual(
      [...new Set(tested)],
      builtInDialects.map(({ name }) => name),
    )
  })
})

for (const [form, writer] of batchWriters) {
  describe(`${form}: a batch`, () => {
    const dialect = form.split(' ')[0] ?? form
    const parts = fc.array(partFor(writer), { minLength: 1, maxLength: 6 })

    it('arrives part by part, with the bytes that the caller wrote', async () => {
      const property = fc.asyncProperty(parts, async (written) => {
        const api = openApi(dialect, writer)
        const answer = await post(api, writer.write(written))
        assert.equal(answer.status, 200, textOf(answer))
        const arrived = api.arrived.toSorted((a, b) => a.part.index - b.part.index)
        assert.deepEqual(
          arrived.map(({ method, path }) => ({ method, path })),
          written.map((part) => ({ method: part.method, path: writer.toPath(part) })),
        )
        assert.deepEqual(
          arrived.map(({ body }) => body && Buffer.from(body)),
          written.map(({ body }) => body && bytesOf(body)),
        )
        for (const [index, part] of written.entries()) {
          const own = new Map(arrived[index]?.headers)
          for (const [field, value] of part.headers)
            assert.equal(own.get(field.toLowerCase()), value)
        }
      })
      await fc.assert(property, runs)
    })

    it('comes back part by part, with the bodies of the API as the table says', async () => {
      const property = fc.asyncProperty(
        fc.array(reply, { minLength: 1, maxLength: 6 }),
        async (replies) => {
          const api = openApi(dialect, writer, replies)
          const written = replies.map(() => ({ method: 'GET', target: '/a', headers: [] }))
          const answer = await post(api, writer.write(written))
          assert.equal(answer.status, 200)
          const results = writer.read(answer)
          assert.equal(results.length, replies.length)
          for (const [index, given] of replies.entries()) checkResult(results[index], given, writer)
        },
      )
      await fc.assert(property, runs)
    })

    it('comes back with JSON bodies byte for byte, white space and all', async () => {
      const body = Buffer.from(' {"é" : 1.0e+00, "é":"\\u00e9" }\n')
      const given = { status: 200, contentType: 'application/json', body }
      const api = openApi(dialect, writer, [given, given])
      const written = [1, 2].map(() => ({ method: 'GET', target: '/a', headers: [] }))
      const answer = await post(api, writer.write(written))
      assert.equal(Buffer.from(answer.body).toString().split(body.toString()).length, 3)
    })

    it('gets an answer of its dialect when any of its bytes are changed', async () => {
      let refused = 0
      const property = fc.asyncProperty(parts, mutations, async (written, changes) => {
        const api = openApi(dialect, writer)
        const answer = await post(api, mutate(writer.write(written), changes))
        if (answer.status === 200) {
          writer.read(answer)
          assert.ok(api.arrived.every(({ path }) => path.startsWith(`${writer.base}/`)))
        } else {
          refused += 1
          writer.readRefusal(answer)
          assert.equal(api.arrived.length, 0, 'parts of a refused batch were run')
          assert.ok(answer.status >= 400 && answer.status < 500, textOf(answer))
        }
        assert.ok(!api.errors.includes('internal'))
      })
      await fc.assert(property, { numRuns: 600 })
      assert.ok(refused > 50, `only ${refused} batches were refused`)
    })

    it('gets an answer of its dialect for any text at all', async () => {
      const property = fc.asyncProperty(jsonText, async (text) => {
        const api = openApi(dialect, writer)
        const answer = await post(api, Buffer.from(text))
        if (answer.status === 200) writer.read(answer)
        else writer.readRefusal(answer)
        assert.ok(!api.errors.includes('internal'))
      })
      await fc.assert(property, runs)
    })

    it('may carry a body with very many members', async () => {
      const fields = Array.from({ length: 5000 }, (_, index) => `"k${index}":${index}`)
      const json = `{${fields.join(',')}}`
      const api = openApi(dialect, writer)
      const written = { method: 'POST', target: '/a', headers: [], body: { json } }
      const answer = await post(api, writer.write([written]))
      assert.equal(answer.status, 200, textOf(answer).slice(0, 200))
      assert.equal(Buffer.from(api.arrived[0]?.body ?? []).toString(), json)
    })

    it('is refused with a control character in a field of a part', async () => {
      for (const value of ['a\rb', 'a\0b', 'a\x7fb']) {
        const api = openApi(dialect, writer)
        const written: WrittenPart = { method: 'GET', target: '/a', headers: [['X-One', value]] }
        await post(api, writer.write([written]))
        assert.deepEqual(api.errors, ['invalid-header'])
      }
    })

    it('is refused with too many parts', async () => {
      const api = openApi(dialect, writer)
      const count = api.endpoint.limits.parts + 1
      const written = Array.from({ length: count }, () => ({
        method: 'GET',
        target: '/a',
        headers: [],
      }))
      await post(api, writer.write(written))
      assert.deepEqual(api.errors, ['too-many-parts'])
      assert.equal(api.arrived.length, 0)
    })
  })
}
