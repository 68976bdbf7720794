import type { Rate } from './rate.ts'

/** What one counter is asked for. */
export interface RateClaim {
  /** Name of the counter. Processes that share a store count together where the names are equal. */
  readonly counter: string
  readonly rate: Rate
  /** Requests, at least 1. */
  readonly count: number
  /** Whose they are, where that is not the caller of the charge. */
  readonly caller?: string
}

/** A window after a charge. */
export interface WindowState {
  /** Requests charged since the window began, this charge included. */
  readonly used: number
  /** Milliseconds until it ends. */
  readonly leftMs: number
}

/** What a store says to one claim. */
export type RateVerdict =
  | { readonly ok: true; readonly burst: WindowState; readonly steady: WindowState }
  /** Milliseconds until a try makes sense; 0 where only another claim of the charge had no room. */
  | { readonly ok: false; readonly waitMs: number }

/**
 * Keeps the counters of rates, two fixed windows each: a second and a minute, which begin with the
 * first request that they count. The windows of a claim are charged together or not at all.
 */
export interface RateStore {
  /**
   * Charges claims of a caller, in their order; resolves to one verdict per claim. `all` charges
   * every claim or none, `each` those that have room. Rejects when the counters can't be asked, with
   * a {@link RateStoreError} where it is known for how long.
   */
  charge(
    caller: string,
    claims: readonly RateClaim[],
    mode: 'all' | 'each',
  ): Promise<readonly RateVerdict[]>
}

/** The counters can't be asked, so that nobody knows whether there is room. */
export class RateStoreError extends Error {
  readonly code = 'RATE_STORE'
  /** Milliseconds until a try makes sense. */
  readonly waitMs: number

  constructor(message: string, waitMs: number, cause?: unknown) {
    super(message, { cause })
    this.name = 'RateStoreError'
    this.waitMs = waitMs
  }
}
