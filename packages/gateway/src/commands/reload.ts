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
 * Reloads at each SIGHUP, one after the other: all of the new file takes over, or nothing of it does
 * and the log and standard error say why.
 */
export function reloadOnSignal({ reread, prepare, log }: ReloadOptions): void {
  const reload = async (): Promise<void> => {
    try {
      const loaded = await reread()
      const prepared = await prepare(loaded)
      prepared.commit()
      log.info({ config: loaded.hash }, 'the configuration was read again and is in force')
      process.stderr.write(`batchway: configuration ${loaded.hash} is in force\n`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.error({ reason }, 'the configuration can not be used: the one before stays in force')
      process.stderr.write(`${reason}\nbatchway: the configuration before stays in force\n`)
    }
  }
  let turn = Promise.resolve()
  process.on('SIGHUP', () => {
    turn = turn.then(reload)
  })
}
