import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BatchEndpoint } from '@batchway/core'
import { Budget } from '@batchway/core'
import { answerNode, splitTarget, toOuterRequest } from '@batchway/core/node'
import type { Upstream } from '@batchway/core/upstream'
import { createPseudonym, createUpstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import { readAddress } from './address.ts'
import type { Config } from './config/schema.ts'
import { readSize, readTime } from './config/units.ts'
import { createEndpoints } from './endpoints.ts'
import type { Forward } from './forward.ts'
import { createForward } from './forward.ts'
import { createLog } from './log.ts'
import { writeProblem } from './problem-details.ts'
import { createProxyTrust } from './proxy-trust.ts'
import type { ProxyTrust } from './proxy-trust.ts'

/** Things that a gateway may be given instead of making them. */
export interface GatewayParts {
  /** Default: JSON lines on standard output. */
  readonly log?: Logger
  /** What file names in the configuration are relative to. Default: the working directory. */
  readonly directory?: string
}

/** A gateway: batch endpoints, and everything else forwarded. */
export interface Gateway {
  readonly endpoints: readonly BatchEndpoint[]
  readonly upstreams: ReadonlyMap<string, Upstream>
  /** Begins to listen and resolves to the URL. Rejects when the address can't be had. */
  listen(): Promise<string>
  /**
   * Stops accepting, lets running requests finish within the grace time of the configuration, then
   * ends them. Resolves when everything is closed.
   */
  close(): Promise<void>
}

const defaultBudget = 256 * 1024 * 1024

/** Makes a gateway from a checked configuration. Throws a RangeError when a value can't be used. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const log = parts.log ?? createLog(config.logLevel ?? 'info')
  const trust = createProxyTrust(config.trustedProxies ?? [])
  const upstreams = createUpstreams(config)
  const budget = new Budget(readSize(config.budget ?? defaultBudget))
  const directory = parts.directory ?? process.cwd()
  const endpoints = createEndpoints(config, { upstreams, trust, budget, log, directory })
  const forward = toForward(config, upstreams, { trust, log })
  const running = new Set<ServerResponse>()
  let closing = false
  const server = createServer((request, response) => {
    running.add(response)
    response.once('close', () => running.delete(response))
    if (closing) {
      response.shouldKeepAlive = false
      writeProblem(response, 503, 'The gateway is shutting down.')
      return
    }
    route(endpoints.list, { trust, forward }, request, response)
  })
  // Batches have a clock of their own; forwarded requests may take as long as bytes flow.
  server.requestTimeout = 0
  server.on('upgrade', (_request, socket) => {
    // The server has let go of this connection: its errors and its end are ours.
    socket.on('error', () => {})
    const head = 'HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
    socket.end(head, () => socket.destroy())
  })
  return {
    endpoints: endpoints.list,
    upstreams,
    listen: () => listen(server, config.listen ?? '127.0.0.1:8080'),
    async close() {
      closing = true
      for (const response of running) response.shouldKeepAlive = false
      await close(server, readTime(config.shutdownTime ?? 10_000))
      // Batches that were cut off must learn of it before their upstreams are gone.
      await Promise.all([...running].map(closeOf))
      await Promise.all([...upstreams.values()].map((upstream) => upstream.destroy()))
      endpoints.close()
    },
  }
}

function createUpstreams(config: Config): ReadonlyMap<string, Upstream> {
  const pseudonym = createPseudonym()
  return new Map(
    Object.entries(config.upstreams).map(([name, { url, connections, connectTimeout, host }]) => [
      name,
      createUpstream(url, {
        pseudonym,
        connections: connections ?? 256,
        connectTimeout: readTime(connectTimeout ?? 10_000),
        host: host ?? 'upstream',
      }),
    ]),
  )
}

function toForward(
  config: Config,
  upstreams: ReadonlyMap<string, Upstream>,
  { trust, log }: { readonly trust: ProxyTrust; readonly log: Logger },
): Forward | undefined {
  const upstream = config.forward === undefined ? undefined : upstreams.get(config.forward)
  if (upstream === undefined || config.forward === undefined) return undefined
  return createForward({
    upstream,
    trust,
    idleTime: readTime(config.forwardIdleTime ?? 60_000),
    keepHost: config.upstreams[config.forward]?.host === 'caller',
    onFailure: (failure) => log.warn(failure, 'forward failed'),
  })
}

/** Ahead of everything else: whose request is it? */
function route(
  endpoints: readonly BatchEndpoint[],
  { trust, forward }: { readonly trust: ProxyTrust; readonly forward: Forward | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { path } = splitTarget(request.url ?? '/')
  const endpoint = endpoints.find((candidate) => candidate.matches(path))
  if (endpoint !== undefined) {
    const outer = trust.cleanse(toOuterRequest(request))
    void answerNode(endpoint, request, response, { outer })
  } else if (forward !== undefined) {
    forward(request, response)
  } else {
    writeProblem(response, 404, 'Nothing is served at this path.')
  }
}

function listen(server: Server, address: string): Promise<string> {
  const { host, port } = readAddress(address)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const bound = server.address() as AddressInfo
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
      resolve(`http://${name}:${bound.port}`)
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
