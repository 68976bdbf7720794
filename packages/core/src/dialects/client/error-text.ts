import { decodeUtf8 } from '../../wire/utf8.ts'

/** Bytes of an error document that are read. */
const longestDocument = 64 * 1024
/** Characters of a message that are shown. */
const longestText = 300

/**
 * What an error document says, in whatever form of the dialects or of problem details (RFC 9457) it
 * is; the beginning of any other text. Undefined where it says nothing readable.
 */
export function errorText(body: Uint8Array): string | undefined {
  const text = decodeUtf8(body.subarray(0, longestDocument))
  if (text === undefined || text.trim() === '') return undefined
  const found = textIn(parse(text), 0)
  const shown = (found ?? (/^\s*[<{[]/.test(text) ? '' : text)).replace(/\s+/g, ' ').trim()
  if (shown === '') return undefined
  return shown.length > longestText ? `${shown.slice(0, longestText)}…` : shown
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const memberNames = ['message', 'detail', 'error', 'fault', 'errors', 'error_description', 'title']
const deepest = 4

/** The first text under one of the usual names, from the outside in. */
function textIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined
  if (Array.isArray(value)) return textIn(value[0], depth + 1)
  for (const name of memberNames) {
    const found = Object.hasOwn(value, name)
      ? textIn((value as Record<string, unknown>)[name], depth + 1)
      : undefined
    if (found !== undefined) return found
  }
  return undefined
}
