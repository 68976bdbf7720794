/**
 * When what happened to the parts of a batch, by their index: milliseconds since the head of the
 * batch, NaN where it did not happen.
 */
export interface PartTimes {
  /** It may run: nothing in its batch stands before it any more. */
  readonly started: Float64Array
  /** Its request began to leave, or its handler was called; the first time, where it was tried again. */
  readonly sent: Float64Array
  /** The first bytes of an answer's body came, the first time. */
  readonly received: Float64Array
  /** Its outcome was settled. */
  readonly ended: Float64Array
}

/** Keeps the times of one batch, in one piece of memory. */
export class PartClock implements PartTimes {
  readonly started: Float64Array
  readonly sent: Float64Array
  readonly received: Float64Array
  readonly ended: Float64Array
  readonly #zero: number

  /** `zero` is the time of the head, on the clock of `performance.now()`. */
  constructor(parts: number, zero: number) {
    const all = new Float64Array(parts * 4).fill(Number.NaN)
    this.started = all.subarray(0, parts)
    this.sent = all.subarray(parts, parts * 2)
    this.received = all.subarray(parts * 2, parts * 3)
    this.ended = all.subarray(parts * 3)
    this.#zero = zero
  }

  /** Writes that it is now. */
  mark(times: Float64Array, index: number): void {
    times[index] = performance.now() - this.#zero
  }

  /** The same, unless it has happened before. */
  markFirst(times: Float64Array, index: number): void {
    if (Number.isNaN(times[index])) this.mark(times, index)
  }
}
