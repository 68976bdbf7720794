import { isToken, trimFieldValue } from '../model/headers.ts'

/** A media type (RFC 9110 8.3.1): type and subtype in lower case, parameters by lower-case name. */
export interface MediaType {
  /** Such as `application/json`. */
  readonly essence: string
  readonly parameters: ReadonlyMap<string, string>
}

/**
 * Reads a `Content-Type` value. Undefined when it is not one; the first of two parameters of the
 * same name wins. Takes time in proportion to the text.
 */
export function parseMediaType(value: string): MediaType | undefined {
  const found = known.get(value)
  if (found !== undefined) return found
  const type = parse(value)
  if (type === undefined || value.length > longestKnown) return type
  // Whoever makes up types makes the usual ones be read once more.
  if (known.size >= mostKnown) known.clear()
  known.set(value, type)
  return type
}

/** Batches and their answers have few types, and these again and again. */
const known = new Map<string, MediaType>()
const mostKnown = 100
const longestKnown = 100

function parse(value: string): MediaType | undefined {
  const end = value.indexOf(';')
  const essence = trimFieldValue(end === -1 ? value : value.slice(0, end)).toLowerCase()
  const [type, subtype, ...more] = essence.split('/')
  if (type === undefined || subtype === undefined || more.length > 0) return undefined
  if (!isToken(type) || !isToken(subtype)) return undefined
  const parameters = end === -1 ? new Map<string, string>() : parseParameters(value, end)
  return parameters === undefined ? undefined : { essence, parameters }
}

/** Reads `;name=value` from `at` on, where the first semicolon stands. */
function parseParameters(value: string, at: number): Map<string, string> | undefined {
  const parameters = new Map<string, string>()
  let next = at
  while (next < value.length) {
    const start = next + 1
    const equals = findAny(value, '=;', start)
    const name = trimFieldValue(value.slice(start, equals)).toLowerCase()
    if (value[equals] !== '=') {
      if (name !== '') return undefined
      next = equals
      continue
    }
    const parameter = parseValue(value, equals + 1)
    if (parameter === undefined || !isToken(name)) return undefined
    if (!parameters.has(name)) parameters.set(name, parameter.text)
    next = parameter.end
  }
  return parameters
}

/** A token or quoted string, and where the next semicolon or the end is. */
function parseValue(value: string, at: number): { text: string; end: number } | undefined {
  if (value[at] !== '"') {
    const end = findAny(value, ';', at)
    const text = trimFieldValue(value.slice(at, end))
    return text.includes('"') ? undefined : { text, end }
  }
  let text = ''
  let index = at + 1
  for (; value[index] !== '"'; index += 1) {
    if (value[index] === '\\') index += 1
    if (index >= value.length) return undefined
    text += value[index]
  }
  const end = findAny(value, ';', index + 1)
  return trimFieldValue(value.slice(index + 1, end)) === '' ? { text, end } : undefined
}

/** Offset of the first of these characters from `start` on, or the end of the text. */
function findAny(text: string, characters: string, start: number): number {
  let index = start
  while (index < text.length && !characters.includes(text.charAt(index))) index += 1
  return index
}

/** Whether a media type is JSON: `application/json` or a `+json` suffix (RFC 6839). */
export function isJsonType(type: MediaType): boolean {
  return type.essence === 'application/json' || type.essence.endsWith('+json')
}

/** Whether the type names UTF-8 as its charset, or none. */
export function isUtf8Charset(type: MediaType): boolean {
  const charset = type.parameters.get('charset')?.toLowerCase()
  return charset === undefined || charset === 'utf-8' || charset === 'utf8'
}
