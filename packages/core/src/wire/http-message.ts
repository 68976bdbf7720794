import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { toText } from './latin1.ts'
import type { BadHeaderLine } from './multipart.ts'
import { readMultipartPart } from './multipart.ts'

/** A request as it stands in a part of type `application/http` (RFC 9112 10.1). */
export interface HttpRequestMessage {
  /** As written. */
  readonly method: string
  /** As written, one character per byte; may have spaces inside. */
  readonly target: string
  /** Names in lower case, values as bytes (one character each). */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** A line of a message that is neither a request line nor a header field. */
export type BadMessageLine =
  | BadHeaderLine
  | { readonly line: string; readonly wrong: 'request-line' }

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Reads a request as released clients write it: empty lines may stand before its first line, the
 * HTTP version may be missing, lines end with CRLF or LF, and where no empty line follows the header
 * fields there is no body.
 *
 * `Content-Length` only takes away line breaks behind the body. Some clients count characters in it
 * and others nothing, so that a number which leaves more than line breaks behind is ignored: the
 * body then goes up to the delimiter. A body of line breaks alone is none unless it says so.
 */
export function readHttpRequest(bytes: Uint8Array): HttpRequestMessage | BadMessageLine {
  const start = skipLineBreaks(bytes)
  const feed = bytes.indexOf(lineFeed, start)
  const end = feed === -1 ? bytes.length : feed
  const line = toText(bytes.subarray(start, end)).trimEnd()
  const request = readRequestLine(line)
  if (request === undefined) return { line, wrong: 'request-line' }
  const rest = readMultipartPart(bytes.subarray(feed === -1 ? bytes.length : feed + 1))
  if ('line' in rest) return rest
  const body = cutBody(rest.body, headerValue(rest.headers, 'content-length'))
  return { ...request, headers: rest.headers, body }
}

function readRequestLine(line: string): { method: string; target: string } | undefined {
  const blank = line.indexOf(' ')
  if (blank < 1) return undefined
  const version = /^HTTP\/\d(?:\.\d)?$/i.test(line.slice(line.lastIndexOf(' ') + 1))
  const target = line.slice(blank + 1, version ? line.lastIndexOf(' ') : undefined).trim()
  return target === '' ? undefined : { method: line.slice(0, blank), target }
}

/** The body by its `Content-Length`, as far as {@link readHttpRequest} believes that. */
export function cutBody(body: Uint8Array, contentLength: string | undefined): Uint8Array {
  const length =
    contentLength === undefined || !/^\d+$/.test(contentLength) ? -1 : Number(contentLength)
  if (length >= 0 && length <= body.length && isLineBreaks(body.subarray(length))) {
    return body.subarray(0, length)
  }
  return isLineBreaks(body) ? body.subarray(0, 0) : body
}

/** The offset of the first byte that is no line break. */
export function skipLineBreaks(bytes: Uint8Array): number {
  let at = 0
  while (bytes[at] === lineFeed || bytes[at] === carriageReturn) at += 1
  return at
}

function isLineBreaks(bytes: Uint8Array): boolean {
  return skipLineBreaks(bytes) === bytes.length
}
