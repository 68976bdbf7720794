/**
 * Header fields as plain data: names in lower case, order and duplicates kept, values as they were
 * on the wire (one character per byte, ISO 8859-1).
 */
export type HeaderField = readonly [name: string, value: string]

/** An ordered list of header fields. Names are lower case. */
export type HeaderList = readonly HeaderField[]

/** Fields that belong to one connection (RFC 9110 7.6.1) and never pass through. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Fields that no part may carry, whoever wrote them: framing, the host, what the engine asks for
 * itself, and method overrides (the method that the plan saw is the method that is sent).
 */
const neverInPart: ReadonlySet<string> = new Set([
  ...hopByHop,
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'accept-encoding',
  'range',
  'if-range',
  '_method',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-dw-http-method-override',
  // Some frameworks take these for the path that was asked for (CVE-2018-14773).
  'x-original-url',
  'x-rewrite-url',
  // A program that makes an environment variable of it sends its own requests there (httpoxy).
  'proxy',
])

/** Fields that say by which way a request came. Only the gateway itself may write them. */
const forwarding: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'client-ip',
  'true-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
])

/** Identities that a proxy in front of the API vouches for: no part may bring its own. */
const vouched: ReadonlySet<string> = new Set(['x-forwarded-user', 'x-remote-user'])

const defaultIdentity = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-forwarded-user',
  'x-remote-user',
]

/** Fields of distributed tracing that every part inherits (W3C Trace Context, Baggage, B3). */
export const traceHeaders: ReadonlySet<string> = new Set([
  'traceparent',
  'tracestate',
  'baggage',
  'b3',
  'x-request-id',
  'x-correlation-id',
])

/** The names of the fields that say who the caller is: the built-in ones and `more`. */
export function identityHeaders(more: readonly string[] = []): ReadonlySet<string> {
  return new Set([...defaultIdentity, ...more.map((name) => name.toLowerCase())])
}

/**
 * A field's name in the spelling by which it is compared: some servers make the same variable of
 * `x-user`, `x_user` and `x.user`. The given name is in lower case.
 */
export function comparableName(name: string): string {
  return plainName.test(name) ? name : name.replace(/[^a-z0-9]/g, '-')
}

const plainName = /^[a-z0-9-]*$/

/** Whether a field that says by which way a request came; `x-forwarded-user` is an identity. */
export function isForwardingHeader(given: string): boolean {
  const name = comparableName(given)
  return forwarding.has(name) || (name.startsWith('x-forwarded-') && name !== 'x-forwarded-user')
}

/** Whether a field may stand in a part's request at all, by its name alone. */
export function mayStandInPart(name: string): boolean {
  if (neverInPart.has(name) || isForwardingHeader(name)) return false
  return plainName.test(name) || !neverInPart.has(comparableName(name))
}

/** Whether a part may bring a field itself, by its name alone. */
export function mayPartBring(name: string): boolean {
  return mayStandInPart(name) && !vouched.has(comparableName(name))
}

/** The value of the first field of that name, or undefined. `name` is lower case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  for (const field of headers) if (field[0] === name) return field[1]
  return undefined
}

/** Names that the `Connection` fields of a message declare to be hop-by-hop, in lower case. */
export function connectionNames(headers: HeaderList): ReadonlySet<string> {
  let names: Set<string> | undefined
  for (const [name, value] of headers) {
    if (name !== 'connection' || value === 'keep-alive' || value === 'close') continue
    names ??= new Set()
    for (const option of value.split(',')) names.add(trimFieldValue(lowerName(option)))
  }
  return names ?? noNames
}

const noNames: ReadonlySet<string> = new Set()

/**
 * The fields of an answer that go on to the caller: without hop-by-hop fields and those that
 * `Connection` names, and without framing and coding (the body has been decoded).
 */
export function endToEndHeaders(headers: HeaderList): HeaderList {
  const kept: HeaderField[] = []
  let named: ReadonlySet<string> | undefined
  for (const field of headers) {
    const name = field[0]
    if (notForward.has(name)) {
      if (name === 'connection') named ??= connectionNames(headers)
    } else {
      kept.push(field)
    }
  }
  if (named === undefined || named.size === 0) return kept
  const listed = named
  return kept.filter(([name]) => !listed.has(name))
}

const notForward: ReadonlySet<string> = new Set([...hopByHop, 'content-length', 'content-encoding'])

/** Whether a field belongs to one connection only, by its name. */
export function isHopByHop(name: string): boolean {
  return hopByHop.has(name)
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
// oxlint-disable-next-line no-control-regex -- RFC 9110 5.5: HTAB, SP, VCHAR and obs-text
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** Whether a text is a field name or a method (RFC 9110 5.6.2 token). */
export function isToken(text: string): boolean {
  return token.test(text)
}

/** Whether a text may stand as a field value (RFC 9110 5.5); one character is one byte. */
export function isFieldValue(text: string): boolean {
  return fieldValue.test(text)
}

/** Removes the optional white space (RFC 9110 5.6.3) around a field value. */
export function trimFieldValue(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start += 1
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** A field name in lower case. Only ASCII letters change, so that no other letter becomes one. */
export function lowerName(name: string): string {
  const known = lowerNames.get(name)
  if (known !== undefined) return known
  const lower = name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  if (lowerNames.size < mostLowerNames && name.length <= longestKept) lowerNames.set(name, lower)
  return lower
}

/** Messages have few names, and these again and again. */
const lowerNames = new Map<string, string>()
const mostLowerNames = 1000
const longestKept = 64

/** The number of bytes that a header list has on the wire: name, colon, space, value, CRLF. */
export function headerBytes(headers: HeaderList): number {
  let bytes = 0
  for (const [name, value] of headers) bytes += name.length + value.length + 4
  return bytes
}
