import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { readBody } from '../../src/adapters/read-body.ts'
import { mutate, mutations } from '../support/json-text.ts'
import { answered, createOuter } from '../support/model.ts'
import type { WrittenSection } from '../support/multipart.ts'
import { hasDelimiterLine, writeSections } from '../support/multipart.ts'
import type { OcapiApi } from '../support/multipart-ocapi.ts'
import { faultOf, headerOf, openOcapi, sectionsOf, textOf } from '../support/multipart-ocapi.ts'

type Fields = readonly (readonly [name: string, value: string])[]

/** One part, in terms of what the API has to get. */
interface Sent {
  readonly method: string
  /** With or without `/s/<site>`; undefined where that of the batch holds. */
  readonly base: string | undefined
  readonly rest: string
  readonly query: Fields
  readonly own: Fields
  readonly id: string | undefined
  readonly body: Uint8Array
  readonly layout: Pick<WrittenSection, 'form' | 'ends'>
}

interface SentBatch {
  readonly boundary: string
  readonly method: string
  readonly base: string
  readonly query: Fields
  readonly fields: Fields
  readonly parts: readonly Sent[]
}

const bases = [
  '/s/SiteB/dw/shop/v24_5',
  '/dw/data/v23_2/',
  's/-/dw/data/v9_10/',
  'dw/meta/v1_0',
] as const

const value = fc
  .string({ unit: fc.constantFrom('a', 'Z', '"', ',', ';', '=', ':', '\xe9', '\x80', ' ', '\t') })
  .map((text) => text.trim())
const inheritable = fc.constantFrom('x-one', 'Accept', 'X-Two', 'accept-language', 'Cookie', 'x-3')
/** Fields of the batch that no part may get. */
const kept = fc.constantFrom('if-match', 'content-language', 'range', 'access-control-x', 'te')
const queryName = fc.constantFrom('a', 'b', 'c', 'n%20x', 'expand', 'A')
const queryPart = fc.constantFrom('', '1', '(**)', '%C3%A9', 'a/b?c', "x'y", '..', '%2e')

function fieldsOf(name: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<Fields> {
  return fc.uniqueArray(fc.tuple(name, value), {
    maxLength,
    selector: ([found]) => found.toLowerCase(),
  })
}

const query = fc.uniqueArray(fc.tuple(queryName, queryPart), {
  maxLength: 3,
  selector: ([name]) => name,
})

const rest = fc
  .array(fc.constantFrom('products', 'p1', '%20', "a'(b)", '~', 'x.y', '%C3%A9', '@me'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => segments.join('/'))

const bytes = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ maxLength: 60 }),
  fc
    .array(fc.constantFrom('\n', '\r\n', '\r', '--b', '--b--', '{', ' ', '\0', 'x-a: 1\n'), {
      maxLength: 10,
    })
    .map((pieces) => Uint8Array.from(Buffer.from(pieces.join('')))),
)

const sent: fc.Arbitrary<Sent> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  base: fc.option(fc.constantFrom(...bases), { nil: undefined }),
  rest,
  query,
  own: fieldsOf(inheritable, 3),
  id: fc.option(value, { nil: undefined }),
  body: bytes,
  layout: fc.record({
    form: fc.constantFrom('compact', 'separated', 'full'),
    ends: fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 3 }),
  }),
})

const batch: fc.Arbitrary<SentBatch> = fc
  .record({
    boundary: fc.constantFrom('b', 'BOUNDARY', '#separator$_@', "a'()+_,-./:=?", '--'),
    method: fc.constantFrom('GET', 'POST', 'DELETE'),
    base: fc.constantFrom(...bases),
    query,
    fields: fc
      .tuple(fieldsOf(inheritable, 4), fieldsOf(kept, 2))
      .map(([first, second]) => [...first, ...second]),
    parts: fc.array(sent, { minLength: 1, maxLength: 6 }),
  })
  .filter(({ boundary, parts }) => parts.every(({ body }) => !hasDelimiterLine(body, boundary)))

function textOfQuery(pairs: Fields): string {
  return pairs.map(([name, text]) => `${name}=${text}`).join('&')
}

function writeBatch({ boundary, method, parts }: SentBatch): Buffer {
  const sections = parts.map((part): WrittenSection => {
    const target = part.rest + (part.query.length === 0 ? '' : `?${textOfQuery(part.query)}`)
    const fields: Fields = [
      ...(part.id === undefined ? [] : [['X-Dw-Content-Id', part.id] as const]),
      ['x-dw-resource-path-extension', target],
      ...(part.method === method ? [] : [['x-dw-http-method', part.method] as const]),
      ...(part.base === undefined ? [] : [['x-dw-resource-path', part.base] as const]),
      ...part.own,
    ]
    return { fields, body: part.body, ...part.layout }
  })
  return writeSections(sections, boundary)
}

function outerOf(given: SentBatch): Parameters<OcapiApi['post']>[1] & object {
  return {
    query: textOfQuery(given.query),
    headers: [
      ['content-type', `multipart/mixed; boundary=${given.boundary}`],
      ['x-dw-client-id', 'cid'],
      ['x-dw-http-method', given.method],
      ['x-dw-resource-path', given.base],
      ['x-dw-content-id', 'main'],
      ...given.fields.map(([name, text]) => [name.toLowerCase(), text] as const),
    ],
  }
}

