import type { Failure } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'
import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { headerValue, lowerName, trimFieldValue } from '../../model/headers.ts'
import type { Limits } from '../../model/limits.ts'
import { fromBase64 } from '../../wire/embedded-body.ts'
import { sliceOf, stringValue } from '../../wire/json.ts'
import { readElements, readEnvelope } from '../../wire/json-envelope.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import type { JsonDocument, JsonNode } from '../../wire/json-scanner.ts'
import { toText } from '../../wire/latin1.ts'
import { isJsonType, isUtf8Charset, parseMediaType } from '../../wire/media-type.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { ReadEntries, RequestEntry } from './request-entry.ts'
import { isBodiless, requestMethods } from './request-entry.ts'

/** Object, array, request, headers or dependsOn. */
const envelopeDepth = 4

/** Reads the JSON form (OData JSON 4.01, 19): an object with `requests`. */
export function readOdataJson(body: Uint8Array, limits: Limits): ReadEntries {
  const document = readEnvelope(body, limits, envelopeDepth)
  if (document.root.kind !== 'object') {
    const message = `It must be an object with "requests", not ${typeName(document.root)}.`
    throw new BatchError('invalid-body', message)
  }
  const array = new JsonMembers(document, document.root, '').array('requests')
  if (array === undefined) throw new BatchError('invalid-body', 'It has no "requests" array.')
  const entries = readElements(array, limits, 'requests').map((node, index) =>
    new EntryReader(document, node, index).read(),
  )
  return {
    entries: withFailedGroups(entries),
    placeOf: (index, member) => `requests[${index}].${member === 'target' ? 'url' : member}`,
  }
}

/** A condition makes its request fail, and with it the whole group that the request is in. */
function withFailedGroups(entries: readonly RequestEntry[]): readonly RequestEntry[] {
  const failed = new Set(entries.flatMap(({ set, failure }) => (set && failure ? [set] : [])))
  if (failed.size === 0) return entries
  return entries.map((entry) => {
    const { set, failure } = entry
    if (set === undefined || failure !== undefined || !failed.has(set)) return entry
    return { ...entry, failure: conditionInGroup }
  })
}

const noConditions: Failure = {
  kind: 'failed',
  reason: 'condition-unsupported',
  message: 'Not run, because it has a condition ("if"), and conditions are not supported.',
}

const conditionInGroup: Failure = {
  ...noConditions,
  message: 'Not run, because another request of its atomicityGroup has a condition ("if").',
}

// oxlint-disable-next-line no-control-regex -- what no header may have
const oddName = /[\x00-\x1f\x7f]/

/** Reads one request. `null` stands for a member that is not there. */
class EntryReader {
  readonly #document: JsonDocument
  readonly #members: JsonMembers

  constructor(document: JsonDocument, node: JsonNode, index: number) {
    const path = `requests[${index}]`
    this.#document = document
    this.#members = JsonMembers.ofPart(document, node, { path, part: index, nulls: 'absent' })
  }

  read(): RequestEntry {
    const members = this.#members
    const id = this.#id()
    const method = members.method(requestMethods)
    const url = toText(this.#encode('url', members.requiredString('url')))
    const set = members.string('atomicityGroup')
    if (set !== undefined) this.#checkName('atomicityGroup', set)
    const headers = this.#headers()
    const body = this.#body(method, headers)
    const dependsOn = this.#dependsOn()
    return {
      id,
      method,
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(set === undefined ? {} : { set }),
      ...(dependsOn === undefined ? {} : { dependsOn }),
      ...(members.node('if') === undefined ? {} : { failure: noConditions }),
    }
  }

  /** A number is taken for its own text. */
  #id(): string {
    const node = this.#members.node('id')
    if (node === undefined) return this.#members.fail('id', 'is missing')
    const id = this.#nameIn('id', node)
    this.#checkName('id', id)
    return id
  }

  #nameIn(member: string, node: JsonNode): string {
    if (node.kind === 'string') return stringValue(this.#document, node)
    if (node.kind === 'number') return toText(sliceOf(this.#document, node))
    return this.#members.fail(member, `must be a string, not ${typeName(node)}`)
  }

  #checkName(member: string, name: string): void {
    if (name === '') this.#members.fail(member, 'is empty')
    if (oddName.test(name)) this.#members.fail(member, 'has a control character')
    this.#encode(member, name)
  }

  #dependsOn(): readonly string[] | undefined {
    const array = this.#members.array('dependsOn')
    return array?.items.map((node) => this.#nameIn('dependsOn', node))
  }

  /** An object of names and values, or an array of `Name: value`. */
  #headers(): HeaderList {
    const node = this.#members.node('headers')
    if (node?.kind !== 'array') return this.#members.headers('headers')
    return node.items.map((item): HeaderField => {
      const line = item.kind === 'string' ? stringValue(this.#document, item) : undefined
      const colon = line?.indexOf(':') ?? -1
      if (line === undefined || colon === -1) {
        const found = line === undefined ? typeName(item) : quote(line)
        this.#members.fail('headers', `has ${found}; it must be "Name: value"`)
      }
      return [
        lowerName(trimFieldValue(line.slice(0, colon))),
        trimFieldValue(line.slice(colon + 1)),
      ]
    })
  }

  /** JSON as it stands; text as UTF-8; the bytes of everything else out of base64 or base64url. */
  #body(method: string, headers: HeaderList): Uint8Array | undefined {
    const node = this.#members.node('body')
    if (node === undefined) return undefined
    if (isBodiless(method)) this.#members.fail('body', `is not allowed with ${method}`)
    const contentType = headerValue(headers, 'content-type')
    const type = contentType === undefined ? undefined : parseMediaType(contentType)
    if (contentType === undefined || (type !== undefined && isJsonType(type))) {
      return sliceOf(this.#document, node)
    }
    if (node.kind !== 'string') {
      this.#members.wrongType('body', `a string, as its content-type is ${quote(contentType)}`)
    }
    const text = stringValue(this.#document, node)
    if (type?.essence.startsWith('text/') === true) {
      if (isUtf8Charset(type)) return this.#encode('body', text)
      this.#members.fail('body', `can't be text of ${quote(contentType)}; only UTF-8 is possible`)
    }
    const message = `must be base64url, as its content-type is ${quote(contentType)}`
    return fromBase64(text) ?? this.#members.fail('body', message)
  }

  #encode(member: string, text: string): Uint8Array {
    if (text.isWellFormed()) return encodeUtf8(text)
    return this.#members.fail(member, 'has half a surrogate pair, which is no text in UTF-8')
  }
}
