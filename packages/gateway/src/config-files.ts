import { resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config/schema.ts'
import { credentialFiles } from './credentials.ts'
import type { WatchedFiles } from './watched-files.ts'
import { watchFiles } from './watched-files.ts'

/** The files that a configuration names, read again when they change. */
export interface ConfigFiles {
  /** Watches the files of this configuration, and no others any more. */
  follow(config: Config): void
  /** Stops watching. */
  close(): void
}

/** What is done with changed files. */
export interface ConfigFilesOptions {
  /** What file names in the configuration are relative to. */
  readonly directory: string
  readonly log: Logger
  /** Reads the certificate of the gateway itself again. Rejects when it can't be used. */
  renewServer(): Promise<void>
  /** Makes everything else of the files anew. Rejects when they can't be used. */
  renewService(): Promise<void>
}

/** Makes the watch over the certificates and credentials of a configuration; it watches none yet. */
export function createConfigFiles(options: ConfigFilesOptions): ConfigFiles {
  const { directory, log } = options
  let watched: WatchedFiles | undefined
  let names = ''
  let turn = Promise.resolve()

  const renew = async (changed: ReadonlySet<string>, ofServer: ReadonlySet<string>) => {
    const files = [...changed]
    try {
      if (files.some((file) => ofServer.has(file))) await options.renewServer()
      if (files.some((file) => !ofServer.has(file))) await options.renewService()
      log.info({ files }, 'changed files are in force')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.error({ files, reason }, 'changed files can not be used: what was read before stays')
    }
  }
  return {
    follow(config) {
      const ofServer = new Set(serverFiles(config).map((file) => resolve(directory, file)))
      const all = new Set(ofServer)
      for (const file of [...upstreamFiles(config), ...credentialFiles(config)])
        all.add(resolve(directory, file))
      // What is watched already is not to be looked at anew: a change on its way would be lost.
      const wanted = JSON.stringify([[...ofServer], [...all]])
      if (wanted === names) return
      names = wanted
      watched?.close()
      watched = watchFiles([...all], {
        onChange: (changed) => {
          turn = turn.then(() => renew(changed, ofServer))
        },
        onFault: (reason) => log.warn({ reason }, 'changes of files are not seen'),
      })
    },
    close() {
      watched?.close()
    },
  }
}

function serverFiles({ tls }: Config): readonly string[] {
  return [tls?.cert, tls?.key, tls?.ca].filter((file) => file !== undefined)
}

function upstreamFiles({ upstreams }: Config): readonly string[] {
  return Object.values(upstreams)
    .flatMap(({ tls }) => [tls?.cert, tls?.key, tls?.ca])
    .filter((file) => file !== undefined)
}
