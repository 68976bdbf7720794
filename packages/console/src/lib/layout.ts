import { applyEdits, format } from 'jsonc-parser'

/**
 * JSON laid out for reading. Only white space between values changes: numbers, escapes and repeated
 * members stay as they are. What is no JSON comes back as it was.
 */
export function layOut(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }))
}
