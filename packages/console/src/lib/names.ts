/**
 * A name that nobody else has. Made by hand, as browsers have `crypto.randomUUID` only where the
 * page came over TLS or from this machine.
 */
export function createName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
