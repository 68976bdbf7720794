import type { HeaderField, HeaderList } from '../model/headers.ts'
import { isFieldValue, isToken, lowerName, trimFieldValue } from '../model/headers.ts'
import { toBytes, toText } from './latin1.ts'

/** What stands between two delimiters of a multipart body, cut out of the original bytes. */
export interface MultipartSplit {
  /** The sections in order, without the line breaks that belong to the delimiters. */
  readonly sections: readonly Uint8Array[]
  /** Whether the closing delimiter was there. */
  readonly closed: boolean
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const dash = 0x2d

/**
 * Splits a multipart body (RFC 2046 5.1.1) at its delimiter lines. Preamble and epilogue are
 * dropped. Lines end with CRLF or LF, also mixed; white space may follow a delimiter, and a line
 * that only begins like one belongs to its part. Takes time in proportion to the bytes.
 */
export function splitMultipart(bytes: Uint8Array, boundary: string): MultipartSplit {
  const sections: Uint8Array[] = []
  const closed = eachSection(bytes, boundary, (section) => sections.push(section))
  return { sections, closed }
}

/**
 * The same without keeping the sections: `visit` is called with each in its order. Returns whether
 * the closing delimiter was there. `ends` is `lf` where lines are known to end with LF alone, so
 * that a carriage return before a delimiter belongs to the section.
 */
export function eachSection(
  bytes: Uint8Array,
  boundary: string,
  visit: (section: Uint8Array) => void,
  ends: 'any' | 'lf' = 'any',
): boolean {
  const delimiter = toBytes(`--${boundary}`)
  /** Where the section under way begins; undefined in the preamble. */
  let open: number | undefined
  for (let line = 0; line < bytes.length;) {
    const end = bytes.indexOf(lineFeed, line)
    const next = end === -1 ? bytes.length : end + 1
    const kind = delimiterKind(bytes.subarray(line, next), delimiter)
    if (kind !== undefined) {
      if (open !== undefined) visit(bytes.subarray(open, endBefore(bytes, line, open, ends)))
      if (kind === 'close') return true
      open = next
    }
    line = next
  }
  return false
}

/** Whether a line is a delimiter, and which. */
function delimiterKind(line: Uint8Array, delimiter: Uint8Array): 'open' | 'close' | undefined {
  if (line.length < delimiter.length || line[0] !== dash) return undefined
  for (let index = 1; index < delimiter.length; index += 1) {
    if (line[index] !== delimiter[index]) return undefined
  }
  const closes = line[delimiter.length] === dash && line[delimiter.length + 1] === dash
  const rest = line.subarray(delimiter.length + (closes ? 2 : 0))
  if (!isPadding(rest)) return undefined
  return closes ? 'close' : 'open'
}

/** White space up to the end of the line. */
function isPadding(bytes: Uint8Array): boolean {
  return bytes.every((byte, index) => {
    if (byte === 0x20 || byte === 0x09 || byte === lineFeed) return true
    // The line end may be cut off at the end of the body.
    return byte === carriageReturn && (bytes[index + 1] ?? lineFeed) === lineFeed
  })
}

/** The end of a section: without the line break before its delimiter, but not before its start. */
function endBefore(bytes: Uint8Array, line: number, start: number, ends: 'any' | 'lf'): number {
  let end = line
  if (end > start && bytes[end - 1] === lineFeed) end -= 1
  if (ends === 'lf') return end
  if (end > start && bytes[end - 1] === carriageReturn) end -= 1
  return end
}

/** A section read as header fields, an empty line, and a body. */
export interface MultipartPart {
  /** Names in lower case, values as bytes (one character each), folded lines joined. */
  readonly headers: HeaderList
  readonly body: Uint8Array
  /** Lines that continue the field before them, in the order of the text. */
  readonly folded: readonly string[]
  /** Whether an empty line ended the header fields; without one there is no body. */
  readonly separated: boolean
}

/** A line among the header fields that is none. */
export interface BadHeaderLine {
  /** The line, as text. */
  readonly line: string
  /**
   * No name and colon; a character that no field value may have (RFC 9110 5.5); or one line more than
   * any part has.
   */
  readonly wrong: 'form' | 'character' | 'number'
}

/** Header lines of one part. No part has nearly as many. */
const mostLines = 1000

/**
 * Reads a section: header fields, an empty line, a body. Fields without an empty line behind them
 * are a part without body. A first line that is empty means that there are no fields at all.
 */
export function readMultipartPart(section: Uint8Array): MultipartPart | BadHeaderLine {
  const lines: FieldLines[] = []
  const folded: string[] = []
  let line = 0
  let body = section.subarray(section.length)
  let separated = false
  while (line < section.length) {
    const feed = section.indexOf(lineFeed, line)
    const next = feed === -1 ? section.length : feed + 1
    const end = lineEnd(section, line, feed === -1 ? section.length : feed)
    if (end === line) {
      body = section.subarray(next)
      separated = true
      break
    }
    const text = toText(section.subarray(line, end))
    const wrong = lines.length + folded.length >= mostLines ? 'number' : addLine(lines, text)
    if (wrong !== undefined) return { line: text, wrong }
    if (isFolded(text)) folded.push(text)
    line = next
  }
  const headers = lines.map(({ name, values }): HeaderField => [name, values.join(' ')])
  return { headers, body, folded, separated }
}

/** A field and the lines that it was folded into. */
interface FieldLines {
  readonly name: string
  readonly values: string[]
}

function isFolded(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t')
}

/** Adds a field line, or a folded one (RFC 5322 2.2.3) to the field before it. */
function addLine(lines: FieldLines[], text: string): BadHeaderLine['wrong'] | undefined {
  const continues = isFolded(text)
  const colon = continues ? -1 : text.indexOf(':')
  const value = trimFieldValue(text.slice(colon + 1))
  if (!isFieldValue(value)) return 'character'
  if (continues) {
    const last = lines.at(-1)
    if (last === undefined) return 'form'
    if (value !== '') last.values.push(value)
    return undefined
  }
  const name = text.slice(0, Math.max(colon, 0))
  if (!isToken(name)) return 'form'
  lines.push({ name: lowerName(name), values: value === '' ? [] : [value] })
  return undefined
}

function lineEnd(bytes: Uint8Array, start: number, feed: number): number {
  return feed > start && bytes[feed - 1] === carriageReturn ? feed - 1 : feed
}

/**
 * Whether a body has a line that begins with the delimiter, so that it would end its part. Some
 * readers take a carriage return alone for the end of a line.
 */
export function containsDelimiter(body: Uint8Array, boundary: string): boolean {
  const delimiter = toBytes(`--${boundary}`)
  return (
    beginsWith(body, delimiter, 0) ||
    followsMark(body, delimiter, lineFeed) ||
    followsMark(body, delimiter, carriageReturn)
  )
}

/** Whether bytes stand anywhere right behind a certain one. */
function followsMark(body: Uint8Array, bytes: Uint8Array, mark: number): boolean {
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) {
    if (beginsWith(body, bytes, at + 1)) return true
  }
  return false
}

function beginsWith(bytes: Uint8Array, prefix: Uint8Array, at: number): boolean {
  if (bytes.length - at < prefix.length) return false
  for (let index = 0; index < prefix.length; index += 1) {
    if (bytes[at + index] !== prefix[index]) return false
  }
  return true
}
