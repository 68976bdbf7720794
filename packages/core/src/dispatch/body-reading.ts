const decoder = new TextDecoder()

/** The text of a body, as `Request.text` gives it: UTF-8, without a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** A copy of a body, which nothing else is kept by. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy.buffer
}
