import type { Dialect } from './dialects/dialect.ts'
import type { IdentityRules, PartCallers } from './engine/identities.ts'
import type { PrepareRules } from './engine/prepare.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import type { Admission, PreparedPart } from './model/admission.ts'
import { comparableName, identityHeaders, lowerName } from './model/headers.ts'
import { createAccessRules } from './policies/access-rules.ts'
import { callerHeaders, createCallerOf, defaultCaller } from './policies/caller-sources.ts'

/** What an endpoint checks of callers and their parts, made once from its options. */
export interface EndpointAccess {
  /** Fields that say who the caller is, in lower case. */
  readonly identity: ReadonlySet<string>
  /** Undefined where nobody asks who the caller is. */
  readonly identities: IdentityRules | undefined
  /** Whether the dialect's client is among what tells callers apart. */
  readonly asksClient: boolean
  readonly headers: Pick<PrepareRules, 'own' | 'reserved'>
  /** The rules, in front of all other admissions. */
  readonly admissions: readonly Admission[]
}

/** Makes it. Throws a RangeError when an option can't be used. */
export function createEndpointAccess(
  options: BatchEndpointOptions,
  dialect: Dialect,
): EndpointAccess {
  const { caller, verify, partHeaders, reservedHeaders } = options
  const sources = caller ?? defaultCaller
  if (verify === undefined && sources.some((source) => isClaim(source))) {
    throw new RangeError('caller: a claim counts only where there is "verify"')
  }
  const identity = identityHeaders([...(options.identityHeaders ?? []), ...callerHeaders(sources)])
  const required = options.identity === 'required'
  const rules = createAccessRules(options)
  const tells = caller !== undefined || verify !== undefined
  return {
    identity,
    identities:
      tells || required
        ? {
            identity,
            required,
            verify,
            callerOf: tells ? createCallerOf(sources) : undefined,
            challenge: verify === undefined ? dialect.challenge : 'Bearer',
          }
        : undefined,
    asksClient: sources.includes('clientId'),
    headers: {
      ...(partHeaders === undefined ? {} : { own: new Set(partHeaders.map(lowerName)) }),
      ...(reservedHeaders === undefined || reservedHeaders.length === 0
        ? {}
        : { reserved: new Set(reservedHeaders.map((name) => comparableName(lowerName(name)))) }),
    },
    admissions: [...(rules === undefined ? [] : [rules]), ...(options.admissions ?? [])],
  }
}

function isClaim(source: NonNullable<BatchEndpointOptions['caller']>[number]): boolean {
  return typeof source !== 'string' && source.jwtClaim !== undefined
}

/** The parts, where some speak for another caller than their batch. */
export function withCallers(
  parts: readonly PreparedPart[],
  callers: PartCallers,
): readonly PreparedPart[] {
  if (callers.size === 0) return parts
  return parts.map((part, index) => {
    const caller = callers.get(index)
    if (caller === undefined || part.kind === 'failed') return part
    return { ...part, request: { ...part.request, caller } }
  })
}
