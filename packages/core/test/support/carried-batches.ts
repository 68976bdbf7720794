import * as fc from 'fast-check'
import type { Batch, ClientDialect, Order, Part, WriteOptions } from '@batchway/core/translate'
import { composeBatch } from '@batchway/core/translate'
import { jsonText } from './json-text.ts'

/** A dialect, and the form in which a test writes its batches. */
export interface CarriedForm {
  readonly dialect: ClientDialect
  readonly options: WriteOptions
  readonly methods: readonly string[]
  readonly withBody: readonly string[]
  readonly bodies: {
    readonly json: 'any' | 'not null'
    readonly text: boolean
    readonly bytes: boolean
  }
  readonly targets: Batch['targets']
  readonly orders: readonly { readonly order: Order; readonly stopOnError: boolean }[]
  /** Whether parts may be named, wait for each other, be groups, and end their batch. */
  readonly ids: boolean
  readonly waits: boolean
  readonly groups: boolean
  readonly aborts: boolean
}

const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const changing = ['POST', 'PUT', 'PATCH', 'DELETE']
const going = (order: Order) => ({ order, stopOnError: false })
const stopping = (order: Order) => ({ order, stopOnError: true })
const plain = { ids: true, waits: false, groups: false, aborts: false }
const raw = { json: 'any', text: true, bytes: true } as const

/** What each dialect carries without loss. */
export const carriedForms: Readonly<Record<string, CarriedForm>> = {
  odata: {
    ...plain,
    dialect: 'odata',
    options: {},
    methods: all,
    withBody: ['POST', 'PUT', 'PATCH'],
    bodies: { json: 'not null', text: true, bytes: true },
    targets: 'root',
    orders: [going('parallel'), stopping('parallel')],
    waits: true,
    groups: true,
  },
  'odata multipart': {
    ...plain,
    dialect: 'odata',
    options: { form: 'multipart' },
    methods: all,
    withBody: ['POST', 'PUT', 'PATCH'],
    bodies: raw,
    targets: 'root',
    orders: [going('keep-effects'), stopping('keep-effects')],
    groups: true,
  },
  graph: {
    ...plain,
    dialect: 'graph',
    options: {},
    methods: all,
    withBody: changing,
    bodies: { json: 'not null', text: true, bytes: true },
    targets: 'base',
    orders: [going('parallel')],
    waits: true,
  },
  google: {
    ...plain,
    dialect: 'google',
    options: {},
    methods: all,
    withBody: ['POST', 'PUT', 'PATCH'],
    bodies: raw,
    targets: 'root',
    orders: [going('parallel')],
  },
  ocamba: {
    ...plain,
    dialect: 'ocamba',
    options: {},
    methods: all,
    withBody: changing,
    bodies: { json: 'any', text: true, bytes: false },
    targets: 'base',
    orders: [going('parallel'), going('serial')],
    ids: false,
    aborts: true,
  },
  journyx: {
    ...plain,
    dialect: 'journyx',
    options: {},
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    withBody: ['POST', 'PUT'],
    bodies: { json: 'any', text: false, bytes: false },
    targets: 'root',
    orders: [going('keep-effects'), stopping('serial')],
    ids: false,
  },
  ocapi: {
    ...plain,
    dialect: 'ocapi',
    options: {},
    methods: [...all, 'HEAD', 'OPTIONS'],
    withBody: changing,
    bodies: raw,
    targets: 'root',
    orders: [going('keep-effects')],
  },
}

const encoder = new TextEncoder()

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    '"',
    '\\',
    '\0',
    '\r\n',
    '--b',
    '\r\n--b--\r\n',
    '{"a":1}',
    '😀',
    '\u2028',
    '\ufeff',
  ),
)
const segment = fc.oneof(
  fc.constantFrom('a', 'users', '%20', '%C3%A9', '~', "!$&'()*+,;=:@", '...', '$1', '$r1', '{id}'),
  fc.string({ unit: fc.constantFrom('a', 'B', '0', '-', '_', '.'), minLength: 1 }),
)
const query = fc.constantFrom(
  '',
  '?a=1&b=%20',
  '?q=../..&u=http://h/',
  "?$filter=A eq 'x'".replaceAll(' ', '%20'),
)
const fieldValue = fc
  .string({
    unit: fc.constantFrom(
      'a',
      'Z',
      '0',
      '"',
      ',',
      ';',
      '=',
      '\\',
      '{',
      '\x80',
      '\xa0',
      '\xff',
      ' ',
      ':',
    ),
  })
  .map((value) => value.replace(/^[ \t]+|[ \t]+$/g, ''))
const names = ['x-one', 'x-two', 'if-match', 'prefer', 'accept', 'x-three', 'x.odd|name']
const headers = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: 4 })
  .chain((chosen) =>
    fc.tuple(...chosen.map((name) => fieldValue.map((value) => [name, value] as const))),
  )

