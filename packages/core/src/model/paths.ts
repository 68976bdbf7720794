import { readLeniently } from './lenient-text.ts'

/** Decodes percent escapes once; one character of the result is one byte. Assumes valid escapes. */
export function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const percent = 0x25

/**
 * Decodes percent escapes again and again until nothing changes (`%252e` becomes `.`). Takes time
 * in proportion to the text, however often it was encoded: each escape is undone as soon as its
 * last digit is there, which may complete another one. One character is one byte.
 */
export function decodeToFixedPoint(text: string): string {
  if (!text.includes('%')) return text
  const output = new Uint8Array(text.length)
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    output[length] = text.charCodeAt(index)
    length += 1
    while (length >= 3 && output[length - 3] === percent) {
      const byte = digitValue(output[length - 2]) * 16 + digitValue(output[length - 1])
      if (Number.isNaN(byte)) break
      length -= 2
      output[length - 1] = byte
    }
  }
  return toByteString(output.subarray(0, length))
}

function digitValue(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : Number.NaN
}

function toByteString(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x2000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x2000))
  }
  return text
}

/**
 * A path as the most lenient server might see it: escapes undone, path parameters (`;x`) cut off,
 * dots resolved, empty segments dropped, ASCII letters in lower case. For comparison only.
 */
export function comparableSegments(path: string): readonly string[] {
  return segmentsOf(readLeniently(decodeToFixedPoint(path))).filter((name) => name !== '')
}

/** As above, with an empty text for a segment of which nothing is left, such as `;x`. */
function segmentsOf(text: string): readonly string[] {
  const segments: string[] = []
  for (const segment of text.split(/[/\\]/)) {
    const name = segment
      .replace(/[;?#\0].*$/s, '')
      .trim()
      .toLowerCase()
    if (segment === '' || name === '.') continue
    if (name === '..') segments.pop()
    else segments.push(name)
  }
  return segments
}

/** A set of path patterns: literal segments and `:name` for any one segment. */
export interface PathSet {
  /** Whether a path is one of them by any spelling that a lenient server might accept. */
  has(path: string): boolean
}

/** Makes a set of path patterns such as `/v2/batch` and `/s/:site/batch`. */
export function createPathSet(patterns: readonly string[]): PathSet {
  const sets = patterns.map((pattern) => comparableSegments(pattern))
  const exact = new Set(patterns.filter((pattern) => plainPath.test(pattern)))
  const literals = sets.map((set) => set.findLast((segment) => !segment.startsWith(':')) ?? '')
  return {
    has(path) {
      if (exact.has(path)) return true
      if (plainPath.test(path)) {
        // The path of nearly every part: it says what it says, and that is no endpoint's name.
        const name = path.toLowerCase()
        if (!literals.some((literal) => name.includes(literal))) return false
      }
      const text = readLeniently(decodeToFixedPoint(path))
      // Some servers take an escaped mark for the end of the path.
      const end = text.search(/[?#\0]/)
      const readings = end === -1 ? [text] : [text, text.slice(0, end)]
      return readings.some((reading) => {
        const segments = segmentsOf(reading)
        return sets.some((set) => matchesFrom(set, segments, 0, 0))
      })
    },
  }
}

/** A path without escapes, parameters and other marks that a server might read in another way. */
const plainPath = /^[\w\-.~/]*$/

/** Compares from two places on. A segment of which nothing is left is one, or none. */
function matchesFrom(
  set: readonly string[],
  segments: readonly string[],
  place: number,
  from: number,
): boolean {
  let at = from
  for (let index = place; index < set.length; index += 1) {
    const wanted = set[index] ?? ''
    if (!wanted.startsWith(':')) {
      while (segments[at] === '') at += 1
      if (segments[at] !== wanted) return false
    } else if (segments[at] === '') {
      if (matchesFrom(set, segments, index, at + 1)) return true
    } else if (segments[at] === undefined) {
      return false
    }
    at += 1
  }
  return segments.slice(at).every((segment) => segment === '')
}
