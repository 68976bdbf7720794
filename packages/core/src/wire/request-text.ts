import { BatchError } from '../model/error.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { ByteWriter } from './byte-writer.ts'
import { writeField } from './field-writer.ts'
import { canonicalName } from './header-case.ts'
import { readHttpRequest } from './http-message.ts'
import { toText } from './latin1.ts'

/** A request as it is kept in a file: its body, and what stood before it. */
export interface RequestText {
  /** Missing where the text has no head. */
  readonly path?: string
  /** Without its question mark. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * Reads a request that carries a batch, as text: a whole one (`POST /batch HTTP/1.1`, fields, an empty
 * line, the body), or a body alone, whose type is then known by its first characters. Throws a
 * BatchError where it is neither.
 */
export function readRequestText(bytes: Uint8Array): RequestText {
  const start = toText(bytes.subarray(0, 4096))
  if (/^\s*[A-Za-z]+ \S+(?: HTTP\/\d(?:\.\d)?)? *\r?\n/.test(start)) return readWhole(bytes)
  const type = typeOf(start)
  if (type === undefined) {
    const message =
      start.trim() === ''
        ? 'It is empty.'
        : 'It is neither JSON nor multipart, nor a request that begins with its method.'
    throw new BatchError('invalid-body', message)
  }
  return { query: '', headers: [['content-type', type]], body: bytes }
}

function readWhole(bytes: Uint8Array): RequestText {
  const message = readHttpRequest(bytes)
  if ('line' in message) {
    throw new BatchError('invalid-body', `${JSON.stringify(message.line)} is not a header.`)
  }
  const target = message.target.replace(/^https?:\/\/[^/?]*/i, '')
  const [path = '', ...query] = target.split('?')
  const { body, headers } = message
  const type = headerValue(headers, 'content-type') ?? typeOf(toText(body.subarray(0, 4096)))
  const fields: readonly HeaderField[] = headers.filter(([name]) => name !== 'content-type')
  return {
    path,
    query: query.join('?'),
    headers: type === undefined ? fields : [['content-type', type], ...fields],
    body,
  }
}

/** The type of a body by its beginning. */
function typeOf(start: string): string | undefined {
  if (/^\s*[[{]/.test(start)) return 'application/json'
  const boundary = /^\s*--([^\r\n]{1,70}?)[ \t]*\r?\n/.exec(start)?.[1]
  if (boundary === undefined) return undefined
  return `multipart/mixed; boundary="${boundary.replace(/["\\]/g, '\\$&')}"`
}

/** The text of a request with its head; the target is the path and query that it goes to. */
export function writeRequestText(
  target: string,
  headers: HeaderList,
  body: Uint8Array,
): Uint8Array {
  const writer = new ByteWriter(body.length + 1024)
  writer.text(`POST ${target} HTTP/1.1\r\n`)
  for (const [name, value] of headers) writeField(writer, canonicalName(name), value)
  writer.text(`Content-Length: ${body.length}\r\n\r\n`)
  writer.bytes(body)
  return writer.finish()
}
