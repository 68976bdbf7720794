import { isObject } from './json-body.ts'
import type { Members } from './ocapi-collection.ts'
import { OcapiFault } from './ocapi-fault.ts'

/** Whether a document is found. */
export type Finder = (document: Members) => boolean

const MAX_DEPTH = 10

type Reader = (details: Members, depth: number) => Finder

const QUERIES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['match_all_query', () => () => true],
  ['text_query', readText],
  ['term_query', readTerm],
  ['bool_query', readBool],
  [
    'filtered_query',
    ({ query, filter }, depth) => {
      const finders = [readQuery(query, depth), readFilter(filter, depth)]
      return (document) => finders.every((finds) => finds(document))
    },
  ],
])

const FILTERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['term_filter', readTerm],
  ['range_filter', readRange],
  ['bool_filter', readBoolFilter],
  ['query_filter', ({ query }, depth) => readQuery(query, depth)],
])

/**
 * Reads a search query: an object whose one member names its kind (`match_all_query`, `text_query`,
 * `term_query`, `bool_query`, `filtered_query`). A field that a document does not have is not found.
 * Throws a 400 fault.
 */
export function readQuery(query: unknown, depth = 0): Finder {
  return readOne(query, QUERIES, depth)
}

/** The values of a field (`a.b`): those of all items of lists on the way, and all localized ones. */
export function valuesOf(document: unknown, field: string): readonly unknown[] {
  const values = field
    .split('.')
    .reduce<readonly unknown[]>(
      (found, name) =>
        found
          .flatMap((value) => (Array.isArray(value) ? [...(value as readonly unknown[])] : [value]))
          .flatMap((value) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : [])),
      [document],
    )
  return values.flatMap((value) => (isObject(value) ? Object.values(value) : [value]))
}

/** Numbers by size, everything else as text. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [first, second] = [String(left), String(right)]
  return first < second ? -1 : Number(first > second)
}

function readFilter(filter: unknown, depth: number): Finder {
  return readOne(filter, FILTERS, depth)
}

function readOne(value: unknown, readers: ReadonlyMap<string, Reader>, depth: number): Finder {
  const [entry, ...more] = isObject(value)
    ? Object.entries(value).filter(([name]) => !name.startsWith('_'))
    : []
  const known = [...readers.keys()].join(', ')
  if (entry === undefined || more.length > 0) throw unknown('', `one of ${known}`)
  const [kind, details] = entry
  const read = readers.get(kind)
  if (read === undefined || !isObject(details)) throw unknown(kind, `one of ${known}`)
  if (depth >= MAX_DEPTH) throw unknown(kind, `at most ${MAX_DEPTH} queries inside each other`)
  return read(details, depth + 1)
}

function readText({ fields, search_phrase: phrase }: Members): Finder {
  const names = readTexts(fields, 'fields')
  if (typeof phrase !== 'string') throw unknown('search_phrase', 'a string')
  const text = phrase.toLowerCase()
  return (document) =>
    names.some((name) =>
      valuesOf(document, name).some((value) => String(value).toLowerCase().includes(text)),
    )
}

type Test = (found: readonly unknown[], values: readonly unknown[]) => boolean

const isOneOf: Test = (found, values) =>
  found.some((value) => values.some((other) => compare(value, other) === 0))

const OPERATORS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['is', isOneOf],
  ['one_of', isOneOf],
  ['is_null', (found) => found.length === 0],
  ['is_not_null', (found) => found.length > 0],
  ['neq', (found, values) => !isOneOf(found, values)],
  ['not_in', (found, values) => !isOneOf(found, values)],
  ['less', (found, [bound]) => found.some((value) => compare(value, bound) < 0)],
  ['greater', (found, [bound]) => found.some((value) => compare(value, bound) > 0)],
])

/** A `term_query` has `fields`, a `term_filter` one `field`. */
function readTerm({ field, fields, operator, values = [] }: Members): Finder {
  const names = readTexts(fields ?? [field], 'fields')
  const test = OPERATORS.get(String(operator))
  if (test === undefined) {
    const message = `The search operator '${String(operator)}' is unknown.`
    throw new OcapiFault(400, 'UnknownSearchOperatorException', message, {
      arguments: { operator: String(operator) },
    })
  }
  if (!Array.isArray(values)) throw unknown('values', 'an array')
  const wanted: readonly unknown[] = values
  return (document) => names.some((name) => test(valuesOf(document, name), wanted))
}

function readBool({ must, should, must_not: mustNot }: Members, depth: number): Finder {
  const [all, some, none] = [must, should, mustNot].map((queries) =>
    toArray(queries).map((query) => readQuery(query, depth)),
  )
  return (document) =>
    (all ?? []).every((finds) => finds(document)) &&
    (some === undefined || some.length === 0 || some.some((finds) => finds(document))) &&
    !(none ?? []).some((finds) => finds(document))
}

function readRange(details: Members): Finder {
  const { field, from, to, from_inclusive: withFrom = true, to_inclusive: withTo = true } = details
  const [name = ''] = readTexts([field], 'field')
  const isAbove = (value: unknown): boolean =>
    from === undefined || compare(value, from) > (withFrom === true ? -1 : 0)
  const isBelow = (value: unknown): boolean =>
    to === undefined || compare(value, to) < (withTo === true ? 1 : 0)
  return (document) => valuesOf(document, name).some((value) => isAbove(value) && isBelow(value))
}

function readBoolFilter({ operator, filters }: Members, depth: number): Finder {
  const finders = toArray(filters).map((filter) => readFilter(filter, depth))
  if (operator === 'and') return (document) => finders.every((finds) => finds(document))
  if (operator === 'or') return (document) => finders.some((finds) => finds(document))
  if (operator === 'not') return (document) => !finders.some((finds) => finds(document))
  throw unknown('operator', 'one of and, or, not')
}

function toArray(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function readTexts(value: unknown, name: string): readonly string[] {
  const texts = toArray(value).filter((item) => typeof item === 'string')
  if (texts.length > 0 && texts.length === toArray(value).length) return texts
  throw unknown(name, name === 'field' ? 'a string' : 'an array of strings')
}

function unknown(property: string, expected: string): OcapiFault {
  const message = `The query is not valid at '${property}': expected ${expected}.`
  return new OcapiFault(400, 'MalformedSearchParameterException', message, {
    arguments: { parameter: property },
  })
}
