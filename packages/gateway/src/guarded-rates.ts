import type { RateClaim, RateStore, RateVerdict } from '@batchway/core'
import { RateStoreError } from '@batchway/core'

/** What a {@link GuardedRates} tells, and what it may do. */
export interface GuardedRatesOptions {
  /** Counts while the store can't be asked. Without it charges are rejected meanwhile. */
  readonly instead?: RateStore
  /** Longest pause between attempts, in milliseconds; the first one is a fiftieth of it. */
  readonly longestPause: number
  /** An attempt has failed. */
  reconnect(): void
  /** An outage begins. Called once per outage. */
  onDown(error: unknown): void
  /** An outage is over. */
  onUp(): void
}

/**
 * Stands before a store that may be out of reach. The first charge that fails begins an outage:
 * from then on no charge waits for the store, until an attempt of its own has succeeded.
 */
export class GuardedRates implements RateStore {
  readonly #store: RateStore
  readonly #options: GuardedRatesOptions
  #down = false
  /** Counts recoveries: what was asked before one says nothing about the store after it. */
  #recoveries = 0
  #failedAttempts = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #trying = false
  #closed = false

  constructor(store: RateStore, options: GuardedRatesOptions) {
    this.#store = store
    this.#options = options
  }

  async charge(
    caller: string,
    claims: readonly RateClaim[],
    mode: 'all' | 'each',
  ): Promise<readonly RateVerdict[]> {
    const recoveries = this.#recoveries
    let failure: unknown
    if (!this.#down) {
      try {
        return await this.#store.charge(caller, claims, mode)
      } catch (error) {
        // This one is an answer: the store can be asked, and says that it has lost its counters.
        if (error instanceof RateStoreError) throw error
        if (recoveries === this.#recoveries) this.fail(error)
        failure = error
      }
    }
    const { instead, longestPause } = this.#options
    if (instead !== undefined) return instead.charge(caller, claims, mode)
    throw new RateStoreError('the state store can not be asked', longestPause, failure)
  }

  /** Begins an outage, unless there is one. */
  fail(error: unknown): void {
    if (this.#down || this.#closed) return
    this.#down = true
    this.#failedAttempts = 0
    this.#options.onDown(error)
    this.#schedule()
  }

  /** Tries at once: the store may have come back. */
  retry(): void {
    if (this.#down) void this.#attempt()
  }

  /** Tries no more. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    if (this.#closed) return
    clearTimeout(this.#timer)
    const { longestPause } = this.#options
    const pause = Math.min((longestPause / 50) * 2 ** this.#failedAttempts, longestPause)
    this.#timer = setTimeout(() => void this.#attempt(), pause)
    this.#timer.unref()
  }

  /** Charges a counter of nobody: what has to work is exactly that. */
  async #attempt(): Promise<void> {
    if (this.#trying || !this.#down || this.#closed) return
    this.#trying = true
    try {
      await this.#store.charge('', [probe], 'all')
      this.#recover()
    } catch (error) {
      if (error instanceof RateStoreError) this.#recover()
      else this.#options.reconnect()
    }
    this.#trying = false
    this.#failedAttempts = Math.min(this.#failedAttempts + 1, 10)
    if (this.#down) this.#schedule()
  }

  #recover(): void {
    clearTimeout(this.#timer)
    if (this.#closed) return
    this.#down = false
    this.#recoveries += 1
    this.#options.onUp()
  }
}

const probe: RateClaim = {
  counter: 'probe',
  rate: { burst: Number.MAX_SAFE_INTEGER, steady: Number.MAX_SAFE_INTEGER },
  count: 1,
}
