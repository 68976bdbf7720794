const nothing = new Uint8Array(0)

/**
 * Chunks that become one array. Where their length is known beforehand they are copied into their
 * place as they come, so that no byte is held twice: neither as a chunk until the last one has come,
 * nor until the chunks are collected as garbage. The memory is used by the system as it is filled.
 */
export class GatheredBytes {
  readonly #expected: number
  #whole: Uint8Array | undefined
  /** What came before there was a place for it, or beyond that place; nearly always at most one. */
  #first: Uint8Array | undefined
  #more: Uint8Array[] | undefined
  #filled = 0
  #size = 0

  /** `expected` is how many bytes are going to come; 0 where that is unknown. It may be wrong. */
  constructor(expected = 0) {
    this.#expected = expected
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size
  }

  /** Adds a chunk. A single one is kept as it is. */
  add(chunk: Uint8Array): void {
    if (this.#size === 0 && chunk.length < this.#expected) {
      // Not from the pool, where a small answer would keep a large slab.
      this.#whole = Buffer.allocUnsafeSlow(this.#expected)
    }
    this.#size += chunk.length
    if (this.#whole === undefined || this.#size > this.#whole.length) {
      if (this.#first === undefined) this.#first = chunk
      else (this.#more ??= []).push(chunk)
      return
    }
    this.#whole.set(chunk, this.#filled)
    this.#filled = this.#size
  }

  /** All of them as one array. Nothing may be added afterwards. */
  join(): Uint8Array {
    const first = this.#first
    const filled = this.#whole?.subarray(0, this.#filled) ?? nothing
    if (first === undefined) return filled
    const more = this.#more ?? []
    if (this.#whole === undefined && more.length === 0) return first
    return Buffer.concat([filled, first, ...more], this.#size)
  }
}

/** As many as a safe integer surely has. */
const mostDigits = 15

/** The length that a message says its content has; undefined where it says none. */
export function readLength(value: string | undefined): number | undefined {
  if (value === undefined || value.length === 0 || value.length > mostDigits) return undefined
  let length = 0
  for (let index = 0; index < value.length; index += 1) {
    const digit = value.charCodeAt(index) - 0x30
    if (digit < 0 || digit > 9) return undefined
    length = length * 10 + digit
  }
  return length
}
