import type { BatchEndpoint, Budget } from '@batchway/core'
import type { Config } from '../config/schema.ts'
import { targetsOf } from '../config/targets.ts'
import type { Health, UpstreamState } from '../health.ts'
import type { UpstreamGuard } from '../upstream-guard.ts'
import { version } from '../version.ts'
import type { BatchLog } from './batch-log.ts'
import type { EndpointView, GatewayView, UpstreamView } from './record.ts'

/** What the console looks at. */
export interface Looked {
  readonly config: Config
  readonly endpoints: readonly BatchEndpoint[]
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  readonly budget: Budget
  readonly health: Pick<Health, 'readiness'>
  readonly log: BatchLog
  /** Batches that are kept at most. */
  readonly kept: number
  /** When the gateway began; milliseconds since 1970. */
  readonly startedAt: number
}

/** Says how the gateway is. */
export interface View {
  /** At the moment; of its upstreams what the last check has found. */
  look(): GatewayView
  /** Finds out which upstreams can be reached. Takes a bounded time, and never rejects. */
  check(): Promise<void>
}

/** Makes what says how the gateway is. */
export function createView({
  config,
  endpoints,
  guards,
  budget,
  health,
  log,
  kept,
  startedAt,
}: Looked): View {
  const views = endpoints.map((endpoint, index) => viewOf(endpoint, config.endpoints[index]))
  let states: Readonly<Record<string, UpstreamState>> = {}
  return {
    look: () => ({
      version,
      startedAt,
      endpoints: views.map((view) => ({ ...view, ...log.countsOf(view.path) })),
      upstreams: Object.entries(config.upstreams).map(([name, upstream]) => ({
        ...loadOf(name, targetsOf(upstream).join(', '), guards.get(name)),
        ...reachOf(states[name]),
      })),
      budget: { used: budget.used, limit: budget.limit },
      kept,
    }),
    async check() {
      states = (await health.readiness()).upstreams
    },
  }
}

function reachOf(state: UpstreamState | undefined): Pick<UpstreamView, 'status' | 'cause'> {
  if (state === undefined) return {}
  const { status, cause } = state
  return cause === undefined ? { status } : { status, cause }
}

type Fixed = Omit<EndpointView, 'batches' | 'refused' | 'parts' | 'failed'>

function viewOf(
  { path, dialect, limits }: BatchEndpoint,
  config: Config['endpoints'][number] | undefined,
): Fixed {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/'
  return {
    path,
    dialect: dialect.name,
    base: config?.base ?? dialect.base ?? parent,
    upstream: config?.upstream ?? '',
    mediaType: dialect.mediaType,
    identity: config?.identity ?? 'optional',
    limits: { ...limits },
    ...(config?.rateLimit === undefined ? {} : { rateLimit: config.rateLimit }),
  }
}

function loadOf(name: string, url: string, guard: UpstreamGuard | undefined): UpstreamView {
  const { breaker, share } = guard ?? {}
  return {
    name,
    url,
    ...(breaker === undefined ? {} : { breaker: breaker.state }),
    inFlight: share?.inFlight ?? 0,
    capacity: share?.capacity ?? 0,
    waitingParts: share?.waitingParts ?? 0,
    waitingBatches: share?.waitingBatches ?? 0,
  }
}
