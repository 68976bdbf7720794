import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose'
import { openSettingsFile } from './settings-file.ts'
import { loadJose } from './lazy.ts'

/** Keys that tokens may be signed with. */
export interface KeySet {
  /** Finds the key of a token. */
  readonly find: JWTVerifyGetKey
  /** Stops watching a file. */
  close(): void
}

/** Who is told what becomes of a file of keys. */
export interface KeySetEvents {
  onChange(): void
  /** The old keys stay in force. */
  onFault(reason: string): void
}

/**
 * Opens a JWK set. One at a URL is fetched when the first token comes, and again after ten minutes,
 * or when a token names a key that is not in it, but then at most every 30 seconds. A file is read
 * now, and again when it changes. Throws an Error that names a file which can't be used.
 */
export function openKeySet(jwks: string, events: KeySetEvents): KeySet {
  if (isUrl(jwks)) return { find: loadJose().createRemoteJWKSet(new URL(jwks)), close: () => {} }
  const file = openSettingsFile(jwks, {
    parse: (value) => loadJose().createLocalJWKSet(value as JSONWebKeySet),
    onChange: () => events.onChange(),
    onFault: (reason) => events.onFault(reason),
  })
  return { find: (header, token) => file.current(header, token), close: () => file.close() }
}

/** Whether keys are at a URL, and not in a file. */
export function isUrl(jwks: string): boolean {
  return /^https?:\/\//i.test(jwks)
}
