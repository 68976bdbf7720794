import { dirname, resolve } from 'node:path'
import { describeEndpoints } from '@batchway/core'
import { createGateway } from '../gateway.ts'
import { loadConfig } from './load-config.ts'
import { loadOwnModules } from './load-modules.ts'

/** Options of `batchway openapi`. */
export interface OpenApiOptions {
  readonly config: string
  /** Origin of the gateway, as callers know it. */
  readonly server?: string
}

/** `batchway openapi`: prints the OpenAPI document of all endpoints. Opens no socket. */
export async function openApiCommand({ config: file, server }: OpenApiOptions): Promise<void> {
  const loaded = await loadConfig(file)
  if (loaded === undefined) return
  const { config } = loaded
  const directory = dirname(resolve(file))
  if (!(await loadOwnModules(config, { directory, source: file }))) return
  try {
    const gateway = createGateway({ ...config, logLevel: 'silent' }, { directory })
    const document = describeEndpoints(gateway.endpoints, server === undefined ? {} : { server })
    await gateway.close()
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
