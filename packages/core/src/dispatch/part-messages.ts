import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'
import { IncomingMessage, ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http'
import type { PartRequest } from '../model/batch.ts'
import { contentLength } from '../model/batch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { lowerName } from '../model/headers.ts'
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
  let known: KnownHeaders | undefined
  return {
    request(part, host, connection) {
      const { method, path, headers, body } = part
      const length = contentLength(part)
      const message = Reflect.construct(IncomingMessage, [connection], requestClass)
      message.method = method
      message.url = path
      message.httpVersion = '1.1'
      message.httpVersionMajor = 1
      message.httpVersionMinor = 1
      if (known?.list === headers && known.host === host && length === undefined) {
        addHeaderLines(message, known.raw.slice())
        message.headers = { ...known.headers }
      } else {
        const raw = toRawHeaders(headers, host, length)
        addHeaderLines(message, raw)
        // Parts that have no fields of their own share one list: it is read once.
        if (length === undefined && part.part.headers.length === 0) {
          known = { list: headers, host, raw: raw.slice(), headers: { ...message.headers } }
        }
      }
      fill(message, body)
      return message
    },
    response(request, connection) {
      const response = Reflect.construct(ServerResponse, [request], responseClass)
      Reflect.set(response, '_storeHeader', storeHeader)
      Reflect.set(response, '_finish', finish)
      // A second answer must not end the process, as it would where nobody listens.
      response.on('error', ignore)
      connection.carry(request, response)
      return response
    },
  }
}

interface KnownHeaders {
  readonly list: HeaderList
  readonly host: string
  readonly raw: readonly string[]
  readonly headers: IncomingMessage['headers']
}

function prototypeOf(listener: object, name: 'request' | 'response', usual: object): object {
  const found: unknown = Reflect.get(listener, name)
  const isMessage = typeof found === 'object' && found !== null && usual.isPrototypeOf(found)
  return isMessage ? found : usual
}

/** A `new.target` for Node's constructors: what they make has this prototype from the start. */
function bornWith(prototype: object): () => void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- each has a prototype of its own
  const target = function born(): void {}
  target.prototype = prototype
  return target
}

function toRawHeaders(headers: HeaderList, host: string, length: number | undefined): string[] {
  const raw = ['host', host]
  for (const [name, value] of headers) raw.push(name, value)
  if (length !== undefined) raw.push('content-length', String(length))
  return raw
}

/** Hands the fields over as Node's own parser does, so that `headers` follows Node's rules. */
function addHeaderLines(request: IncomingMessage, raw: readonly string[]): void {
  const add: unknown = Reflect.get(request, '_addHeaderLines')
  if (typeof add === 'function') Reflect.apply(add, request, [raw, raw.length])
}

/**
 * Puts the whole body into the stream and marks its end. `push(null)` would say the same, and wake
 * up the stream of every part, most of which nobody reads.
 */
function fill(message: IncomingMessage, body: Uint8Array | undefined): void {
  const state: unknown = Reflect.get(message, '_readableState')
  if (typeof state !== 'object' || state === null) return
  if (body !== undefined && body.length > 0) {
    Reflect.set(state, 'readingMore', true)
    message.push(Buffer.from(body.buffer, body.byteOffset, body.length))
  }
  Reflect.set(state, 'ended', true)
  message.complete = true
}

function ignore(): void {
  // See where it is used.
}

/** Stands in for Node's own, which would render the head for a socket. */
function storeHeader(this: ServerResponse, firstLine: string, given: unknown): void {
  const fields = listFields(this, given as OutgoingHttpHeaders | undefined)
  // What `headersSent` looks at, and what keeps Node from writing it before the body.
  Reflect.set(this, '_header', firstLine)
  Reflect.set(this, '_headerSent', true)
  connectionOf(this)?.head(this.statusCode, fields)
}

/** Stands in for Node's own, which is told when all has been handed to the connection. */
function finish(this: ServerResponse): void {
  this.emit('prefinish')
  connectionOf(this)?.finish()
}

function connectionOf(response: ServerResponse): PartConnection | undefined {
  const connection: unknown = response.socket
  return connection instanceof PartConnection ? connection : undefined
}

/** Fields that were set one by one, or else those that were given to `writeHead` alone. */
function listFields(response: ServerResponse, given: OutgoingHttpHeaders | undefined): HeaderList {
  const fields: HeaderField[] = []
  const set = response.getHeaders()
  for (const name in set) addField(fields, name, set[name])
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
  validateHeaderName(name)
  validateHeaderValue(name, value as string)
  addField(fields, lowerName(name), value)
}

function addField(fields: HeaderField[], name: string, value: unknown): void {
  if (!Array.isArray(value)) fields.push([name, String(value)])
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
