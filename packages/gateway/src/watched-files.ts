import { createHash } from 'node:crypto'
import type { FSWatcher } from 'node:fs'
import { lstatSync, readFileSync, readlinkSync, watch } from 'node:fs'
import { dirname, join, parse, resolve, sep } from 'node:path'

/** Files that are looked at whenever something happens to them. */
export interface WatchedFiles {
  /** Stops watching. */
  close(): void
}

/** Who is told of what. */
export interface WatchedFilesEvents {
  /** Something else is in these files now, or they can't be read any more. */
  onChange(files: ReadonlySet<string>): void
  /** A folder can't be watched. */
  onFault(reason: string): void
}

/** Milliseconds: writers replace files in several steps; what they leave behind counts. */
const settleTime = 50
/** Links that lead to links, at most. */
const mostLinks = 40

/**
 * Watches the contents of files. Folders are watched and not files, because a file that is replaced is
 * another file; and with them the folder of each link on the way, because Kubernetes and certbot move
 * a link to bring in new files.
 */
export function watchFiles(files: readonly string[], events: WatchedFilesEvents): WatchedFiles {
  const watchers = new Map<string, FSWatcher>()
  let known = contentsOf(files)
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = (): void => {
    follow()
    const found = contentsOf(files)
    const changed = files.filter((file) => found.get(file) !== known.get(file))
    known = found
    if (changed.length > 0) events.onChange(new Set(changed))
  }
  const onEvent = (): void => {
    clearTimeout(timer)
    timer = setTimeout(look, settleTime)
    timer.unref()
  }
  const follow = (): void => {
    const wanted = new Set(files.flatMap((file) => [...foldersOf(file)]))
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue
      try {
        const watcher = watch(folder, { persistent: false }, onEvent)
        watchers.set(folder, watcher)
        watcher.on('error', (error) => {
          watchers.delete(folder)
          events.onFault(error.message)
        })
      } catch (error) {
        events.onFault(error instanceof Error ? error.message : String(error))
      }
    }
  }
  follow()
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

/** A hash of each file's contents; nothing for one that can't be read. */
function contentsOf(files: readonly string[]): ReadonlyMap<string, string> {
  const contents = new Map<string, string>()
  for (const file of files) {
    try {
      contents.set(file, createHash('sha256').update(readFileSync(file)).digest('hex'))
    } catch {
      // That it is gone is a change as well.
    }
  }
  return contents
}

/** The folder of a file and of every link on the way to it, as they really are. */
function foldersOf(file: string): ReadonlySet<string> {
  const folders = new Set<string>()
  const { root } = parse(resolve(file))
  let place = root
  let rest = resolve(file).slice(root.length).split(sep)
  let links = 0
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const next = join(place, name)
    const target = readLink(next)
    if (target === undefined || links === mostLinks) {
      place = next
      continue
    }
    links += 1
    folders.add(place)
    const whole = resolve(place, target)
    place = parse(whole).root
    rest = [...whole.slice(place.length).split(sep), ...rest]
  }
  return folders.add(dirname(place))
}

function readLink(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined
  } catch {
    return undefined
  }
}
