import { trimFieldValue } from '../../model/headers.ts'

/** The boundary parameter of a `multipart/mixed` content type. */
export interface Boundary {
  readonly text: string
  /** Whether it came in quotes. */
  readonly quoted: boolean
}

const longest = 70

/**
 * Reads the boundary of a `multipart/mixed` content type. Released clients send boundaries that
 * RFC 2046 would have in quotes (`#separator$_@`), so whatever stands up to the next `;` counts.
 * Undefined when the type is another one, or the boundary is missing, given twice, empty or longer
 * than 70 characters.
 */
export function readBoundary(contentType: string): Boundary | undefined {
  const [type = '', ...parameters] = splitParameters(contentType)
  if (trimFieldValue(type).toLowerCase() !== 'multipart/mixed') return undefined
  const values = parameters.flatMap((parameter) => {
    const equals = parameter.indexOf('=')
    const name = trimFieldValue(parameter.slice(0, Math.max(equals, 0))).toLowerCase()
    return name === 'boundary' ? [trimFieldValue(parameter.slice(equals + 1))] : []
  })
  const [value] = values
  if (value === undefined || values.length > 1) return undefined
  const quoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"')
  const text = quoted ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value
  if (text === '' || text.length > longest || hasForbidden(text)) return undefined
  return { text, quoted }
}

/** Splits at semicolons that stand outside of quotes. */
function splitParameters(text: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let inQuotes = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '\\' && inQuotes) index += 1
    else if (character === '"') inQuotes = !inQuotes
    else if (character === ';' && !inQuotes) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function hasForbidden(text: string): boolean {
  return ['\r', '\n', '\0', ';'].some((character) => text.includes(character))
}
