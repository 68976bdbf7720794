import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { HeaderList } from '../model/headers.ts'

/** How many requests a caller may make: in one second and in one minute, in fixed windows. */
export interface Rate {
  /** Requests per second. */
  readonly burst: number
  /** Requests per minute. */
  readonly steady: number
}

/** Rates by the names that some platforms give them. */
export const rateClasses: Readonly<Record<'A' | 'B' | 'C' | 'D' | 'E', Rate>> = {
  A: { burst: 1, steady: 15 },
  B: { burst: 3, steady: 60 },
  C: { burst: 10, steady: 150 },
  D: { burst: 75, steady: 700 },
  E: { burst: 350, steady: 3500 },
}

/** What came of a charge. */
export type Charge =
  | { readonly ok: true; readonly headers: HeaderList }
  | { readonly ok: false; readonly waitMs: number; readonly headers: HeaderList }

/** Counts requests per caller in both windows of a rate. */
export interface RateWindow {
  readonly rate: Rate
  /** Charges `count` requests to both windows, or to neither. */
  charge(caller: string, count: number): Promise<Charge>
  /** Takes back a charge. */
  refund(caller: string, count: number): Promise<void>
}

/** Makes the windows of a rate, in the memory of this process. */
export function createRateWindow(rate: Rate): RateWindow {
  const burst = new RateLimiterMemory({ points: rate.burst, duration: 1 })
  const steady = new RateLimiterMemory({ points: rate.steady, duration: 60 })
  return {
    rate,
    async charge(caller, count) {
      const first = await consume(burst, caller, count)
      if (!first.ok) return refused(first.state)
      const second = await consume(steady, caller, count)
      if (second.ok) return { ok: true, headers: describe(rate, first.state, second.state) }
      await burst.reward(caller, count)
      return refused(second.state)
    },
    async refund(caller, count) {
      await Promise.all([burst.reward(caller, count), steady.reward(caller, count)])
    },
  }
}

/** The limiter counts refused requests as well; a refused charge is taken back. */
async function consume(
  limiter: RateLimiterMemory,
  caller: string,
  count: number,
): Promise<{ readonly ok: boolean; readonly state: RateLimiterRes }> {
  try {
    return { ok: true, state: await limiter.consume(caller, count) }
  } catch (state) {
    if (!(state instanceof RateLimiterRes)) throw state
    await limiter.reward(caller, count)
    return { ok: false, state }
  }
}

function refused({ msBeforeNext }: RateLimiterRes): Charge {
  const waitMs = Math.max(1, msBeforeNext)
  return { ok: false, waitMs, headers: [['retry-after', seconds(waitMs)]] }
}

/** The window that has less left speaks for both. */
function describe(rate: Rate, burst: RateLimiterRes, steady: RateLimiterRes): HeaderList {
  const tighter = steady.remainingPoints < burst.remainingPoints
  const state = tighter ? steady : burst
  return [
    ['x-ratelimit-limit', String(tighter ? rate.steady : rate.burst)],
    ['x-ratelimit-remaining', String(state.remainingPoints)],
    ['x-ratelimit-reset', seconds(state.msBeforeNext)],
  ]
}

function seconds(milliseconds: number): string {
  return String(Math.max(1, Math.ceil(milliseconds / 1000)))
}
