import { createHmac, randomBytes } from 'node:crypto'

const shown = 12

/**
 * Makes the name of a caller for the log. Claims, clients and addresses stay as they are. Where a
 * secret tells callers apart, its hash is hashed again with a key that only this process has: equal
 * names are equal callers until it ends, and nobody can try out guesses at the secret.
 */
export function createCallerName(key: Uint8Array = randomBytes(32)): (caller: string) => string {
  return (caller) => {
    const kind = /^[^:#]*(?=#)/.exec(caller)?.[0]
    if (kind === undefined) return caller
    const hash = createHmac('sha256', key).update(caller).digest('base64url')
    return `${kind}#${hash.slice(0, shown)}`
  }
}
