import type { PartOutcome } from '../model/batch.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterResponse } from '../model/outer.ts'
import type { ByteWriter } from './byte-writer.ts'
import { canonicalName } from './header-case.ts'
import { readJson } from './json.ts'
import type { JsonDocument, JsonNode } from './json-scanner.ts'
import { JsonSyntaxError } from './json-scanner.ts'
import { isUtf8Charset, parseMediaType } from './media-type.ts'

const bodies: ReadonlySet<string> = new Set(['body'])

/** Whether a `Content-Type` is `application/json` in UTF-8, which is all that JSON dialects take. */
export function isJsonBatch(contentType: string | undefined): boolean {
  const type = contentType === undefined ? undefined : parseMediaType(contentType)
  return type !== undefined && type.essence === 'application/json' && isUtf8Charset(type)
}

/**
 * Reads the JSON of a batch. `indexDepth` is how deep its envelope goes. Throws a
 * {@link BatchError} `invalid-body` whose message says where the text is wrong.
 */
export function readEnvelope(body: Uint8Array, limits: Limits, indexDepth: number): JsonDocument {
  if (body.length === 0) throw new BatchError('invalid-body', 'It is empty.')
  try {
    return readJson(body, { maxDepth: limits.jsonDepth, indexDepth, opaque: bodies })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    const text = error.message
    throw new BatchError('invalid-body', `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, {
      cause: error,
    })
  }
}

/**
 * The elements of a batch's array. Throws when there are more than the limit allows; `noun` is what
 * the dialect calls them.
 */
export function readElements(
  node: JsonNode,
  limits: Limits,
  noun: 'requests' | 'subrequests',
): readonly JsonNode[] {
  if (node.kind !== 'array') return []
  if (node.items.length > limits.parts) {
    const message = `The batch has ${node.items.length} ${noun}; at most ${limits.parts} are allowed.`
    throw new BatchError('too-many-parts', message)
  }
  return node.items
}

/** Header fields as a JSON object, as they were last written. */
interface WrittenHeaders {
  readonly headers: HeaderList
  readonly setCookie: 'keep' | 'drop'
  readonly names: NameSpelling
  readonly text: string
}

let last: WrittenHeaders | undefined

/**
 * Header fields as a JSON object: canonical names (or those in lower case, as they stand in the
 * list), repeated ones joined with `, ` (RFC 9110 5.2). `Set-Cookie`, which can't be joined, becomes
 * an array when there are several (`setCookie: 'keep'`) or is left out (`'drop'`).
 */
export function writeHeaders(
  writer: ByteWriter,
  headers: HeaderList,
  setCookie: 'keep' | 'drop',
  names: NameSpelling = 'canonical',
): void {
  if (last?.headers !== headers || last.setCookie !== setCookie || last.names !== names) {
    last = { headers, setCookie, names, text: printHeaders(headers, setCookie, names) }
  }
  writer.text(last.text)
}

function printHeaders(
  headers: HeaderList,
  setCookie: 'keep' | 'drop',
  names: NameSpelling,
): string {
  let text = ''
  for (let index = 0; index < headers.length; index += 1) {
    const field = headers[index] ?? ['', '']
    const name = field[0]
    if (name === 'set-cookie' && setCookie === 'drop') continue
    // What was repeated stands where it stood first.
    if (placeOf(headers, name, 0) < index) continue
    const repeated = placeOf(headers, name, index + 1) !== -1
    const member = repeated
      ? `${quoteName(name, names)}:${joinAll(headers, name)}`
      : memberOf(field, names)
    text += text === '' ? member : `,${member}`
  }
  return `{${text}}`
}

function placeOf(headers: HeaderList, name: string, from: number): number {
  for (let index = from; index < headers.length; index += 1) {
    if (headers[index]?.[0] === name) return index
  }
  return -1
}

function joinAll(headers: HeaderList, name: string): string {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value)
  return JSON.stringify(name === 'set-cookie' ? values : values.join(', '))
}

/** `Content-Type`, or as names stand in a list. */
export type NameSpelling = 'canonical' | 'lower'

/** A field as a member, as it was last written: the answers of a batch have much in common. */
interface Member {
  value: string
  text: string
  readonly name: string
}

/** By the spelling of their names. */
const members: Readonly<Record<NameSpelling, Map<string, Member>>> = {
  canonical: new Map(),
  lower: new Map(),
}
const mostMembers = 1000
/** Longer values are not kept. */
const longestKept = 200

function memberOf([name, value]: HeaderField, names: NameSpelling): string {
  const known = members[names]
  const found = known.get(name)
  if (found?.value === value) return found.text
  const quoted = found?.name ?? quoteName(name, names)
  const text = `${quoted}:${JSON.stringify(value)}`
  if (value.length > longestKept) return text
  if (found !== undefined) {
    found.value = value
    found.text = text
  } else if (known.size < mostMembers) {
    known.set(name, { value, text, name: quoted })
  }
  return text
}

function quoteName(name: string, names: NameSpelling): string {
  return JSON.stringify(names === 'lower' ? name : canonicalName(name))
}

/** Bytes that the envelope of an answer's part has, about. */
const envelopeBytes = 256

/** How many bytes an answer in JSON is going to have, about: one where bodies are spliced. */
export function expectedBytes(outcomes: readonly PartOutcome[]): number {
  let bytes = envelopeBytes
  for (const outcome of outcomes) {
    bytes += envelopeBytes + (outcome.kind === 'answered' ? outcome.response.body.length : 0)
  }
  return bytes
}

/** The fields of an answer in JSON. */
export const jsonType: HeaderList = [['content-type', 'application/json']]

/** An answer in JSON. `more` are further fields. */
export function writeJson(status: number, body: Uint8Array, more: HeaderList = []): OuterResponse {
  return { status, headers: [...jsonType, ...more], body }
}

/** Why a batch was refused, in a sentence for its caller. */
export function describeRefusal(error: BatchError): string {
  if (error.code === 'internal') return 'Internal server error.'
  if (error.code === 'invalid-body') return `The request body is not valid. ${error.message}`
  return error.where === undefined ? error.message : `${error.where} ${error.message}.`
}
