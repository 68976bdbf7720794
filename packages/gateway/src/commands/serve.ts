import { ConfigError } from '../config/problem.ts'
import { checkConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import { dialectTitle } from '../config/own-modules.ts'
import type { Gateway, GatewayParts } from '../gateway.ts'
import { createGateway } from '../gateway.ts'
import { probe } from '../probe.ts'
import { loadConfig } from './load-config.ts'
import { loadOwnModules } from './load-modules.ts'

/** Options of `batchway`, as the command line gives them. */
export interface ServeOptions {
  readonly config?: string
  readonly upstream?: string
  readonly dialect?: string
  readonly path?: string
  readonly base?: string
  readonly listen?: string
  /** False for `--no-forward`. */
  readonly forward: boolean
}

/** `batchway`: serves until SIGINT or SIGTERM, then ends with exit code 0. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  const config = await readOptions(options)
  if (config === undefined) return
  const parts = options.config === undefined ? {} : await loadOwnModules(config, options.config)
  if (parts === undefined) return
  const gateway = tryCreate(config, parts)
  if (gateway === undefined) return
  let url: string
  try {
    url = await gateway.listen()
  } catch (error) {
    fail(explainListen(error, config.listen ?? '127.0.0.1:8080'))
    await gateway.close()
    return
  }
  announce(config, url)
  closeOnSignal(gateway)
  await probeUpstreams(config)
}

async function readOptions(options: ServeOptions): Promise<Config | undefined> {
  const { config: file, upstream, dialect, path, base, listen, forward } = options
  const oneLine = { upstream, dialect, path, base }
  const given = Object.entries(oneLine).filter(([, value]) => value !== undefined)
  if (file !== undefined) {
    const [first] = given
    if (first !== undefined)
      return misuse(`--${first[0]} can't be used with --config; write it into the file`)
    if (!forward)
      return misuse('--no-forward has no effect with --config; leave "forward" out of the file')
    const config = await loadConfig(file)
    if (config === undefined || listen === undefined) return config
    try {
      return checkConfig({ ...config, listen }, 'command line')
    } catch (error) {
      if (error instanceof ConfigError) return misuse(inWordsOfOptions(error))
      throw error
    }
  }
  if (upstream === undefined || dialect === undefined || path === undefined) {
    const missing = (['upstream', 'dialect', 'path'] as const).filter(
      (name) => oneLine[name] === undefined,
    )
    return misuse(
      `--${missing.join(', --')} missing: give --config FILE, or --upstream, --dialect and --path`,
    )
  }
  const config = {
    upstreams: { api: { url: upstream } },
    endpoints: [{ path, dialect, upstream: 'api', ...(base === undefined ? {} : { base }) }],
    ...(listen === undefined ? {} : { listen }),
    ...(forward ? { forward: 'api' } : {}),
  }
  try {
    return checkConfig(config, 'command line')
  } catch (error) {
    if (error instanceof ConfigError) return misuse(inWordsOfOptions(error))
    throw error
  }
}

/** What the configuration calls by its keys has the names of options here. */
function inWordsOfOptions({ problems }: ConfigError): string {
  const names = {
    'upstreams.api.url': '--upstream',
    listen: '--listen',
    'endpoints[0].path': '--path',
    'endpoints[0].base': '--base',
  }
  return problems
    .map(({ message }) => {
      const found = Object.entries(names).find(([key]) => message.startsWith(key))
      if (found === undefined) return message
      const rest = message.slice(found[0].length)
      return `${found[1]}${rest.startsWith(' must match pattern') ? ' must be an absolute path such as /api/batch' : rest}`
    })
    .join('\n')
}

function misuse(message: string): undefined {
  process.stderr.write(`batchway: ${message}\n`)
  process.exitCode = 2
}

function fail(message: string): undefined {
  process.stderr.write(`batchway: ${message}\n`)
  process.exitCode = 1
}

function tryCreate(config: Config, parts: GatewayParts): Gateway | undefined {
  try {
    return createGateway(config, parts)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function explainListen(error: unknown, address: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `${address} is taken by another program; choose another with --listen`
  if (code === 'EACCES') return `${address} may not be used by this user; choose a port above 1023`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${address} is no address of this machine`
  return error instanceof Error ? error.message : String(error)
}

function announce(config: Config, url: string): void {
  const lines = config.endpoints.map(({ path, dialect, upstream }) => {
    return `  ${dialectTitle(dialect)} batches at ${url}${path} -> ${config.upstreams[upstream]?.url ?? upstream}`
  })
  const target = config.forward === undefined ? undefined : config.upstreams[config.forward]?.url
  if (target !== undefined) lines.push(`  everything else -> ${target}`)
  process.stderr.write(`batchway listens on ${url}\n${lines.join('\n')}\n`)
}

async function probeUpstreams(config: Config): Promise<void> {
  await Promise.all(
    Object.entries(config.upstreams).map(async ([name, { url }]) => {
      const problem = await probe(url)
      if (problem === undefined) return
      process.stderr.write(
        `batchway: the upstream "${name}" does not answer at ${url} (${problem}); parts get 502 until it does\n`,
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
