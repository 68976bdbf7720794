import { readFileSync } from 'node:fs'
import type { TokenVerifier } from '@batchway/core'
import type { JSONWebKeySet, JWTPayload, JWTVerifyOptions } from 'jose'
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose'

/** How JSON Web Tokens are verified. */
export interface TokenOptions {
  /** Keys: the URL of a JWK set, or the name of a file with one. */
  readonly jwks?: string
  /** Instead of keys: a secret shared with the issuer. */
  readonly secret?: string
  /** Only tokens for this audience. */
  readonly audience?: string
  /** Only these signatures. Default: the usual asymmetric ones, or HS256 to HS512 for a secret. */
  readonly algorithms?: readonly string[]
}

const asymmetric = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]
const symmetric = ['HS256', 'HS384', 'HS512']

/**
 * Makes a verifier of JSON Web Tokens; the client's id is the token's issuer. Throws an Error when
 * the keys can't be read.
 */
export function createTokenVerifier(options: TokenOptions): TokenVerifier {
  const { secret, jwks = '', audience } = options
  const algorithms = [...(options.algorithms ?? (secret === undefined ? asymmetric : symmetric))]
  const limits: JWTVerifyOptions = { algorithms, ...(audience === undefined ? {} : { audience }) }
  const verify = secret === undefined ? verifyByKeys(jwks, limits) : verifyBySecret(secret, limits)
  return async (token) => {
    try {
      const { iss } = await verify(token)
      return typeof iss === 'string' && iss !== '' ? { ok: true, clientId: iss } : { ok: true }
    } catch (error) {
      return { ok: false, reason: explain(error) }
    }
  }
}

type Verify = (token: string) => Promise<JWTPayload>

function verifyBySecret(secret: string, limits: JWTVerifyOptions): Verify {
  const key = new TextEncoder().encode(secret)
  return async (token) => (await jwtVerify(token, key, limits)).payload
}

function verifyByKeys(jwks: string, limits: JWTVerifyOptions): Verify {
  const keys = /^https?:\/\//.test(jwks)
    ? createRemoteJWKSet(new URL(jwks))
    : createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8')) as JSONWebKeySet)
  return async (token) => {
    try {
      return (await jwtVerify(token, keys, limits)).payload
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) return tryEach(error, token, limits)
      throw error
    }
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
      return (await jwtVerify(token, key, limits)).payload
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error
    }
  }
  throw new errors.JWSSignatureVerificationFailed()
}

/** What is wrong with a token, in words that tell nothing about the keys. */
function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return `its claim "${error.claim}" is not accepted`
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted'
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed with an unknown key'
  if (isKeyFault(error)) return 'its keys could not be fetched'
  return 'it is not a valid token'
}

/** The set of keys could not be had: no answer, a wrong one, or one that is no set of keys. */
function isKeyFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true
  return error.code === 'ERR_JOSE_GENERIC' || error.code.startsWith('ERR_JWKS_')
}
