import { ReferenceProblem } from '../model/reference.ts'

/** A piece of a text or of bytes, and what comes in its place. */
export interface Replacement<T> {
  readonly start: number
  readonly end: number
  readonly by: T
}

/** A text with pieces replaced, which do not overlap. */
export function spliceText(text: string, replacements: readonly Replacement<string>[]): string {
  let result = ''
  let at = 0
  for (const { start, end, by } of inOrder(replacements)) {
    result += text.slice(at, start) + by
    at = end
  }
  return result + text.slice(at)
}

/** Bytes with pieces replaced, which do not overlap. */
export function spliceBytes(
  bytes: Uint8Array,
  replacements: readonly Replacement<Uint8Array>[],
): Uint8Array {
  const sorted = inOrder(replacements)
  const change = sorted.reduce((sum, { start, end, by }) => sum + by.length - (end - start), 0)
  const result = new Uint8Array(bytes.length + change)
  let from = 0
  let to = 0
  for (const { start, end, by } of sorted) {
    result.set(bytes.subarray(from, start), to)
    to += start - from
    result.set(by, to)
    to += by.length
    from = end
  }
  result.set(bytes.subarray(from), to)
  return result
}

function inOrder<T>(replacements: readonly Replacement<T>[]): readonly Replacement<T>[] {
  return replacements.toSorted((one, other) => one.start - other.start)
}

/**
 * A text in which nothing is structure of a URL: UTF-8, percent-encoded but for letters, digits and
 * `-._~` (RFC 3986 2.3). Throws a ReferenceProblem for half a surrogate pair, which is no text.
 */
export function encodeForUrl(text: string): string {
  if (!text.isWellFormed()) throw new ReferenceProblem('the value has half a surrogate pair')
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
