const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** The text of bytes in UTF-8, or undefined where they are not. A byte order mark is kept. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Bytes that are decoded at a time where only their validity counts. */
const piece = 64 * 1024

/** Whether bytes are valid UTF-8. Makes no text of the size of a large body. */
export function isValidUtf8(bytes: Uint8Array): boolean {
  if (bytes.length <= piece) return decodeUtf8(bytes) !== undefined
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    for (let at = 0; at < bytes.length; at += piece) {
      decoder.decode(bytes.subarray(at, at + piece), { stream: at + piece < bytes.length })
    }
    return true
  } catch {
    return false
  }
}

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The offset of the first byte that is not part of valid UTF-8, or the length. For messages. */
export function findInvalidUtf8(bytes: Uint8Array): number {
  let valid = 0
  let invalid = bytes.length
  // The longest valid beginning, by halving. A cut inside a character is no fault.
  while (valid < invalid) {
    const middle = Math.ceil((valid + invalid) / 2)
    if (isValidBeginning(bytes.subarray(0, middle))) valid = middle
    else invalid = middle - 1
  }
  return valid
}

function isValidBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
