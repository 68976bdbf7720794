import { readFile } from 'node:fs/promises'
import { explainFile } from '../explain-file.ts'
import { ConfigError } from '../config/problem.ts'
import { readConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import { hashOf } from '../gateway.ts'

/** A configuration, and what names it in the pages of health. */
export interface LoadedConfig {
  readonly config: Config
  /** The beginning of the SHA-256 of the file. */
  readonly hash: string
}

/** Reads a configuration file. Throws an Error that says why it can't be used, for people. */
export async function readConfigFile(file: string): Promise<LoadedConfig> {
  try {
    const text = await readFile(file, 'utf8')
    return { config: readConfig(text, file, process.env), hash: hashOf(text) }
  } catch (error) {
    throw new Error(explain(error, file), { cause: error })
  }
}

/**
 * Reads a configuration file. When it can't be used, says why on standard error, sets the exit
 * code to 1 and returns undefined.
 */
export async function loadConfig(file: string): Promise<LoadedConfig | undefined> {
  try {
    return await readConfigFile(file)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
    return undefined
  }
}

function explain(error: unknown, file: string): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error && 'code' in error) {
    return explainFile(file, error)
  }
  throw error
}
