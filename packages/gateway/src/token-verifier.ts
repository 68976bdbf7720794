import type { TokenVerifier, VerifiedToken } from '@batchway/core'
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose'
import type { errors } from 'jose'
import type { KeySetEvents } from './key-set.ts'
import { openKeySet } from './key-set.ts'
import { keyAlgorithms, secretAlgorithms } from './token-algorithms.ts'
import { loadJose } from './lazy.ts'

/** How JSON Web Tokens are verified. */
export interface TokenOptions {
  /** Keys: the URL of a JWK set, or the name of a file with one. */
  readonly jwks?: string
  /** Instead of keys: a secret shared with the issuer. */
  readonly secret?: string
  /** Only tokens of this issuer, or of one of these. */
  readonly issuer?: string | readonly string[]
  /** Only tokens for this audience, or for one of these. */
  readonly audience?: string | readonly string[]
  /** Only these signatures. Default: the usual asymmetric ones, or HS256 to HS512 for a secret. */
  readonly algorithms?: readonly string[]
  /** Milliseconds by which clocks may differ. Default 0. */
  readonly clockTolerance?: number
  /** Claims that a token must have, whatever they say, such as `exp` (RFC 9068 2.2). */
  readonly requiredClaims?: readonly string[]
  /** Scopes (`scope` or `scp`) that a token must have, all of them. */
  readonly requiredScopes?: readonly string[]
}

/** A verifier, and what has to be closed with it. */
export interface OpenTokenVerifier {
  readonly verify: TokenVerifier
  /** Stops watching a file of keys. */
  readonly close: () => void
}

const unheard: KeySetEvents = { onChange: () => {}, onFault: () => {} }

/**
 * Makes a verifier of JSON Web Tokens; the client's id is the token's issuer. Throws an Error when
 * the keys can't be read.
 */
export function openTokenVerifier(
  options: TokenOptions,
  events: KeySetEvents = unheard,
): OpenTokenVerifier {
  const { secret, jwks = '', requiredScopes = [] } = options
  const limits = readLimits(options)
  if (secret !== undefined) {
    const key = new TextEncoder().encode(secret)
    const verify = async (token: string): Promise<JWTPayload> =>
      (await loadJose().jwtVerify(token, key, limits)).payload
    return { verify: createVerifier(verify, requiredScopes), close: () => {} }
  }
  const keys = openKeySet(jwks, events)
  const verify = (token: string): Promise<JWTPayload> => verifyByKeys(token, keys.find, limits)
  return { verify: createVerifier(verify, requiredScopes), close: () => keys.close() }
}

function readLimits(options: TokenOptions): JWTVerifyOptions {
  const { secret, issuer, audience, algorithms, clockTolerance = 0, requiredClaims = [] } = options
  return {
    algorithms: [...(algorithms ?? (secret === undefined ? keyAlgorithms : secretAlgorithms))],
    clockTolerance: clockTolerance / 1000,
    requiredClaims: [...requiredClaims],
    ...(issuer === undefined ? {} : { issuer: toList(issuer) }),
    ...(audience === undefined ? {} : { audience: toList(audience) }),
  }
}

function toList(value: string | readonly string[]): string[] {
  return typeof value === 'string' ? [value] : [...value]
}

function createVerifier(
  verify: (token: string) => Promise<JWTPayload>,
  requiredScopes: readonly string[],
): TokenVerifier {
  return async (token): Promise<VerifiedToken> => {
    try {
      const claims = await verify(token)
      const scopes = scopesOf(claims)
      if (!requiredScopes.every((scope) => scopes.has(scope))) {
        const missingScope = requiredScopes.join(' ')
        return { ok: false, reason: 'it has not the scopes that are needed', missingScope }
      }
      const { iss } = claims
      const isClient = typeof iss === 'string' && iss !== ''
      return { ok: true, claims, ...(isClient ? { clientId: iss } : {}) }
    } catch (error) {
      const unavailable = isKeyFault(error)
      return { ok: false, reason: explain(error), ...(unavailable ? { unavailable } : {}) }
    }
  }
}

/** `scope` is a list in one text (RFC 8693 4.2); some issuers write `scp`, as a list or a text. */
function scopesOf(claims: JWTPayload): ReadonlySet<string> {
  const values: readonly unknown[] = [claims['scope'], claims['scp']].flat()
  const texts = values.filter((value) => typeof value === 'string')
  return new Set(texts.flatMap((text) => text.split(' ')))
}

async function verifyByKeys(
  token: string,
  keys: JWTVerifyGetKey,
  limits: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await loadJose().jwtVerify(token, keys, limits)).payload
  } catch (error) {
    if (error instanceof loadJose().errors.JWKSMultipleMatchingKeys)
      return tryEach(error, token, limits)
    throw error
  }
}

/** A token that names no key is verified by each that it may be signed with. */
async function tryEach(
  keys: errors.JWKSMultipleMatchingKeys,
  token: string,
  limits: JWTVerifyOptions,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await loadJose().jwtVerify(token, key, limits)).payload
    } catch (error) {
      if (!(error instanceof loadJose().errors.JWSSignatureVerificationFailed)) throw error
    }
  }
  const { JWSSignatureVerificationFailed } = loadJose().errors
  throw new JWSSignatureVerificationFailed()
}

/** What is wrong with a token, in words that tell nothing about the keys. */
function explain(error: unknown): string {
  const { errors } = loadJose()
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    const is = error.reason === 'missing' ? 'missing' : 'not accepted'
    return `its claim "${error.claim}" is ${is}`
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted'
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed with an unknown key'
  if (isKeyFault(error)) return 'its keys could not be fetched'
  return 'it is not a valid token'
}

/** The set of keys could not be had: no answer, a wrong one, or one that is no set of keys. */
function isKeyFault(error: unknown): boolean {
  const { errors } = loadJose()
  if (!(error instanceof errors.JOSEError)) return true
  if (error instanceof errors.JWKSNoMatchingKey) return false
  return error.code === 'ERR_JOSE_GENERIC' || error.code.startsWith('ERR_JWKS_')
}
