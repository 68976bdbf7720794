import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BatchEndpoint } from '@batchway/core'
import { Budget } from '@batchway/core'
import { splitTarget, toOuterRequest } from '@batchway/core/node'
import type { Upstream, UpstreamOptions } from '@batchway/core/upstream'
import { createPseudonym, createUpstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import { readAddress } from './address.ts'
import { createBatchFront } from './batch-front.ts'
import type { Config } from './config/schema.ts'
import { readSize, readTime } from './config/units.ts'
import { createCors } from './cors.ts'
import { createEndpoints } from './endpoints.ts'
import type { Forward } from './forward.ts'
import { createForward } from './forward.ts'
import { createLog } from './log.ts'
import type { Metrics } from './metrics.ts'
import { createMetrics } from './metrics.ts'
import { createOpenApiPage } from './openapi-page.ts'
import type { OwnModules } from './own-modules.ts'
import type { Problems } from './problem-details.ts'
import { createProblems } from './problem-details.ts'
import { createProxyTrust } from './proxy-trust.ts'
import type { ProxyTrust } from './proxy-trust.ts'
import type { OwnHeaders } from './security-headers.ts'
import { createOwnHeaders, toRawFields } from './security-headers.ts'
import { createGatewayServer } from './server.ts'
import { createStateStore } from './state-store.ts'
import type { Warn } from './tls.ts'
import { readServerTls, readUpstreamTls } from './tls.ts'
import type { UpstreamGuard } from './upstream-guard.ts'

/** Things that a gateway may be given instead of making them. */
export interface GatewayParts {
  /** Default: JSON lines on standard output. */
  readonly log?: Logger
  /** What file names in the configuration are relative to. Default: the working directory. */
  readonly directory?: string
  /** What `loadModules` made of the configuration. Default: none, for one that names no module. */
  readonly modules?: OwnModules
}

/** A gateway: batch endpoints, and everything else forwarded. */
export interface Gateway {
  readonly endpoints: readonly BatchEndpoint[]
  readonly upstreams: ReadonlyMap<string, Upstream>
  /** What stands between the endpoints and each upstream, by its name: load and breakers. */
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  /** The memory that all endpoints share. */
  readonly budget: Budget
  /** Begins to listen and resolves to the URL. Rejects when the address can't be had. */
  listen(): Promise<string>
  /**
   * Stops accepting, lets running requests finish within the grace time of the configuration, then
   * ends them. Resolves when everything is closed.
   */
  close(): Promise<void>
}

const yearInSeconds = 31_536_000
const defaultBudget = 256 * 1024 * 1024

/** Makes a gateway from a checked configuration. Throws a RangeError when a value can't be used. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const log = parts.log ?? createLog(config.logLevel ?? 'info')
  const trust = createProxyTrust(config.trustedProxies ?? [])
  const budget = new Budget(readSize(config.budget ?? defaultBudget))
  const directory = parts.directory ?? process.cwd()
  const warn: Warn = (details, message) => log.warn(details, message)
  const tls = config.tls === undefined ? undefined : readServerTls(config.tls, directory, warn)
  const upstreams = createUpstreams(config, { directory, warn })
  const own = createOwnHeaders(hstsAge(config))
  const problems = createProblems(own)
  const store =
    config.stateStore === undefined ? undefined : createStateStore(config.stateStore, log)
  const shared = store === undefined ? {} : { rates: store.rates }
  const metrics = config.metrics === undefined ? undefined : createMetrics()
  const counted = metrics === undefined ? {} : { metrics }
  const { modules = new Map() } = parts
  const surroundings = { upstreams, trust, budget, log, directory, modules, ...shared, ...counted }
  const endpoints = createEndpoints(config, surroundings)
  const fronts = endpoints.list.map((endpoint, index) => {
    const { cors } = config.endpoints[index] ?? {}
    const rules = cors === undefined ? undefined : createCors(cors, endpoint.dialect.methods)
    return createBatchFront(endpoint, own, rules)
  })
  const openApi =
    config.openapi === undefined
      ? undefined
      : createOpenApiPage(config.openapi, endpoints.list, { own, problems })
  const forward = toForward(config, upstreams, { trust, problems, log })
  let closing = false
  const { connections = {} } = config
  const { server, running } = createGatewayServer(
    { tls, connections, problems, log },
    (request, response) => {
      const { path } = splitTarget(request.url ?? '/')
      const front = fronts.find((candidate) => candidate.matches(path))
      if (closing) {
        response.shouldKeepAlive = false
        const fields = front?.fieldsFor(request)
        problems.write(response, 503, 'The gateway is shutting down.', fields)
      } else if (front !== undefined) {
        front.answer(request, response, trust.cleanse(toOuterRequest(request)))
      } else if (metrics !== undefined && path === config.metrics) {
        void writeMetrics(metrics, own, response)
      } else if (openApi?.path === path) {
        openApi.answer(request, response)
      } else if (forward !== undefined) {
        forward(request, response)
      } else {
        problems.write(response, 404, 'Nothing is served at this path.')
      }
    },
  )
  return {
    endpoints: endpoints.list,
    upstreams,
    guards: endpoints.guards,
    budget,
    listen: async () => {
      await store?.open()
      const authority = await listen(server, config.listen ?? '127.0.0.1:8080')
      return `${tls === undefined ? 'http' : 'https'}://${authority}`
    },
    async close() {
      closing = true
      for (const response of running) response.shouldKeepAlive = false
      await close(server, readTime(config.shutdownTime ?? 10_000))
      // Batches that were cut off must learn of it before their upstreams are gone.
      await Promise.all([...running].map(closeOf))
      await Promise.all([...upstreams.values()].map((upstream) => upstream.destroy()))
      endpoints.close()
      store?.close()
    },
  }
}

async function writeMetrics(
  metrics: Metrics,
  own: OwnHeaders,
  response: ServerResponse,
): Promise<void> {
  const { type, text } = await metrics.print()
  response.writeHead(200, toRawFields(own.complete([['content-type', type]])))
  response.end(text)
}

function createUpstreams(
  config: Config,
  files: { readonly directory: string; readonly warn: Warn },
): ReadonlyMap<string, Upstream> {
  const pseudonym = createPseudonym()
  return new Map(
    Object.entries(config.upstreams).map(([name, upstream]) => {
      const { url, connections, pipelining, connectTimeout, host, tls } = upstream
      const options: UpstreamOptions = {
        pseudonym,
        connections: connections ?? 256,
        pipelining: pipelining ?? 1,
        connectTimeout: readTime(connectTimeout ?? 10_000),
        host: host ?? 'upstream',
        ...(tls === undefined ? {} : { tls: readUpstreamTls(name, tls, files) }),
      }
      return [name, createUpstream(url, options)]
    }),
  )
}

function toForward(
  config: Config,
  upstreams: ReadonlyMap<string, Upstream>,
  rest: { readonly trust: ProxyTrust; readonly problems: Problems; readonly log: Logger },
): Forward | undefined {
  const upstream = config.forward === undefined ? undefined : upstreams.get(config.forward)
  if (upstream === undefined || config.forward === undefined) return undefined
  return createForward({
    upstream,
    trust: rest.trust,
    problems: rest.problems,
    idleTime: readTime(config.forwardIdleTime ?? 60_000),
    keepHost: config.upstreams[config.forward]?.host === 'caller',
    onFailure: (failure) => rest.log.warn(failure, 'forward failed'),
  })
}

/** Browsers take the field from TLS connections only; a proxy that ends TLS says its own. */
function hstsAge({ tls }: Config): number | undefined {
  if (tls === undefined || tls.hsts === false) return undefined
  return tls.hsts ?? yearInSeconds
}

/** Resolves to the address and port. */
function listen(server: Server, address: string): Promise<string> {
  const { host, port } = readAddress(address)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const bound = server.address() as AddressInfo
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
      resolve(`${name}:${bound.port}`)
    })
  })
}

/** Resolves when no connection is left; those that are not idle get the grace time. */
function close(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function closeOf(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve()
    else response.once('close', resolve)
  })
}
