import type { Logger } from 'pino'
import { dialectTitle } from '../config/own-modules.ts'
import type { Config } from '../config/schema.ts'
import { targetsOf } from '../config/targets.ts'
import type { Gateway } from '../gateway.ts'
import { createGateway } from '../gateway.ts'
import { openLog } from '../log-output.ts'
import { disablePretenuring } from '../pretenuring.ts'
import { probe } from '../probe.ts'
import { explainListen } from './explain-listen.ts'
import type { ServedAt } from '../workers/primary.ts'
import { Primary } from '../workers/primary.ts'
import { runWorker, workerVariable } from '../workers/worker.ts'
import { loadOwnModules } from './load-modules.ts'
import type { Prepare } from './reload.ts'
import { reloadOnSignal } from './reload.ts'
import type { ServeOptions, Serving } from './serve-options.ts'
import { readServing } from './serve-options.ts'

/** `batchway`: serves until SIGINT or SIGTERM, then ends with exit code 0. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  disablePretenuring()
  if (process.env[workerVariable] !== undefined) {
    runWorker()
    return
  }
  // Without a file a hang-up ends the command, as it ends any.
  const reloads = options.config === undefined ? undefined : reloadOnSignal()
  const serving = await readServing(options)
  if (serving === undefined) return
  const { config, directory, source } = serving
  if (!(await loadOwnModules(config, { directory, source }))) return
  const { logLevel, logFormat, workers = 1 } = config
  const log = await openLog({ level: logLevel, format: logFormat })
  const beginReloads = (prepare: Prepare): void => {
    const { reread } = serving
    if (reread !== undefined) reloads?.({ reread, log, prepare })
  }
  if (workers > 1) await serveWithWorkers(serving, log, beginReloads)
  else await serveAlone(serving, log, beginReloads)
}

/** Lets SIGHUP reload from now on, by what makes a configuration beside the one in force. */
type BeginReloads = (prepare: Prepare) => void

async function serveAlone(
  serving: Serving,
  log: Logger,
  beginReloads: BeginReloads,
): Promise<void> {
  const gateway = tryCreate(serving, log)
  if (gateway === undefined) return
  let url: string
  try {
    url = await gateway.listen()
  } catch (error) {
    fail(explainListen(error, serving.config))
    await gateway.close()
    return
  }
  closeOnSignal({ close: () => gateway.close(), kill: () => {} })
  beginReloads(({ config, hash }) => gateway.prepare(config, hash))
  announce(serving.config, { url, adminUrl: gateway.adminUrl, console: gateway.console })
  await probeUpstreams(serving.config)
}

async function serveWithWorkers(
  serving: Serving,
  log: Logger,
  beginReloads: BeginReloads,
): Promise<void> {
  const primary = new Primary(serving, log)
  let served: ServedAt
  try {
    served = await primary.start()
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
    return
  }
  closeOnSignal({ close: () => primary.close(), kill: () => primary.kill() })
  beginReloads((loaded) => primary.prepare(loaded))
  announce(serving.config, served)
  await probeUpstreams(serving.config)
}

function fail(message: string): undefined {
  process.stderr.write(`batchway: ${message}\n`)
  process.exitCode = 1
}

function tryCreate({ config, hash, directory }: Serving, log: Logger): Gateway | undefined {
  try {
    return createGateway(config, { log, directory, configHash: hash })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

/** Says on standard error what is served where. */
function announce(
  config: Config,
  { url, adminUrl, console: pages }: ServedAt & Partial<Pick<Gateway, 'console'>>,
): void {
  const lines = config.endpoints.map(({ path, dialect, upstream }) => {
    return `  ${dialectTitle(dialect)} batches at ${url}${path} -> ${placeOf(config, upstream)}`
  })
  if (config.forward !== undefined) {
    lines.push(`  everything else -> ${placeOf(config, config.forward)}`)
  }
  if (adminUrl !== undefined) lines.push(`  health and metrics at ${adminUrl}`)
  if (pages !== undefined) {
    lines.push(`  console at ${url}${pages.path}/${tokenOf(config, pages.token)}`)
  }
  process.stderr.write(`batchway listens on ${url}\n${lines.join('\n')}\n`)
}

/** Only a token that was made at this start is printed; one of the configuration is its secret. */
function tokenOf({ console: wish }: Config, token: string | undefined): string {
  if (token === undefined) return ''
  const isConfigured = typeof wish === 'object' && wish.token !== undefined
  return isConfigured
    ? ', with the token of the configuration'
    : `?token=${encodeURIComponent(token)}`
}

function placeOf({ upstreams }: Config, name: string): string {
  const upstream = upstreams[name]
  return upstream === undefined ? name : targetsOf(upstream).join(', ')
}

/** Says on standard error which upstreams do not answer. */
async function probeUpstreams({ upstreams }: Config): Promise<void> {
  await Promise.all(
    Object.entries(upstreams).map(async ([name, upstream]) => {
      const found = await Promise.all(
        targetsOf(upstream).map(async (target) => ({ target, problem: await probe(target) })),
      )
      const isServed = found.some(({ problem }) => problem === undefined)
      const then = isServed ? 'its other targets get all parts' : 'parts get 502'
      for (const { target, problem } of found) {
        if (problem === undefined) continue
        process.stderr.write(
          `batchway: the upstream "${name}" does not answer at ${target} (${problem}); ${then} until it does\n`,
        )
      }
    }),
  )
}

/** The first signal lets running batches finish, the second one ends at once. */
function closeOnSignal(running: { close(): Promise<void>; kill(): void }): void {
  let closing = false
  const onSignal = (): void => {
    if (closing) {
      running.kill()
      process.exit(1)
    }
    closing = true
    process.stderr.write('batchway is finishing what runs; press Ctrl-C again to end at once\n')
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
