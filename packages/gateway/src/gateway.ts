import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { BatchEndpoint, Budget } from '@batchway/core'
import { createMemoryRates } from '@batchway/core'
import { splitTarget } from '@batchway/core/node'
import type { Upstream } from '@batchway/core/upstream'
import type { Logger } from 'pino'
import type { Console } from './console/console.ts'
import { createConsole } from './console/console.ts'
import { createConfigFiles } from './config-files.ts'
import type { Config } from './config/schema.ts'
import { readTime } from './config/units.ts'
import { checkFixedKeys } from './fixed-keys.ts'
import { closeServer, listen } from './listening.ts'
import { createLog } from './log-output.ts'
import type { Metrics } from './metrics.ts'
import { createMetrics } from './metrics.ts'
import { loadModules } from './own-modules.ts'
import type { PrintedPage } from './own-pages.ts'
import type { Problems } from './problem-details.ts'
import { createGatewayServer } from './server.ts'
import type { Service } from './service.ts'
import { createService } from './service.ts'
import { createTurns } from './turns.ts'
import type { ServerTls, Warn } from './tls.ts'
import { readServerTls } from './tls.ts'
import type { UpstreamGuard } from './upstream-guard.ts'
import { version } from './version.ts'

/** Things that a gateway may be given instead of making them. */
export interface GatewayParts {
  /** Default: JSON lines on standard output. */
  readonly log?: Logger
  /** What file names in the configuration are relative to. Default: the working directory. */
  readonly directory?: string
  /** What names the configuration in the pages of health. Default: a hash of its JSON. */
  readonly configHash?: string
  /** Which of several processes this one is; shown in the pages of health. */
  readonly worker?: { readonly id: number; readonly of: number }
  /** Takes counters, and gives what is printed instead of them. Default: they are. */
  readonly shareMetrics?: (metrics: Metrics) => () => Promise<PrintedPage>
}

/** A configuration that is ready to take over. Exactly one of its methods is to be called. */
export interface PreparedReload {
  /**
   * From now on requests are answered by it. Those under way end as they began. Changes nothing where
   * the gateway has begun to close.
   */
  commit(): void
  /** Nothing changes. */
  drop(): Promise<void>
}

/** A gateway: batch endpoints, and everything else forwarded. */
export interface Gateway {
  readonly endpoints: readonly BatchEndpoint[]
  readonly upstreams: ReadonlyMap<string, Upstream>
  /** What stands between the endpoints and each upstream, by its name: load and breakers. */
  readonly guards: ReadonlyMap<string, UpstreamGuard>
  /** The pages that show what passes; undefined where the configuration asks for none. */
  readonly console: Pick<Console, 'path' | 'token'> | undefined
  /** The memory that all endpoints share. */
  readonly budget: Budget
  /** Begins to listen and resolves to the URL. Rejects when the address can't be had. */
  listen(): Promise<string>
  /** Where the pages of health and metrics are, once it listens; undefined without `admin`. */
  readonly adminUrl: string | undefined
  /**
   * Makes everything of another configuration, beside the one in force. Rejects with an Error that
   * says why it can't be used; then nothing has changed.
   */
  prepare(config: Config, configHash?: string): Promise<PreparedReload>
  /**
   * Is not ready for as long as the configuration says, stops accepting, lets running requests finish
   * within the grace time, then ends them. Resolves when everything is closed.
   */
  close(): Promise<void>
}

