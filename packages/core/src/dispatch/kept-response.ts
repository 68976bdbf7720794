import type { HeaderField } from '../model/headers.ts'
import { isFieldValue, isToken, trimFieldValue } from '../model/headers.ts'

/** An answer whose body is at hand. */
export interface KeptResponse {
  readonly status: number
  readonly headers: readonly HeaderField[]
  readonly body: Uint8Array | undefined
}

let keptBy: symbol | undefined

/**
 * What a light Response of @hono/node-server was made of, as long as nobody has asked it for what
 * only a standard one has. Its server reads it the same way: making the standard Response, and the
 * stream in it, is most of the work of a small answer. Undefined for every other Response, and for
 * anything in one that is not as plain as nearly all are: then the Response itself is asked.
 *
 * A Response that has kept `[status, body, headers]` has it as its own member, by a symbol called
 * `cache`; it is gone as soon as the Response is a standard one.
 */
export function readKept(response: Response): KeptResponse | undefined {
  if (keptBy === undefined || !(keptBy in response)) keptBy = keySymbolOf(response) ?? keptBy
  if (keptBy === undefined) return undefined
  const kept: unknown = Reflect.get(response, keptBy)
  if (!Array.isArray(kept) || kept.length !== 3) return undefined
  const [status, content, given] = kept as readonly unknown[]
  if (typeof status !== 'number' || status < 200 || status > 599) return undefined
  const body = bytesOf(content)
  if (body === null || (body !== undefined && hasNoBody(status))) return undefined
  const headers = fieldsOf(given, body !== undefined)
  return headers === undefined ? undefined : { status, headers, body }
}

function keySymbolOf(response: Response): symbol | undefined {
  if (response.constructor !== globalThis.Response) return undefined
  const symbols = Object.getOwnPropertySymbols(response)
  return symbols.find(({ description }) => description === 'cache')
}

/** The bytes of a body; undefined for none, null for what has to be read. */
function bytesOf(content: unknown): Uint8Array | undefined | null {
  if (typeof content === 'string') return Buffer.from(content)
  if (content instanceof Uint8Array) return new Uint8Array(content)
  return content === null ? undefined : null
}

/** What a Response with such a status refuses a body for (Fetch, "null body status"). */
function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

/** What is answered where nobody has said a type, in the server's own words. */
const defaultType: HeaderField = ['content-type', 'text/plain; charset=UTF-8']

function fieldsOf(given: unknown, hasBody: boolean): readonly HeaderField[] | undefined {
  if (given instanceof Headers) return fromHeaders(given, hasBody)
  if (given === undefined || given === null) return hasBody ? [defaultType] : []
  if (typeof given !== 'object') return undefined
  const prototype: unknown = Object.getPrototypeOf(given)
  return prototype === Object.prototype || prototype === null ? fromRecord(given) : undefined
}

/** As of a Response that has been asked for its headers. */
function fromHeaders(headers: Headers, hasBody: boolean): readonly HeaderField[] {
  const fields: HeaderField[] = []
  headers.forEach((value, name) => fields.push([name, value]))
  if (hasBody && !headers.has('content-type')) fields.push(defaultType)
  return fields
}

/** Fields that have not been checked yet; undefined where Headers would not have them as they are. */
function fromRecord(record: object): readonly HeaderField[] | undefined {
  const fields: HeaderField[] = []
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value !== 'string' || !isFieldValue(value) || !isToken(name)) return undefined
    // A token is ASCII.
    fields.push([name.toLowerCase(), trimFieldValue(value)])
  }
  return fields
}
