import { headerValue } from '../../model/headers.ts'
import type { Part } from '../../model/batch.ts'
import type { Reference, ReferenceContext } from '../../model/reference.ts'
import { isJson } from '../../wire/json.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import { idPattern, isSystemName } from './names.ts'

const wholeString = new RegExp(`^\\$(${idPattern})((?:/[^/]+)*)$`)
/** Members whose strings are URLs of entities (OData 4.0 and 4.01 JSON format). */
const urlMember = /@(?:odata\.)?(?:bind|id)$/

const dollar = 0x24
const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** The strings in a JSON body that are references as a whole. */
export function findInBody(part: Part, context: ReferenceContext): readonly Reference[] {
  const { body } = part
  if (body === undefined || !body.includes(dollar)) return []
  const type = parseMediaType(headerValue(part.headers, 'content-type') ?? context.contentType)
  if (type === undefined || !isJsonType(type) || !isJson(body, context.jsonDepth)) return []
  const found: Reference[] = []
  const place: Place = { member: '', owners: [] }
  for (let start = body.indexOf(quote), before = 0; start !== -1;) {
    goOn(place, body.subarray(before, start))
    const end = endOfString(body, start)
    if (isName(body, end)) place.member = readString(body, start, end)
    else if (body[start + 1] === dollar) {
      const reference = readReference(readString(body, start, end), context)
      const as = urlMember.test(place.member) ? 'url' : 'value'
      if (reference !== undefined) {
        found.push({ ...reference, place: { in: 'body', start, end, as } })
      }
    }
    before = end
    start = body.indexOf(quote, end)
  }
  return found
}

/** Where in the body the search is. */
interface Place {
  /** Name of the member whose value it is in, or of that whose array. */
  member: string
  /** The same of each array and object around. */
  readonly owners: string[]
}

/** Goes on over what stands between two strings. */
function goOn(place: Place, between: Uint8Array): void {
  for (const byte of between) {
    if (byte === openBrace || byte === openBracket) place.owners.push(place.member)
    else if (byte === closeBrace || byte === closeBracket) place.member = place.owners.pop() ?? ''
  }
}

function readReference(
  text: string,
  context: ReferenceContext,
): Omit<Reference, 'place'> | undefined {
  const [, id, path = ''] = wholeString.exec(text) ?? []
  const part = id === undefined || isSystemName(id) ? undefined : context.indexOf(id)
  return part === undefined ? undefined : { part, text, path: path.split('/').slice(1) }
}

/** The offset behind the closing quote. The text has been checked. */
function endOfString(body: Uint8Array, start: number): number {
  let at = start + 1
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1
  return at + 1
}

/** Whether the string that ends there is the name of a member. */
function isName(body: Uint8Array, end: number): boolean {
  let at = end
  while (body[at] === 0x20 || body[at] === 0x0a || body[at] === 0x0d || body[at] === 0x09) at += 1
  return body[at] === colon
}

function readString(body: Uint8Array, start: number, end: number): string {
  return JSON.parse(decodeUtf8(body.subarray(start, end)) ?? '""') as string
}
