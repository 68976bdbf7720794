import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { isJson } from '../../wire/json.ts'
import type { NameSpelling } from '../../wire/json-envelope.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import { isJsonType, isUtf8Charset, parseMediaType } from '../../wire/media-type.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { BatchMessage } from './dialect-client.ts'
import type { FittedPart } from './fit-parts.ts'
import type { CarryNotes } from './notes.ts'

/** What kind of body a part has, by its type: one without a type is JSON. */
export type BodyKind = 'json' | 'text' | 'bytes'

/** Nesting that a body may have in a written batch; what reads it has limits of its own. */
const maxDepth = 512

/** The kind of a body by the type that stands in its part's headers. */
export function kindOfBody(headers: HeaderList): BodyKind {
  const value = headerValue(headers, 'content-type')
  const type = value === undefined ? undefined : parseMediaType(value)
  if (value === undefined || (type !== undefined && isJsonType(type))) return 'json'
  return type !== undefined && type.essence.startsWith('text/') && isUtf8Charset(type)
    ? 'text'
    : 'bytes'
}

/** The bytes of a JSON body without white space around them; undefined, and noted, where it is none. */
export function jsonBodyOf(part: FittedPart, notes: CarryNotes): Uint8Array | undefined {
  const { body, index } = part
  if (body === undefined) return undefined
  if (!isJson(body, maxDepth)) {
    const type = headerValue(part.headers, 'content-type')
    const reason = type === undefined ? 'has no Content-Type' : `has the Content-Type ${type}`
    notes.impossible('body', `its body is not valid JSON, and it ${reason}.`, index)
    return undefined
  }
  const value = trimJson(body)
  if (value.length < body.length) {
    notes.lost('body', 'the white space around its JSON body is left out.', index)
  }
  return value
}

/** Whether a text is JSON with nothing around it. */
export function isTrimmedJson(body: Uint8Array): boolean {
  return isJson(body, maxDepth) && trimJson(body).length === body.length
}

function trimJson(body: Uint8Array): Uint8Array {
  let start = 0
  let end = body.length
  while (start < end && isSpace(body[start])) start += 1
  while (end > start && isSpace(body[end - 1])) end -= 1
  return body.subarray(start, end)
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}

/** A body as text; undefined, and noted, where it is not valid UTF-8. */
export function textBodyOf({ body, index }: FittedPart, notes: CarryNotes): string | undefined {
  const text = body === undefined ? undefined : decodeUtf8(body)
  if (text === undefined && body !== undefined) {
    notes.impossible('body', 'its body is not text in UTF-8.', index)
  }
  return text
}

/** Writes a member, with a comma in front. */
export function writeMember(writer: ByteWriter, name: string, value: string | Uint8Array): void {
  writer.text(`,"${name}":`)
  if (typeof value === 'string') writer.text(JSON.stringify(value))
  else writer.bytes(value)
}

/** What stands around the requests of a batch in JSON, and beside it. */
export interface JsonEnvelope {
  /** With the bracket behind which the requests stand. */
  readonly open: string
  /** From the bracket on that ends them. */
  readonly close: string
  /** Default: empty. */
  readonly query?: string
  /** Beside the type. */
  readonly headers?: HeaderList
}

/** The message whose requests `write` makes, each in a line of its own. */
export function jsonMessage(
  parts: readonly FittedPart[],
  { open, close, query = '', headers = [] }: JsonEnvelope,
  write: (writer: ByteWriter, part: FittedPart) => void,
): BatchMessage {
  const writer = new ByteWriter(expectedBytes(parts))
  writer.text(open)
  for (const part of parts) {
    writer.text(part.index === 0 ? '\n' : ',\n')
    write(writer, part)
  }
  writer.text(`\n${close}\n`)
  return {
    method: 'POST',
    query,
    headers: [['content-type', 'application/json'], ...headers],
    body: writer.finish(),
  }
}

/** Writes the fields of a part as the member `headers`, where it has any. */
export function writeHeadersMember(
  writer: ByteWriter,
  headers: HeaderList,
  names: NameSpelling = 'canonical',
): void {
  if (headers.length === 0) return
  writer.text(',"headers":')
  writeHeaders(writer, headers, 'keep', names)
}

/** How many bytes a batch in JSON is going to have, about. */
function expectedBytes(parts: readonly FittedPart[]): number {
  return parts.reduce(
    (sum, { target, body }) => sum + target.length + (body?.length ?? 0) + 256,
    64,
  )
}

/** Notes a body that is `null`, which stands for none where bodies are members. */
export function noteNull(
  body: Uint8Array | undefined,
  index: number,
  notes: CarryNotes,
): Uint8Array | undefined {
  if (body?.length === 4 && body[0] === 0x6e) {
    notes.impossible('body', 'its body is null, which stands for no body there.', index)
  }
  return body
}
