import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Batch as ModelBatch, HeaderField, OuterRequest, PartOutcome } from '@batchway/core'
import { findDialect, outcomeStatus } from '@batchway/core'
import type { Batch, PartResult } from '@batchway/core/translate'
import { AnswerError, readBatch, readResults, writeBatch } from '@batchway/core/translate'
import type { CarriedForm } from '../support/carried-batches.ts'
import { batchFor, carriedForms } from '../support/carried-batches.ts'
import { jsonText } from '../support/json-text.ts'
import { createOuter, limitsWith } from '../support/model.ts'

const encoder = new TextEncoder()

const value = fc
  .string({ unit: fc.constantFrom('a', '0', '"', ',', ';', '\\', '\x80', '\xff', ' ', ':') })
  .map((text) => text.trim())
const field = fc.tuple(fc.constantFrom('x-one', 'etag', 'location', 'x-rate', 'retry-after'), value)
const body = fc.oneof(
  fc.tuple(
    fc.constantFrom(undefined, 'application/json', 'application/problem+json'),
    jsonText.map((text) => encoder.encode(text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))),
  ),
  fc.tuple(
    fc.constantFrom('text/plain', 'text/html; charset=utf-8', 'application/json', 'image/png'),
    fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fc
        .constantFrom('--b\r', 'x\r\n', '\r\n--b--\r\nx', '"', '[1')
        .map((text) => encoder.encode(text)),
    ),
  ),
)

/** What the API answered. Line breaks alone are no content to a reader of HTTP inside multipart. */
const answered: fc.Arbitrary<PartOutcome> = fc
  .record({
    status: fc.constantFrom(200, 201, 204, 302, 404, 409, 500),
    fields: fc.uniqueArray(field, { maxLength: 3, selector: ([name]) => name }),
    body,
  })
  .map(({ status, fields, body: [type, bytes] }) => {
    const typed: HeaderField[] = type === undefined ? [] : [['content-type', type]]
    const content = bytes.every((byte) => byte === 0x0a || byte === 0x0d) ? new Uint8Array() : bytes
    return { kind: 'answered', response: { status, headers: [...fields, ...typed], body: content } }
  })

/** A batch as its endpoint reads it, and the endpoint's answer. */
async function answer(
  form: CarriedForm,
  batch: Batch,
  outcomes: (read: ModelBatch) => readonly PartOutcome[],
) {
  const { dialect, options } = form
  const written = writeBatch(dialect, batch, options)
  const outer: OuterRequest = createOuter({
    path: '/s/-/dw/batch',
    headers: [...written.headers, ['x-dw-client-id', 'cid']],
    query: written.query,
  })
  const served = findDialect(dialect).create(
    dialect === 'ocapi' ? { partHeaders: true, paths: 'any' } : {},
  )
  const limits = limitsWith({ parts: 100 })
  const read = await served.readBatch(outer, written.body, {
    limits,
    base: '/v1',
    checkTarget: () => {},
  })
  const context = { outer, id: 'id', limits, warn: () => {} }
  return served.writeResults(read, outcomes(read), context)
}

/** What a result says: fields of answers and of the form, that no API sent, do not count. */
function shown(result: PartResult): unknown {
  if (result.kind !== 'answered') return result.kind
  const { status, headers, body: bytes } = result.response
  const own = headers.filter(([name]) => name !== 'odata-version' && name !== 'content-length')
  return {
    status,
    headers: own.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    body: Buffer.from(bytes).toString('latin1'),
  }
}

for (const [name, form] of Object.entries(carriedForms)) {
  const going = { ...form, orders: form.orders.filter(({ stopOnError }) => !stopOnError) }
  describe(`the answer to a batch in ${name}`, () => {
    it('has the outcomes of its parts, bodies byte for byte', async () => {
      const loose = fc.array(answered, { minLength: 6, maxLength: 6 })
      const property = fc.asyncProperty(
        batchFor({ ...going, groups: false }),
        loose,
        async (batch, all) => {
          const outcomes = all.slice(0, batch.parts.length)
          const given = await answer(form, batch, () => outcomes)
          const read = readResults(form.dialect, batch, given)
          assert.equal(read.kind, 'results')
          assert.deepEqual(
            read.kind === 'results' ? read.results.map(shown) : [],
            outcomes.map((outcome) => shown(outcome as PartResult)),
          )
        },
      )
      await fc.assert(property, { numRuns: 300 })
    })

    it('tells by its status that the batch was refused, and what it says', () => {
      const [batch] = fc.sample(batchFor(form), 1)
      assert.ok(batch !== undefined)
      const texts = [
        '{"error":{"code":"BadRequest","message":"why not"}}',
        '{"errors":["why not"],"success":false}',
        '{"fault":{"type":"X","message":"why not"}}',
        '{"title":"Bad request.","message":"why not"}',
        'why not',
      ]
      for (const text of texts) {
        const given = { status: 400, headers: [], body: encoder.encode(text) }
        const read = readResults(form.dialect, batch, given)
        assert.deepEqual(read, { kind: 'refused', status: 400, message: 'why not' })
      }
    })

    it('is refused where it is none', () => {
      const [batch] = fc.sample(batchFor(form), 1)
      assert.ok(batch !== undefined)
      const json = [['content-type', 'application/json']] as const
      for (const text of [
        '',
        '<html>',
        '{"a":1}',
        '[]',
        '{"parts":[1]}',
        '{"responses":[{"status":"x"}]}',
      ]) {
        const given = { status: 200, headers: json, body: encoder.encode(text) }
        assert.throws(() => readResults(form.dialect, batch, given), AnswerError)
      }
    })
  })
}

