import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BatchEndpoint, RateStore } from '@batchway/core'
import { Budget } from '@batchway/core'
import { splitTarget, toOuterRequest } from '@batchway/core/node'
import type { Upstream, UpstreamOptions } from '@batchway/core/upstream'
import { createPseudonym, createUpstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import { createBatchFront } from './batch-front.ts'
import { createCompress } from './compression.ts'
import type { Config } from './config/schema.ts'
import { readSize, readTime } from './config/units.ts'
import { targetsOf } from './config/targets.ts'
import type { Console } from './console/console.ts'
import { createCors } from './cors.ts'
import type { Credentials } from './credentials.ts'
import { readCredentials } from './credentials.ts'
import { createEndpoints } from './endpoints.ts'
import type { Forward } from './forward.ts'
import { createForward } from './forward.ts'
import type { Health } from './health.ts'
import { createHealth } from './health.ts'
import type { Load } from './load-metrics.ts'
import type { Metrics } from './metrics.ts'
import { createOpenApiPage } from './openapi-page.ts'
import type { OwnPages, PrintedPage } from './own-pages.ts'
import { createOwnPages } from './own-pages.ts'
import type { Problems } from './problem-details.ts'
import { createProblems } from './problem-details.ts'
import { createProxyTrust } from './proxy-trust.ts'
import type { ProxyTrust } from './proxy-trust.ts'
import type { OwnHeaders } from './security-headers.ts'
import { createOwnHeaders } from './security-headers.ts'
import { createStateStore } from './state-store.ts'
import type { Warn } from './tls.ts'
import { createGatewayTracing } from './tracing.ts'
import { readUpstreamTls } from './tls.ts'
import type { UpstreamGuard } from './upstream-guard.ts'

/** What a gateway keeps while its configurations come and go. */
export interface ServiceSurroundings {
  readonly log: Logger
  /** What file names in the configuration are relative to. */
  readonly directory: string
  /** Counters of rate limits that are not in a state store. */
  readonly rates: RateStore
  /** The memory of the service before, which goes on if its size stays the same. */
  readonly budget?: Budget
  readonly metrics: Metrics | undefined
  /** What shows batches, if anything. */
  readonly console: Console | undefined
  readonly printMetrics: (() => Promise<PrintedPage>) | undefined
  /** What the pages of health say of this process and its configuration. */
  readonly about: object
  /** Whether the gateway has begun to shut down, and whether it takes no more. */
  readonly state: { readonly ending: boolean; readonly closing: boolean }
}

/** Everything that one configuration makes, and nothing that listens. */
export interface Service {
  readonly config: Config
  readonly endpoints: readonly BatchEndpoint[]
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  readonly budget: Budget
  readonly health: Health
  /** What is under way, for the metrics. */
  readonly load: Load
  readonly pages: OwnPages
  readonly own: OwnHeaders
  readonly problems: Problems
  /** Answers a request. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Opens the state store. Never rejects. */
  open(): Promise<void>
  /** Ends the connections to upstreams and store, and stops watching files. */
  close(): Promise<void>
}

const yearInSeconds = 31_536_000
const defaultBudget = 256 * 1024 * 1024

/** Makes it from a checked configuration. Throws an Error when a value or a file can't be used. */
export function createService(config: Config, surroundings: ServiceSurroundings): Service {
  const { log, directory, metrics, about, state, console } = surroundings
  const trust = createProxyTrust(config.trustedProxies ?? [])
  const budget = keepBudget(surroundings, readSize(config.budget ?? defaultBudget))
  const warn: Warn = (details, message) => log.warn(details, message)
  const upstreams = createUpstreams(config, { directory, warn })
  const credentials = readCredentials(config, directory)
  const own = createOwnHeaders(hstsAge(config))
  const problems = createProblems(own)
  const store =
    config.stateStore === undefined ? undefined : createStateStore(config.stateStore, log)
  const rates = store?.rates ?? surroundings.rates
  const counted = metrics === undefined ? {} : { metrics }
  const tracing =
    config.tracing === undefined ? undefined : createGatewayTracing(config.tracing, log)
  const traced = tracing === undefined ? {} : { tracing }
  const endpoints = createEndpoints(config, {
    upstreams,
    trust,
    budget,
    log,
    directory,
    rates,
    credentials,
    ...counted,
    ...traced,
    ...(console === undefined ? {} : { batchLog: console.log }),
    onReport: (upstream, report) => health.observe(upstream, report),
  })
  const { guards, bulkheads } = endpoints
  const health = createHealth(config, { guards, store })
  const compress = config.compression === undefined ? undefined : createCompress(config.compression)
  const fronts = endpoints.list.map((endpoint, index) => {
    const { cors } = config.endpoints[index] ?? {}
    const rules = cors === undefined ? undefined : createCors(cors, endpoint.dialect.methods)
    const numbers = endpoints.metrics[index]
    return createBatchFront(endpoint, own, { cors: rules, metrics: numbers, compress })
  })
  const forward = toForward(config, upstreams, { trust, problems, log, credentials })
  const pages = createOwnPages(config, {
    own,
    problems,
    health,
    about,
    isEnding: () => state.ending,
    metrics: surroundings.printMetrics,
  })
  const openApi =
    config.openapi === undefined
      ? undefined
      : createOpenApiPage(config.openapi, endpoints.list, { own, problems })
  const hasOwnListener = config.admin !== undefined
  return {
    config,
    endpoints: endpoints.list,
    upstreams,
    guards,
    budget,
    health,
    load: { budget, guards, bulkheads },
    pages,
    own,
    problems,
    handle(request, response) {
      const { path } = splitTarget(request.url ?? '/')
      const front = fronts.find((candidate) => candidate.matches(path))
      if (front === undefined && !hasOwnListener && pages.answer(path, request, response)) return
      if (state.closing) {
        response.shouldKeepAlive = false
        const fields = front?.fieldsFor(request)
        problems.write(response, 503, 'The gateway is shutting down.', fields)
      } else if (front !== undefined) {
        const outer = trust.cleanse(toOuterRequest(request))
        front.answer(request, response, console?.takeName(outer) ?? outer)
      } else if (console?.matches(path) === true) {
        console.answer(request, response)
      } else if (openApi?.path === path) {
        openApi.answer(request, response)
      } else if (forward !== undefined) {
        forward(request, response)
      } else {
        problems.write(response, 404, 'Nothing is served at this path.')
      }
    },
    async open() {
      await Promise.all([store?.open(), tracing?.open()])
    },
    async close() {
      await Promise.all([...upstreams.values()].map((upstream) => upstream.destroy()))
      endpoints.close()
      store?.close()
      await tracing?.close()
    },
  }
}

function keepBudget({ budget }: ServiceSurroundings, limit: number): Budget {
  return budget?.limit === limit ? budget : new Budget(limit)
}

function createUpstreams(
  config: Config,
  files: { readonly directory: string; readonly warn: Warn },
): ReadonlyMap<string, Upstream> {
  const pseudonym = createPseudonym()
  return new Map(
    Object.entries(config.upstreams).map(([name, upstream]) => {
      const { connections, pipelining, connectTimeout, host, tls, balance, restTime } = upstream
      const options: UpstreamOptions = {
        pseudonym,
        connections: connections ?? 256,
        pipelining: pipelining ?? 1,
        connectTimeout: readTime(connectTimeout ?? 10_000),
        host: host ?? 'upstream',
        balance: balance ?? 'least-loaded',
        restTime: readTime(restTime ?? 10_000),
        ...(tls === undefined ? {} : { tls: readUpstreamTls(name, tls, files) }),
      }
      return [name, createUpstream(targetsOf(upstream), options)]
    }),
  )
}

function toForward(
  config: Config,
  upstreams: ReadonlyMap<string, Upstream>,
  rest: {
    readonly trust: ProxyTrust
    readonly problems: Problems
    readonly log: Logger
    readonly credentials: ReadonlyMap<string, Credentials>
  },
): Forward | undefined {
  const upstream = config.forward === undefined ? undefined : upstreams.get(config.forward)
  if (upstream === undefined || config.forward === undefined) return undefined
  return createForward({
    upstream,
    trust: rest.trust,
    problems: rest.problems,
    idleTime: readTime(config.forwardIdleTime ?? 60_000),
    credentials: rest.credentials.get(config.forward)?.onForwarded ?? [],
    keepHost: config.upstreams[config.forward]?.host === 'caller',
    onFailure: (failure) => rest.log.warn(failure, 'forward failed'),
  })
}

/** Browsers take the field from TLS connections only; a proxy that ends TLS says its own. */
function hstsAge({ tls }: Config): number | undefined {
  if (tls === undefined || tls.hsts === false) return undefined
  return tls.hsts ?? yearInSeconds
}
