import { quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import { fromBase64 } from '../../wire/embedded-body.ts'
import { isJson, sliceOf, stringValue } from '../../wire/json.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import type { JsonDocument, JsonNode } from '../../wire/json-scanner.ts'
import { toText } from '../../wire/latin1.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import { encodeLooseUrl } from '../../wire/own-url.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'

/** What a request's method may be, in upper case. */
export const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** A request as it stands in `requests`. */
export interface GraphEntry {
  readonly id: string
  /** Upper case. */
  readonly method: string
  /** Relative to the version's root, percent-encoded. */
  readonly target: string
  readonly headers: HeaderList
  readonly body?: Uint8Array
  readonly dependsOn: readonly string[]
}

// oxlint-disable-next-line no-control-regex -- what no header may have
const oddName = /[\x00-\x1f\x7f]/

/** Nesting of JSON that came as base64; the API has limits of its own. */
const decodedDepth = 64

/** Reads one request. `null` stands for a member that is not there. */
export class EntryReader {
  readonly #document: JsonDocument
  readonly #members: JsonMembers

  constructor(document: JsonDocument, node: JsonNode, index: number) {
    const path = `requests[${index}]`
    this.#document = document
    this.#members = JsonMembers.ofPart(document, node, { path, part: index, nulls: 'absent' })
  }

  read(): GraphEntry {
    const members = this.#members
    const id = this.#id()
    const method = members.method(methods)
    const url = members.requiredString('url')
    if (!url.isWellFormed()) this.#failHalf('url')
    const target = encodeLooseUrl(toText(encodeUtf8(url)))
    const headers = members.headers('headers')
    const body = this.#body(method, headers)
    const dependsOn = this.#dependsOn()
    return { id, method, target, headers, dependsOn, ...(body === undefined ? {} : { body }) }
  }

  /** A number is taken for its own text. */
  #id(): string {
    const node = this.#members.node('id')
    if (node === undefined) return this.#members.fail('id', 'is missing')
    const id = this.#nameIn(node) ?? this.#members.wrongType('id', 'a string')
    if (id === '') this.#members.fail('id', 'is empty')
    if (oddName.test(id)) this.#members.fail('id', 'has a control character')
    return id.isWellFormed() ? id : this.#failHalf('id')
  }

  /** Undefined where it is neither a string nor a number. */
  #nameIn(node: JsonNode): string | undefined {
    if (node.kind === 'string') return stringValue(this.#document, node)
    return node.kind === 'number' ? toText(sliceOf(this.#document, node)) : undefined
  }

  #dependsOn(): readonly string[] {
    const array = this.#members.array('dependsOn')
    const fail = (node: JsonNode): never =>
      this.#members.fail('dependsOn', `has ${typeName(node)}, which is no id`)
    return array?.items.map((node) => this.#nameIn(node) ?? fail(node)) ?? []
  }

  /** JSON as it stands; the bytes of everything else out of base64 or base64url. */
  #body(method: string, headers: HeaderList): Uint8Array | undefined {
    const node = this.#members.node('body')
    if (node === undefined) return undefined
    if (method === 'GET') this.#members.fail('body', 'is not allowed with GET')
    const contentType = headerValue(headers, 'content-type')
    if (contentType === undefined) return this.#bodyWithoutType(node)
    const type = parseMediaType(contentType)
    if (type !== undefined && isJsonType(type)) return sliceOf(this.#document, node)
    const given = `as its Content-Type is ${quote(contentType)}`
    if (node.kind !== 'string') this.#members.wrongType('body', `a string in base64, ${given}`)
    const bytes = fromBase64(stringValue(this.#document, node))
    return bytes ?? this.#members.fail('body', `must be base64, ${given}`)
  }

  /** A released client writes its JSON as base64 and leaves the headers out. */
  #bodyWithoutType(node: JsonNode): Uint8Array {
    if (node.kind !== 'string') return sliceOf(this.#document, node)
    const bytes = fromBase64(stringValue(this.#document, node))
    if (bytes !== undefined && isStructure(bytes)) return bytes
    return this.#members.fail('headers', 'must have a Content-Type, as the body is a string')
  }

  #failHalf(member: string): never {
    return this.#members.fail(member, 'has half a surrogate pair, which is no text in UTF-8')
  }
}

/** Whether bytes are a JSON object or array, and not a value that much else would be as well. */
function isStructure(bytes: Uint8Array): boolean {
  return /^\s*[[{]/.test(toText(bytes.subarray(0, 64))) && isJson(bytes, decodedDepth)
}
