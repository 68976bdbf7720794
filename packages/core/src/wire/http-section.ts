import { BatchError, quote } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { BadMessageLine, HttpRequestMessage } from './http-message.ts'
import { readHttpRequest } from './http-message.ts'
import { toText } from './latin1.ts'
import { parseMediaType } from './media-type.ts'
import { readMultipartPart } from './multipart.ts'

/** What stands between two delimiters: fields of the part, and the request that it carries. */
export interface HttpSection {
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * Reads a section of a multipart batch; undefined for one with nothing in it. Throws a BatchError
 * that calls it by `name`, such as `Request 3`.
 */
export function readHttpSection(section: Uint8Array, name: string): HttpSection | undefined {
  const part = readMultipartPart(section)
  if ('line' in part) throw badLine(name, part)
  return part.headers.length === 0 && isBlank(part.body) ? undefined : part
}

/** Whether the content type of a section is one of the multipart types. */
export function isMultipart(type: string): boolean {
  return /^\s*multipart\//i.test(type)
}

/**
 * Checks what a section says of itself; where it does not say, it is a request. `inside` is what the
 * dialect calls a multipart there, for the message.
 */
export function checkHttpSection(headers: HeaderList, name: string, inside: string): void {
  const type = headerValue(headers, 'content-type')
  if (type !== undefined && parseMediaType(type)?.essence !== 'application/http') {
    const nested = isMultipart(type) ? `; ${inside} is not allowed` : ''
    const message = `${name} must be of type application/http, not ${quote(type)}${nested}.`
    throw new BatchError('invalid-body', message)
  }
  const coding = headerValue(headers, 'content-transfer-encoding')
  if (coding === undefined || /^(?:binary|8bit|7bit)$/i.test(coding)) return
  const message = `${name} has the Content-Transfer-Encoding ${quote(coding)}; only binary is possible.`
  throw new BatchError('invalid-body', message)
}

/** Reads the request in a section. Throws a BatchError; `example` is a request line as it should be. */
export function readRequestIn(
  { body }: HttpSection,
  name: string,
  example: string,
): HttpRequestMessage {
  const message = readHttpRequest(body)
  if (!('line' in message)) return message
  if (message.wrong !== 'request-line') throw badLine(name, message)
  const text = `${name}: ${quote(message.line)} is not a request line such as "${example}".`
  throw new BatchError('invalid-body', text)
}

function badLine(name: string, { line, wrong }: BadMessageLine): BatchError {
  switch (wrong) {
    case 'character': {
      const message = `${name}: ${quote(line)} has a character that no header may have.`
      return new BatchError('invalid-header', message)
    }
    case 'number':
      return new BatchError('invalid-header', `${name} has more headers than any part may have.`)
    case 'form':
    case 'request-line':
      return new BatchError('invalid-body', `${name}: ${quote(line)} is not a header.`)
  }
}

/** The transfer coding of a request, which none in a batch may have; undefined where it has none. */
export function transferCoding(headers: HeaderList): string | undefined {
  const coding = headerValue(headers, 'transfer-encoding')
  return coding === undefined || coding.toLowerCase() === 'identity' ? undefined : coding
}

/** Bytes of `undefined` and some white space. */
const longestNothing = 16

/** Whether a body is what released clients write for none: white space, `null` or `undefined`. */
export function isNothing(body: Uint8Array): boolean {
  return body.length <= longestNothing && /^\s*(?:null|undefined)?\s*$/.test(toText(body))
}

/** The beginning of a body, for a message. */
export function beginningOf(body: Uint8Array): string {
  return quote(toText(body.subarray(0, longestNothing)))
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09)
}
