/** Splits a field value at a separator where that stands outside of quotes. */
export function splitOutsideQuotes(text: string, separator: ',' | ';'): readonly string[] {
  const pieces: string[] = []
  let start = 0
  let inQuotes = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '\\' && inQuotes) index += 1
    else if (character === '"') inQuotes = !inQuotes
    else if (character === separator && !inQuotes) {
      pieces.push(text.slice(start, index))
      start = index + 1
    }
  }
  pieces.push(text.slice(start))
  return pieces
}
