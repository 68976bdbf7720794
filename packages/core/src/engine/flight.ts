import type { Failure, PartRequest } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import type { CancelReason, PartRun } from '../model/dispatch.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'

/** What a flight asks of the run that it belongs to. */
export interface FlightRun {
  readonly outer: OuterRequest
  readonly limits: Limits
  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded'
  hold(flight: Flight): void
  resume(flight: Flight): void
}

/** One part that was handed to the dispatch. */
export class Flight implements PartRun {
  readonly index: number
  readonly request: PartRequest
  readonly #run: FlightRun
  /** When its time ends, in milliseconds of the run's clock; undefined while it waits its turn. */
  deadline: number | undefined
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
    this.#answer += bytes
    if (this.#answer > this.answerLimit) return 'answer-too-large'
    return this.#run.claim(bytes)
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
    this.#listener?.(reason)
  }

  /** The failure that giving up the part means. */
  abandoned(reason: CancelReason): Failure {
    const outcomeUnknown = this.wasSent && !isSafeMethod(this.request.method)
    return { kind: 'failed', reason, message: this.#message(reason), outcomeUnknown }
  }

  #message(reason: CancelReason): string {
    if (reason === 'not-started') return 'The time of the batch ran out before the part was sent.'
    if (reason === 'cancelled') return 'The caller went away while the part was under way.'
    const seconds = this.#run.limits.partTime / 1000
    const sent = this.wasSent && !isSafeMethod(this.request.method)
    const unknown = sent ? ' The request had been sent: it is unknown whether it took effect.' : ''
    return `The API did not answer in time (${seconds} s at most).${unknown}`
  }
}
