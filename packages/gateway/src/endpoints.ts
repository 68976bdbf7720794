import type { Admission, Backend, BatchEndpoint, Budget, Limits, Policy } from '@batchway/core'
import { createBatchEndpoint, createCallerKey, createRateLimit, rateClasses } from '@batchway/core'
import type { Upstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import type { ConfigEndpoint, ConfigRate } from './config/endpoint-schema.ts'
import type { Config } from './config/schema.ts'
import { readSize, readTime } from './config/units.ts'
import type { EndpointDialect } from './dialects.ts'
import { createDialect } from './dialects.ts'
import { logBatch } from './log.ts'
import type { ProxyTrust } from './proxy-trust.ts'
import type { UpstreamGuard } from './upstream-guard.ts'
import { createUpstreamGuard } from './upstream-guard.ts'

/** What the endpoints of a gateway share. */
export interface EndpointSurroundings {
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly trust: ProxyTrust
  readonly budget: Budget
  readonly log: Logger
  /** What file names in the configuration are relative to. */
  readonly directory: string
}

/** The endpoints of a gateway. */
export interface Endpoints {
  readonly list: readonly BatchEndpoint[]
  /** What stands between the endpoints and each upstream, by its name. */
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  /** Stops watching settings files. */
  close(): void
}

/** Makes the batch endpoints of a configuration. */
export function createEndpoints(
  config: Config,
  { upstreams, trust, budget, log, directory }: EndpointSurroundings,
): Endpoints {
  const guards = new Map<string, UpstreamGuard>()
  for (const [name, upstream] of Object.entries(config.upstreams)) {
    guards.set(name, createUpstreamGuard(name, upstream, log))
  }
  const dialects = createDialects(config, directory, log)
  const paths = config.endpoints.flatMap(({ path }, index) => [
    path,
    ...(dialects[index]?.dialect.morePaths?.(path) ?? []),
  ])
  const list = config.endpoints.map((endpoint, index) => {
    const upstream = upstreams.get(endpoint.upstream)
    const dialect = dialects[index]?.dialect
    const guard = guards
      .get(endpoint.upstream)
      ?.forEndpoint(createCallerKey(endpoint.identityHeaders))
    if (upstream === undefined || guard === undefined || dialect === undefined) {
      throw new RangeError(`there is no upstream "${endpoint.upstream}"`)
    }
    const { admissions, policies } = createRates(endpoint)
    const { path, base, identity, identityHeaders, inheritHeaders } = endpoint
    return createBatchEndpoint(withForwarding(upstream, trust), {
      path,
      dialect,
      limits: readLimits(endpoint.limits ?? {}),
      endpoints: paths,
      budget,
      policies: [...policies, ...guard.policies],
      admissions: [...admissions, ...guard.admissions],
      onBatch: (report) => logBatch(log, path, report),
      ...(base === undefined ? {} : { base }),
      ...(identity === undefined ? {} : { identity }),
      ...(identityHeaders === undefined ? {} : { identityHeaders }),
      ...(inheritHeaders === undefined ? {} : { inheritHeaders }),
      ...(endpoint.allowedOrigins === undefined ? {} : { allowedOrigins: endpoint.allowedOrigins }),
      ...(endpoint.onUnknown === undefined ? {} : { onUnknown: endpoint.onUnknown }),
      ...(endpoint.encodedSlash === undefined ? {} : { encodedSlash: endpoint.encodedSlash }),
    })
  })
  return { list, guards, close: () => dialects.forEach((dialect) => dialect.close()) }
}

/** Makes all of them, or none: what was opened is closed when one can't be made. */
function createDialects(
  config: Config,
  directory: string,
  log: Logger,
): readonly EndpointDialect[] {
  const dialects: EndpointDialect[] = []
  try {
    for (const endpoint of config.endpoints) dialects.push(createDialect(endpoint, directory, log))
  } catch (error) {
    for (const dialect of dialects) dialect.close()
    throw error
  }
  return dialects
}

function withForwarding(upstream: Upstream, trust: ProxyTrust): Backend {
  return {
    dispatch: upstream.dispatch,
    isReentrant: (outer) => upstream.isReentrant(outer),
    partHeaders: (outer) => [...upstream.partHeaders(outer), ...trust.forwardingHeaders(outer)],
  }
}

const sizes = new Set([
  'batchBytes',
  'urlBytes',
  'headerBytes',
  'partBytes',
  'answerBytes',
  'batchAnswerBytes',
])
const times = new Set(['readTime', 'partTime', 'batchTime'])

function readLimits(limits: Readonly<Record<string, number | string>>): Partial<Limits> {
  return Object.fromEntries(
    Object.entries(limits).map(([name, value]) => {
      if (sizes.has(name)) return [name, readSize(value)]
      return [name, times.has(name) ? readTime(value) : value]
    }),
  )
}

function createRates({ rateLimit, identityHeaders }: ConfigEndpoint): {
  readonly admissions: readonly Admission[]
  readonly policies: readonly Policy[]
} {
  if (rateLimit === undefined) return { admissions: [], policies: [] }
  const { batches, inFlight, parts = [], onLimit } = rateLimit
  const { admission, policy } = createRateLimit({
    callerOf: createCallerKey(identityHeaders),
    parts: parts.map(({ match, rate }) => ({ match, rate: toRate(rate) })),
    ...(batches === undefined ? {} : { batches: toRate(batches) }),
    ...(inFlight === undefined ? {} : { inFlight }),
    ...(onLimit === undefined ? {} : { onLimit }),
  })
  return { admissions: [admission], policies: [policy] }
}

function toRate(rate: ConfigRate): { readonly burst: number; readonly steady: number } {
  if (typeof rate !== 'string') return rate
  const found = Object.entries(rateClasses).find(([name]) => name === rate)
  if (found === undefined) throw new RangeError(`there is no rate class "${rate}"`)
  return found[1]
}
