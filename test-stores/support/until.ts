import { setTimeout as pause } from 'node:timers/promises'

const patience = 60_000

/** Asks again until a condition holds. Throws when it never does. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await holds()) return
    await pause(10)
  }
  throw new Error(`it never happened that ${what}`)
}

/**
 * How many windows of a length can have begun within some time: the most that a limit can have been
 * granted. Both in milliseconds.
 */
export function windowsWithin(elapsed: number, length: number): number {
  return Math.floor(elapsed / length) + 1
}
