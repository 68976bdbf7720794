import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { BatchEndpoint, Budget } from '@batchway/core'
import { createMemoryRates } from '@batchway/core'
import { splitTarget } from '@batchway/core/node'
import type { Upstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import type { Config } from './config/schema.ts'
import { readTime } from './config/units.ts'
import { closeServer, listen } from './listening.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createGatewayServer } from './server.ts'
import type { Service } from './service.ts'
import { createService } from './service.ts'
import type { Warn } from './tls.ts'
import { readServerTls } from './tls.ts'
import type { UpstreamGuard } from './upstream-guard.ts'
import { readVersion } from './version.ts'

/** Things that a gateway may be given instead of making them. */
export interface GatewayParts {
  /** Default: JSON lines on standard output. */
  readonly log?: Logger
  /** What file names in the configuration are relative to. Default: the working directory. */
  readonly directory?: string
  /** What names the configuration in the pages of health. Default: a hash of its JSON. */
  readonly configHash?: string
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
  /** Where the pages of health and metrics are, once it listens; undefined without `admin`. */
  readonly adminUrl: string | undefined
  /**
   * Is not ready for as long as the configuration says, stops accepting, lets running requests finish
   * within the grace time, then ends them. Resolves when everything is closed.
   */
  close(): Promise<void>
}

/** Makes a gateway from a checked configuration. Throws a RangeError when a value can't be used. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const log = parts.log ?? createLog(config.logLevel ?? 'info')
  const directory = parts.directory ?? process.cwd()
  const warn: Warn = (details, message) => log.warn(details, message)
  const state = { ending: false, closing: false }
  const metrics = config.metrics === undefined ? undefined : createMetrics()
  const tls = config.tls === undefined ? undefined : readServerTls(config.tls, directory, warn)
  const service: Service = createService(config, {
    log,
    directory,
    state,
    metrics,
    rates: createMemoryRates(),
    printMetrics: metrics === undefined ? undefined : () => metrics.print(),
    about: { version: readVersion(), config: parts.configHash ?? hashOf(JSON.stringify(config)) },
  })
  const { connections = {} } = config
  const { server, running } = createGatewayServer(
    { tls, connections, problems: service.problems, log },
    (request, response) => service.handle(request, response),
  )
  const admin = config.admin === undefined ? undefined : createAdminServer(service)
  let adminUrl: string | undefined
  return {
    endpoints: service.endpoints,
    upstreams: service.upstreams,
    guards: service.guards,
    budget: service.budget,
    get adminUrl() {
      return adminUrl
    },
    listen: async () => {
      await service.open()
      const authority = await listen(server, config.listen ?? '127.0.0.1:8080')
      if (admin !== undefined && config.admin !== undefined) {
        adminUrl = `http://${await listen(admin, config.admin)}`
      }
      return `${tls === undefined ? 'http' : 'https'}://${authority}`
    },
    async close() {
      state.ending = true
      const delay = readTime(config.shutdownDelay ?? 0)
      if (server.listening && delay > 0) await pause(delay)
      state.closing = true
      for (const response of running) response.shouldKeepAlive = false
      await closeServer(server, readTime(config.shutdownTime ?? 10_000))
      // Batches that were cut off must learn of it before their upstreams are gone.
      await Promise.all([...running].map(closeOf))
      await service.close()
      if (admin !== undefined) await closeServer(admin, 0)
    },
  }
}

/** The listener for those who run the gateway. */
function createAdminServer(service: Service): ReturnType<typeof createServer> {
  return createServer((request, response) => {
    const { path } = splitTarget(request.url ?? '/')
    if (service.pages.answer(path, request, response)) return
    service.problems.write(response, 404, 'Nothing is served at this path.')
  })
}

/** What names a text: enough of its SHA-256 to tell it from others. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function closeOf(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve()
    else response.once('close', resolve)
  })
}
