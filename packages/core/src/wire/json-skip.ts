/** Whether the strings of the last value that was skipped have bytes above 0x7F. */
export interface Skipped {
  /** Offset behind the value; -1 where it is not JSON or nests too deep. */
  readonly end: number
  readonly beyondAscii: boolean
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** What is special inside a string: its end, an escape, a control character. */
const special = new Uint8Array(256).fill(1, 0, 0x20)
special[quote] = 1
special[backslash] = 1

/** The high bits of all string bytes since the last reset. */
let bits = 0

/**
 * Steps over one JSON value (RFC 8259) that begins at `from`, and checks it. It only says that
 * something is wrong, not what: whoever needs to know reads the text again with care. `maxDepth`
 * bounds arrays and objects inside each other.
 */
export function skipJson(bytes: Uint8Array, from: number, maxDepth: number): Skipped {
  bits = 0
  const end = skipValue(bytes, from, maxDepth)
  return { end, beyondAscii: bits > 0x7f }
}

/** Steps over a string whose first quote stands at `from`. */
export function skipText(bytes: Uint8Array, from: number): Skipped {
  bits = 0
  const end = skipString(bytes, from + 1)
  return { end, beyondAscii: bits > 0x7f }
}

/** A loop without recursion or objects: this is run over every byte of every answer. */
function skipValue(bytes: Uint8Array, from: number, maxDepth: number): number {
  let at = from
  let depth = 0
  // For each open level: the byte that closes it.
  const closers: number[] = []
  for (;;) {
    at = skipSpace(bytes, at)
    const byte = bytes[at]
    if (byte === quote) {
      at = skipString(bytes, at + 1)
    } else if (byte === openBrace || byte === openBracket) {
      if (depth >= maxDepth) return -1
      const closer = byte + 2
      at = skipSpace(bytes, at + 1)
      if (bytes[at] === closer) {
        at += 1
      } else {
        closers[depth] = closer
        depth += 1
        if (closer === closeBracket) continue
        at = skipName(bytes, at)
        if (at !== -1) continue
      }
    } else {
      at = skipScalar(bytes, at)
    }
    // A value has ended. What follows it may end its array or object, and so on.
    for (;;) {
      if (at === -1 || depth === 0) return at
      at = skipSpace(bytes, at)
      const next = bytes[at]
      const closer = closers[depth - 1]
      at += 1
      if (next === comma) {
        if (closer === closeBrace) at = skipName(bytes, skipSpace(bytes, at))
        if (at === -1) return -1
        break
      }
      if (next !== closer) return -1
      depth -= 1
    }
  }
}

/** Steps over a member's name and its colon. */
function skipName(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== quote) return -1
  const end = skipString(bytes, from + 1)
  if (end === -1) return -1
  const at = skipSpace(bytes, end)
  return bytes[at] === colon ? at + 1 : -1
}

/** The offset of the first byte from there on that is no white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = bytes[at]
    // Most bytes are larger than all white space.
    if (byte === undefined || byte > 0x20) return at
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at
    at += 1
  }
}

/** Steps over a string, `from` is behind its first quote. Returns -1 where it is not one. */
function skipString(bytes: Uint8Array, from: number): number {
  const length = bytes.length
  let at = from
  let seen = 0
  while (at < length) {
    const byte = bytes[at] ?? 0
    if (special[byte] === 0) {
      seen |= byte
      at += 1
    } else if (byte === quote) {
      bits |= seen
      return at + 1
    } else {
      const next = byte === backslash ? skipEscape(bytes, at) : -1
      if (next === -1) return -1
      at = next
    }
  }
  return -1
}

function skipEscape(bytes: Uint8Array, at: number): number {
  const byte = bytes[at + 1] ?? 0
  if (byte === 0x75) {
    for (let digit = at + 2; digit < at + 6; digit += 1) {
      if (!isHexDigit(bytes[digit] ?? 0)) return -1
    }
    return at + 6
  }
  return isEscape(byte) ? at + 2 : -1
}

function isEscape(byte: number): boolean {
  switch (byte) {
    case quote:
    case backslash:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true
    default:
      return false
  }
}

function skipScalar(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x74:
      return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65
        ? at + 4
        : -1
    case 0x66:
      return bytes[at + 1] === 0x61 &&
        bytes[at + 2] === 0x6c &&
        bytes[at + 3] === 0x73 &&
        bytes[at + 4] === 0x65
        ? at + 5
        : -1
    case 0x6e:
      return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c
        ? at + 4
        : -1
    default:
      return skipNumber(bytes, at)
  }
}

function skipNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from
  if (bytes[at] === 0x30) at += 1
  else at = skipDigits(bytes, at)
  if (at !== -1 && bytes[at] === 0x2e) at = skipDigits(bytes, at + 1)
  if (at !== -1 && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
    const sign = bytes[at + 1]
    at = skipDigits(bytes, sign === 0x2b || sign === 0x2d ? at + 2 : at + 1)
  }
  return at
}

/** Steps over at least one digit. */
function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from
  while (isDigit(bytes[at])) at += 1
  return at === from ? -1 : at
}

/** Whether a byte is a digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Whether a byte is a hexadecimal digit. */
export function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}
