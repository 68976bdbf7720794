import type { Batch, Failure, Inheritance, Part } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'
import { traceHeaders } from '../../model/headers.ts'
import { isJson, sliceOf, stringValue } from '../../wire/json.ts'
import { readElements, readEnvelope } from '../../wire/json-envelope.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import type { JsonDocument, JsonNode } from '../../wire/json-scanner.ts'
import type { QueryParameter } from '../../wire/query.ts'
import { replaceParameters } from '../../wire/query.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { ReadContext } from '../dialect.ts'

/** What a request's method may be, in upper case. */
export const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE']
/** Those with which a body is allowed. */
export const bodyMethods: readonly string[] = ['POST', 'PUT']
/** Names that the array may have. */
export const arrayNames: readonly string[] = ['requests', 'operations', 'batch']
/** Object, array, request, headers or params, values of one parameter. */
const envelopeDepth = 5

const inheritedNames = new Set(['accept-language', ...traceHeaders])

export const inheritance: Inheritance = {
  inherits: (name) => inheritedNames.has(name),
  identity: 'caller',
  defaults: [['accept', 'application/json']],
  contentType: 'application/json',
}

/** Reads a Journyx batch: an object with `requests` and `stop_on_error`. */
export function readJournyxBatch(body: Uint8Array, context: ReadContext): Batch {
  const document = readEnvelope(body, context.limits, envelopeDepth)
  if (document.root.kind !== 'object') {
    const message = `It must be an object with "requests", not ${typeName(document.root)}.`
    throw new BatchError('invalid-body', message)
  }
  const members = new JsonMembers(document, document.root, '')
  const stopOnError = members.boolean('stop_on_error') ?? false
  const { name, array } = readArray(members)
  const parts = readElements(array, context.limits, 'requests').map((node, index) =>
    readPart(document, node, { name, index, maxDepth: context.limits.jsonDepth }),
  )
  return {
    parts,
    order: stopOnError ? 'serial' : 'keep-effects',
    stopOnError,
    isFailure: (status) => status >= 400,
    targets: 'root',
    inheritance,
    placeOf: (part, field) => `${name}[${part}].${field === 'target' ? 'url' : field}`,
  }
}

function readArray(members: JsonMembers): { name: string; array: JsonNode } {
  const present = arrayNames.filter((name) => members.node(name) !== undefined)
  if (present.length > 1) {
    const message = `It has both "${present.join('" and "')}"; write only "requests".`
    throw new BatchError('invalid-body', message)
  }
  const name = present[0] ?? 'requests'
  const array = members.array(name)
  if (array === undefined) throw new BatchError('invalid-body', 'It has no "requests" array.')
  return { name, array }
}

interface Place {
  /** The name of the array that the request stands in. */
  readonly name: string
  readonly index: number
  readonly maxDepth: number
}

function readPart(document: JsonDocument, node: JsonNode, place: Place): Part {
  const { index } = place
  const path = `${place.name}[${index}]`
  const members = JsonMembers.ofPart(document, node, { path, part: index })
  const method = members.method(methods)
  const url = members.requiredString('url')
  const target = replaceParameters(url, readParams(document, members))
  const part = { index, method, target, headers: members.headers('headers') }
  const bodyNode = members.node('body')
  if (bodyNode === undefined) return part
  if (!bodyMethods.includes(method)) members.fail('body', `is not allowed with ${method}`)
  if (bodyNode.kind === 'string') {
    const text = stringValue(document, bodyNode)
    const body = encodeUtf8(text)
    if (!text.isWellFormed() || !isJson(body, place.maxDepth)) return { ...part, failure: notJson }
    return { ...part, body }
  }
  const isObject = bodyNode.kind === 'unindexed' && bodyNode.is === 'object'
  if (!isObject) members.wrongType('body', 'an object or a string of JSON')
  return { ...part, body: sliceOf(document, bodyNode) }
}

const notJson: Failure = {
  kind: 'failed',
  reason: 'invalid-body',
  message: 'The body was given as a string, and that string is not valid JSON.',
}

function readParams(document: JsonDocument, members: JsonMembers): readonly QueryParameter[] {
  const node = members.object('params')
  if (node === undefined) return []
  const read = (name: string, value: JsonNode): string => {
    if (value.kind === 'string') {
      const text = stringValue(document, value)
      if (text.isWellFormed()) return text
      members.fail('params', `has half a surrogate pair in ${quote(name)}`)
    }
    if (value.kind === 'number' || value.kind === 'boolean') {
      return new TextDecoder().decode(sliceOf(document, value))
    }
    const wanted = 'a string, a number, a boolean or an array of these'
    return members.fail('params', `has ${typeName(value)} for ${quote(name)}; it must be ${wanted}`)
  }
  const names = new Set<string>()
  return node.members.map(({ name, value }) => {
    if (!name.isWellFormed()) members.fail('params', `has half a surrogate pair in ${quote(name)}`)
    if (names.has(name)) members.fail('params', `has ${quote(name)} twice`)
    names.add(name)
    const values = value.kind === 'array' ? value.items : [value]
    return { name, values: values.map((item) => read(name, item)) }
  })
}
