import type { Logger } from 'pino'
import type { PreparedReload } from '../gateway.ts'
import type { LoadedConfig } from './load-config.ts'

/** Makes everything of a configuration beside the one in force. Rejects when that can't be done. */
export type Prepare = (loaded: LoadedConfig) => Promise<PreparedReload>

/** What a reload needs. */
export interface ReloadOptions {
  /** Reads the file again. Rejects when it can't be used. */
  readonly reread: () => Promise<LoadedConfig>
  readonly prepare: Prepare
  readonly log: Logger
}

/**
 * Takes SIGHUP from now on, so that one that comes while the gateway starts does not end it. What it
 * returns is called when the gateway serves: then, and at each later signal, it reloads, one after the
 * other.
 */
export function reloadOnSignal(): (options: ReloadOptions) => void {
  const { promise: begun, resolve: begin } = Promise.withResolvers<ReloadOptions>()
  let turn = Promise.resolve()
  process.on('SIGHUP', () => {
    turn = turn.then(async () => reload(await begun))
  })
  return begin
}

/** All of the new file takes over, or nothing of it does and the log and standard error say why. */
async function reload({ reread, prepare, log }: ReloadOptions): Promise<void> {
  try {
    const loaded = await reread()
    const prepared = await prepare(loaded)
    prepared.commit()
    log.level = loaded.config.logLevel ?? 'info'
    log.info({ config: loaded.hash }, 'the configuration was read again and is in force')
    process.stderr.write(`batchway: configuration ${loaded.hash} is in force\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log.error({ reason }, 'the configuration can not be used: the one before stays in force')
    process.stderr.write(`${reason}\nbatchway: the configuration before stays in force\n`)
  }
}
