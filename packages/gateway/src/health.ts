import type { BatchReport } from '@batchway/core'
import { CachedCheck } from './cached-check.ts'
import type { ConfigHealth } from './config/health-schema.ts'
import type { Config } from './config/schema.ts'
import { readTime } from './config/units.ts'
import { targetsOf } from './config/targets.ts'
import { probe } from './probe.ts'
import type { StateStore } from './state-store.ts'
import type { UpstreamGuard } from './upstream-guard.ts'

/** What readiness is made of; see docs/operations.md. */
export interface Readiness {
  readonly ready: boolean
  readonly upstreams: Readonly<Record<string, UpstreamState>>
  readonly stateStore?: { readonly status: 'reachable' | 'unreachable'; readonly cause?: string }
}

/** What is known of an upstream. `cause` is the code of an error, or `breaker-open`. */
export interface UpstreamState {
  readonly status: 'reachable' | 'unreachable'
  readonly cause?: string
  readonly breaker?: string
}

/** Knows whether the upstreams and the store of a configuration can be reached. */
export interface Health {
  /** Learns from the outcomes of a batch: an answer is worth as much as a check. */
  observe(upstream: string, report: BatchReport): void
  /** What is known, after checks of bounded time where too little is. */
  readiness(): Promise<Readiness>
}

/** What a {@link Health} asks. */
export interface HealthSources {
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  readonly store: StateStore | undefined
}

/** Makes the knowledge about the upstreams of a configuration. */
export function createHealth(config: Config, { guards, store }: HealthSources): Health {
  const options: ConfigHealth = config.health === false ? {} : (config.health ?? {})
  const { upstreams: wanted = 'all' } = options
  const cacheTime = readTime(options.cacheTime ?? 2000)
  const probeTime = readTime(options.probeTime ?? 1000)
  const checks = new Map(
    Object.entries(config.upstreams).map(([name, upstream]) => {
      const check = (): Promise<string | undefined> => probeAny(targetsOf(upstream), probeTime)
      return [name, new CachedCheck(check, cacheTime)] as const
    }),
  )
  const storeCheck =
    store === undefined ? undefined : new CachedCheck(() => store.check(), cacheTime)
  // A store that may fail open is missed by nobody.
  const needsStore = typeof config.stateStore !== 'object' || config.stateStore.onFailure !== 'open'

  const stateOf = async (name: string, check: CachedCheck): Promise<UpstreamState> => {
    const breaker = guards.get(name)?.breaker
    const shown = breaker === undefined ? {} : { breaker: breaker.state }
    const cause = breaker?.isRefusing === true ? 'breaker-open' : await check.ask()
    return cause === undefined
      ? { status: 'reachable', ...shown }
      : { status: 'unreachable', cause, ...shown }
  }

  return {
    observe(upstream, { outcomes }) {
      const check = checks.get(upstream)
      if (outcomes.some(({ kind }) => kind === 'answered')) check?.confirm()
      else if (outcomes.some((one) => one.kind === 'failed' && one.reason === 'unreachable')) {
        check?.doubt()
      }
    },
    async readiness() {
      const [states, ofStore] = await Promise.all([
        Promise.all(
          [...checks].map(async ([name, check]) => [name, await stateOf(name, check)] as const),
        ),
        storeCheck?.ask(),
      ])
      const reachable = states.filter(([, { status }]) => status === 'reachable').length
      const enough = { all: reachable === states.length, any: reachable > 0, none: true }[wanted]
      const stateStore =
        ofStore === undefined
          ? ({ status: 'reachable' } as const)
          : ({ status: 'unreachable', cause: ofStore } as const)
      return {
        ready: enough && (ofStore === undefined || !needsStore),
        upstreams: Object.fromEntries(states),
        ...(store === undefined ? {} : { stateStore }),
      }
    },
  }
}

/** Undefined if one of the targets can be reached, else what is wrong with the first. */
async function probeAny(targets: readonly string[], time: number): Promise<string | undefined> {
  const problems = await Promise.all(targets.map((target) => probe(target, time)))
  return problems.includes(undefined) ? undefined : problems[0]
}
