import { isDigit, isHexDigit, skipJson, skipSpace, skipText } from './json-skip.ts'
import { decodeUtf8 } from './utf8.ts'

/**
 * JSON (RFC 8259) read as slices: the text is checked once, and every value that the caller asks
 * for is known by its place in the original bytes. Nothing is parsed into objects and printed
 * again, so numbers, escapes, white space and repeated members stay as they were written.
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar | JsonUnindexed

interface JsonSpan {
  /** Offset of the first byte. */
  readonly start: number
  /** Offset behind the last byte. */
  readonly end: number
}

/** An object; its members in the order of the text, repeated ones included. */
export interface JsonObject extends JsonSpan {
  readonly kind: 'object'
  readonly members: readonly JsonMember[]
}

/** A name and its value. */
export interface JsonMember {
  readonly name: string
  readonly value: JsonNode
}

/** An array. */
export interface JsonArray extends JsonSpan {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

/** Any other value. */
export interface JsonScalar extends JsonSpan {
  readonly kind: 'string' | 'number' | 'boolean' | 'null'
}

/** An array or object whose content was checked but has no nodes. */
export interface JsonUnindexed extends JsonSpan {
  readonly kind: 'unindexed'
  readonly is: 'object' | 'array'
}

/** A checked JSON text and the index of its outer levels. */
export interface JsonDocument {
  readonly bytes: Uint8Array
  readonly root: JsonNode
  /** The text itself if it is ASCII only, so that offsets are the same in both. */
  readonly ascii: string | undefined
}

/** A text is not JSON, or nests too deep. The message says where. */
export class JsonSyntaxError extends Error {
  /** Offset of the byte at fault, from 0. */
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.name = 'JsonSyntaxError'
    this.offset = offset
  }
}

/** Where an offset is, for messages: `line 3, column 14`. Columns count bytes, from 1. */
function describeOffset(bytes: Uint8Array, offset: number): string {
  let line = 1
  let lineStart = 0
  for (let index = bytes.indexOf(0x0a); index !== -1 && index < offset;) {
    line += 1
    lineStart = index + 1
    index = bytes.indexOf(0x0a, lineStart)
  }
  return `line ${line}, column ${offset - lineStart + 1}`
}

/** The text of a string whose quotes stand at the ends of the span. */
export function decodeString(bytes: Uint8Array, span: JsonSpan, ascii: string | undefined): string {
  const { start, end } = span
  const plain =
    ascii === undefined
      ? decodeUtf8(bytes.subarray(start + 1, end - 1))
      : ascii.slice(start + 1, end - 1)
  if (plain === undefined) throw new JsonSyntaxError('not valid UTF-8', start)
  return plain.includes('\\') ? (JSON.parse(`"${plain}"`) as string) : plain
}

/** Members and items that get nodes. No envelope has nearly as many; more are refused. */
const mostNodes = 100_000

const quote = 0x22
const backslash = 0x5c

const noNames: ReadonlySet<string> = new Set()

/** One pass over a text: checks it and builds nodes for its outer levels. */
export class JsonScanner {
  /** Whether a byte above 0x7F was met. */
  beyondAscii = false
  readonly #bytes: Uint8Array
  readonly #maxDepth: number
  readonly #ascii: string | undefined
  readonly #opaque: ReadonlySet<string>
  #at = 0
  #depth = 0
  #nodes = 0

  /** `opaque` are names of members whose values get no nodes, however shallow they stand. */
  constructor(
    bytes: Uint8Array,
    maxDepth: number,
    ascii: string | undefined,
    opaque: ReadonlySet<string> = noNames,
  ) {
    this.#bytes = bytes
    this.#maxDepth = maxDepth
    this.#ascii = ascii
    this.#opaque = opaque
  }

