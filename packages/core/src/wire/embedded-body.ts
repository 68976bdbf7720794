import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isJson } from './json.ts'
import { toBytes } from './latin1.ts'
import { isJsonType, isUtf8Charset, parseMediaType } from './media-type.ts'
import { decodeUtf8 } from './utf8.ts'

/** How a body stands inside a JSON envelope. */
export type EmbeddedBody =
  | { readonly as: 'absent' }
  /** Spliced, byte for byte. */
  | { readonly as: 'json'; readonly bytes: Uint8Array }
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'base64'; readonly bytes: Uint8Array }

/**
 * Decides how an answer's body goes into JSON: valid JSON of a JSON type is spliced, text in UTF-8
 * becomes a string, everything else base64. Without a media type: whatever fits first.
 */
export function embedBody(headers: HeaderList, body: Uint8Array, maxDepth: number): EmbeddedBody {
  if (body.length === 0) return { as: 'absent' }
  const value = headerValue(headers, 'content-type')
  const type = value === undefined ? undefined : parseMediaType(value)
  const json = value === undefined || (type !== undefined && isJsonType(type))
  if (json && isJson(body, maxDepth)) return { as: 'json', bytes: body }
  const textual =
    value === undefined ||
    (type !== undefined && type.essence.startsWith('text/') && isUtf8Charset(type))
  const text = textual ? decodeUtf8(body) : undefined
  return text === undefined ? { as: 'base64', bytes: body } : { as: 'text', text }
}

/**
 * Writes `,"<member>":<body>` and, where the body is not spliced JSON, `,"body_encoding":"..."`.
 * Writes nothing where there is no body.
 */
export function writeEmbeddedBody(writer: ByteWriter, member: string, body: EmbeddedBody): void {
  switch (body.as) {
    case 'absent':
      return
    case 'json':
      writer.text(',"')
      writer.text(member)
      writer.text('":')
      writer.bytes(body.bytes)
      return
    case 'text':
      writer.text(`,"${member}":${JSON.stringify(body.text)},"body_encoding":"text"`)
      return
    case 'base64':
      writer.text(`,"${member}":"${toBase64(body.bytes)}","body_encoding":"base64"`)
  }
}

const chunk = 0x6000

/** Bytes as base64 (RFC 4648 section 4) with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + chunk)))
  }
  return text
}

/** Bytes as base64url (RFC 4648 section 5) without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/**
 * The bytes of a text in base64 or base64url, with padding or without. Undefined where it is
 * neither: another character, white space included, or a length that no bytes have.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!base64.test(text)) return undefined
  const digits = text.replaceAll('=', '')
  const padded = digits.length < text.length
  if (digits.length % 4 === 1 || (padded && text.length % 4 !== 0)) return undefined
  const decoded = atob(digits.replaceAll('-', '+').replaceAll('_', '/'))
  return toBytes(decoded)
}
