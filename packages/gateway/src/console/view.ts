import type { BatchEndpoint, Budget } from '@batchway/core'
import type { Config } from '../config/schema.ts'
import { targetsOf } from '../config/upstream-schema.ts'
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
  readonly log: BatchLog
  /** Batches that are kept at most. */
  readonly kept: number
  /** When the gateway began; milliseconds since 1970. */
  readonly startedAt: number
}

/** Makes the function that says how the gateway is at the moment. */
export function createView({
  config,
  endpoints,
  guards,
  budget,
  log,
  kept,
  startedAt,
}: Looked): () => GatewayView {
  const views = endpoints.map((endpoint, index) => viewOf(endpoint, config.endpoints[index]))
  return () => ({
    version,
    startedAt,
    endpoints: views.map((view) => ({ ...view, ...log.countsOf(view.path) })),
    upstreams: Object.entries(config.upstreams).map(([name, upstream]) =>
      healthOf(name, targetsOf(upstream).join(', '), guards.get(name)),
    ),
    budget: { used: budget.used, limit: budget.limit },
    kept,
  })
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

function healthOf(name: string, url: string, guard: UpstreamGuard | undefined): UpstreamView {
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
