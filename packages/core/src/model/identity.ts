import type { HeaderList } from './headers.ts'

/** The claims of a token (RFC 7519 4), as its issuer wrote them. */
export type Claims = Readonly<Record<string, unknown>>

/** What a verifier says of a bearer token. */
export type VerifiedToken =
  /** `clientId` is missing where the token does not tell it. */
  | { readonly ok: true; readonly clientId?: string; readonly claims?: Claims }
  | {
      readonly ok: false
      /** Half a sentence for the caller, such as `it has expired`; nothing about keys. */
      readonly reason: string
      /** The token is good, but these scopes (separated by spaces) are needed: 403 and not 401. */
      readonly missingScope?: string
      /** Nobody could tell, because the keys could not be had: 503 and not 401. */
      readonly unavailable?: boolean
    }

/** Verifies a bearer token; resolves to what it says, and never rejects. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>

/** What is known of the sender of a batch, or of a part that brings its own identity. */
export interface CallerFacts {
  /** The fields that say who it is: names in lower case, none of them empty. */
  readonly headers: HeaderList
  /** Of the verified token; undefined where there is none. */
  readonly claims: Claims | undefined
  /** As the dialect found it. */
  readonly clientId: string | undefined
  readonly address: string | undefined
}

/** Makes one text of what is known of a caller: the same for the same caller, and no secret. */
export type CallerOf = (facts: CallerFacts) => string

const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i

/**
 * The token of an `Authorization` value (RFC 6750 2.1). Undefined where it is of another form:
 * another scheme, several values in one, characters that no token has.
 */
export function bearerToken(authorization: string): string | undefined {
  return bearer.exec(authorization)?.[1]
}
