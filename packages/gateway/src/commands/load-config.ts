import { readFile } from 'node:fs/promises'
import { ConfigError } from '../config/problem.ts'
import { readConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'

/**
 * Reads a configuration file. When it can't be used, says why on standard error, sets the exit
 * code to 1 and returns undefined.
 */
export async function loadConfig(file: string): Promise<Config | undefined> {
  try {
    return readConfig(await readFile(file, 'utf8'), file, process.env)
  } catch (error) {
    process.stderr.write(`${explain(error, file)}\n`)
    process.exitCode = 1
    return undefined
  }
}

function explain(error: unknown, file: string): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ENOENT') return `${file}: there is no such file`
    return `${file}: ${error.message}`
  }
  throw error
}