  document(indexDepth: number): JsonNode {
    this.#space()
    const root = this.#value(indexDepth)
    this.#space()
    if (this.#at < this.#bytes.length) this.#fail('expected the end of the text')
    return root
  }

  #value(levels: number): JsonNode {
    const start = this.#at
    const byte = this.#bytes[start]
    switch (byte) {
      case 0x7b:
        return (levels > 0 ? undefined : this.#unindexed('object')) ?? this.#object(levels)
      case 0x5b:
        return (levels > 0 ? undefined : this.#unindexed('array')) ?? this.#array(levels)
      case quote:
        this.#string()
        return { kind: 'string', start, end: this.#at }
      case 0x74:
        return this.#literal('true', 'boolean')
      case 0x66:
        return this.#literal('false', 'boolean')
      case 0x6e:
        return this.#literal('null', 'null')
      default:
        if (byte === 0x2d || isDigit(byte)) return this.#number()
        return this.#fail('expected a value')
    }
  }

  /** Steps over a value that gets no nodes. Undefined where it is wrong: then it is read with care. */
  #unindexed(is: 'object' | 'array'): JsonUnindexed | undefined {
    const start = this.#at
    const { end, beyondAscii } = skipJson(this.#bytes, start, this.#maxDepth - this.#depth)
    if (end === -1) return undefined
    this.#at = end
    if (beyondAscii) this.beyondAscii = true
    return { kind: 'unindexed', is, start, end }
  }

  #object(levels: number): JsonNode {
    const start = this.#at
    const members: JsonMember[] | undefined = levels > 0 ? [] : undefined
    this.#enter()
    if (!this.#close(0x7d)) {
      do {
        this.#space()
        const nameStart = this.#at
        if (this.#bytes[nameStart] !== quote) this.#fail('expected a member name in quotes')
        this.#string()
        const nameEnd = this.#at
        this.#space()
        if (this.#bytes[this.#at] !== 0x3a) this.#fail('expected ":"')
        this.#at += 1
        this.#space()
        if (members === undefined) {
          this.#value(0)
        } else {
          this.#count()
          const name = decodeString(this.#bytes, { start: nameStart, end: nameEnd }, this.#ascii)
          members.push({ name, value: this.#value(this.#opaque.has(name) ? 0 : levels - 1) })
        }
      } while (this.#more(0x7d, '"," or "}"'))
    }
    this.#depth -= 1
    if (members === undefined) return { kind: 'unindexed', is: 'object', start, end: this.#at }
    return { kind: 'object', start, end: this.#at, members }
  }

  #array(levels: number): JsonNode {
    const start = this.#at
    const items: JsonNode[] | undefined = levels > 0 ? [] : undefined
    this.#enter()
    if (!this.#close(0x5d)) {
      do {
        this.#space()
        const value = this.#value(levels - 1)
        if (items !== undefined) {
          this.#count()
          items.push(value)
        }
      } while (this.#more(0x5d, '"," or "]"'))
    }
    this.#depth -= 1
    if (items === undefined) return { kind: 'unindexed', is: 'array', start, end: this.#at }
    return { kind: 'array', start, end: this.#at, items }
  }

  #count(): void {
    this.#nodes += 1
    if (this.#nodes > mostNodes) this.#fail(`more than ${mostNodes} values around the bodies`)
  }

  #enter(): void {
    this.#depth += 1
    if (this.#depth > this.#maxDepth) this.#fail(`nested deeper than ${this.#maxDepth} levels`)
    this.#at += 1
  }

  /** Whether the array or object ends at once. */
  #close(end: number): boolean {
    this.#space()
    if (this.#bytes[this.#at] !== end) return false
    this.#at += 1
    return true
  }

  /** After a value: steps over a comma (true) or the end (false). */
  #more(end: number, expected: string): boolean {
    this.#space()
    const byte = this.#bytes[this.#at]
    if (byte !== 0x2c && byte !== end) this.#fail(`expected ${expected}`)
    this.#at += 1
    return byte === 0x2c
  }

  #space(): void {
    this.#at = skipSpace(this.#bytes, this.#at)
  }

  #string(): void {
    const { end, beyondAscii } = skipText(this.#bytes, this.#at)
    if (end === -1) {
      this.#findFault()
    } else {
      if (beyondAscii) this.beyondAscii = true
      this.#at = end
    }
  }

  /** What is wrong with the string here. */
  #findFault(): void {
    const bytes = this.#bytes
    let at = this.#at + 1
    for (;;) {
      const byte = bytes[at]
      if (byte === backslash) {
        at = this.#escape(at)
        continue
      }
      if (byte === undefined || byte < 0x20) {
        this.#at = at
        if (byte === undefined) this.#fail('the text ends inside a string')
        this.#fail('a control character inside a string; write it as an escape')
      }
      at += 1
    }
  }

  /** Checks the escape whose backslash is at `at` and returns the offset behind it. */
  #escape(at: number): number {
    const byte = this.#bytes[at + 1]
    if (byte === 0x75) {
      for (let digit = at + 2; digit < at + 6; digit += 1) {
        if (!isHexDigit(this.#bytes[digit] ?? 0)) {
          this.#at = at
          this.#fail('an invalid \\u escape')
        }
      }
      return at + 6
    }
    // " \ / b f n r t
    if (byte !== undefined && '"\\/bfnrt'.includes(String.fromCharCode(byte))) return at + 2
    this.#at = at
    return this.#fail('an invalid escape')
  }

  #number(): JsonNode {
    const bytes = this.#bytes
    const start = this.#at
    if (bytes[this.#at] === 0x2d) this.#at += 1
    if (bytes[this.#at] === 0x30) this.#at += 1
    else this.#digits()
    if (bytes[this.#at] === 0x2e) {
      this.#at += 1
      this.#digits()
    }
    if (bytes[this.#at] === 0x65 || bytes[this.#at] === 0x45) {
      this.#at += 1
      if (bytes[this.#at] === 0x2b || bytes[this.#at] === 0x2d) this.#at += 1
      this.#digits()
    }
    return { kind: 'number', start, end: this.#at }
  }

  #digits(): void {
    if (!isDigit(this.#bytes[this.#at])) this.#fail('expected a digit')
    do {
      this.#at += 1
    } while (isDigit(this.#bytes[this.#at]))
  }

  #literal(word: string, kind: 'boolean' | 'null'): JsonNode {
    const start = this.#at
    for (let index = 0; index < word.length; index += 1) {
      if (this.#bytes[start + index] !== word.charCodeAt(index)) this.#fail('expected a value')
    }
    this.#at = start + word.length
    return { kind, start, end: this.#at }
  }

  #fail(expected: string): never {
    const offset = Math.min(this.#at, this.#bytes.length)
    const where = describeOffset(this.#bytes, offset)
    throw new JsonSyntaxError(`${where}: ${expected}`, offset)
  }
}
