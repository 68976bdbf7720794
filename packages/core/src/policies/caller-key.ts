import { createHash } from 'node:crypto'
import { identityHeaders } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

/**
 * Tells callers apart: by their identity headers (as a hash, so that no secret is kept), else by
 * the address of their connection. `more` are further identity headers.
 */
export function createCallerKey(more: readonly string[] = []): (outer: OuterRequest) => string {
  const identity = identityHeaders(more)
  return (outer) => {
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