describe('parts that did not run', () => {
  const failing: PartOutcome = {
    kind: 'answered',
    response: { status: 500, headers: [], body: new Uint8Array() },
  }
  const skipped: PartOutcome = { kind: 'skipped', because: 0 }

  for (const name of ['odata multipart', 'journyx']) {
    it(`are told apart in ${name}, where the answer leaves them out`, async () => {
      const form = carriedForms[name] ?? assert.fail()
      const stopping = {
        ...form,
        groups: false,
        orders: form.orders.filter(({ stopOnError }) => stopOnError),
      }
      const property = fc.asyncProperty(batchFor(stopping), async (batch) => {
        const given = await answer(form, batch, ({ parts }) =>
          parts.map(({ index }) => (index === 0 ? failing : skipped)),
        )
        const read = readResults(form.dialect, batch, given)
        const kinds = read.kind === 'results' ? read.results.map(({ kind }) => kind) : []
        assert.deepEqual(
          kinds,
          batch.parts.map((_, index) => (index === 0 ? 'answered' : 'not-run')),
        )
      })
      await fc.assert(property, { numRuns: 50 })
    })
  }

  for (const name of ['odata', 'graph', 'ocamba', 'ocapi', 'google']) {
    it(`are failures in ${name}, where the answer has them`, async () => {
      const form = carriedForms[name] ?? assert.fail()
      const [batch] = fc.sample(batchFor(form), 1)
      assert.ok(batch !== undefined)
      const given = await answer(form, batch, ({ parts }) => parts.map(() => skipped))
      const read = readResults(form.dialect, batch, given)
      const statuses =
        read.kind === 'results'
          ? read.results.map((result) =>
              result.kind === 'answered' ? result.response.status : result.kind,
            )
          : []
      assert.deepEqual(
        statuses,
        batch.parts.map(() => outcomeStatus(skipped)),
      )
    })
  }

  it('are the other members of a change set that failed', async () => {
    const form = carriedForms['odata multipart'] ?? assert.fail()
    const batch = await readBatch('odata', writeBatch('odata', groupBatch(), form.options))
    const given = await answer(form, batch, () => [
      failing,
      { kind: 'failed', reason: 'rolled-back', message: '' },
      failing,
    ])
    const read = readResults('odata', batch, given)
    const kinds = read.kind === 'results' ? read.results.map(({ kind }) => kind) : []
    assert.deepEqual(kinds, ['answered', 'not-run', 'answered'])
  })
})

function groupBatch(): Batch {
  const [any] = fc.sample(
    batchFor({
      ...(carriedForms['odata multipart'] ?? assert.fail()),
      orders: [{ order: 'keep-effects', stopOnError: false }],
    }),
    1,
  )
  assert.ok(any !== undefined)
  const part = { method: 'POST', target: '/v1/a', headers: [] }
  const group = 'g'
  return {
    ...any,
    parts: [
      { ...part, index: 0, group },
      { ...part, index: 1, group },
      { ...part, index: 2 },
    ],
  }
}

it('an answer in any order is put in that of the batch, by its ids', () => {
  const [batch] = fc.sample(batchFor(carriedForms['graph'] ?? assert.fail()), 1)
  assert.ok(batch !== undefined)
  const parts = ['a', 'b', 'c'].map((id, index) => ({
    index,
    id,
    method: 'GET',
    target: '/a',
    headers: [],
  }))
  const text =
    '{"responses":[{"id":"C","status":203},{"id":"a","status":201},{"id":"x","status":200}]}'
  const given = { status: 200, headers: [], body: encoder.encode(text) }
  const read = readResults('graph', { ...batch, parts }, given)
  const statuses =
    read.kind === 'results'
      ? read.results.map((result) =>
          result.kind === 'answered' ? result.response.status : result.kind,
        )
      : []
  assert.deepEqual(statuses, [201, 'missing', 203])
})
