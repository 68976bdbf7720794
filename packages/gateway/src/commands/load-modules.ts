import { ConfigError } from '../config/problem.ts'
import type { Config } from '../config/schema.ts'
import type { ModulePlace } from '../own-modules.ts'
import { loadModules } from '../own-modules.ts'

/**
 * Loads the modules that a configuration names. When one can't be used, says why on standard error,
 * sets the exit code to 1 and returns false.
 */
export async function loadOwnModules(config: Config, place: ModulePlace): Promise<boolean> {
  try {
    await loadModules(config, place)
    return true
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
    return false
  }
}
