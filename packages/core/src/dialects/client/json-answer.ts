import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { headerValue, lowerName } from '../../model/headers.ts'
import { fromBase64 } from '../../wire/embedded-body.ts'
import { readJson, sliceOf, stringValue } from '../../wire/json.ts'
import { typeName } from '../../wire/json-members.ts'
import type { JsonDocument, JsonNode } from '../../wire/json-scanner.ts'
import { JsonSyntaxError } from '../../wire/json-scanner.ts'
import { toText } from '../../wire/latin1.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { BatchAnswer, ReadAnswer } from './dialect-client.ts'
import { AnswerError } from './dialect-client.ts'

/** How a dialect in JSON lays out its answers. */
export interface JsonAnswerForm {
  /** Name of the array. */
  readonly results: string
  /** Name of a result's status. */
  readonly status: string
  /** Name of the member that tells how a body is encoded where its type does not. */
  readonly encoding: string
  /** How a string stands for a body of another type than JSON where nothing is told. */
  stringAs(contentType: string): 'text' | 'base64'
}

const opaque: ReadonlySet<string> = new Set(['body', 'error'])
/** Object, array, result, headers, values of one field. */
const indexDepth = 5
/** Nesting that an answer may have; the caller of an API trusts it further than the API its callers. */
const maxDepth = 512

/** Reads an answer in JSON. Throws an {@link AnswerError}. */
export function readJsonAnswer({ body }: BatchAnswer, form: JsonAnswerForm): readonly ReadAnswer[] {
  const document = parse(body)
  const array = memberOf(document.root, form.results)
  if (array?.kind !== 'array') {
    throw new AnswerError(`The answer has no array "${form.results}".`)
  }
  return array.items.map((node, index) =>
    new ResultReader(document, node, `${form.results}[${index}]`).read(form),
  )
}

function parse(body: Uint8Array): JsonDocument {
  try {
    return readJson(body, { maxDepth, indexDepth, opaque })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    throw new AnswerError(`The answer is not JSON: ${error.message}.`, error)
  }
}

function memberOf(node: JsonNode, name: string): JsonNode | undefined {
  if (node.kind !== 'object') return undefined
  return node.members.find((member) => member.name === name)?.value
}

class ResultReader {
  readonly #document: JsonDocument
  readonly #node: JsonNode
  readonly #place: string

  constructor(document: JsonDocument, node: JsonNode, place: string) {
    this.#document = document
    this.#node = node
    this.#place = place
  }

  read(form: JsonAnswerForm): ReadAnswer {
    const headers = this.#headers()
    const response = { status: this.#status(form.status), headers, body: this.#body(headers, form) }
    const id = this.#id()
    return id === undefined ? { response } : { id, response }
  }

  #member(name: string): JsonNode | undefined {
    const node = memberOf(this.#node, name)
    return node?.kind === 'null' ? undefined : node
  }

  #id(): string | undefined {
    const node = this.#member('id')
    if (node?.kind === 'string') return stringValue(this.#document, node)
    return node?.kind === 'number' ? this.#textOf(node) : undefined
  }

  /** Released servers write it as a string, too. */
  #status(name: string): number {
    const node = this.#member(name)
    const text =
      node?.kind === 'string'
        ? stringValue(this.#document, node)
        : node?.kind === 'number'
          ? this.#textOf(node)
          : ''
    if (/^[1-9]\d\d$/.test(text)) return Number(text)
    throw new AnswerError(`${this.#place} has no HTTP status in "${name}".`)
  }

  #headers(): HeaderList {
    const node = this.#member('headers')
    if (node === undefined) return []
    if (node.kind !== 'object') {
      throw new AnswerError(`${this.#place}.headers must be an object, not ${typeName(node)}.`)
    }
    return node.members.flatMap(({ name, value }): readonly HeaderField[] => {
      const values = value.kind === 'array' ? value.items : [value]
      return values.map((item) => [lowerName(name), this.#scalar(item)] as const)
    })
  }

  #scalar(node: JsonNode): string {
    return node.kind === 'string' ? stringValue(this.#document, node) : this.#textOf(node)
  }

  #textOf(node: JsonNode): string {
    return toText(sliceOf(this.#document, node))
  }

  #body(headers: HeaderList, form: JsonAnswerForm): Uint8Array {
    // `null` in the place of JSON is a body; where another type stands beside it, it is none.
    const node = memberOf(this.#node, 'body') ?? memberOf(this.#node, 'error')
    if (node === undefined) return new Uint8Array(0)
    const told = this.#member(form.encoding)
    const encoding = told?.kind === 'string' ? stringValue(this.#document, told) : undefined
    if (node.kind !== 'string' || encoding === 'json') return sliceOf(this.#document, node)
    if (encoding === undefined) return this.#untold(node, headers, form)
    return this.#decode(node, encoding === 'text' ? 'text' : 'base64')
  }

  #untold(node: JsonNode, headers: HeaderList, form: JsonAnswerForm): Uint8Array {
    const contentType = headerValue(headers, 'content-type')
    const type = contentType === undefined ? undefined : parseMediaType(contentType)
    if (contentType === undefined || (type !== undefined && isJsonType(type))) {
      return sliceOf(this.#document, node)
    }
    return this.#decode(node, form.stringAs(contentType))
  }

  #decode(node: JsonNode, as: 'text' | 'base64'): Uint8Array {
    const text = stringValue(this.#document, node)
    return (as === 'base64' ? fromBase64(text) : undefined) ?? encodeUtf8(text)
  }
}
