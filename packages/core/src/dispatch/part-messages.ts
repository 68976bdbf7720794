import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'
import { IncomingMessage, ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http'
import type { PartRequest } from '../model/batch.ts'
import { contentLength } from '../model/batch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { lowerName } from '../model/headers.ts'
import { findResponseSymbol } from './node-symbols.ts'
import { PartConnection } from './part-connection.ts'

/** Makes the two messages of parts: Node's own, born with the prototypes that a framework sets. */
export interface MessageMaker {
  request(part: PartRequest, host: string, connection: PartConnection): IncomingMessage
  response(request: IncomingMessage, connection: PartConnection): ServerResponse
}

/**
 * A framework such as Express puts prototypes of its own under the messages that it gets
 * (`app.request`, `app.response`). Messages that are born with them need not be changed, which is
 * most of what such a part would cost. `listener` is looked at for them.
 */
export function createMessageMaker(listener: object): MessageMaker {
  const requestClass = bornWith(prototypeOf(listener, 'request', IncomingMessage.prototype))
  const responseClass = bornWith(prototypeOf(listener, 'response', ServerResponse.prototype))
  let knownLists = new WeakMap<HeaderList, KnownHeaders>()
  let knownHost = ''

  /** Parts that have no fields of their own share a list: it is read once. */
  const headersOf = (headers: HeaderList, host: string): KnownHeaders => {
    if (host !== knownHost) {
      knownLists = new WeakMap()
      knownHost = host
    }
    const found = knownLists.get(headers)
    if (found !== undefined) return found
    const message = construct(undefined, requestClass)
    const raw = toRawHeaders(headers, host)
    addHeaderLines(message, raw)
    const known = { raw, headers: message.headers }
    knownLists.set(headers, known)
    return known
  }

  return {
    request(part, host, connection) {
      const { method, path, headers, body } = part
      const length = contentLength(part)
      const message = construct(connection, requestClass)
      message.method = method
      message.url = path
      message.httpVersion = '1.1'
      message.httpVersionMajor = 1
      message.httpVersionMinor = 1
      if (part.part.headers.length === 0) {
        const known = headersOf(headers, host)
        const raw = known.raw.slice()
        message.headers = { ...known.headers }
        if (length !== undefined) {
          const value = String(length)
          raw.push('content-length', value)
          message.headers['content-length'] = value
        }
        message.rawHeaders = raw
      } else {
        const raw = toRawHeaders(headers, host)
        if (length !== undefined) raw.push('content-length', String(length))
        addHeaderLines(message, raw)
      }
      fill(message, body)
      return message
    },
    response(request, connection) {
      const response = Reflect.construct(ServerResponse, [request], responseClass) as ResponseInside
      response._storeHeader = storeHeader
      response._finish = finish
      // A second answer must not end the process, as it would where nobody listens.
      response.on('error', ignore)
      connection.carry(request, response)
      return response
    },
  }
}

/** A list as Node has it. */
interface KnownHeaders {
  readonly raw: readonly string[]
  readonly headers: IncomingMessage['headers']
}

function prototypeOf(listener: object, name: 'request' | 'response', usual: object): object {
  const found: unknown = Reflect.get(listener, name)
  const isMessage = typeof found === 'object' && found !== null && usual.isPrototypeOf(found)
  return isMessage ? found : usual
}

/** What these messages have that Node's types do not tell. */
interface RequestInside extends IncomingMessage {
  readonly _readableState: { readingMore: boolean; ended: boolean }
  _addHeaderLines(raw: readonly string[], count: number): void
}

interface ResponseInside extends ServerResponse {
  _storeHeader: typeof storeHeader
  _finish: typeof finish
  _header: string | null
  _headerSent: boolean
  readonly [outHeaders]: SetHeaders | null | undefined
}

/** A `new.target` for Node's constructors: what they make has this prototype from the start. */
function bornWith(prototype: object): () => void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- each has a prototype of its own
  const target = function born(): void {}
  target.prototype = prototype
  return target
}

function construct(connection: PartConnection | undefined, target: () => void): RequestInside {
  return Reflect.construct(IncomingMessage, [connection], target) as RequestInside
}

