import { createHash } from 'node:crypto'
import { identityHeaders } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

/**
 * Tells callers apart: as the endpoint did where it has a say (`caller` or `verify`), else by their
 * identity headers (as a hash, so that no secret is kept), else by the address of their connection.
 * `more` are further identity headers.
 */
export function createCallerKey(more: readonly string[] = []): (outer: OuterRequest) => string {
  const identity = identityHeaders(more)
  return (outer) => {
    if (outer.caller !== undefined) return outer.caller
    const hash = createHash('sha256')
    let found = false
    for (const [name, value] of outer.headers) {
      if (!identity.has(name) || value === '') continue
      found = true
      hash.update(`${name}:${value}\n`)
    }
    return found ? hash.digest('base64url') : (outer.remoteAddress ?? 'unknown')
  }
}