/** The path that the API has to get, in other words than the code's. */
function expectedPath(given: SentBatch, part: Sent): string {
  const names = new Set(part.query.map(([name]) => name))
  const pairs = [...given.query.filter(([name]) => !names.has(name)), ...part.query]
  const base = part.base ?? given.base
  const inSite = base.replace(/^\/?(?=dw\/)/, '/s/SiteA/').replace(/^s\//, '/s/')
  const path = `${inSite.replace(/\/$/, '')}/${part.rest}`
  return pairs.length === 0 ? path : `${path}?${textOfQuery(pairs)}`
}

function expectedFields(given: SentBatch, part: Sent): Fields {
  const own = part.own.map(([name, text]) => [name.toLowerCase(), text] as const)
  const names = new Set(own.map(([name]) => name))
  const inherits = /^(x-one|accept|x-two|accept-language|cookie|x-3)$/
  const inherited = given.fields
    .map(([name, text]) => [name.toLowerCase(), text] as const)
    .filter(([name]) => inherits.test(name) && !names.has(name))
  const type = part.body.length === 0 ? [] : [['content-type', 'application/json;charset=UTF-8']]
  return [
    ...own,
    ...inherited,
    ...(type as [string, string][]),
    ['x-dw-client-id', 'cid'],
    ['accept-encoding', 'identity'],
  ]
}

function sorted(fields: Fields): readonly string[] {
  return fields.map(([name, text]) => `${name}: ${text}`).toSorted()
}

function checkArrivals(api: OcapiApi, given: SentBatch): void {
  const arrived = api.arrived.toSorted((left, right) => left.part.index - right.part.index)
  assert.equal(arrived.length, given.parts.length)
  for (const [index, part] of given.parts.entries()) {
    const request = arrived[index] ?? assert.fail()
    assert.equal(request.method, part.method)
    assert.equal(request.path, expectedPath(given, part))
    assert.deepEqual(sorted(request.headers), sorted(expectedFields(given, part)))
    assert.deepEqual(Buffer.from(request.body ?? []), Buffer.from(part.body))
    assert.equal(request.body === undefined, part.body.length === 0)
  }
}

/** An answer in one text, for comparison. */
function flat({ status, headers, body }: Awaited<ReturnType<OcapiApi['post']>>): string {
  return JSON.stringify([status, headers, Buffer.from(body).toString('latin1')])
}

describe('an OCAPI batch', () => {
  it('arrives with exactly its bytes, whatever is inherited and however lines end', async () => {
    const property = fc.asyncProperty(batch, async (given) => {
      const api = openOcapi()
      const answer = await api.post(writeBatch(given), outerOf(given))
      assert.equal(answer.status, 200, textOf(answer))
      checkArrivals(api, given)
      const ids = sectionsOf(answer).map(({ lines }) => lines.slice(0, -1))
      assert.deepEqual(
        ids,
        given.parts.map(({ id }) => (id === undefined ? [] : [`x-dw-content-id: ${id}`])),
      )
    })
    await fc.assert(property, { numRuns: 600 })
  })

  it('has the same effect and answer however its bytes are cut into chunks', async () => {
    const property = fc.asyncProperty(batch, fc.array(fc.nat()), async (given, cuts) => {
      const body = writeBatch(given)
      const places = [0, ...cuts.map((cut) => cut % (body.length + 1)), body.length]
      const ordered = places.toSorted((left, right) => left - right)
      const pieces = ordered.slice(1).map((end, index) => body.subarray(ordered[index], end))
      async function* chunks(): AsyncGenerator<Uint8Array> {
        for (const piece of pieces) yield piece
      }
      const outer = createOuter({ path: '/s/SiteA/dw/batch', ...outerOf(given) })
      const inChunks = openOcapi()
      const answer = await inChunks.endpoint.handle(outer, {
        readBody: (limit) => readBody(chunks(), outer.headers, limit),
        onAbort: () => {},
      })
      const whole = openOcapi()
      assert.equal(flat(answer), flat(await whole.post(body, outerOf(given))))
      checkArrivals(inChunks, given)
    })
    await fc.assert(property, { numRuns: 200 })
  })

  it('gets sections or a fault when any of its bytes are changed', async () => {
    let refused = 0
    const property = fc.asyncProperty(batch, mutations, async (given, changes) => {
      const api = openOcapi({}, ({ body }) => answered(200, body))
      const answer = await api.post(mutate(writeBatch(given), changes), outerOf(given))
      if (answer.status === 200) {
        assert.equal(sectionsOf(answer).length, api.arrived.length)
      } else {
        refused += 1
        assert.equal(answer.status, 400)
        faultOf(answer)
        assert.equal(api.arrived.length, 0, 'parts of a refused batch were run')
      }
      assert.equal(headerOf(answer, 'set-cookie'), undefined)
      answer.release()
      assert.equal(api.budget.used, 0)
    })
    await fc.assert(property, { numRuns: 1500 })
    assert.ok(refused > 100, `only ${refused} batches were refused`)
  })
})

describe('a body without an empty line before it', () => {
  const head = '--b\nx-dw-http-method: POST\nx-dw-resource-path: /dw/shop/v24_5/x\n'
  const outer = {
    headers: [
      ['content-type', 'multipart/mixed; boundary=b'],
      ['x-dw-client-id', 'cid'],
    ],
  } as const

  it('refuses the batch, also where the body is indented', async () => {
    for (const body of ['{"a":1}', '{\n  "a": 1\n}', '  {"a":1}', '\t{\n\t"a":1\n\t}']) {
      const api = openOcapi()
      const answer = await api.post(`${head}x-dw-content-id: 1\n${body}\n--b--`, outer)
      assert.equal(api.arrived.length, 0, `ran without its body: ${body}`)
      assert.equal(faultOf(answer).type, 'InvalidRequestBodyException')
    }
  })
})
