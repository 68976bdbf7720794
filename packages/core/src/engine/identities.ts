import type { Batch, Part } from '../model/batch.ts'
import type { BatchErrorDetails } from '../model/error.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import { connectionNames, headerValue } from '../model/headers.ts'
import type { CallerOf, Claims, TokenVerifier, VerifiedToken } from '../model/identity.ts'
import { bearerToken } from '../model/identity.ts'
import type { OuterRequest } from '../model/outer.ts'

/** What an endpoint asks of those who post batches. */
export interface IdentityRules {
  /** Fields that say who the caller is, in lower case. */
  readonly identity: ReadonlySet<string>
  /** Whether nobody may come without an identity: a verified token, where tokens are verified. */
  readonly required: boolean
  readonly verify: TokenVerifier | undefined
  readonly callerOf: CallerOf | undefined
  /** The `WWW-Authenticate` value for those who bring none. */
  readonly challenge: string
}

/** Callers of the parts that speak for another caller than their batch, by index. */
export type PartCallers = ReadonlyMap<number, string>

const none: PartCallers = new Map()

/**
 * The identities of one batch: that of the request, and those that parts bring where the dialect
 * lets them. Each distinct one is checked once, and each distinct token is verified once.
 */
export class Identities {
  readonly #rules: IdentityRules
  readonly #outer: OuterRequest
  readonly #fields: HeaderList
  readonly #claims = new Map<string, Promise<Claims>>()
  #clientId: string | undefined

  constructor(rules: IdentityRules, outer: OuterRequest) {
    this.#rules = rules
    this.#outer = outer
    this.#fields = identityFields(outer.headers, rules.identity)
  }

  /** Checks who posted the batch, and says who that is. Throws the BatchError that refuses it. */
  async ofBatch(clientId: string | undefined): Promise<string | undefined> {
    this.#clientId = clientId
    return this.#check(this.#fields, clientId, undefined)
  }

  /**
   * Checks the identities that parts bring, all at once. Throws the BatchError of the first part at
   * fault.
   */
  async ofParts(batch: Batch): Promise<PartCallers> {
    if (batch.inheritance.identity === 'caller') return none
    const distinct = new Map<string, Promise<string | undefined>>()
    const asked = batch.parts.flatMap((part) => {
      const own = identityFields(part.headers, this.#rules.identity)
      const clientId = part.clientId ?? this.#clientId
      if (own.length === 0 && clientId === this.#clientId) return []
      const fields = [...own, ...this.#fields.filter(([name]) => !hasName(own, name))]
      const key = JSON.stringify([fields, clientId])
      const caller = distinct.get(key) ?? this.#check(fields, clientId, placeOf(part, batch))
      distinct.set(key, caller)
      return [{ index: part.index, caller }]
    })
    // In the order of the parts, so that the first one at fault decides; none is left unheard.
    const settled = await Promise.allSettled(asked.map(({ caller }) => caller))
    const callers = new Map<number, string>()
    settled.forEach((result, at) => {
      if (result.status === 'rejected') throw result.reason
      const index = asked[at]?.index
      const caller = result.value
      if (index === undefined || caller === undefined || caller === this.#outer.caller) return
      callers.set(index, caller)
    })
    return callers
  }

  async #check(
    fields: HeaderList,
    clientId: string | undefined,
    place: BatchErrorDetails | undefined,
  ): Promise<string | undefined> {
    const { required, verify, callerOf, challenge } = this.#rules
    const headers = fields.filter(([, value]) => value !== '')
    const claims = verify === undefined ? undefined : await this.#verify(headers, verify, place)
    if (required && (verify === undefined ? headers.length === 0 : claims === undefined)) {
      const message = place ? 'carry no credentials' : 'The batch carries no credentials.'
      throw refusal('unauthorized', message, challenge, place)
    }
    return callerOf?.({ headers, claims, clientId, address: this.#outer.remoteAddress })
  }

  /** Undefined where there is nothing to verify. */
  async #verify(
    headers: HeaderList,
    verify: TokenVerifier,
    place: BatchErrorDetails | undefined,
  ): Promise<Claims | undefined> {
    const value = headerValue(headers, 'authorization')
    if (value === undefined) return undefined
    const several = headers.filter(([name]) => name === 'authorization').length > 1
    const token = several ? undefined : bearerToken(value)
    if (token === undefined) {
      // What the API might take for a token must not pass unverified.
      const what = 'an Authorization that is not one bearer token'
      const message = place ? `have ${what}` : `The batch carries ${what}.`
      throw refusal('invalid-authorization', message, 'Bearer', place)
    }
    const claims = this.#claims.get(token) ?? claimsOf(verify(token), place)
    this.#claims.set(token, claims)
    return claims
  }
}

async function claimsOf(
  verified: Promise<VerifiedToken>,
  place: BatchErrorDetails | undefined,
): Promise<Claims> {
  const answer = await verified
  if (answer.ok) return answer.claims ?? {}
  const { reason, missingScope, unavailable } = answer
  const message = place
    ? `have a bearer token that is not accepted: ${reason}`
    : `The bearer token is not accepted: ${reason}.`
  if (unavailable === true) {
    throw new BatchError('unavailable', message, { ...place, headers: [['retry-after', '5']] })
  }
  if (missingScope !== undefined) {
    const challenge = `Bearer error="insufficient_scope", scope="${quotable(missingScope)}"`
    throw refusal('forbidden', message, challenge, place)
  }
  const challenge = `Bearer error="invalid_token", error_description="${quotable(reason)}"`
  throw refusal('invalid-token', message, challenge, place)
}

function refusal(
  code: 'unauthorized' | 'invalid-authorization' | 'invalid-token' | 'forbidden',
  message: string,
  challenge: string,
  place: BatchErrorDetails | undefined,
): BatchError {
  return new BatchError(code, message, { ...place, headers: [['www-authenticate', challenge]] })
}

/** What may stand between the quotes of a parameter (RFC 6750 3). */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, '')
}

function placeOf({ index }: Part, batch: Batch): BatchErrorDetails {
  return { part: index, field: 'headers', where: batch.placeOf(index, 'headers') }
}

/** Also empty ones, which hide what would be inherited; not those that `Connection` takes away. */
function identityFields(headers: HeaderList, names: ReadonlySet<string>): HeaderList {
  if (headers.length === 0) return headers
  const named = connectionNames(headers)
  return headers.filter(([name]) => names.has(name) && !named.has(name))
}

function hasName(fields: HeaderList, name: string): boolean {
  return fields.some(([other]) => other === name)
}
