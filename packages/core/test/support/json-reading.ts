import assert from 'node:assert/strict'
import type { JsonBounds } from '../../src/wire/json.ts'
import { readJson } from '../../src/wire/json.ts'
import { JsonSyntaxError } from '../../src/wire/json-scanner.ts'

/** Levels of nesting that no random text reaches. */
export const deepest = 1000

/** What the reader does when it reads and indexes all of a text. */
export const everything: JsonBounds = { maxDepth: deepest, indexDepth: deepest }

/** The text in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** What the reader says about a text that it refuses; fails where it accepts it. */
export function jsonFaultOf(
  text: string | Uint8Array,
  maxDepth: number = deepest,
): JsonSyntaxError {
  const bytes = typeof text === 'string' ? bytesOf(text) : text
  try {
    readJson(bytes, { maxDepth, indexDepth: 2 })
  } catch (error) {
    assert.ok(error instanceof JsonSyntaxError)
    return error
  }
  return assert.fail(`was accepted: ${String(text)}`)
}