/**
 * Makes a gateway from a checked configuration. Throws a RangeError when a value can't be used. Where
 * the configuration names modules, await `loadModules` before.
 */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const log = parts.log ?? createLog(config.logLevel ?? 'info')
  const directory = parts.directory ?? process.cwd()
  const warn: Warn = (details, message) => log.warn(details, message)
  const state = { ending: false, closing: false }
  const rates = createMemoryRates()
  const pages = createConsole(config)
  let metrics: Metrics | undefined
  let printMetrics: (() => Promise<PrintedPage>) | undefined
  const place =
    parts.worker === undefined ? {} : { worker: parts.worker.id, workers: parts.worker.of }
  const make = (wanted: Config, hash: string, budget?: Budget): Service => {
    if (wanted.metrics !== undefined && metrics === undefined) {
      const counters = createMetrics()
      metrics = counters
      printMetrics = parts.shareMetrics?.(counters) ?? (() => counters.print())
    }
    return createService(wanted, {
      log,
      directory,
      rates,
      state,
      metrics,
      printMetrics,
      console: pages,
      about: { version, config: hash, ...place },
      ...(budget === undefined ? {} : { budget }),
    })
  }
  const readTls = ({ tls }: Config): ServerTls | undefined =>
    tls === undefined ? undefined : readServerTls(tls, directory, warn)

  let hash = parts.configHash ?? hashOf(JSON.stringify(config))
  const tls = readTls(config)
  let service = make(config, hash)
  metrics?.watch(service.load)
  pages?.show(service)
  const current = (): Service => service
  const { server, running } = createGatewayServer(
    { tls, connections: config.connections ?? {}, problems: problemsOf(current), log },
    (request, response) => service.handle(request, response),
  )
  const setTls = (renewed: ServerTls | undefined): void => {
    if (renewed !== undefined && 'setSecureContext' in server) {
      Reflect.apply(server.setSecureContext as (options: object) => void, server, [renewed.options])
    }
  }
  const retired = new Set<Promise<void>>()
  const retire = (old: Service): void => {
    const ended = Promise.all([...running].map(closeOf))
      .then(() => old.close())
      .finally(() => retired.delete(ended))
    retired.add(ended)
  }
  // A change begins with what the one before has left, and with files as they are then.
  const turns = createTurns()
  const prepare = async (wanted: () => Config, itsHash: () => string): Promise<PreparedReload> => {
    const endTurn = await turns.take()
    try {
      return await makePrepared(wanted(), itsHash(), endTurn)
    } catch (error) {
      endTurn()
      throw error
    }
  }
  const makePrepared = async (
    wanted: Config,
    itsHash: string,
    endTurn: () => void,
  ): Promise<PreparedReload> => {
    if (state.closing) throw new Error('the gateway is shutting down')
    checkFixedKeys(service.config, wanted)
    await loadModules(wanted, { directory })
    const itsTls = readTls(wanted)
    const next = make(wanted, itsHash, service.budget)
    await next.open()
    if (state.closing) {
      await next.close()
      throw new Error('the gateway is shutting down')
    }
    return {
      drop() {
        endTurn()
        return next.close()
      },
      commit() {
        endTurn()
        if (state.closing) {
          // Nothing would close it any more.
          void next.close()
          return
        }
        const old = service
        setTls(itsTls)
        if (wanted.logLevel !== old.config.logLevel) log.level = wanted.logLevel ?? 'info'
        service = next
        metrics?.watch(next.load)
        pages?.show(next)
        hash = itsHash
        files.follow(wanted)
        retire(old)
      },
    }
  }
  const files = createConfigFiles({
    directory,
    log,
    async renewServer() {
      const endTurn = await turns.take()
      try {
        setTls(readTls(service.config))
      } finally {
        endTurn()
      }
    },
    async renewService() {
      const prepared = await prepare(
        () => service.config,
        () => hash,
      )
      prepared.commit()
    },
  })
  const admin = config.admin === undefined ? undefined : createAdminServer(current)
  let adminUrl: string | undefined
  return {
    get endpoints() {
      return service.endpoints
    },
    get upstreams() {
      return service.upstreams
    },
    get guards() {
      return service.guards
    },
    console: pages,
    get budget() {
      return service.budget
    },
    get adminUrl() {
      return adminUrl
    },
    listen: async () => {
      await service.open()
      const authority = await listen(server, config.listen ?? '127.0.0.1:8080')
      if (admin !== undefined && config.admin !== undefined) {
        adminUrl = `http://${await listen(admin, config.admin)}`
      }
      files.follow(config)
      return `${tls === undefined ? 'http' : 'https'}://${authority}`
    },
    prepare: (wanted, itsHash = hashOf(JSON.stringify(wanted))) =>
      prepare(
        () => wanted,
        () => itsHash,
      ),
    async close() {
      state.ending = true
      const { shutdownDelay = 0, shutdownTime = 10_000 } = service.config
      const delay = readTime(shutdownDelay)
      if (server.listening && delay > 0) await pause(delay)
      state.closing = true
      pages?.close()
      files.close()
      for (const response of running) response.shouldKeepAlive = false
      await closeServer(server, readTime(shutdownTime))
      // Batches that were cut off must learn of it before their upstreams are gone.
      await Promise.all([...running].map(closeOf))
      await Promise.all([service.close(), ...retired])
      if (admin !== undefined) await closeServer(admin, 0)
    },
  }
}

/** What is no request is answered in the words of the configuration in force. */
function problemsOf(current: () => Service): Problems {
  return {
    write: (...args) => current().problems.write(...args),
    raw: (...args) => current().problems.raw(...args),
  }
}

/** The listener for those who run the gateway. */
function createAdminServer(current: () => Service): ReturnType<typeof createServer> {
  return createServer((request, response) => {
    const { path } = splitTarget(request.url ?? '/')
    const { pages, problems } = current()
    if (pages.answer(path, request, response)) return
    problems.write(response, 404, 'Nothing is served at this path.')
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
