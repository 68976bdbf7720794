import { BatchError, quote } from '../../model/error.ts'
import type { TokenVerifier, VerifiedToken } from '../../model/identity.ts'
import type { OcapiClient, OcapiSettings } from './settings.ts'

/** The credentials that a batch or one of its parts carries. */
export interface Credentials {
  readonly authorization: string | undefined
  /** `client_id` of the query. */
  readonly queryId: string | undefined
  /** `x-dw-client-id`. */
  readonly headerId: string | undefined
}

/** Who sent a batch or a part. */
export interface Identity {
  /** Undefined where a token was sent and only the API knows whose it is. */
  readonly clientId: string | undefined
  /** What the settings say of that client. */
  readonly client: OcapiClient | undefined
}

/** What identification needs. */
export interface IdentifyContext {
  /** Undefined when any client is accepted. */
  readonly settings: OcapiSettings | undefined
  readonly verifyToken: TokenVerifier | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Identifies a client by its bearer token, else by `client_id`, else by `x-dw-client-id`. Throws a
 * BatchError: `invalid-authorization`, `invalid-token`, `missing-identity`, `unknown-identity`.
 */
export async function identify(
  { authorization, queryId, headerId }: Credentials,
  context: IdentifyContext,
): Promise<Identity> {
  const tokenId =
    authorization === undefined ? undefined : await identifyToken(authorization, context)
  const clientId = tokenId ?? present(queryId) ?? present(headerId)
  if (clientId === undefined) {
    if (authorization !== undefined) return strangerWithToken(context)
    throw new BatchError(
      'missing-identity',
      'No client was named: send client_id in the query, x-dw-client-id, or a bearer token.',
    )
  }
  const client = context.settings?.clients.get(clientId)
  if (context.settings !== undefined && client === undefined) {
    throw new BatchError('unknown-identity', `The client ${quote(clientId)} is unknown.`)
  }
  return { clientId, client }
}

/** A token was sent, but nobody here knows whose it is. */
function strangerWithToken({ settings }: IdentifyContext): Identity {
  const restricted = [...(settings?.clients.values() ?? [])].some(
    ({ resources }) => resources !== undefined,
  )
  if (!restricted) return { clientId: undefined, client: undefined }
  // Whoever may be anybody must not do what only somebody may.
  const message = 'The token does not tell its client; send client_id or x-dw-client-id with it.'
  throw new BatchError('unknown-identity', message)
}

function present(id: string | undefined): string | undefined {
  return id === undefined || id === '' ? undefined : id
}

async function identifyToken(
  authorization: string,
  { settings, verifyToken, now }: IdentifyContext,
): Promise<string | undefined> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1]
  if (token === undefined) {
    throw new BatchError(
      'invalid-authorization',
      "The header 'Authorization' must have the form 'Bearer <access token>'.",
    )
  }
  const verified = looksLikeJwt(token)
    ? await (verifyToken?.(token) ?? readUnverified(token, now()))
    : lookUp(token, settings, now())
  if (verified.ok) return verified.clientId
  if (verified.unavailable === true) {
    throw new BatchError('unavailable', `The token can't be verified now: ${verified.reason}.`, {
      headers: [['retry-after', '5']],
    })
  }
  throw new BatchError('invalid-token', `The token is invalid or expired: ${verified.reason}.`)
}

/** An opaque token, in the settings if they have any; else the API decides about it. */
function lookUp(token: string, settings: OcapiSettings | undefined, now: number): VerifiedToken {
  if (settings?.tokens === undefined) return { ok: true }
  const found = settings.tokens.get(token)
  if (found === undefined) return { ok: false, reason: 'it is unknown' }
  if (found.expires !== undefined && found.expires <= now) {
    return { ok: false, reason: 'it has expired' }
  }
  return { ok: true, clientId: found.clientId }
}

/** Parts in base64url (three, or five when it is encrypted), the first of which is JSON. */
function looksLikeJwt(token: string): boolean {
  const [header = '', ...rest] = token.split('.')
  if (rest.length === 0) return false
  return isObject(decodeJson(header)) || (rest.length > 1 && header.startsWith('eyJ'))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without a verifier only what shows without a key is checked; the rest is the API's to decide. */
function readUnverified(token: string, now: number): VerifiedToken {
  const claims = decodeClaims(token)
  if (claims === undefined) return { ok: false, reason: 'it cannot be decoded' }
  const { exp, iss } = claims
  if (typeof exp === 'number' && exp * 1000 <= now) {
    return { ok: false, reason: 'it has expired' }
  }
  return typeof iss === 'string' && iss !== '' ? { ok: true, clientId: iss } : { ok: true }
}

function decodeClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const [header = '', payload = ''] = token.split('.')
  const claims = decodeJson(payload)
  return isObject(decodeJson(header)) && isObject(claims) ? claims : undefined
}

function decodeJson(part: string): unknown {
  try {
    const text = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
