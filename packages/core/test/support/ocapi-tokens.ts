import type { TokenVerifier } from '@batchway/core'

/** A verifier and the names it was asked for. */
export interface CountingVerifier {
  readonly verifyToken: TokenVerifier
  /** In the order of the questions. */
  readonly asked: readonly string[]
}

/** Tokens of the form of a JSON Web Token, by a name that `createVerifier` knows. */
export function tokenOf(name: string): string {
  return `eyJ.${name}.s`
}

/** The header line of a part with the token of that name. */
export function bearer(name: string): string {
  return `authorization: Bearer ${tokenOf(name)}`
}

/** Counts what it is asked; the names `alice` and `bob` are clients, `bad` is refused. */
export function createVerifier(): CountingVerifier {
  const asked: string[] = []
  return {
    asked,
    verifyToken(token) {
      const name = token.split('.')[1] ?? ''
      asked.push(name)
      return Promise.resolve(
        name === 'bad' ? { ok: false, reason: 'it is bad' } : { ok: true, clientId: name },
      )
    },
  }
}