function toRawHeaders(headers: HeaderList, host: string): string[] {
  const raw = ['host', host]
  for (const [name, value] of headers) raw.push(name, value)
  return raw
}

/** Hands the fields over as Node's own parser does, so that `headers` follows Node's rules. */
function addHeaderLines(request: RequestInside, raw: readonly string[]): void {
  request._addHeaderLines(raw, raw.length)
}

/**
 * Puts the whole body into the stream and marks its end. `push(null)` would say the same, and wake
 * up the stream of every part, most of which nobody reads.
 */
function fill(message: RequestInside, body: Uint8Array | undefined): void {
  const state = message._readableState
  if (body !== undefined && body.length > 0) {
    state.readingMore = true
    message.push(Buffer.from(body.buffer, body.byteOffset, body.length))
  }
  state.ended = true
  message.complete = true
}

function ignore(): void {
  // See where it is used.
}

/** Stands in for Node's own, which would render the head for a socket. */
function storeHeader(this: ResponseInside, firstLine: string, given: unknown): void {
  const fields = listFields(this, given as OutgoingHttpHeaders | undefined)
  // What `headersSent` looks at, and what keeps Node from writing it before the body.
  this._header = firstLine
  this._headerSent = true
  connectionOf(this)?.head(this.statusCode, fields)
}

/** Stands in for Node's own, which is told when all has been handed to the connection. */
function finish(this: ResponseInside): void {
  this.emit('prefinish')
  connectionOf(this)?.finish()
}

function connectionOf(response: ServerResponse): PartConnection | undefined {
  const connection: unknown = response.socket
  return connection instanceof PartConnection ? connection : undefined
}

/** Where Node keeps the fields that were set one by one: lower-case name to name and value. */
type SetHeaders = Readonly<Record<string, readonly [string, unknown]>>

/** Node's own symbol for them; one that nothing has where Node has another way. */
const outHeaders: unique symbol = (findResponseSymbol('kOutHeaders') ?? Symbol('none')) as never

/** Fields that were set one by one, or else those that were given to `writeHead` alone. */
function listFields(response: ResponseInside, given: OutgoingHttpHeaders | undefined): HeaderList {
  const fields: HeaderField[] = []
  const set = response[outHeaders]
  if (set === undefined) {
    const all = response.getHeaders()
    for (const name in all) addField(fields, name, all[name])
  } else if (set !== null) {
    for (const name in set) addField(fields, name, set[name]?.[1])
  }
  if (fields.length > 0 || given === undefined || given === null) return fields
  if (Array.isArray(given)) {
    for (const [name, value] of toPairs(given)) addChecked(fields, name, value)
  } else {
    for (const name of Object.keys(given)) addChecked(fields, name, given[name])
  }
  return fields
}

function addChecked(
  fields: HeaderField[],
  name: string,
  value: OutgoingHttpHeader | undefined,
): void {
  const lower = checkedName(name)
  validateHeaderValue(name, value as string)
  addField(fields, lower, value)
}

const checkedNames = new Map<string, string>()
const mostChecked = 1000

/** The name in lower case. Throws, as Node does, where it is none. */
function checkedName(name: string): string {
  const found = checkedNames.get(name)
  if (found !== undefined) return found
  validateHeaderName(name)
  const lower = lowerName(name)
  if (checkedNames.size < mostChecked) checkedNames.set(name, lower)
  return lower
}

function addField(fields: HeaderField[], name: string, value: unknown): void {
  if (typeof value === 'string') fields.push([name, value])
  else if (!Array.isArray(value)) fields.push([name, String(value)])
  else for (const one of value as readonly unknown[]) fields.push([name, String(one)])
}

/** The forms that `writeHead` takes: a flat list, or a list of pairs. */
function toPairs(list: readonly unknown[]): (readonly [string, OutgoingHttpHeader])[] {
  if (Array.isArray(list[0])) return list as (readonly [string, OutgoingHttpHeader])[]
  const pairs: (readonly [string, OutgoingHttpHeader])[] = []
  for (let index = 0; index + 1 < list.length; index += 2) {
    pairs.push([String(list[index]), list[index + 1] as OutgoingHttpHeader])
  }
  return pairs
}
