/** Bytes of a text whose characters are bytes (ISO 8859-1), as header fields have them. */
export function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

const decodeSize = 0x2000

/** The text whose characters are these bytes. */
export function toText(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += decodeSize) {
    text += String.fromCharCode(...bytes.subarray(at, at + decodeSize))
  }
  return text
}
