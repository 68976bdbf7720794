const encoder = new TextEncoder()

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\x00-\x7f]*$/

/**
 * Collects texts and bytes and joins them once. Texts are written as UTF-8; neighbouring ones are
 * joined first, so that a batch of small answers costs few copies.
 */
export class ByteWriter {
  /** Texts among these are ASCII, so that their length is their size. */
  readonly #pieces: (string | Uint8Array)[] = []
  #pending = ''
  #size = 0

  /** Adds a text. */
  text(text: string): void {
    this.#pending += text
  }

  /** Adds bytes. They are not copied before {@link finish}. */
  bytes(bytes: Uint8Array): void {
    this.#flush()
    this.#add(bytes)
  }

  /** Everything that was added, as one array of bytes. */
  finish(): Uint8Array {
    this.#flush()
    const target = new Uint8Array(this.#size)
    let at = 0
    for (const piece of this.#pieces) {
      if (typeof piece !== 'string') target.set(piece, at)
      else if (piece.length <= shortText) writeShort(piece, target, at)
      else encoder.encodeInto(piece, target.subarray(at))
      at += piece.length
    }
    return target
  }

  #flush(): void {
    const text = this.#pending
    if (text === '') return
    this.#pending = ''
    this.#add(ascii.test(text) ? text : encoder.encode(text))
  }

  #add(piece: string | Uint8Array): void {
    this.#pieces.push(piece)
    this.#size += piece.length
  }
}

/** Up to this length a loop is faster than a call of the encoder. */
const shortText = 128

function writeShort(text: string, target: Uint8Array, from: number): void {
  for (let index = 0; index < text.length; index += 1) {
    target[from + index] = text.charCodeAt(index)
  }
}
