import type { Batch, Inheritance, Part } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue, traceHeaders } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { sliceOf, stringValue } from '../../wire/json.ts'
import { readElements, readEnvelope } from '../../wire/json-envelope.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import type { JsonDocument, JsonNode } from '../../wire/json-scanner.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { ReadContext } from '../dialect.ts'

/** The two modes of a batch. */
export type OcambaMode = 'parallel' | 'serial'

/** What a subrequest's method may be, in upper case. */
export const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
/** Names that the array may have in an object. */
export const arrayNames: readonly string[] = ['parts', 'requests', 'batch', 'subrequests']
/** Wrapper, array, subrequest, headers. */
const envelopeDepth = 4

const inheritedNames = new Set(['accept', 'accept-language', ...traceHeaders])

export const inheritance: Inheritance = {
  inherits: (name) => inheritedNames.has(name),
  identity: 'caller',
  defaults: [],
  contentType: 'application/json',
}

/** Reads an Ocamba batch: a bare array, or a wrapper object with `mode`. */
export function readOcambaBatch(
  outer: OuterRequest,
  body: Uint8Array,
  context: ReadContext,
  defaultMode: OcambaMode,
): Batch {
  const document = readEnvelope(body, context.limits, envelopeDepth)
  const { array, mode: wrapped } = readWrapper(document)
  const mode = readMode(outer.query, wrapped) ?? defaultMode
  const elements = readElements(array, context.limits, 'subrequests')
  if (elements.length === 0) {
    throw new BatchError('no-parts', 'The batch has no subrequests; it needs at least one.')
  }
  let useless = -1
  const parts = elements.map((node, index) => {
    const members = JsonMembers.ofPart(document, node, { path: `[${index}]`, part: index })
    const aborts = members.boolean('abort_on_fail') === true
    if (aborts && mode === 'parallel' && useless === -1) useless = index
    return readPart(document, members, index, aborts && mode === 'serial')
  })
  return {
    parts,
    order: mode,
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'base',
    inheritance,
    placeOf: (part, field) => `[${part}].${field === 'target' ? 'relative_url' : field}`,
    ...(useless === -1
      ? {}
      : { warning: `[${useless}].abort_on_fail has no effect: the batch is not serial` }),
  }
}

function readWrapper(document: JsonDocument): { array: JsonNode; mode: string | undefined } {
  const { root } = document
  if (root.kind === 'array') return { array: root, mode: undefined }
  if (root.kind !== 'object') {
    const message = `It must be an array of subrequests, not ${typeName(root)}.`
    throw new BatchError('invalid-body', message)
  }
  const members = new JsonMembers(document, root, '')
  const arrays = arrayNames.filter((name) => members.node(name)?.kind === 'array')
  const array = arrays.length === 1 ? members.node(arrays[0] ?? '') : undefined
  if (array === undefined) {
    const found = arrays.length === 0 ? 'none' : arrays.join(' and ')
    const accepted = 'exactly one array named parts, requests, batch or subrequests'
    throw new BatchError(
      'invalid-body',
      `The wrapper object must have ${accepted}; it has ${found}.`,
    )
  }
  return { array, mode: members.string('mode') }
}

function readMode(query: string, wrapped: string | undefined): OcambaMode | undefined {
  if (query === '' && wrapped === undefined) return undefined
  const given = new URLSearchParams(query).getAll('mode')
  if (wrapped !== undefined) given.push(wrapped)
  const modes = new Set(given.map((value) => toMode(value)))
  if (modes.size > 1) {
    throw new BatchError('invalid-part', 'is given twice with different values', { where: 'mode' })
  }
  return [...modes][0]
}

function toMode(value: string): OcambaMode {
  const mode = value.toLowerCase()
  if (mode === 'parallel' || mode === 'serial') return mode
  const message = `must be "parallel" or "serial", not ${quote(value)}`
  throw new BatchError('invalid-part', message, { where: 'mode' })
}

function readPart(
  document: JsonDocument,
  members: JsonMembers,
  index: number,
  abortsBatch: boolean,
): Part {
  const method = members.method(methods)
  const target = members.requiredString('relative_url')
  const headers = members.headers('headers')
  const bodyNode = members.node('body')
  if (bodyNode === undefined) return { index, method, target, headers, abortsBatch }
  if (method === 'GET') members.fail('body', 'is not allowed with GET')
  const body = readBody(document, bodyNode, headers, members)
  return { index, method, target, headers, abortsBatch, body }
}

/** The bytes of a body: the value's own slice, or its text when the headers say it is not JSON. */
function readBody(
  document: JsonDocument,
  node: JsonNode,
  headers: HeaderList,
  members: JsonMembers,
): Uint8Array {
  const contentType = headerValue(headers, 'content-type')
  const type = contentType === undefined ? undefined : parseMediaType(contentType)
  if (node.kind !== 'string' || contentType === undefined || (type && isJsonType(type))) {
    return sliceOf(document, node)
  }
  const text = stringValue(document, node)
  if (!text.isWellFormed()) {
    members.fail('body', 'has half a surrogate pair, which is no text in UTF-8')
  }
  return encodeUtf8(text)
}
