import { isObject } from './json-body.ts'
import type { Members, Stored } from './ocapi-collection.ts'
import { OcapiFault } from './ocapi-fault.ts'
import type { OcapiCall } from './ocapi-resource.ts'

/** What a whole number is when it is missing, and at most. */
export interface NumberRange {
  readonly standard: number
  readonly most: number
}

/** How many documents a page has. */
export const COUNT: NumberRange = { standard: 25, most: 200 }

/** Where a page begins. */
export const START: NumberRange = { standard: 0, most: 1_000_000_000 }

/** How the documents of one kind are shown. */
export interface DocumentKind {
  /** `_type`. */
  readonly type: string
  /** The member that holds the id. */
  readonly idName: string
  /** Whether `_resource_state` stands in the document; default true. */
  readonly showsState?: boolean
}

/** A document inside another one: `_type`, `_resource_state` and the members in alphabetical order. */
export function toDocument(stored: Stored, kind: DocumentKind): Readonly<Record<string, unknown>> {
  const { type, idName, showsState = true } = kind
  return {
    _type: type,
    ...(showsState ? { _resource_state: stored.state } : {}),
    ...inOrder({ ...stored.members, [idName]: stored.id }),
  }
}

/** A page of documents by `start` and `count` of the query. */
export function toList(
  call: OcapiCall,
  type: string,
  documents: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, unknown>> {
  const start = readNumber('start', call.query.get('start'), START)
  const most = readNumber('count', call.query.get('count'), COUNT)
  const data = documents.slice(start, start + most)
  return { _v: call.version, _type: type, count: data.length, data, start, total: documents.length }
}

/** Reads a whole number of a query or a body. Throws a 400 `MalformedParameterException`. */
export function readNumber(name: string, value: unknown, range: NumberRange): number {
  if (value === undefined || value === null) return range.standard
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (/^\d{1,10}$/.test(text) && Number(text) <= range.most) return Number(text)
  const message = `The parameter '${name}' is '${text}', but must be from 0 to ${range.most}.`
  throw new OcapiFault(400, 'MalformedParameterException', message, {
    arguments: { parameter: name, value: text },
  })
}

/**
 * The members of the document that was sent, without those whose names begin with `_`. Throws a 400
 * fault when the body is no JSON object, or when it has another id than the path.
 */
export function readDocument(call: OcapiCall, kind: DocumentKind, id?: string): Members {
  const { body } = call
  if (!isObject(body)) {
    const message = 'The request body is not valid. It must be a JSON object.'
    throw new OcapiFault(400, 'BodyDecodingException', message)
  }
  const sentId = body[kind.idName]
  if (id !== undefined && sentId !== undefined && sentId !== id) {
    const message = `The member '${kind.idName}' must be '${id}', as in the path.`
    throw new OcapiFault(400, 'PropertyConstraintViolationException', message, {
      arguments: { document: kind.type, path: `$.${kind.idName}` },
    })
  }
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.startsWith('_') && name !== kind.idName),
  )
}

function inOrder(members: Members): Members {
  const names = Object.keys(members).toSorted()
  return Object.fromEntries(names.map((name) => [name, members[name]]))
}
