import type { Failure, PartRequest } from '../model/batch.ts'
import { isSafeMethod, withUnknownOutcome } from '../model/batch.ts'
import type { CancelReason, PartRun } from '../model/dispatch.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'

/** What a flight asks of the run that it belongs to. */
export interface FlightRun {
  readonly outer: OuterRequest
  readonly limits: Limits
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
  /** When its time ends; infinite while it waits for its turn. */
  deadline: number = Number.POSITIVE_INFINITY
  /** Whether its request has begun to leave. */
  wasSent = false
  /** Whether its outcome is settled. */
  over = false
  #answer = 0
  #listener: ((reason: CancelReason) => void) | undefined

  constructor(run: FlightRun, index: number, request: PartRequest) {
    this.#run = run
    this.index = index
    this.request = request
  }

  get batch(): object {
    return this.#run
  }

  get outer(): OuterRequest {
    return this.#run.outer
  }

  get answerLimit(): number {
    return this.#run.limits.answerBytes
  }

  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded' {
    if (this.over) return 'overloaded'
    if (this.#answer + bytes > this.answerLimit) return 'answer-too-large'
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
  }

  onCancel(listener: (reason: CancelReason) => void): void {
    this.#listener = listener
  }

  /** Tells the dispatch to give up. */
  cancel(reason: CancelReason): void {
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
    return `The API did not answer in time (${seconds} s at most).`
  }
}
