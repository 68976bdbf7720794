/** How many bytes follow a first byte in UTF-8 as it was before it was limited to four. */
function bytesAfter(first: number): number {
  if (first >= 0xfc) return 5
  if (first >= 0xf8) return 4
  if (first >= 0xf0) return 3
  if (first >= 0xe0) return 2
  return first >= 0xc0 ? 1 : 0
}

/** The character of a sequence, however long it is written, and where the next one begins. */
function readSequence(bytes: string, at: number): { readonly code: number; readonly next: number } {
  const first = bytes.charCodeAt(at)
  const more = bytesAfter(first)
  // Some decoders look at nothing but the low bits of what follows C0 and C1.
  const careless = first === 0xc0 || first === 0xc1
  let code = more === 0 ? first : first & (0x3f >> more)
  for (let index = 1; index <= more; index += 1) {
    const byte = bytes.charCodeAt(at + index)
    if (Number.isNaN(byte) || (!careless && (byte & 0xc0) !== 0x80))
      return { code: first, next: at + 1 }
    code = code * 64 + (byte & 0x3f)
  }
  return { code: code > 0x10ffff ? 0xfffd : code, next: at + more + 1 }
}

/** Characters that some systems take for these when they look for the best fit. */
const bestFits: readonly (readonly [RegExp, string])[] = [
  [/[\u2044\u2215]/g, '/'],
  [/\u2216/g, '\\'],
]

/**
 * A text of bytes as the most lenient decoder might read it: UTF-8 with overlong sequences, escapes
 * such as `%u002e`, full-width and other compatible characters, best fits. For comparison only.
 */
export function readLeniently(bytes: string): string {
  if (!/[%\x80-\xff]/.test(bytes)) return bytes
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const { code, next } = readSequence(bytes, at)
    text += String.fromCodePoint(code)
    at = next
  }
  const escaped = text.replace(/%u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return bestFits.reduce(
    (result, [pattern, fit]) => result.replace(pattern, fit),
    escaped.normalize('NFKC'),
  )
}
