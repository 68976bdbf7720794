import type { PartOutcome, PartRequest } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import type { Dispatch, PartRun, Policy } from '../model/dispatch.ts'
import { headerValue } from '../model/headers.ts'

/** When and how often parts are tried again. */
export interface RetryOptions {
  /** How often a part is tried at most, the first time included. Default 3. */
  readonly attempts?: number
  /**
   * Answers that are worth another try. A 429 is one only if it says when (`Retry-After`). Default
   * 429, 502, 503 and 504.
   */
  readonly statuses?: readonly number[]
  /** Milliseconds that the first pause may be long; each further one may be twice as long. Default 100. */
  readonly baseDelay?: number
  /** Milliseconds that a pause may be long, unless the API asks for more. Default 5000. */
  readonly maxDelay?: number
  /** From 0 to below 1. Default `Math.random`. */
  readonly random?: () => number
}

/** The answers that are worth another try where nothing else is said. */
export const retriedStatuses: readonly number[] = [429, 502, 503, 504]

/**
 * Tries safe parts (RFC 9110 9.2.1) again that could not be sent, broke before an answer, or got an
 * answer which says so. The pauses are random (full jitter), on top of the time that `Retry-After`
 * asks for, and never longer than the part has time: it then keeps the answer that it has. Goes
 * around whatever limits parts under way, so that a part which pauses takes nobody's place. Throws a
 * RangeError when an option can't be used.
 */
export function createRetry(options: RetryOptions = {}): Policy {
  const retry = new Retry(options)
  return (next) => (request, run) =>
    isSafeMethod(request.method) ? retry.run(next, request, run) : next(request, run)
}

class Retry {
  readonly #attempts: number
  readonly #statuses: ReadonlySet<number>
  readonly #baseDelay: number
  readonly #maxDelay: number
  readonly #random: () => number

  constructor(options: RetryOptions) {
    this.#attempts = checkNumber('attempts', options.attempts ?? 3, 1)
    this.#statuses = new Set(options.statuses ?? retriedStatuses)
    this.#baseDelay = checkNumber('baseDelay', options.baseDelay ?? 100, 0)
    this.#maxDelay = checkNumber('maxDelay', options.maxDelay ?? 5000, 0)
    this.#random = options.random ?? Math.random
  }

  async run(next: Dispatch, request: PartRequest, run: PartRun): Promise<PartOutcome> {
    for (let attempts = 1; ; attempts += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      const result = this.#judge(await next(request, run), attempts, run)
      if (typeof result !== 'number') return result
      // The answer is not needed any more; its room is there for the next one.
      run.unclaim(run.claimed)
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (!(await sleep(result, run))) return givenUp
    }
  }

  /** The outcome where it stands, or how many milliseconds to wait for the next attempt. */
  #judge(outcome: PartOutcome, attempts: number, run: PartRun): PartOutcome | number {
    const pause = attempts < this.#attempts ? this.#pauseAfter(outcome, attempts) : undefined
    const late = pause === undefined || performance.now() + pause >= run.deadline
    return late || run.givenUp !== undefined ? counted(outcome, attempts) : pause
  }

  /** Milliseconds until the next attempt; undefined when there should be none. */
  #pauseAfter(outcome: PartOutcome, attempts: number): number | undefined {
    const jitter = this.#random() * Math.min(this.#maxDelay, this.#baseDelay * 2 ** (attempts - 1))
    if (outcome.kind === 'failed') return outcome.reason === 'unreachable' ? jitter : undefined
    if (outcome.kind !== 'answered' || !this.#statuses.has(outcome.response.status))
      return undefined
    const asked = readRetryAfter(headerValue(outcome.response.headers, 'retry-after'))
    if (asked === undefined && outcome.response.status === 429) return undefined
    return (asked ?? 0) + jitter
  }
}

/**
 * Milliseconds that a `Retry-After` (RFC 9110 10.2.3) asks to wait: seconds, or a date in any of the
 * three forms of HTTP. Undefined when it is neither.
 */
export function readRetryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  if (/^[0-9]+$/.test(text)) return Number(text) * 1000
  if (!/^[A-Za-z]{3,9},? .*[0-9]{2}:[0-9]{2}:[0-9]{2}/.test(text)) return undefined
  // The oldest form names no zone; it means the same one.
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(time) ? undefined : Math.max(0, time - Date.now())
}

/** Waits; false when the part was given up meanwhile. */
function sleep(milliseconds: number, run: PartRun): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), milliseconds)
    run.onCancel(() => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}

const givenUp: PartOutcome = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was given up before it was tried again.',
}

function counted(outcome: PartOutcome, attempts: number): PartOutcome {
  return attempts === 1 || outcome.kind === 'skipped' ? outcome : { ...outcome, attempts }
}

function checkNumber(option: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new RangeError(`${option} must be a whole number of at least ${least}, not ${value}`)
}
