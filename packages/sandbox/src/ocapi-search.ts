import { isObject } from './json-body.ts'
import type { Stored } from './ocapi-collection.ts'
import { COUNT, readNumber, START, toDocument } from './ocapi-document.ts'
import type { DocumentKind } from './ocapi-document.ts'
import { OcapiFault } from './ocapi-fault.ts'
import { compare, readQuery, valuesOf } from './ocapi-query.ts'
import type { OcapiAnswer, OcapiCall } from './ocapi-resource.ts'
import { readSelector, select } from './ocapi-select.ts'

type Document = Readonly<Record<string, unknown>>

/** What a search looks through, and how it shows what it finds. */
export interface SearchKind extends DocumentKind {
  /** `_type` of the answer. */
  readonly resultType: string
  /** Wraps a document; default as it is. */
  readonly toHit?: (document: Document) => Document
}

/**
 * Answers a search request (`query`, `select`, `start`, `count`, `sorts`) with its hits. Throws a
 * 400 fault.
 */
export function search(call: OcapiCall, stored: readonly Stored[], kind: SearchKind): OcapiAnswer {
  const { body } = call
  if (!isObject(body)) {
    const message = 'The request body is not valid. It must be a JSON object with a "query".'
    throw new OcapiFault(400, 'BodyDecodingException', message)
  }
  const finds = readQuery(body['query'])
  const start = readNumber('start', body['start'], START)
  const most = readNumber('count', body['count'], COUNT)
  const selector = body['select'] ?? '(**)'
  const found = stored.map((item) => toDocument(item, kind)).filter((item) => finds(item))
  const { toHit = (document: Document) => document } = kind
  const hits = sort(found, body['sorts'])
    .slice(start, start + most)
    .map((document) => toHit(document))
  const result = {
    _v: call.version,
    _type: kind.resultType,
    count: hits.length,
    hits,
    query: body['query'],
    select: selector,
    start,
    total: found.length,
  }
  const text = typeof selector === 'string' ? selector : JSON.stringify(selector)
  return { status: 200, document: select(result, readSelector(text)) }
}

/** Sorts by `[{field, sort_order: asc | desc}]`, the first one first. */
function sort(documents: readonly Document[], sorts: unknown = []): readonly Document[] {
  if (!Array.isArray(sorts)) throw malformed()
  const keys = sorts.map((key: unknown) => {
    const { field, sort_order: order = 'asc' } = isObject(key) ? key : {}
    if (typeof field !== 'string' || (order !== 'asc' && order !== 'desc')) throw malformed()
    return { field, sign: order === 'asc' ? 1 : -1 }
  })
  return documents.toSorted((left, right) => {
    for (const { field, sign } of keys) {
      const [[first], [second]] = [valuesOf(left, field), valuesOf(right, field)]
      const difference = sign * compare(first ?? '', second ?? '')
      if (difference !== 0) return difference
    }
    return 0
  })
}

function malformed(): OcapiFault {
  const message = "'sorts' must be an array of objects with 'field' and 'sort_order' (asc, desc)."
  return new OcapiFault(400, 'MalformedSearchParameterException', message, {
    arguments: { parameter: 'sorts' },
  })
}
