import type { HeaderField, HeaderList } from '../model/headers.ts'
import { connectionNames, endToEndHeaders, headerValue, isHopByHop } from '../model/headers.ts'

/** The head of an answer, as far as anybody asks for it. */
export interface AnswerHead {
  /** Those fields that go on to the caller. */
  readonly headers: HeaderList
  /** `Content-Length` as it is. */
  readonly length: string | undefined
  /** `Content-Encoding` as it is. */
  readonly coding: string | undefined
}

/** The head that a list of all fields makes; names in lower case. */
export function toAnswerHead(headers: HeaderList): AnswerHead {
  return {
    headers: endToEndHeaders(headers),
    length: headerValue(headers, 'content-length'),
    coding: headerValue(headers, 'content-encoding'),
  }
}

/** The same of a flat list of names and values as undici has it, in one walk. */
export function readAnswerHead(raw: unknown): AnswerHead {
  const headers: HeaderField[] = []
  let connection: HeaderField[] | undefined
  let length: string | undefined
  let coding: string | undefined
  const flat: readonly unknown[] = Array.isArray(raw) ? raw : []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = toText(flat[index]).toLowerCase()
    const value = toText(flat[index + 1])
    if (name === 'content-length') length ??= value
    else if (name === 'content-encoding') coding ??= value
    else if (name === 'connection') (connection ??= []).push([name, value])
    else if (!isHopByHop(name)) headers.push([name, value])
  }
  return { headers: withoutNamed(headers, connection), length, coding }
}

/** Without the fields that `Connection` names (RFC 9110 7.6.1), where it names any. */
function withoutNamed(headers: HeaderList, connection: HeaderList | undefined): HeaderList {
  if (connection === undefined || connection.every(([, value]) => isPlain(value))) return headers
  const named = connectionNames(connection)
  return headers.filter(([name]) => !named.has(name))
}

function isPlain(value: string): boolean {
  return value === 'keep-alive' || value === 'close'
}

function toText(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString('latin1')
  return typeof value === 'string' ? value : ''
}
