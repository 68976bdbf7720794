import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** Whether this system tells of its processes in files. */
export const hasProcessFigures: boolean = existsSync('/proc/self/fd')

/** Resident memory of a process in MiB. */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
}

/** Sockets that a process has open. */
export function countSockets(pid: number): number {
  return linksOf(pid).filter((link) => link.startsWith('socket:')).length
}

/** All that a process has open. */
export function countDescriptors(pid: number): number {
  return linksOf(pid).length
}

function linksOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(`${folder}/${name}`)]
    } catch {
      // Closed since the folder was read.
      return []
    }
  })
}
