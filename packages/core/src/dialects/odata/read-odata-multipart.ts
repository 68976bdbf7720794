import { BatchError, quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { Limits } from '../../model/limits.ts'
import { readBoundary } from '../../wire/boundary.ts'
import type { HttpSection } from '../../wire/http-section.ts'
import {
  beginningOf,
  checkHttpSection,
  isMultipart,
  isNothing,
  readHttpSection,
  readRequestIn,
  transferCoding,
} from '../../wire/http-section.ts'
import { toBytes } from '../../wire/latin1.ts'
import { eachSection } from '../../wire/multipart.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { EntryMember, ReadEntries, RequestEntry } from './request-entry.ts'
import { isBodiless, requestMethods } from './request-entry.ts'

/** Reads the multipart form (OData 4.01 Protocol 11.7.7): requests and change sets. */
export function readOdataMultipart(
  body: Uint8Array,
  contentType: string,
  limits: Limits,
): ReadEntries {
  const reader = new MultipartReader(limits.parts)
  reader.readAll(body, readBoundary(contentType)?.text ?? '')
  return { entries: reader.entries(), placeOf }
}

const memberNames: Readonly<Record<EntryMember, string>> = {
  id: 'Content-ID',
  method: 'method',
  target: 'URL',
  headers: 'headers',
  body: 'body',
  atomicityGroup: 'change set',
  dependsOn: 'dependsOn',
}

function placeOf(index: number, member: EntryMember): string {
  return `${nameOf(index)}: its ${memberNames[member]}`
}

function nameOf(index: number): string {
  return `Request ${index + 1}`
}

/** Collects the requests of one body, as many as are allowed; more are only counted. */
class MultipartReader {
  readonly #most: number
  readonly #entries: RequestEntry[] = []
  /** Change sets by their number, from 0. */
  #sets = 0
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  readAll(body: Uint8Array, boundary: string): void {
    this.#sections(body, boundary, (section) => this.#readTop(section))
    if (this.#count <= this.#most) return
    const message = `The batch has ${this.#count} requests; at most ${this.#most} are allowed.`
    throw new BatchError('too-many-parts', message)
  }

  /** With names for the change sets that no request has for its own. */
  entries(): readonly RequestEntry[] {
    const ids = new Set(this.#entries.map(({ id }) => id))
    let prefix = 'changeset'
    while ([...ids].some((id) => id?.startsWith(prefix))) prefix = `_${prefix}`
    return this.#entries.map((entry) =>
      entry.set === undefined ? entry : { ...entry, set: `${prefix}${entry.set}` },
    )
  }

  #sections(body: Uint8Array, boundary: string, visit: (section: Uint8Array) => void): void {
    if (eachSection(body, boundary, visit)) return
    const closing = `--${boundary}--`
    throw new BatchError('invalid-body', `The closing delimiter ${quote(closing)} is missing.`)
  }

  #readTop(section: Uint8Array): void {
    const part = readHttpSection(section, nameOf(this.#count))
    if (part === undefined) return
    const type = headerValue(part.headers, 'content-type')
    if (type === undefined || !isMultipart(type)) {
      this.#readRequest(part, undefined)
      return
    }
    const boundary = readBoundary(type)
    if (boundary === undefined) {
      const message = `The change set after ${this.#count} requests has no boundary: ${quote(type)}.`
      throw new BatchError('invalid-body', message)
    }
    this.#sets += 1
    const before = this.#count
    this.#sections(part.body, boundary.text, (member) => {
      const inner = readHttpSection(member, nameOf(this.#count))
      if (inner !== undefined) this.#readRequest(inner, String(this.#sets))
    })
    if (this.#count > before) return
    throw new BatchError('invalid-body', `The change set after ${before} requests is empty.`)
  }

  #readRequest(section: HttpSection, set: string | undefined): void {
    const index = this.#count
    this.#count += 1
    if (index >= this.#most) return
    checkHttpSection(section.headers, nameOf(index), 'a change set inside a change set')
    const message = readRequestIn(section, nameOf(index), 'GET Orders(1) HTTP/1.1')
    const method = readMethod(message.method, index)
    const innerId = headerValue(message.headers, 'content-id')
    const id = readId(headerValue(section.headers, 'content-id') ?? innerId, index)
    const body = readBody(message.body, method, index)
    checkCoding(message.headers, index)
    this.#entries.push({
      method,
      url: message.target,
      headers: message.headers.filter(([name]) => name !== 'content-id'),
      ...(id === undefined ? {} : { id }),
      ...(innerId === undefined ? {} : { innerId: true }),
      ...(body === undefined ? {} : { body }),
      ...(set === undefined ? {} : { set }),
    })
  }
}

function checkCoding(headers: HeaderList, index: number): void {
  const coding = transferCoding(headers)
  if (coding === undefined) return
  fail(
    index,
    'headers',
    `have the Transfer-Encoding ${quote(coding)}, which no request of a batch may have`,
  )
}

function readMethod(given: string, index: number): string {
  // Only ASCII: a dotless i or a long s would become a letter of another method.
  const method = /^[A-Za-z]+$/.test(given) ? given.toUpperCase() : given
  if (requestMethods.includes(method)) return method
  const message = `must be one of ${requestMethods.join(', ')}, not ${quote(given)}`
  throw new BatchError('invalid-method', message, {
    part: index,
    field: 'method',
    where: placeOf(index, 'method'),
  })
}

function readId(given: string | undefined, index: number): string | undefined {
  if (given === undefined) return undefined
  if (given === '') fail(index, 'id', 'is empty')
  return decodeUtf8(toBytes(given)) ?? fail(index, 'id', `is not UTF-8: ${quote(given)}`)
}

/** Released clients write what they have for the body of a GET: `null`, or `undefined`. */
function readBody(body: Uint8Array, method: string, index: number): Uint8Array | undefined {
  if (body.length === 0) return undefined
  if (!isBodiless(method)) return body
  if (isNothing(body)) return undefined
  return fail(index, 'body', `is not allowed with ${method}: ${beginningOf(body)}`)
}

function fail(index: number, member: EntryMember, message: string): never {
  throw new BatchError('invalid-part', message, { part: index, where: placeOf(index, member) })
}
