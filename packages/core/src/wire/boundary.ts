import { trimFieldValue } from '../model/headers.ts'
import { splitOutsideQuotes } from './field-list.ts'

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
  const [type = '', ...parameters] = splitOutsideQuotes(contentType, ';')
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

function hasForbidden(text: string): boolean {
  return ['\r', '\n', '\0', ';'].some((character) => text.includes(character))
}
