import { dirname, resolve } from 'node:path'
import { ConfigError } from '../config/problem.ts'
import type { Config } from '../config/schema.ts'
import type { GatewayParts } from '../gateway.ts'
import { loadModules } from '../own-modules.ts'

/**
 * Loads the modules that a configuration file names. When one can't be used, says why on standard
 * error, sets the exit code to 1 and returns undefined.
 */
export async function loadOwnModules(
  config: Config,
  file: string,
): Promise<Pick<GatewayParts, 'directory' | 'modules'> | undefined> {
  const directory = dirname(resolve(file))
  try {
    return { directory, modules: await loadModules(config, { directory, source: file }) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
    return undefined
  }
}
