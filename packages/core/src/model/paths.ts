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
  const segments: string[] = []
  for (const segment of decodeToFixedPoint(path).split(/[/\\]/)) {
    const name = segment.replace(/;.*$/s, '').trim().toLowerCase()
    if (name === '' || name === '.') continue
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
  return {
    has(path) {
      const segments = comparableSegments(path)
      return sets.some(
        (set) =>
          set.length === segments.length &&
          set.every((segment, index) => segment.startsWith(':') || segment === segments[index]),
      )
    },
  }
}
