const encoder = new TextEncoder()

/**
 * Collects texts and bytes and joins them once. Texts are written as UTF-8; neighbouring ones are
 * joined first, so that a batch of small answers costs few copies.
 */
export class ByteWriter {
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
    this.#pieces.push(bytes)
    this.#size += bytes.length
  }

  /** Everything that was added, as one array of bytes. */
  finish(): Uint8Array {
    this.#flush()
    let target = new Uint8Array(this.#size)
    let at = 0
    for (const [index, piece] of this.#pieces.entries()) {
      if (typeof piece !== 'string') {
        target.set(piece, at)
        at += piece.length
        continue
      }
      const { read, written } = encoder.encodeInto(piece, target.subarray(at))
      at += written
      if (read === piece.length) continue
      // A text beyond ASCII needs more bytes than it has characters: make room for the worst case.
      const rest = encoder.encode(piece.slice(read))
      const larger = new Uint8Array(at + rest.length + this.#worstCase(index + 1))
      larger.set(target.subarray(0, at))
      larger.set(rest, at)
      at += rest.length
      target = larger
    }
    return target.subarray(0, at)
  }

  #flush(): void {
    if (this.#pending === '') return
    this.#pieces.push(this.#pending)
    this.#size += this.#pending.length
    this.#pending = ''
  }

  #worstCase(from: number): number {
    let size = 0
    for (const piece of this.#pieces.slice(from)) {
      size += typeof piece === 'string' ? piece.length * 3 : piece.length
    }
    return size
  }
}
