import type { Batch, Inheritance, Part } from '../../model/batch.ts'
import type { PartField } from '../../model/error.ts'
import { BatchError, quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { Limits } from '../../model/limits.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { readBoundary } from '../../wire/boundary.ts'
import type { HttpSection } from '../../wire/http-section.ts'
import {
  beginningOf,
  checkHttpSection,
  isNothing,
  readHttpSection,
  readRequestIn,
  transferCoding,
} from '../../wire/http-section.ts'
import { eachSection } from '../../wire/multipart.ts'
import { encodeLooseUrl, ownHosts, pathOfOwnUrl } from '../../wire/own-url.ts'
import { checkQuery, mergeQueries } from '../../wire/query.ts'

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

export const inheritance: Inheritance = {
  inherits: (name) => name !== 'origin' && !/^(?:content-|access-control-)/.test(name),
  identity: 'part',
  defaults: [],
  contentType: 'application/json',
}

/** What every part of one batch is read with. */
interface Reading {
  readonly hosts: ReadonlySet<string>
  /** The query of the batch, which its parts inherit. */
  readonly query: string
}

/** Reads a Google batch: `multipart/mixed`, whose parts inherit headers and query from it. */
export function readGoogleBatch(
  outer: OuterRequest,
  body: Uint8Array,
  limits: Limits,
  publicOrigin: string,
): Batch {
  checkQuery(outer.query, 'The query of the batch')
  const boundary = readBoundary(headerValue(outer.headers, 'content-type') ?? '')?.text ?? ''
  const reading = { hosts: ownHosts(outer, publicOrigin), query: outer.query }
  return {
    parts: readParts(body, boundary, limits.parts, reading),
    order: 'parallel',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'root',
    inheritance,
    placeOf,
  }
}

function placeOf(index: number, field: PartField): string {
  return `${nameOf(index)}: its ${field === 'target' ? 'URL' : field}`
}

function nameOf(index: number): string {
  return `Request ${index + 1}`
}

/** As many as are allowed; more are only counted. */
function readParts(
  body: Uint8Array,
  boundary: string,
  most: number,
  reading: Reading,
): readonly Part[] {
  const parts: Part[] = []
  let count = 0
  const closed = eachSection(body, boundary, (bytes) => {
    const section = readHttpSection(bytes, nameOf(count))
    if (section === undefined) return
    count += 1
    if (count <= most) parts.push(readPart(section, count - 1, reading))
  })
  if (!closed) {
    const closing = `--${boundary}--`
    throw new BatchError('invalid-body', `The closing delimiter ${quote(closing)} is missing.`)
  }
  if (count <= most) return parts
  const message = `The batch has ${count} requests; at most ${most} are allowed.`
  throw new BatchError('too-many-parts', message)
}

function readPart(section: HttpSection, index: number, { hosts, query }: Reading): Part {
  const name = nameOf(index)
  checkHttpSection(section.headers, name, 'a batch inside a batch')
  const message = readRequestIn(section, name, 'GET /farm/v1/animals HTTP/1.1')
  const method = readMethod(message.method, index)
  const coding = transferCoding(message.headers)
  if (coding !== undefined) {
    const text = `have the Transfer-Encoding ${quote(coding)}, which no request of a batch may have`
    fail(index, 'headers', text)
  }
  const innerId = headerValue(message.headers, 'content-id')
  const id = headerValue(section.headers, 'content-id') ?? innerId ?? ''
  const body = readBody(message.headers, message.body, method, index)
  return {
    index,
    method,
    target: readTarget(message.target, hosts, query),
    headers: message.headers.filter((field) => field[0] !== 'content-id' && !isUndefined(field)),
    ...(id === '' ? {} : { id }),
    ...(body === undefined ? {} : { body }),
  }
}

/** A released client writes the type that it does not have. */
function isUndefined([name, value]: HeaderList[number]): boolean {
  return name === 'content-type' && value === 'undefined'
}

/** A full URL of our own host loses it; another one is refused by whoever checks the target. */
function readTarget(url: string, hosts: ReadonlySet<string>, inherited: string): string {
  const encoded = encodeLooseUrl(url)
  const target = pathOfOwnUrl(encoded, hosts) ?? encoded
  if (inherited === '') return target
  const mark = target.indexOf('?')
  if (mark === -1) return `${target}?${inherited}`
  return `${target.slice(0, mark)}?${mergeQueries(inherited, target.slice(mark + 1))}`
}

function readMethod(given: string, index: number): string {
  // Only ASCII: a dotless i or a long s would become a letter of another method.
  const method = /^[A-Za-z]+$/.test(given) ? given.toUpperCase() : given
  if (methods.includes(method)) return method
  const message = `must be one of ${methods.join(', ')}, not ${quote(given)}`
  const where = placeOf(index, 'method')
  throw new BatchError('invalid-method', message, { part: index, field: 'method', where })
}

/** Released clients write what they have for no body: `null`, or `undefined`. */
function readBody(
  headers: HeaderList,
  body: Uint8Array,
  method: string,
  index: number,
): Uint8Array | undefined {
  if (body.length === 0) return undefined
  const mayBeNothing = method === 'GET' || method === 'DELETE' || headers.some(isUndefined)
  if (mayBeNothing && isNothing(body)) return undefined
  if (method !== 'GET') return body
  return fail(index, 'body', `is not allowed with GET: ${beginningOf(body)}`)
}

function fail(index: number, field: PartField, message: string): never {
  throw new BatchError('invalid-part', message, {
    part: index,
    field,
    where: placeOf(index, field),
  })
}
