import type { Failure, PartRequest } from '../model/batch.ts'
import { isSafeMethod, withUnknownOutcome } from '../model/batch.ts'
import type { CancelReason, PartRun } from '../model/dispatch.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { PartClock } from './part-times.ts'

/** What a flight asks of the run that it belongs to. */
export interface FlightRun {
  /** The run of the whole batch. */
  readonly whole: object
  readonly outer: OuterRequest
  readonly limits: Limits
  /** When the time of the batch ends. */
  readonly deadline: number
  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded'
  unclaim(bytes: number): void
  hold(flight: Flight): void
  resume(flight: Flight): void
}

/** One part that was handed to the dispatch. */
export class Flight implements PartRun {
  readonly index: number
  readonly request: PartRequest
  readonly #run: FlightRun
  readonly #clock: PartClock | undefined
  /** When its own time ends; infinite while it waits for its turn. */
  ends: number = Number.POSITIVE_INFINITY
  /** What is left of its time while it waits for its turn. */
  left = 0
  /** Whether its request has begun to leave. */
  wasSent = false
  /** Whether its outcome is settled. */
  over = false
  givenUp: CancelReason | undefined = undefined
  #answer = 0
  #listener: ((reason: CancelReason) => void) | undefined

  /** `clock` is told of what happens to the part, where anybody wants to know. */
  constructor(run: FlightRun, index: number, request: PartRequest, clock?: PartClock) {
    this.#run = run
    this.index = index
    this.request = request
    this.#clock = clock
    clock?.mark(clock.started, request.part.index)
  }

  get batch(): object {
    return this.#run.whole
  }

  get outer(): OuterRequest {
    return this.#run.outer
  }

  get deadline(): number {
    return Math.min(this.ends, this.#run.deadline)
  }

  get claimed(): number {
    return this.#answer
  }

  get answerLimit(): number {
    return this.#run.limits.answerBytes
  }

  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded' {
    if (this.over) return 'overloaded'
    if (this.#answer + bytes > this.answerLimit) return 'answer-too-large'
    this.#clock?.markFirst(this.#clock.received, this.request.part.index)
    const claimed = this.#run.claim(bytes)
    if (claimed === 'ok') this.#answer += bytes
    return claimed
  }

  unclaim(bytes: number): void {
    if (this.over) return
    this.#answer -= bytes
    this.#run.unclaim(bytes)
  }

  hold(): void {
    this.#run.hold(this)
  }

  resume(): void {
    this.#run.resume(this)
  }

  sent(): void {
    this.wasSent = true
    this.#clock?.markFirst(this.#clock.sent, this.request.part.index)
  }

  /** Says that its outcome is settled. */
  settled(): void {
    this.over = true
    this.#clock?.mark(this.#clock.ended, this.request.part.index)
  }

  onCancel(listener: (reason: CancelReason) => void): void {
    this.#listener = listener
  }

  /** Tells the dispatch to give up. */
  cancel(reason: CancelReason): void {
    this.givenUp = reason
    const listener = this.#listener
    // Nothing of a part that is over should be kept alive by its run.
    this.#listener = undefined
    try {
      listener?.(reason)
    } catch {
      // Whatever a dispatch does with the news, the part is over.
    }
  }

  /** The failure that giving up the part means. */
  abandoned(reason: CancelReason, message: string = this.#message(reason)): Failure {
    return this.#failure({ kind: 'failed', reason, message })
  }

  /** The failure of a part whose dispatch threw, which none should. */
  broken(cause: unknown): Failure {
    const message = 'The part could not be run because of an internal error.'
    return this.#failure({ kind: 'failed', reason: 'unreachable', message, cause })
  }

  #failure(failure: Failure): Failure {
    const unsafe = !isSafeMethod(this.request.method)
    return this.wasSent && unsafe ? withUnknownOutcome(failure) : failure
  }

  #message(reason: CancelReason): string {
    if (reason === 'cancelled') return 'The caller went away while the part was under way.'
    const seconds = this.#run.limits.partTime / 1000
    return this.wasSent
      ? `The API did not answer in time (${seconds} s at most).`
      : `The part could not be sent in time (${seconds} s at most), and was not run.`
  }
}
