import type { RateLimiterRes } from 'rate-limiter-flexible'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { RateClaim, RateStore, RateVerdict } from './rate-store.ts'

const lengths = [1000, 60_000] as const

/** Keeps the counters of rates in the memory of this process. */
export function createMemoryRates(): RateStore {
  return new MemoryRates()
}

/** A window as a charge finds it, and what the charge adds. */
interface Window {
  readonly owner: string
  readonly limiter: RateLimiterMemory
  readonly limit: number
  readonly leftMs: number
  used: number
  added: number
}

type Windows = readonly [burst: Window, steady: Window]

class MemoryRates implements RateStore {
  readonly #limiters = new Map<string, readonly [RateLimiterMemory, RateLimiterMemory]>()
  #turn: Promise<unknown> = Promise.resolve()

  /** One at a time, so that what was seen still holds when it is charged: nothing is taken back. */
  charge(
    caller: string,
    claims: readonly RateClaim[],
    mode: 'all' | 'each',
  ): Promise<readonly RateVerdict[]> {
    const verdicts = this.#turn.then(() => this.#charge(caller, claims, mode))
    this.#turn = verdicts.catch(() => {})
    return verdicts
  }

  async #charge(
    caller: string,
    claims: readonly RateClaim[],
    mode: 'all' | 'each',
  ): Promise<readonly RateVerdict[]> {
    const found = new Map<string, Windows>()
    const verdicts: RateVerdict[] = []
    let refused = false
    for (const { counter, rate, count, caller: owner = caller } of claims) {
      const key = `${owner}\n${counter}`
      let windows = found.get(key)
      if (windows === undefined) {
        const [burst, steady] = this.#limitersOf(counter)
        windows = [
          // oxlint-disable-next-line no-await-in-loop -- memory only
          toWindow(burst, await burst.get(owner), { owner, length: lengths[0], limit: rate.burst }),
          // oxlint-disable-next-line no-await-in-loop -- as above
          toWindow(steady, await steady.get(owner), {
            owner,
            length: lengths[1],
            limit: rate.steady,
          }),
        ]
        found.set(key, windows)
      }
      const verdict = judge(windows, count)
      if (!verdict.ok) refused = true
      verdicts.push(verdict)
    }
    if (mode === 'all' && refused) {
      return verdicts.map((verdict) => (verdict.ok ? { ok: false, waitMs: 0 } : verdict))
    }
    for (const [burst, steady] of found.values()) {
      if (burst.added === 0) continue
      // Done when the call returns; its promise only says so.
      void burst.limiter.penalty(burst.owner, burst.added)
      void steady.limiter.penalty(steady.owner, steady.added)
    }
    return verdicts
  }

  #limitersOf(counter: string): readonly [RateLimiterMemory, RateLimiterMemory] {
    const known = this.#limiters.get(counter)
    if (known !== undefined) return known
    // They only count; the limits are those of the claims.
    const points = Number.MAX_SAFE_INTEGER
    const [second, minute] = lengths
    const made = [
      new RateLimiterMemory({ points, duration: second / 1000 }),
      new RateLimiterMemory({ points, duration: minute / 1000 }),
    ] as const
    this.#limiters.set(counter, made)
    return made
  }
}

function toWindow(
  limiter: RateLimiterMemory,
  state: RateLimiterRes | null,
  {
    length,
    ...window
  }: { readonly owner: string; readonly length: number; readonly limit: number },
): Window {
  // The entry of a window that is over may still be there.
  return state === null || state.msBeforeNext <= 0
    ? { limiter, ...window, leftMs: length, used: 0, added: 0 }
    : { limiter, ...window, leftMs: state.msBeforeNext, used: state.consumedPoints, added: 0 }
}

function judge([burst, steady]: Windows, count: number): RateVerdict {
  const waitMs = Math.max(waitOf(burst, count), waitOf(steady, count))
  if (waitMs > 0) return { ok: false, waitMs }
  for (const window of [burst, steady]) {
    window.used += count
    window.added += count
  }
  return {
    ok: true,
    burst: { used: burst.used, leftMs: burst.leftMs },
    steady: { used: steady.used, leftMs: steady.leftMs },
  }
}

/** Milliseconds until a window has room again; 0 when it has. */
function waitOf({ used, limit, leftMs }: Window, count: number): number {
  return used + count > limit ? Math.max(1, leftMs) : 0
}