/** A body and the type that stands with it; without a type it is JSON. */
type TypedBody = readonly [type: string | undefined, body: Uint8Array]

function bodyFor({ bodies }: CarriedForm): fc.Arbitrary<TypedBody> {
  const json = jsonText
    .map((text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))
    .filter((text) => bodies.json === 'any' || text !== 'null')
  const jsonType = fc.constantFrom(
    undefined,
    'application/json',
    'application/problem+json; charset=utf-8',
  )
  const kinds: fc.Arbitrary<TypedBody>[] = [
    fc.tuple(
      jsonType,
      json.map((text) => encoder.encode(text)),
    ),
  ]
  if (bodies.text) {
    const text = hostileText
      .filter((value) => value.isWellFormed())
      .map((value) => encoder.encode(value))
    kinds.push(fc.tuple(fc.constantFrom('text/plain', 'text/csv; charset=utf-8'), text))
  }
  if (bodies.bytes) {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 })
    kinds.push(fc.tuple(fc.constantFrom('application/octet-stream', 'image/png'), bytes))
  }
  return fc.oneof(...kinds)
}

function targetFor({ targets, dialect }: CarriedForm): fc.Arbitrary<string> {
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((names_) => names_.join('/'))
  const front = targets === 'base' ? fc.constantFrom('/', '') : fc.constant('/v1/')
  return fc.tuple(front, path, query).map(([start, rest, end]) => {
    const target = start + rest + end
    // A group of ids is no path of OCAPI's, and one with a scheme is of another host.
    const plainPath = dialect === 'ocapi' ? target.replaceAll(/[()]/g, '') : target
    return plainPath.startsWith('/') ? plainPath : plainPath.replace(/^([^/?]*):/, '$1')
  })
}

const id = fc.oneof(
  fc.constantFrom('a', 'r1', '1', '2', 'Ä', '😀', 'a b', '<x>', 'x"y', 'group', 'changeset1'),
  fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '~', '9'), minLength: 1 }),
)

interface Draft {
  readonly part: Omit<Part, 'index'>
  readonly waits: readonly number[]
  readonly groups: boolean
}

/** A batch that a dialect carries without loss. */
export function batchFor(form: CarriedForm): fc.Arbitrary<Batch> {
  const draft: fc.Arbitrary<Draft> = fc.record({
    part: partFor(form),
    waits: form.waits ? fc.array(fc.nat(), { maxLength: 2 }) : fc.constant([]),
    groups: form.groups ? fc.boolean() : fc.constant(false),
  })
  const drafts = fc.array(draft, { minLength: 1, maxLength: 6 })
  return fc.tuple(drafts, fc.constantFrom(...form.orders)).map(([written, how]) => {
    const parts = written.map(({ part, waits }, index) => {
      const needed = index === 0 ? [] : [...new Set(waits.map((wait) => wait % index))]
      return {
        ...withoutTaken(part, written.slice(0, index)),
        ...(needed.length === 0 ? {} : { after: needed.map((one) => ({ part: one })) }),
      }
    })
    return composeBatch(grouped(parts, written), { ...how, targets: form.targets })
  })
}

/** Ids are unique, letter case aside. */
function withoutTaken(part: Draft['part'], before: readonly Draft[]): Draft['part'] {
  const taken = before.some(({ part: other }) => other.id?.toLowerCase() === part.id?.toLowerCase())
  const { id: own, ...rest } = part
  return own === undefined || taken ? rest : part
}

/** Neighbours that want to be a group are one, where there are at least two of them. */
function grouped(parts: readonly Draft['part'][], drafts: readonly Draft[]): Draft['part'][] {
  let count = 0
  return parts.map((part, index) => {
    const { groups = false } = drafts[index] ?? {}
    const before = index > 0 && drafts[index - 1]?.groups === true
    const behind = drafts[index + 1]?.groups === true
    if (!groups || !(before || behind)) return part
    if (!before) count += 1
    return { ...part, group: `group ${count}` }
  })
}

function partFor(form: CarriedForm): fc.Arbitrary<Draft['part']> {
  return fc
    .record({
      method: fc.constantFrom(...form.methods),
      target: targetFor(form),
      headers,
      body: fc.option(bodyFor(form), { nil: undefined }),
      id: form.ids ? fc.option(id, { nil: undefined }) : fc.constant(undefined),
      abortsBatch: form.aborts ? fc.boolean() : fc.constant(false),
    })
    .map(({ method, target, headers: fields, body, id: own, abortsBatch }) => {
      const part = { method, target, abortsBatch, ...(own === undefined ? {} : { id: own }) }
      if (body === undefined || !form.withBody.includes(method)) return { ...part, headers: fields }
      const [type, bytes] = body
      const typed = type === undefined ? fields : [...fields, ['content-type', type] as const]
      return { ...part, headers: typed, body: bytes }
    })
}
