import type { FSWatcher } from 'node:fs'
import { readFileSync, watch } from 'node:fs'
import { dirname } from 'node:path'

/** A settings file that is read again whenever it changes. */
export interface SettingsFile<T> {
  /** The settings as they were last read without fault. */
  readonly current: T
  /** Stops watching. */
  close(): void
}

/** What a settings file needs besides its name. */
export interface SettingsFileOptions<T> {
  /** Makes settings of the parsed JSON. Throws when they are wrong. */
  readonly parse: (value: unknown) => T
  /** Told of new settings that are in force now. */
  readonly onChange: () => void
  /** Told of a file that could not be used; the old settings stay in force. */
  readonly onFault: (message: string) => void
}

/** Writers replace files in several steps; what they leave behind counts. */
const settleTime = 50

/**
 * Reads a JSON file of settings and watches it. Throws an Error that names the file when it can't
 * be used at the beginning.
 */
export function openSettingsFile<T>(
  file: string,
  options: SettingsFileOptions<T>,
): SettingsFile<T> {
  let current = readSettings(file, options.parse)
  let text = readFileSync(file, 'utf8')
  let timer: ReturnType<typeof setTimeout> | undefined
  const reload = (): void => {
    try {
      const changed = readFileSync(file, 'utf8')
      if (changed === text) return
      text = changed
      current = readSettings(file, options.parse)
      options.onChange()
    } catch (error) {
      options.onFault(error instanceof Error ? error.message : String(error))
    }
  }
  // The folder is watched, because a file that is replaced is another file; and all that happens in
  // it counts, because the file may be a link to a link that moves.
  const watcher: FSWatcher = watch(dirname(file), { persistent: false }, () => {
    clearTimeout(timer)
    timer = setTimeout(reload, settleTime)
  })
  watcher.on('error', (error) => options.onFault(error.message))
  // What changed between the first reading and the beginning of the watch.
  reload()
  return {
    get current() {
      return current
    },
    close() {
      clearTimeout(timer)
      watcher.close()
    },
  }
}

/** Reads and parses a settings file once. Throws an Error that names the file. */
export function readSettings<T>(file: string, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${file}: ${reason}`, { cause })
  }
}
