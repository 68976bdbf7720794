import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import { createMemoryRates } from './memory-rates.ts'
import type { RateClaim, RateStore, RateVerdict, WindowState } from './rate-store.ts'
import { RateStoreError } from './rate-store.ts'
import type { Rate } from './rate.ts'

/** What came of a charge. */
export type Charge =
  | { readonly ok: true; readonly headers: HeaderList }
  | { readonly ok: false; readonly waitMs: number; readonly headers: HeaderList }

/** Counts requests per caller in both windows of a rate. */
export interface RateWindow {
  readonly rate: Rate
  /** What to ask of its counter for so many requests; `caller` where it is not the charge's. */
  claim(count: number, caller?: string): RateClaim
  /** Charges `count` requests to both windows, or to neither. Rejects as {@link chargeRates}. */
  charge(caller: string, count: number): Promise<Charge>
}

/** Where the counters of a rate are. */
export interface RateCounter {
  readonly store: RateStore
  /** Name of the counter in its store. */
  readonly counter: string
}

/** Makes the windows of a rate. Default of `counter`: one in the memory of this process. */
export function createRateWindow(
  rate: Rate,
  { store, counter }: RateCounter = { store: createMemoryRates(), counter: '' },
): RateWindow {
  const claim = (count: number, caller?: string): RateClaim =>
    caller === undefined ? { counter, rate, count } : { counter, rate, count, caller }
  return {
    rate,
    claim,
    async charge(caller, count) {
      const [charge] = await chargeRates(store, caller, [claim(count)], 'all')
      if (charge === undefined) throw new TypeError('the store of rates gave no verdict')
      return charge
    },
  }
}

/**
 * Charges claims, all of them or each that has room, and says it in header fields. Throws a
 * BatchError `unavailable` with `retry-after` when the counters can't be asked.
 */
export async function chargeRates(
  store: RateStore,
  caller: string,
  claims: readonly RateClaim[],
  mode: 'all' | 'each',
): Promise<readonly Charge[]> {
  let verdicts: readonly RateVerdict[]
  try {
    verdicts = await store.charge(caller, claims, mode)
  } catch (cause) {
    const waitMs = cause instanceof RateStoreError ? cause.waitMs : 1000
    const headers: HeaderList = [['retry-after', seconds(waitMs)]]
    throw new BatchError('unavailable', 'The rate limit can not be checked now.', {
      headers,
      cause,
    })
  }
  return verdicts.map((verdict, index) => toCharge(verdict, claims[index]?.rate))
}

function toCharge(verdict: RateVerdict, rate: Rate | undefined): Charge {
  if (verdict.ok && rate !== undefined) return { ok: true, headers: describe(rate, verdict) }
  const waitMs = verdict.ok ? 0 : verdict.waitMs
  return { ok: false, waitMs, headers: [['retry-after', seconds(waitMs)]] }
}

/** The window that has less left speaks for both. */
function describe(
  rate: Rate,
  { burst, steady }: { readonly burst: WindowState; readonly steady: WindowState },
): HeaderList {
  const ofBurst = Math.max(0, rate.burst - burst.used)
  const ofSteady = Math.max(0, rate.steady - steady.used)
  const tighter = ofSteady < ofBurst
  return [
    ['x-ratelimit-limit', String(tighter ? rate.steady : rate.burst)],
    ['x-ratelimit-remaining', String(tighter ? ofSteady : ofBurst)],
    ['x-ratelimit-reset', seconds(tighter ? steady.leftMs : burst.leftMs)],
  ]
}

function seconds(milliseconds: number): string {
  return String(Math.max(1, Math.ceil(milliseconds / 1000)))
}
