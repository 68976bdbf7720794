import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { headerValue, lowerName } from '../model/headers.ts'
import type { BodyLimit, OuterAnswer, OuterHandler, OuterRequest } from '../model/outer.ts'
import { canonicalName } from '../wire/header-case.ts'
import { BodyChunks, brokenOff, decodeBody, tooSlow } from './read-body.ts'

/** Splits the request target of a node:http request; absolute-form is reduced to its path. */
export function splitTarget(url: string): { readonly path: string; readonly query: string } {
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = target.indexOf('?')
  return mark === -1
    ? { path: target || '/', query: '' }
    : { path: target.slice(0, mark) || '/', query: target.slice(mark + 1) }
}

/** What stands in for parts of a node:http request that somebody has changed. */
export interface NodeChanges {
  /** The head, such as of a gateway that trusts no fields. */
  readonly outer?: OuterRequest
  /** The stream of the body, such as of a framework that lets hooks replace it. */
  readonly body?: Readable
}

/** Answers a node:http request for a batch endpoint. Settles when the answer has left. */
export async function answerNode(
  handler: OuterHandler,
  request: IncomingMessage,
  response: ServerResponse,
  changes: NodeChanges = {},
): Promise<void> {
  const { outer = toOuterRequest(request), body = request } = changes
  let gone: (() => void) | undefined
  let left: (() => void) | undefined
  response.once('close', () => {
    if (!response.writableFinished) gone?.()
    left?.()
  })
  const answer = await handler.handle(outer, {
    readBody: (limit) => readWhole(body, outer, limit),
    onAbort: (listener) => {
      gone = listener
      if (response.closed) listener()
    },
    // To HTTP/1.0 an answer without a length ends with its connection, however that ends.
    canStream: request.httpVersion !== '1.0',
  })
  if (answer.stream === undefined) gone = undefined
  if (!response.closed) {
    await new Promise<void>((resolve) => {
      left = resolve
      writeAnswer(answer, request, response)
    })
  }
  answer.release()
}

function writeAnswer(
  { status, headers, body, stream }: OuterAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const fields: string[] = []
  for (const [name, value] of headers) fields.push(canonicalName(name), value)
  // RFC 9110 8.6: a 204 has no content, and no length of it either.
  if (status !== 204 && stream === undefined) fields.push('Content-Length', String(body.length))
  if (!request.complete) discardRest(request, response)
  try {
    response.writeHead(status, fields)
    if (stream === undefined) endWith(body, response)
    else void writePieces(stream, response)
  } catch {
    // A head that Node will not write is nothing to end the process for: the caller sees a broken
    // connection instead of an answer.
    response.destroy()
  }
}

/** Bodies up to this size leave as a text: Node writes 16 KiB at once, of which the head gets one. */
const longestText = 15 * 1024

/**
 * Head and body leave in one piece, which costs the system half of what two pieces do. Middleware that
 * has taken the place of a method gets bytes, as it may not look at the encoding.
 */
function endWith(body: Uint8Array, response: ServerResponse): void {
  const isWatched = Object.hasOwn(response, 'end') || Object.hasOwn(response, 'write')
  if (isWatched || body.length > longestText) {
    response.end(body)
  } else {
    const { buffer, byteOffset, length } = body
    response.end(Buffer.from(buffer, byteOffset, length).toString('latin1'), 'latin1')
  }
}

/** Writes an answer as it comes. When that breaks off, so does the connection. */
async function writePieces(
  stream: AsyncIterable<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  try {
    await pipeline(flushEach(stream, response), response)
  } catch {
    response.destroy()
  }
}

/** Middleware that compresses keeps what it has until it is told (`flush` of `compression`). */
async function* flushEach(
  stream: AsyncIterable<Uint8Array>,
  response: ServerResponse,
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    yield piece
    if ('flush' in response && typeof response.flush === 'function') response.flush()
  }
}

function readWhole(body: Readable, outer: OuterRequest, limit: BodyLimit): Promise<Uint8Array> {
  const bytes = gather(body, outer, limit)
  const { headers } = outer
  if (headerValue(headers, 'content-encoding') === undefined) return bytes
  return bytes.then((coded) => decodeBody(coded, headers, limit))
}

/**
 * Reads a body by its events. When it gives up, the request keeps flowing: ending it would close
 * the connection on which the caller still has to get the answer.
 */
function gather(stream: Readable, outer: OuterRequest, limit: BodyLimit): Promise<Uint8Array> {
  if (stream.readableEnded) return readBefore(outer)
  return new Promise((resolve, reject) => {
    const body = new BodyChunks(limit.bytes, outer.headers)
    const settle = (end: () => void): void => {
      clearTimeout(timer)
      stream.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onError)
      // Without a listener an error of the connection would be nobody's, and end the process.
      stream.on('error', () => {})
      end()
    }
    const onData = (chunk: Uint8Array): void => {
      try {
        body.add(chunk)
      } catch (error) {
        settle(() => reject(error))
      }
    }
    const onEnd = (): void => settle(() => resolve(body.join()))
    const onError = (error: Error): void => settle(() => reject(brokenOff(error)))
    const onClose = (): void => settle(() => reject(brokenOff(new Error('the caller went away'))))
    const timer = setTimeout(() => settle(() => reject(tooSlow(limit.time))), limit.time)
    stream.on('data', onData).once('end', onEnd).once('close', onClose).once('error', onError)
  })
}

/** Somebody has read the body already: nothing is lost only if there was none. */
async function readBefore({ headers }: OuterRequest): Promise<Uint8Array> {
  const length = headerValue(headers, 'content-length') ?? '0'
  const chunked = headerValue(headers, 'transfer-encoding') !== undefined
  if (length === '0' && !chunked) return new Uint8Array(0)
  throw new Error('the body of the batch was read before; mount the endpoint before body parsers')
}

/** Milliseconds without a byte of what a refused caller still sends, and altogether. */
const lingering = { idle: 5000, whole: 30_000 }

/**
 * Reads and drops what a refused caller still sends, so that the answer is not lost in a reset: for
 * as long as it flows, since a caller who sends may not have read yet.
 */
function discardRest(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.once('finish', () => {
    const close = (): void => void request.socket.destroy()
    const idle = setTimeout(close, lingering.idle).unref()
    const whole = setTimeout(close, lingering.whole).unref()
    const stop = (): void => {
      clearTimeout(idle)
      clearTimeout(whole)
    }
    request.on('data', () => idle.refresh())
    request.once('end', stop)
    request.once('close', stop)
  })
}

/** The head of a node:http request, as the endpoint takes it. */
export function toOuterRequest(request: IncomingMessage): OuterRequest {
  const { path, query } = splitTarget(request.url ?? '/')
  const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true
  const { remoteAddress } = request.socket
  return {
    method: request.method ?? 'GET',
    path,
    query,
    headers: withTargetHost(toHeaderList(request.rawHeaders), request.url ?? '/'),
    scheme: encrypted ? 'https' : 'http',
    carrier: request,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  }
}

/** The host of a target in absolute form counts, not that of the `Host` field (RFC 9112 3.2.2). */
function withTargetHost(headers: HeaderList, url: string): HeaderList {
  const host = url.startsWith('/') ? undefined : /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]
  if (host === undefined) return headers
  return [['host', host], ...headers.filter(([name]) => name !== 'host')]
}

/** The header fields of a message, from Node's flat list. */
export function toHeaderList(raw: readonly string[]): HeaderList {
  const fields: HeaderField[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    fields.push([lowerName(raw[index] ?? ''), raw[index + 1] ?? ''])
  }
  return fields
}
