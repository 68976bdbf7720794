import { dirname, resolve } from 'node:path'
import { dialectTitle } from '../config/own-modules.ts'
import { createGateway } from '../gateway.ts'
import { loadConfig } from './load-config.ts'
import { loadOwnModules } from './load-modules.ts'

/** `batchway check FILE`: exit code 0 and one line, or 1 and a line per problem. Opens no socket. */
export async function checkCommand(file: string): Promise<void> {
  const loaded = await loadConfig(file)
  if (loaded === undefined) return
  const { config } = loaded
  const directory = dirname(resolve(file))
  if (!(await loadOwnModules(config, { directory, source: file }))) return
  try {
    // What only shows when the gateway is made, such as a limit of 0; nothing listens or connects.
    await createGateway({ ...config, logLevel: 'silent' }, { directory }).close()
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
    return
  }
  const endpoints = config.endpoints.map(
    ({ path, dialect }) => `${dialectTitle(dialect)} at ${path}`,
  )
  const upstreams = Object.keys(config.upstreams).join(', ')
  process.stdout.write(`${file} is valid: ${endpoints.join(', ')}; upstreams: ${upstreams}\n`)
}
