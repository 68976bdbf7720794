/**
 * Memory that all batches of a process share: request bodies, answers and the output made of them.
 * What does not fit is refused, so that load costs callers a 503 and never the process its life.
 */
export class Budget {
  /** Bytes in all. */
  readonly limit: number
  #used = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** Bytes taken at the moment. */
  get used(): number {
    return this.#used
  }

  /** Takes bytes, or returns false and takes none. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.limit) return false
    this.#used += bytes
    return true
  }

  /** Gives bytes back. */
  give(bytes: number): void {
    this.#used -= bytes
  }
}

/** The budget of this process where an endpoint is not given another one: 256 MiB. */
export const processBudget: Budget = new Budget(256 * 1024 * 1024)
