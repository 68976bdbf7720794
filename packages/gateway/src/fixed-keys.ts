import { isDeepStrictEqual } from 'node:util'
import type { Config } from './config/schema.ts'

/** Keys that hold for the life of a process: what listens, shows and writes has been made of them. */
const fixed = ['listen', 'admin', 'workers', 'connections', 'console', 'logFormat'] as const

/**
 * Throws an Error that names what differs between two configurations and can't be changed while a
 * gateway runs.
 */
export function checkFixedKeys(before: Config, after: Config): void {
  const changed: string[] = fixed.filter((key) => !isDeepStrictEqual(before[key], after[key]))
  for (const key of ['ca', 'requestClientCert'] as const) {
    if (!isDeepStrictEqual(before.tls?.[key], after.tls?.[key])) changed.push(`tls.${key}`)
  }
  if ((before.tls === undefined) !== (after.tls === undefined)) changed.push('tls')
  if (changed.length === 0) return
  const names = changed.join(', ')
  throw new Error(`${names} can't be changed while the gateway runs; start it anew`)
}
