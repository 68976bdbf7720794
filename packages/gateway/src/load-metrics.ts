import type { Budget, FairShare } from '@batchway/core'
import type { Gauge, Registry } from 'prom-client'
import type { BreakerState } from './breaker.ts'
import { loadPrometheus } from './lazy.ts'
import type { UpstreamGuard } from './upstream-guard.ts'

/** What a gateway has under way, and what bounds it. */
export interface Load {
  readonly budget: Budget
  /** By the names of the upstreams. */
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  /** The bounds of endpoints, by their paths, where they have one. */
  readonly bulkheads: Shares
}

type Shares = ReadonlyMap<string, FairShare>

const breakerStates: readonly BreakerState[] = ['closed', 'open', 'half-open']

/** Makes metrics that are read when they are asked for, and cost nothing otherwise. */
export function registerLoadMetrics(registry: Registry, load: () => Load): void {
  const shares = (): Shares => new Map([...load().guards].map(([name, { share }]) => [name, share]))
  gauge(registry, 'batchway_budget_used_bytes', 'Memory taken by batches and answers.', {
    read: (set) => set({}, load().budget.used),
  })
  gauge(registry, 'batchway_budget_limit_bytes', 'Memory that they may take.', {
    read: (set) => set({}, load().budget.limit),
  })
  gaugeOfShares(registry, 'upstream', shares)
  gaugeOfShares(registry, 'bulkhead', () => load().bulkheads)
  gauge(registry, 'batchway_upstream_waiting_batches', 'Batches with parts that wait.', {
    labelNames: ['upstream'],
    read: (set) =>
      shares().forEach(({ waitingBatches }, upstream) => set({ upstream }, waitingBatches)),
  })
  gauge(registry, 'batchway_breaker_state', '1 for the state of the breaker, 0 for the others.', {
    labelNames: ['upstream', 'state'],
    read(set) {
      for (const [upstream, { breaker }] of load().guards) {
        if (breaker === undefined) continue
        for (const state of breakerStates) {
          set({ upstream, state }, breaker.state === state ? 1 : 0)
        }
      }
    },
  })
}

/** What is under way, how much may be, and what waits: per upstream, or per endpoint. */
function gaugeOfShares(
  registry: Registry,
  kind: 'upstream' | 'bulkhead',
  shares: () => Shares,
): void {
  const label = kind === 'upstream' ? 'upstream' : 'endpoint'
  const figures = [
    ['parts_in_flight', 'Parts under way.', (share: FairShare) => share.inFlight],
    ['parts_limit', 'Parts that may be under way.', (share: FairShare) => share.capacity],
    ['waiting_parts', 'Parts that wait for their turn.', (share: FairShare) => share.waitingParts],
  ] as const
  for (const [name, help, read] of figures) {
    gauge(registry, `batchway_${kind}_${name}`, help, {
      labelNames: [label],
      read: (set) => shares().forEach((share, of) => set({ [label]: of }, read(share))),
    })
  }
}

type Setter = (labels: Readonly<Record<string, string>>, value: number) => void

function gauge(
  registry: Registry,
  name: string,
  help: string,
  how: { readonly labelNames?: readonly string[]; readonly read: (set: Setter) => void },
): void {
  const { Gauge: Registered } = loadPrometheus()
  const registered: Gauge = new Registered({
    name,
    help,
    labelNames: [...(how.labelNames ?? [])],
    registers: [registry],
    collect() {
      // What a reload has taken away is not shown any more.
      registered.reset()
      how.read((labels, value) => registered.set(labels, value))
    },
  })
}
