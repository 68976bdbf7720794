import type { Logger } from 'pino'
import type { Config } from '../config/schema.ts'
import { targetsOf } from '../config/upstream-schema.ts'
import type { Gateway } from '../gateway.ts'
import { createGateway } from '../gateway.ts'
import { createLog } from '../log.ts'
import { probe } from '../probe.ts'
import { reloadOnSignal } from './reload.ts'
import type { ServeOptions, Serving } from './serve-options.ts'
import { readServing } from './serve-options.ts'

/** `batchway`: serves until SIGINT or SIGTERM, then ends with exit code 0. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  const serving = await readServing(options)
  if (serving === undefined) return
  const log = createLog(serving.config.logLevel ?? 'info')
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
  announce(serving.config, url, gateway.adminUrl)
  closeOnSignal(gateway)
  const { reread } = serving
  // Without a file a hang-up ends the command, as it ends any.
  if (reread !== undefined) {
    reloadOnSignal({ reread, log, prepare: ({ config, hash }) => gateway.prepare(config, hash) })
  }
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

/** What an address that can't be had means to whoever chose it. */
export function explainListen(
  error: unknown,
  { listen = '127.0.0.1:8080', admin }: Pick<Config, 'listen' | 'admin'>,
): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const port = 'port' in error ? String(error.port) : ''
  const isAdmin = admin !== undefined && admin !== listen && admin.endsWith(`:${port}`)
  const address = isAdmin ? admin : listen
  const key = isAdmin ? '"admin"' : '--listen'
  if (code === 'EADDRINUSE')
    return `${address} is taken by another program; choose another with ${key}`
  if (code === 'EACCES') return `${address} may not be used by this user; choose a port above 1023`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${address} is no address of this machine`
  return error.message
}

/** Says on standard error what is served where. */
export function announce(config: Config, url: string, adminUrl: string | undefined): void {
  const lines = config.endpoints.map(({ path, dialect, upstream }) => {
    return `  ${dialect} batches at ${url}${path} -> ${placeOf(config, upstream)}`
  })
  if (config.forward !== undefined) {
    lines.push(`  everything else -> ${placeOf(config, config.forward)}`)
  }
  if (adminUrl !== undefined) lines.push(`  health and metrics at ${adminUrl}`)
  process.stderr.write(`batchway listens on ${url}\n${lines.join('\n')}\n`)
}

function placeOf({ upstreams }: Config, name: string): string {
  const upstream = upstreams[name]
  return upstream === undefined ? name : targetsOf(upstream).join(', ')
}

/** Says on standard error which upstreams do not answer. */
export async function probeUpstreams({ upstreams }: Config): Promise<void> {
  const targets = Object.entries(upstreams).flatMap(([name, upstream]) =>
    targetsOf(upstream).map((target) => ({ name, target })),
  )
  await Promise.all(
    targets.map(async ({ name, target }) => {
      const problem = await probe(target)
      if (problem === undefined) return
      process.stderr.write(
        `batchway: the upstream "${name}" does not answer at ${target} (${problem}); parts get 502 until it does\n`,
      )
    }),
  )
}

/** The first signal lets running batches finish, the second one ends at once. */
function closeOnSignal(gateway: Gateway): void {
  let closing = false
  const onSignal = (): void => {
    if (closing) process.exit(1)
    closing = true
    process.stderr.write('batchway is finishing what runs; press Ctrl-C again to end at once\n')
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
