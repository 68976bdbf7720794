import type { JsonDocument, JsonNode } from './json-scanner.ts'
import { decodeString, JsonScanner, JsonSyntaxError } from './json-scanner.ts'
import { skipJson, skipSpace } from './json-skip.ts'
import { decodeUtf8, findInvalidUtf8, isValidUtf8 } from './utf8.ts'

/** Bounds for {@link readJson}. */
export interface JsonBounds {
  /** Arrays and objects inside each other, at most. */
  readonly maxDepth: number
  /** Levels of arrays and objects that get nodes of their own; deeper ones are only checked. */
  readonly indexDepth: number
  /** Names of members whose values get no nodes, because their content is nobody's business. */
  readonly opaque?: ReadonlySet<string>
}

/** Bytes of a text that is decoded as a whole. */
const longestText = 64 * 1024

/**
 * Checks a whole text (UTF-8 and JSON) and indexes its outer levels.
 * Throws {@link JsonSyntaxError} with line and column.
 */
export function readJson(bytes: Uint8Array, bounds: JsonBounds): JsonDocument {
  // A text is worth having at hand only while it is short: names and targets that are cut out of it
  // keep the whole of it, beside the bytes, for as long as the batch runs.
  const text = bytes.length <= longestText ? decodeUtf8(bytes) : undefined
  if (text === undefined && !(bytes.length > longestText && isValidUtf8(bytes))) {
    const offset = findInvalidUtf8(bytes)
    throw new JsonSyntaxError(`it is not valid UTF-8 (at byte ${offset + 1})`, offset)
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw new JsonSyntaxError('it begins with a byte order mark, which JSON does not have', 0)
  }
  const ascii = text?.length === bytes.length ? text : undefined
  const scanner = new JsonScanner(bytes, bounds.maxDepth, ascii, bounds.opaque)
  const root = scanner.document(bounds.indexDepth)
  return { bytes, root, ascii }
}

/** Whether bytes are one JSON text in valid UTF-8 that nests no deeper than `maxDepth`. */
export function isJson(bytes: Uint8Array, maxDepth: number): boolean {
  const { end, beyondAscii } = skipJson(bytes, 0, maxDepth)
  if (end === -1 || skipSpace(bytes, end) < bytes.length) return false
  return !beyondAscii || isValidUtf8(bytes)
}

/** The value of a string node, escapes undone. Lone surrogates stay lone. */
export function stringValue(document: JsonDocument, node: JsonNode): string {
  return decodeString(document.bytes, node, document.ascii)
}

/** The bytes of a value, as they stand in the text. A view, not a copy. */
export function sliceOf(document: JsonDocument, node: JsonNode): Uint8Array {
  return document.bytes.subarray(node.start, node.end)
}
