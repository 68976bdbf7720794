import type { AccessRule, CallerSource } from '@batchway/core'
import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { keyAlgorithms, secretAlgorithms } from '../token-algorithms.ts'
import { names, optional, time } from './schema-kinds.ts'

const headerName = Type.String({ minLength: 1, description: 'Name of a header.' })

const oneOrMore = (description: string): TSchema =>
  Type.Union(
    [Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
    { description },
  )

const rule = Type.Object(
  {
    allow: Type.Optional(
      Type.String({
        description:
          'Lets parts pass: "GET /members/*", or "/roles/**" for any method. Without it there is "deny".',
      }),
    ),
    deny: Type.Optional(
      Type.String({
        description:
          'Refuses parts with 403, in any spelling of the path. Without it there is "allow".',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
)

const source = Type.Union(
  [
    Type.Unsafe<string>({ type: 'string', enum: ['identity', 'bearer', 'clientId', 'address'] }),
    Type.Object(
      { jwtClaim: Type.String({ minLength: 1, description: 'Name of a claim.' }) },
      { additionalProperties: false },
    ),
    Type.Object({ header: headerName }, { additionalProperties: false }),
  ],
  {
    description:
      'identity (all identity headers), bearer, clientId (ocapi), address, { jwtClaim: sub } or { header: x-api-key }',
  },
)

const verify = optional(
  {
    jwks: Type.String({
      minLength: 1,
      description:
        'URL of a JWK set, or a file with one; new keys are found without a restart. Without it there is "secret".',
    }),
    secret: Type.String({
      minLength: 1,
      description: 'Instead of keys: a secret shared with the issuer. Without it there is "jwks".',
    }),
    issuer: oneOrMore('Only tokens of this issuer, or of one of a list. Default: of any.'),
    audience: oneOrMore('Only tokens for this audience, or for one of a list. Default: for any.'),
    algorithms: Type.Array(
      Type.Unsafe<string>({ type: 'string', enum: [...keyAlgorithms, ...secretAlgorithms] }),
      {
        minItems: 1,
        description: `Only these signatures. Default: ${keyAlgorithms.join(', ')} for keys, ${secretAlgorithms.join(', ')} for a secret.`,
      },
    ),
    clockTolerance: time('By how much clocks may differ', '0'),
    requiredClaims: names(
      'Claims that a token must have, such as exp: without it, one that never expires is accepted. Those that "issuer" and "audience" are about must be there anyway.',
    ),
    requiredScopes: names('Scopes that a token must have, all of them; else the batch is 403.'),
  },
  'How bearer tokens are verified: that of the batch and those of its parts, each distinct one once, before the first part. One that is not accepted refuses the batch with 401.',
)

/** What an endpoint may say of headers, rules and identities. */
export const accessMembers: Readonly<Record<string, TSchema>> = {
  partHeaders: Type.Optional(
    Type.Array(headerName, {
      description:
        'Headers that a part may set itself, beside content-type; a part with another one is 403. Default: all that are not forbidden anyway.',
    }),
  ),
  reservedHeaders: Type.Optional(
    names('Headers that reach the API neither from callers nor from parts.'),
  ),
  setHeaders: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description:
        'Headers that every part gets from the gateway, such as credentials for the API. They are reserved, and never logged. Without it there are none.',
    }),
  ),
  rules: Type.Optional(
    Type.Array(rule, {
      description:
        'What parts may do; the first rule that matches counts. With any "allow", all else is denied. Without them all is allowed.',
    }),
  ),
  readOnly: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Refuses parts that are not GET, HEAD or OPTIONS.',
    }),
  ),
  caller: Type.Optional(
    Type.Array(source, {
      minItems: 1,
      description:
        'How callers are told apart, for rates, fair shares and the log: the first that says something counts of identity (all identity headers), bearer, clientId (ocapi), address, { jwtClaim: sub } and { header: x-api-key }. Default: identity, address.',
    }),
  ),
  verify: Type.Optional(verify),
}

/** The same, as written in the configuration. */
export interface ConfigAccess {
  readonly partHeaders?: readonly string[]
  readonly reservedHeaders?: readonly string[]
  readonly setHeaders?: Readonly<Record<string, string>>
  readonly rules?: readonly AccessRule[]
  readonly readOnly?: boolean
  readonly caller?: readonly CallerSource[]
  readonly verify?: {
    readonly jwks?: string
    readonly secret?: string
    readonly issuer?: string | readonly string[]
    readonly audience?: string | readonly string[]
    readonly algorithms?: readonly string[]
    readonly clockTolerance?: number | string
    readonly requiredClaims?: readonly string[]
    readonly requiredScopes?: readonly string[]
  }
}
