import type { Failure, PartOutcome, PartRun, Policy } from '@batchway/core'
import type { CircuitBreakerPolicy, IBreaker } from 'cockatiel'
import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  SamplingBreaker,
} from 'cockatiel'

/** Whether parts are sent: all, none, or a few to see whether the API is back. */
export type BreakerState = 'closed' | 'open' | 'half-open'

/** When parts are not sent any more, and when again. Times are milliseconds. */
export interface BreakerOptions {
  /**
   * How many parts in a row must fail, or which share of those within a window of time, and how many
   * there must be in it. Default 10 in a row.
   */
  readonly failures?: number | FailureRatio
  /** How long no part is sent. Default 10 s. */
  readonly openTime?: number
  /** How many parts must succeed after that, before all are sent again. Default 1. */
  readonly probes?: number
  /** Answers that are failures. Default 502, 503 and 504. */
  readonly statuses?: readonly number[]
  /** Told of every change. */
  readonly onChange?: (state: BreakerState) => void
}

/** A share of failures. */
export interface FailureRatio {
  /** Above 0 and below 1. */
  readonly ratio: number
  /** Milliseconds. */
  readonly window: number
  /** Parts within the window, below which nothing is decided. */
  readonly minimum: number
}

/** A circuit breaker around an upstream. */
export interface Breaker {
  /** Goes around the dispatch to that upstream, inside of everything that lets parts wait. */
  readonly policy: Policy
  readonly state: BreakerState
  /** Whether it sends no part at this moment: its time open is not over. */
  readonly isRefusing: boolean
}

/**
 * Stops sending parts to an API that fails: they fail at once, with `breaker-open` and a
 * `Retry-After`. A failure is a part that could not reach the API, ran out of its time, or got one of
 * the statuses; a part whose caller went away says nothing. Throws a RangeError when an option can't
 * be used.
 */
export function createBreaker(options: BreakerOptions = {}): Breaker {
  return new PartBreaker(options)
}

const stateNames: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  // Nobody holds it open by hand.
  [CircuitState.Isolated]: 'open',
}

interface Judged {
  readonly outcome: PartOutcome
  readonly failed: boolean
}

/** Takes an outcome past the circuit without counting for or against the API. */
class SaysNothing extends Error {
  readonly outcome: PartOutcome

  constructor(outcome: PartOutcome) {
    super('the caller went away')
    this.outcome = outcome
  }
}

class PartBreaker implements Breaker {
  readonly #circuit: CircuitBreakerPolicy
  readonly #statuses: ReadonlySet<number>
  readonly #openTime: number
  readonly #probes: number
  /** Parts that were sent since the circuit became half open. */
  #sent = 0
  #openedAt = 0

  constructor({ failures = 10, openTime = 10_000, probes = 1, ...options }: BreakerOptions) {
    this.#statuses = new Set(options.statuses ?? [502, 503, 504])
    this.#openTime = openTime
    this.#probes = probes
    const failed = handleWhenResult((result) => (result as Judged).failed)
    this.#circuit = circuitBreaker(failed, {
      halfOpenAfter: openTime,
      breaker: toRule(failures),
      halfOpenSampling: { calls: probes, threshold: 0 },
    })
    this.#circuit.onBreak(() => {
      this.#openedAt = Date.now()
    })
    this.#circuit.onHalfOpen(() => {
      this.#sent = 0
    })
    this.#circuit.onStateChange((state) => options.onChange?.(stateNames[state]))
  }

  get state(): BreakerState {
    return stateNames[this.#circuit.state]
  }

  get isRefusing(): boolean {
    const { state } = this.#circuit
    const isOpen = state === CircuitState.Open || state === CircuitState.Isolated
    return isOpen && !this.#lets()
  }

  readonly policy: Policy = (next) => async (request, run) => {
    if (!this.#lets()) return this.#refusal()
    try {
      const { outcome } = await this.#circuit.execute(async (): Promise<Judged> => {
        if (this.#circuit.state === CircuitState.HalfOpen) this.#sent += 1
        return this.#judge(await next(request, run), run)
      })
      return outcome
    } catch (thrown) {
      if (thrown instanceof SaysNothing) return thrown.outcome
      throw thrown
    }
  }

  /** Asked before the circuit, which would let parts wait for the outcome of the probes. */
  #lets(): boolean {
    switch (this.#circuit.state) {
      case CircuitState.Closed:
        return true
      case CircuitState.HalfOpen:
        return this.#sent < this.#probes
      case CircuitState.Open:
      case CircuitState.Isolated:
        return Date.now() - this.#openedAt >= this.#openTime
    }
  }

  #judge(outcome: PartOutcome, { givenUp }: PartRun): Judged {
    if (givenUp === undefined) return { outcome, failed: this.#isFailure(outcome) }
    if (givenUp === 'timeout') return { outcome, failed: true }
    // Of a probe the circuit waits to hear something: that the API is back it has not shown.
    if (this.#circuit.state === CircuitState.HalfOpen) return { outcome, failed: true }
    throw new SaysNothing(outcome)
  }

  #isFailure(outcome: PartOutcome): boolean {
    if (outcome.kind === 'answered') return this.#statuses.has(outcome.response.status)
    return outcome.kind === 'failed' && outcome.reason === 'unreachable'
  }

  #refusal(): Failure {
    const left = this.#openedAt + this.#openTime - Date.now()
    const seconds = Math.max(1, Math.ceil(left / 1000))
    return {
      kind: 'failed',
      reason: 'breaker-open',
      message: `The API has failed too often just now: the part was not sent. Try again in ${seconds} s.`,
      headers: [['retry-after', String(seconds)]],
    }
  }
}

function toRule(failures: number | FailureRatio): IBreaker {
  return typeof failures === 'number' ? new ConsecutiveBreaker(failures) : new RecentRatio(failures)
}

/**
 * The library's window, begun anew after a time without parts: it moves on with each part, and would
 * count what is older than it is long.
 */
class RecentRatio implements IBreaker {
  readonly #failures: FailureRatio
  #window: SamplingBreaker
  #last = 0

  constructor(failures: FailureRatio) {
    this.#failures = failures
    this.#window = toWindow(failures)
  }

  get state(): unknown {
    return this.#window.state
  }

  set state(state: unknown) {
    this.#window.state = state
  }

  success(state: CircuitState): void {
    this.#current().success(state)
  }

  failure(state: CircuitState): boolean {
    return this.#current().failure(state)
  }

  #current(): SamplingBreaker {
    const now = Date.now()
    if (now - this.#last > this.#failures.window) this.#window = toWindow(this.#failures)
    this.#last = now
    return this.#window
  }
}

function toWindow({ ratio, window, minimum }: FailureRatio): SamplingBreaker {
  return new SamplingBreaker({
    threshold: ratio,
    duration: window,
    minimumRps: (minimum / window) * 1000,
  })
}
