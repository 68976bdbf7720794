/** An answer's byte is held twice: as it came, and in the output that is made of it. */
export const copiesOfAnswer = 2

/** Before any answer is known, one is as large as this part of all: 1 MiB of 256. */
const unknownShare = 256

/** Answers that make the usual one. */
const memory = 16

/**
 * Memory that all batches of a process share: request bodies, answers and the output made of them.
 * What does not fit is refused, so that load costs callers a 503 and never the process its life.
 */
export class Budget {
  /** Bytes in all. */
  readonly limit: number
  #used = 0
  #bodies = 0
  /** Bytes of an answer, as they have been of late. */
  #usualAnswer: number

  constructor(limit: number) {
    this.limit = limit
    this.#usualAnswer = limit / unknownShare
  }

  /** Bytes taken at the moment. */
  get used(): number {
    return this.#used
  }

  /** Whether more than a third of it is taken: batches should be finished rather than begun. */
  get isShort(): boolean {
    return this.#used * 3 > this.limit
  }

  /**
   * Takes bytes for the body of a batch, or returns false and takes none. Bodies get a third of all at
   * most: as much again is for answers as they come, and for the output that is made of them. A single
   * body may have more.
   */
  takeBody(bytes: number): boolean {
    if (this.#bodies > 0 && (this.#bodies + bytes) * 3 > this.limit) return false
    if (!this.take(bytes)) return false
    this.#bodies += bytes
    return true
  }

  /** Gives bytes back that were taken for a body. */
  giveBody(bytes: number): void {
    this.#bodies -= bytes
    this.give(bytes)
  }

  /** Learns how large an answer was. */
  learn(answer: number): void {
    this.#usualAnswer += (answer - this.#usualAnswer) / memory
  }

  /** Whether there is room for that many more answers, if they are as large as those of late. */
  hasRoomFor(answers: number): boolean {
    return this.#used + answers * this.#usualAnswer * copiesOfAnswer <= this.limit
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
