const encoder = new TextEncoder()

/** U+FFFD in UTF-8, for half a character. */
const replacement = encoder.encode('\ufffd')

/** Bytes of a writer that was not told how much is to come. */
const usual = 1024

/** More than this is not left unused behind what was written. */
const slack = 64 * 1024

/** Longer texts are given to the encoder; it is slower to call and faster to run than a loop. */
const shortText = 64

/**
 * Puts texts, as UTF-8, and bytes one after the other into one array. `expected` is how many bytes
 * are going to come, about: with it nothing has to be copied twice.
 */
export class ByteWriter {
  #target: Uint8Array
  #at = 0
  /** The first half of a surrogate pair, whose other half may be about to come. */
  #half = ''

  constructor(expected: number = usual) {
    this.#target = new Uint8Array(expected)
  }

  /** Bytes that were added so far, those of half a character not counted. */
  get size(): number {
    return this.#at
  }

  /** Adds a text; a lone surrogate becomes U+FFFD. */
  text(text: string): void {
    if (this.#half !== '') {
      const half = this.#half
      this.#half = ''
      this.text(half + text)
      return
    }
    const length = text.length
    if (this.#at + length > this.#target.length) this.#grow(length)
    if (length > shortText) {
      this.#encode(text)
      return
    }
    const target = this.#target
    let at = this.#at
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 0x7f) {
        this.#encode(text)
        return
      }
      target[at] = code
      at += 1
    }
    this.#at = at
  }

  /** Adds bytes. */
  bytes(bytes: Uint8Array): void {
    if (this.#half !== '') this.#writeHalf()
    if (this.#at + bytes.length > this.#target.length) this.#grow(bytes.length)
    this.#target.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** Everything that was added, as one array of bytes. */
  finish(): Uint8Array {
    if (this.#half !== '') this.#writeHalf()
    const written = this.#target.subarray(0, this.#at)
    return this.#target.length - this.#at > slack ? written.slice() : written
  }

  #writeHalf(): void {
    this.#half = ''
    this.bytes(replacement)
  }

  #encode(text: string): void {
    const last = text.charCodeAt(text.length - 1)
    if (last < 0xd800 || last > 0xdbff) {
      this.#write(text)
    } else {
      this.#write(text.slice(0, -1))
      this.#half = text.slice(-1)
    }
  }

  #write(text: string): void {
    const { read, written } = encoder.encodeInto(text, this.#target.subarray(this.#at))
    this.#at += written
    if (read === text.length) return
    // No character has more than three bytes for each of its UTF-16 units.
    const rest = text.slice(read)
    this.#grow(rest.length * 3)
    this.#write(rest)
  }

  #grow(needed: number): void {
    const wanted = Math.max(this.#at + needed, this.#at * 2)
    const target = new Uint8Array(wanted)
    target.set(this.#target.subarray(0, this.#at))
    this.#target = target
  }
}
