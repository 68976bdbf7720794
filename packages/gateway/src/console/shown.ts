import { isUtf8 } from 'node:buffer'
import type { HeaderList } from '@batchway/core'
import type { ShownBody, ShownHeader } from './record.ts'

const mask = '•••'

/** Members of a query that are secrets by their names, in any API. */
const secretQuery =
  /([?&](?:[\w.-]*token|[\w.-]*secret|api[_-]?key|apikey|key|sig|signature|password|code)=)[^&#]+/gi

/** A request target without the secrets in its query. */
export function maskTarget(target: string): string {
  return target.includes('?') ? target.replace(secretQuery, `$1${mask}`) : target
}

/** Fields without the secrets of those that say who the caller is; `identity` in lower case. */
export function maskHeaders(
  headers: HeaderList,
  identity: ReadonlySet<string>,
): readonly ShownHeader[] {
  return headers.map(([name, value]) => {
    if (name === 'set-cookie') return [name, value.replace(/^([^=;]*=?).*$/s, `$1${mask}`)]
    if (!identity.has(name)) return [name, value]
    const scheme = /^[A-Za-z][\w-]* (?=.)/.exec(value)?.[0] ?? ''
    return [name, name.endsWith('authorization') ? `${scheme}${mask}` : mask]
  })
}

/** The beginning of a body, and how long all of it was. */
export interface KeptBody {
  readonly bytes: Uint8Array
  readonly size: number
}

/** Copies the beginning of a body, so that the rest of it need not be kept. */
export function keepBody(body: Uint8Array | undefined, limit: number): KeptBody | undefined {
  if (body === undefined || body.length === 0) return undefined
  return { bytes: new Uint8Array(body.subarray(0, limit)), size: body.length }
}

/** A kept body for JSON. */
export function showBody({ bytes, size }: KeptBody): ShownBody {
  const cut = bytes.length < size ? ({ cut: true } as const) : {}
  const whole = bytes.length < size ? bytes.subarray(0, wholeCharacters(bytes)) : bytes
  if (isUtf8(whole)) return { size, text: new TextDecoder().decode(whole), ...cut }
  return { size, base64: Buffer.from(bytes).toString('base64'), ...cut }
}

/** How many of the bytes are whole characters, if they are UTF-8 that was cut off. */
function wholeCharacters(bytes: Uint8Array): number {
  let start = bytes.length - 1
  while (start > 0 && start > bytes.length - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  const lead = bytes[start] ?? 0
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return start + length > bytes.length ? start : bytes.length
}
