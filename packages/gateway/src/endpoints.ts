import type {
  Admission,
  Backend,
  BatchEndpoint,
  BatchEndpointOptions,
  BatchReport,
  Budget,
  FairShare,
  HeaderList,
  Limits,
  Policy,
  RateStore,
} from '@batchway/core'
import { createBatchEndpoint, createCallerKey, createRateLimit, rateClasses } from '@batchway/core'
import type { Upstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import type { EndpointMetrics } from './batch-metrics.ts'
import type { ConfigEndpoint, ConfigRate } from './config/endpoint-schema.ts'
import type { Config } from './config/schema.ts'
import { readSize, readTime } from './config/units.ts'
import { targetsOf } from './config/targets.ts'
import type { Credentials } from './credentials.ts'
import { createDialect } from './dialects.ts'
import type { BatchLog } from './console/batch-log.ts'
import { openAccess } from './endpoint-access.ts'
import { logBatch } from './log.ts'
import type { Metrics } from './metrics.ts'
import { createOwnPolicies } from './own-modules.ts'
import type { ProxyTrust } from './proxy-trust.ts'
import type { GatewayTracing } from './tracing.ts'
import type { UpstreamGuard } from './upstream-guard.ts'
import { createUpstreamGuard } from './upstream-guard.ts'

/** What the endpoints of a gateway share. */
export interface EndpointSurroundings {
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly trust: ProxyTrust
  readonly budget: Budget
  /** What the gateway shows to each upstream. */
  readonly credentials: ReadonlyMap<string, Credentials>
  readonly log: Logger
  /** What file names in the configuration are relative to. */
  readonly directory: string
  /** Where the counters of rate limits are. Default: in the memory of this process. */
  readonly rates?: RateStore
  /** Where batches are counted, if anywhere. */
  readonly metrics?: Metrics
  /** Where the last batches are kept for the console, if anywhere. */
  readonly batchLog?: BatchLog
  /** What makes spans of batches, if anything. */
  readonly tracing?: GatewayTracing
  /** Told what became of each batch, and which upstream answered its parts. */
  readonly onReport: (upstream: string, report: BatchReport) => void
}

/** The endpoints of a gateway. */
export interface Endpoints {
  readonly list: readonly BatchEndpoint[]
  /** What stands between the endpoints and each upstream, by its name. */
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  /** The bounds of endpoints, by their paths, where they have one. */
  readonly bulkheads: ReadonlyMap<string, FairShare>
  /** The numbers of each endpoint, in the order of the list; none without metrics. */
  readonly metrics: readonly EndpointMetrics[]
  /** Stops watching settings files. */
  close(): void
}

/** Makes the batch endpoints of a configuration. */
export function createEndpoints(config: Config, surroundings: EndpointSurroundings): Endpoints {
  const { upstreams, trust, budget, log, directory, rates, metrics } = surroundings
  const guards = new Map<string, UpstreamGuard>()
  for (const [name, upstream] of Object.entries(config.upstreams)) {
    guards.set(name, createUpstreamGuard(name, upstream, { log, budget }))
  }
  const dialects = openEach(config, (endpoint) => createDialect(endpoint, directory, log))
  const accesses = openEach(config, (endpoint) => openAccess(endpoint, directory, log), dialects)
  const paths = config.endpoints.flatMap(({ path }, index) => [
    path,
    ...(dialects[index]?.dialect.morePaths?.(path) ?? []),
  ])
  const { tracing, onReport, credentials, batchLog } = surroundings
  const bulkheads = new Map<string, FairShare>()
  const numbers: EndpointMetrics[] = []
  const close = (): void => [...dialects, ...accesses].forEach((opened) => opened.close())
  const create = (endpoint: ConfigEndpoint, index: number): BatchEndpoint => {
    const upstream = upstreams.get(endpoint.upstream)
    const dialect = dialects[index]?.dialect
    const access = accesses[index]
    const guard = guards
      .get(endpoint.upstream)
      ?.forEndpoint(createCallerKey(endpoint.identityHeaders))
    if (upstream === undefined || guard === undefined || !dialect || !access) {
      throw new RangeError(`there is no upstream "${endpoint.upstream}"`)
    }
    const { admissions, policies } = createRates(endpoint, rates)
    const { path, base, identity, identityHeaders, inheritHeaders } = endpoint
    const own = createOwnPolicies(endpoint.policies ?? [], { directory, path, log })
    if (guard.bulkhead !== undefined) bulkheads.set(path, guard.bulkhead)
    const counted = metrics?.forEndpoint(path, dialect.name)
    if (counted !== undefined) numbers.push(counted)
    // What an endpoint sets itself comes before what its upstream gets from all.
    const set = new Map([
      ...(credentials.get(endpoint.upstream)?.onParts ?? []),
      ...access.setHeaders,
    ])
    const secrets = [...(identityHeaders ?? []), ...set.keys()]
    const watch = batchLog?.watch(path, dialect.name, secrets)
    const options: BatchEndpointOptions = {
      ...access.options,
      reservedHeaders: [...(access.options.reservedHeaders ?? []), ...set.keys()],
      path,
      dialect,
      limits: readLimits(endpoint.limits ?? {}),
      endpoints: paths,
      budget,
      policies: [
        ...(watch === undefined ? [] : [watch.policy]),
        ...policies,
        ...own.policies,
        ...guard.policies,
      ],
      admissions: [
        ...admissions,
        ...own.admissions,
        ...guard.admissions,
        ...(watch === undefined ? [] : [watch.admission]),
      ],
      onBatch: (report) => {
        logBatch(log, path, report)
        counted?.observe(report)
        onReport(endpoint.upstream, report)
        watch?.onBatch(report)
      },
      partTimes: counted !== undefined || log.isLevelEnabled('debug') || willLogParts(config),
      ...(base === undefined ? {} : { base }),
      ...(identity === undefined ? {} : { identity }),
      ...(identityHeaders === undefined ? {} : { identityHeaders }),
      ...(inheritHeaders === undefined ? {} : { inheritHeaders }),
      allowedOrigins: originsWithCookies(endpoint),
      ...(endpoint.onUnknown === undefined ? {} : { onUnknown: endpoint.onUnknown }),
      ...(endpoint.groups === undefined ? {} : { groups: endpoint.groups }),
      ...(endpoint.streaming === undefined ? {} : { streaming: endpoint.streaming }),
      ...(endpoint.encodedSlash === undefined ? {} : { encodedSlash: endpoint.encodedSlash }),
    }
    return createBatchEndpoint(
      withForwarding(upstream, trust, [...set]),
      tracing?.around(options, originFor(config, endpoint.upstream, upstream)) ?? options,
    )
  }
  try {
    const list = config.endpoints.map(create)
    return { list, guards, bulkheads, metrics: numbers, close }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * Opens something for each endpoint, or nothing: all is closed when one can't be opened, with what
 * was opened before.
 */
function openEach<T extends { close(): void }>(
  { endpoints }: Config,
  open: (endpoint: ConfigEndpoint) => T,
  before: readonly { close(): void }[] = [],
): readonly T[] {
  const opened: T[] = []
  try {
    for (const endpoint of endpoints) opened.push(open(endpoint))
  } catch (error) {
    for (const one of [...opened, ...before]) one.close()
    throw error
  }
  return opened
}

/** The level of a configuration is in force only when that is. */
function willLogParts({ logLevel }: Config): boolean {
  return logLevel === 'debug' || logLevel === 'trace'
}

/** What spans of parts may say of their server; nothing that would be true of some only. */
function originFor({ upstreams }: Config, name: string, { origin }: Upstream): string {
  const places = Object.hasOwn(upstreams, name) ? upstreams[name] : undefined
  const [target, ...more] = places === undefined ? [] : targetsOf(places)
  return more.length > 0 || target?.startsWith('unix:') === true ? '' : origin
}

/** A page that CORS lets send cookies need not be allowed to a second time. */
function originsWithCookies({ allowedOrigins = [], cors }: ConfigEndpoint): readonly string[] {
  return cors?.credentials === true ? [...allowedOrigins, ...cors.origins] : allowedOrigins
}

function withForwarding(upstream: Upstream, trust: ProxyTrust, set: HeaderList): Backend {
  return {
    dispatch: upstream.dispatch,
    origin: upstream.origin,
    ...(upstream.moreOrigins === undefined ? {} : { moreOrigins: upstream.moreOrigins }),
    isReentrant: (outer) => upstream.isReentrant(outer),
    partHeaders: (outer) => [
      ...upstream.partHeaders(outer),
      ...trust.forwardingHeaders(outer),
      ...set,
    ],
  }
}

const sizes = new Set([
  'batchBytes',
  'urlBytes',
  'headerBytes',
  'partBytes',
  'answerBytes',
  'batchAnswerBytes',
  'referenceBytes',
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

function createRates(
  { path, rateLimit, identityHeaders }: ConfigEndpoint,
  store?: RateStore,
): {
  readonly admissions: readonly Admission[]
  readonly policies: readonly Policy[]
} {
  if (rateLimit === undefined) return { admissions: [], policies: [] }
  const { batches, inFlight, parts = [], onLimit } = rateLimit
  const { admission, policy } = createRateLimit({
    name: path,
    callerOf: createCallerKey(identityHeaders),
    ...(store === undefined ? {} : { store }),
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
