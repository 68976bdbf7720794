import type { CancelReason, PartOutcome, PartRun } from '@batchway/core'

/** When something happened to a part, on the clock of `performance.now()`. */
export class PartClock {
  ready: number | undefined
  sent: number | undefined
  received: number | undefined
  done: number | undefined
  outcome: PartOutcome | undefined
}

/** The run of a part, watched: it is the run in all else. */
export class WatchedRun implements PartRun {
  readonly #run: PartRun
  readonly #clock: PartClock

  constructor(run: PartRun, clock: PartClock) {
    this.#run = run
    this.#clock = clock
  }

  get batch(): object {
    return this.#run.batch
  }

  get outer(): PartRun['outer'] {
    return this.#run.outer
  }

  get deadline(): number {
    return this.#run.deadline
  }

  get givenUp(): CancelReason | undefined {
    return this.#run.givenUp
  }

  get claimed(): number {
    return this.#run.claimed
  }

  get answerLimit(): number {
    return this.#run.answerLimit
  }

  claim(bytes: number): ReturnType<PartRun['claim']> {
    this.#clock.received ??= performance.now()
    return this.#run.claim(bytes)
  }

  unclaim(bytes: number): void {
    this.#run.unclaim(bytes)
  }

  hold(): void {
    this.#run.hold()
  }

  resume(): void {
    this.#run.resume()
  }

  sent(): void {
    this.#clock.sent ??= performance.now()
    // What comes now is the answer to this try.
    this.#clock.received = undefined
    this.#run.sent()
  }

  onCancel(listener: (reason: CancelReason) => void): void {
    this.#run.onCancel(listener)
  }
}
