import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeField } from '../../wire/field-writer.ts'
import { canonicalName } from '../../wire/header-case.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import type { BatchMessage } from './dialect-client.ts'
import type { FittedPart } from './fit-parts.ts'

/** Whether a text can be a `Content-ID` as it is; it is written in UTF-8. */
export function isFieldId(id: string): boolean {
  // oxlint-disable-next-line no-control-regex -- what no field may have
  return id !== '' && id === id.trim() && !/[\x00-\x1f\x7f]/.test(id) && id.isWellFormed()
}

/** A boundary with which no body has a line like a delimiter. */
export function chooseBoundary(
  prefix: string,
  parts: readonly FittedPart[],
  createBoundary: () => string = () => crypto.randomUUID(),
): string {
  let boundary = `${prefix}${createBoundary()}`
  while (parts.some(({ body }) => body !== undefined && containsDelimiter(body, boundary))) {
    boundary = `${prefix}${createBoundary()}`
  }
  return boundary
}

/**
 * Parts whose bodies have a type: where none stood with one it is `type`, as not every server has the
 * same in mind.
 */
export function withTypes(parts: readonly FittedPart[], type: string): readonly FittedPart[] {
  return parts.map((part) => {
    if (part.body === undefined || hasField(part, 'content-type')) return part
    return { ...part, headers: [...part.headers, ['content-type', type]] }
  })
}

/** Writes `METHOD target HTTP/1.1`, the fields and the body of a part, and the line break behind. */
export function writeHttpRequest(writer: ByteWriter, part: FittedPart): void {
  writer.text(`${part.method} ${part.target} HTTP/1.1\r\n`)
  writeFields(writer, part.headers)
  if (part.body !== undefined) writer.text(`Content-Length: ${part.body.length}\r\n`)
  writer.text('\r\n')
  if (part.body !== undefined) writer.bytes(part.body)
  writer.text('\r\n')
}

/** Writes fields, each in a line that ends with CRLF. */
export function writeFields(writer: ByteWriter, headers: HeaderList): void {
  for (const [name, value] of headers) writeField(writer, canonicalName(name), value)
}

/** The message whose multipart body `write` makes between the delimiters. */
export function multipartMessage(
  boundary: string,
  headers: HeaderList,
  write: (writer: ByteWriter) => void,
): BatchMessage {
  const writer = new ByteWriter()
  write(writer)
  writer.text(`--${boundary}--\r\n`)
  return {
    method: 'POST',
    query: '',
    headers: [['content-type', `multipart/mixed; boundary=${boundary}`], ...headers],
    body: writer.finish(),
  }
}

/** Whether a part has that field. */
export function hasField({ headers }: FittedPart, name: string): boolean {
  return headerValue(headers, name) !== undefined
}
