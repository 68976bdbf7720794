/** Decodes percent escapes once; one character of the result is one byte. Assumes valid escapes. */
export function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const escape = /%[0-9A-Fa-f]{2}$/

/**
 * Decodes percent escapes again and again until nothing changes (`%252e` becomes `.`). Takes time
 * in proportion to the text, however often it was encoded: each escape is undone as soon as its
 * last digit is there, which may complete another one.
 */
export function decodeToFixedPoint(text: string): string {
  if (!text.includes('%')) return text
  const output: string[] = []
  for (const character of text) {
    output.push(character)
    while (escape.test(output.slice(-3).join(''))) {
      const digits = output.splice(-2).join('')
      output[output.length - 1] = String.fromCharCode(Number.parseInt(digits, 16))
    }
  }
  return output.join('')
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

/** Makes a set of path patterns such as `/v2/ocamba/batch` and `/s/:site/dw/batch`. */
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
