import { dirname, resolve } from 'node:path'
import { ConfigError } from '../config/problem.ts'
import { checkConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import { hashOf } from '../gateway.ts'
import type { LoadedConfig } from './load-config.ts'
import { loadConfig, readConfigFile } from './load-config.ts'

/** Options of `batchway`, as the command line gives them. */
export interface ServeOptions {
  readonly config?: string
  readonly upstream?: string
  readonly dialect?: string
  readonly path?: string
  readonly base?: string
  readonly listen?: string
  /** `--console` */
  readonly console?: boolean
  readonly workers?: number
  readonly logLevel?: NonNullable<Config['logLevel']>
  readonly logFormat?: NonNullable<Config['logFormat']>
  /** False for `--no-forward`. */
  readonly forward: boolean
}

/** What is to be served. */
export interface Serving extends LoadedConfig {
  /** What file names in the configuration are relative to. */
  readonly directory: string
  /** What the configuration is called in messages. */
  readonly source: string
  /**
   * Reads the file again. Throws an Error that says why it can't be used. Undefined where there is no
   * file.
   */
  readonly reread: (() => Promise<LoadedConfig>) | undefined
}

/** Reads it from the options. When they can't be used, says so, sets the exit code and returns undefined. */
export async function readServing(options: ServeOptions): Promise<Serving | undefined> {
  const { config: file, upstream, dialect, path, base, forward, console } = options
  const oneLine = { upstream, dialect, path, base, console }
  const given = Object.entries(oneLine).filter(([, value]) => value !== undefined)
  if (file !== undefined) {
    const [first] = given
    if (first !== undefined)
      return misuse(`--${first[0]} can't be used with --config; write it into the file`)
    if (!forward)
      return misuse('--no-forward has no effect with --config; leave "forward" out of the file')
    return await readFileServing(file, options)
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
    ...(forward ? { forward: 'api' } : {}),
    ...(console === true ? { console } : {}),
  }
  const hash = hashOf(JSON.stringify(config))
  const checked = tryOverlay({ config, hash }, options)
  return (
    checked && { ...checked, directory: process.cwd(), source: 'command line', reread: undefined }
  )
}

async function readFileServing(file: string, options: ServeOptions): Promise<Serving | undefined> {
  const loaded = await loadConfig(file)
  if (loaded === undefined) return undefined
  const checked = tryOverlay(loaded, options)
  if (checked === undefined) return undefined
  const reread = async (): Promise<LoadedConfig> => overlay(await readConfigFile(file), options)
  return { ...checked, directory: dirname(resolve(file)), source: file, reread }
}

/** The configuration with what the command line says instead. Throws a ConfigError. */
function overlay({ config, hash }: LoadedConfig, options: ServeOptions): LoadedConfig {
  const { listen, workers, logLevel, logFormat } = options
  const more = {
    ...(listen === undefined ? {} : { listen }),
    ...(workers === undefined ? {} : { workers }),
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(logFormat === undefined ? {} : { logFormat }),
  }
  return { config: checkConfig({ ...config, ...more }, 'command line'), hash }
}

function tryOverlay(loaded: LoadedConfig, options: ServeOptions): LoadedConfig | undefined {
  try {
    return overlay(loaded, options)
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
    workers: '--workers',
    'endpoints[0].path': '--path',
    'endpoints[0].base': '--base',
  }
  return problems
    .map(({ message }) => {
      const found = Object.entries(names).find(([key]) => message.startsWith(key))
      return found === undefined ? message : `${found[1]}${message.slice(found[0].length)}`
    })
    .join('\n')
}

function misuse(message: string): undefined {
  process.stderr.write(`batchway: ${message}\n`)
  process.exitCode = 2
}
