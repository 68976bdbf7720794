import { builtInDialects } from '@batchway/core'
import type { TObject } from 'typebox'
import { Type } from 'typebox'
import type { ConfigAccess } from './access-schema.ts'
import { accessMembers } from './access-schema.ts'
import type { ConfigCors } from './cors-schema.ts'
import { corsSchema } from './cors-schema.ts'
import { dialectSchema, policiesSchema } from './modules-schema.ts'
import type { ConfigDialect, ConfigModule } from './own-modules.ts'
import { count, names, optional, size, time } from './schema-kinds.ts'
import { pathPattern } from './units.ts'

const limits = optional(
  {
    parts: count("Parts in a batch. Default: the dialect's own number."),
    batchBytes: size('A batch, as received and after decoding', '4MiB'),
    jsonDepth: count('Nesting of JSON in a batch, and in an answer that is spliced.', 64),
    urlBytes: size("A part's URL; a longer one is that part's 414", '8KiB'),
    headerFields: count("Headers of a part; more are that part's 431.", 100),
    headerBytes: size("Headers of a part together; more are that part's 431", '16KiB'),
    partBytes: size("A part's body; more is that part's 413", 'as batchBytes'),
    answerBytes: size("A part's answer; more is that part's 502", '10MiB'),
    batchAnswerBytes: size('All answers of a batch together', '64MiB'),
    referenceBytes: size('What references of a batch may use of answers; more is 413', '4MiB'),
    readTime: time('Time for a batch to arrive', '30s'),
    partTime: time('Time for a part, waiting for its turn not included', '30s'),
    batchTime: time('Time for a batch, once it was read', '120s'),
    partsAtOnce: count('Parts of one batch under way at a time. Default: all that are allowed.'),
  },
  'Limits of an endpoint; those of the dialect and the defaults hold for the others.',
)

const rateSchema = Type.Union(
  [
    Type.Unsafe<string>({ type: 'string', enum: ['A', 'B', 'C', 'D', 'E'] }),
    Type.Object(
      {
        burst: Type.Integer({ minimum: 1, description: 'How many per second.' }),
        steady: Type.Integer({ minimum: 1, description: 'How many per minute.' }),
      },
      { additionalProperties: false },
    ),
  ],
  {
    description:
      'A rate class (A 1/s 15/min, B 3/s 60/min, C 10/s 150/min, D 75/s 700/min, E 350/s 3500/min), or its own "burst" per second and "steady" per minute. Default: no limit.',
  },
)

const rateLimit = optional(
  {
    batches: rateSchema,
    inFlight: count('Batches of one caller that may run at the same time. Default: no bound.'),
    parts: Type.Array(
      Type.Object(
        {
          match: Type.String({ description: 'Route, such as "GET /members/*" or "/roles/**".' }),
          rate: rateSchema,
        },
        { additionalProperties: false },
      ),
      { description: 'Rates of parts by route; the first match counts. Default: no limit.' },
    ),
    onLimit: Type.Unsafe<string>({
      type: 'string',
      enum: ['reject', 'reserve', 'pace'],
      default: 'reject',
      description: 'Parts over their rate: 429 each, the whole batch refused, or waiting.',
    }),
  },
  'Rate limits per caller. Nothing is limited unless it is given.',
)

/** By name; dialects that have an option in common have it with the same schema. */
const dialectOptions = Object.fromEntries(
  builtInDialects.flatMap(({ options }) =>
    Object.entries(options).map(([option, schema]) => {
      const owners = builtInDialects.filter(({ options: other }) => other[option] === schema)
      const description = `${owners.map(({ name }) => name).join(', ')}: ${schema.description}`
      return [option, Type.Unsafe({ ...schema, description })]
    }),
  ),
)

const jwt = optional(
  {
    jwks: Type.String({
      description: 'URL of a JWK set, or a file with one. Without it there is "secret".',
    }),
    secret: Type.String({
      description: 'Instead of keys: a secret shared with the issuer. Without it there is "jwks".',
    }),
    audience: Type.String({ description: 'Only tokens for this audience. Default: for any.' }),
    algorithms: Type.Array(Type.String(), {
      description: 'Only these signatures. Default: all that fit the key or secret.',
    }),
  },
  'How JSON Web Tokens are verified (ocapi). Without it only their form and expiry are checked.',
)

/** The schema of an endpoint. */
export const endpointSchema: TObject = Type.Object(
  {
    path: Type.String({ pattern: pathPattern, description: 'Path where batches are posted.' }),
    dialect: dialectSchema,
    upstream: Type.String({ description: 'Name of the upstream that answers the parts.' }),
    base: Type.Optional(
      Type.String({
        pattern: pathPattern,
        description: 'Path below which parts must stay. Default: the parent of path.',
      }),
    ),
    settings: Type.Optional(
      Type.String({
        description:
          'JSON file of clients, origins, sites and tokens (ocapi); read again when it changes. Relative to this file. Without it any client and site is accepted, and no origin.',
      }),
    ),
    jwt: Type.Optional(jwt),
    options: Type.Optional(optional(dialectOptions, 'Options of the dialect.')),
    limits: Type.Optional(limits),
    rateLimit: Type.Optional(rateLimit),
    identity: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['required', 'optional'],
        default: 'optional',
        description:
          'Whether a batch without any identity header is refused with 401; with "verify", one without an accepted token.',
      }),
    ),
    identityHeaders: Type.Optional(names('More headers that say who the caller is.')),
    inheritHeaders: Type.Optional(names('More headers of the batch that every part inherits.')),
    ...accessMembers,
    policies: Type.Optional(policiesSchema),
    allowedOrigins: Type.Optional(names('Other sites that may post batches with cookies.')),
    cors: Type.Optional(corsSchema),
    onUnknown: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['continue', 'stop'],
        default: 'continue',
        description: 'What follows an unsafe part that was sent and got no complete answer.',
      }),
    ),
    groups: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['refuse', 'in-order'],
        default: 'refuse',
        description:
          'Groups that should take effect as a whole or not at all, which no upstream can promise: 501 for each of their parts, or run in order until the first failure, without undoing anything.',
      }),
    ),
    streaming: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['asked', 'always', 'never'],
        default: 'asked',
        description:
          'Whether parts of an answer leave as they end: where the caller sends "Prefer: stream", always, or never.',
      }),
    ),
    encodedSlash: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['allow', 'refuse'],
        default: 'refuse',
        description: 'Whether %2F, %5C and %00 may stand inside path segments of parts.',
      }),
    ),
  },
  { additionalProperties: false, description: 'A URL where batches are posted.' },
)

/** A rate as written in the configuration. */
export type ConfigRate = string | { readonly burst: number; readonly steady: number }

/** An endpoint as written in the configuration. */
export interface ConfigEndpoint extends ConfigAccess {
  readonly path: string
  readonly dialect: ConfigDialect
  readonly upstream: string
  readonly base?: string
  readonly settings?: string
  readonly jwt?: {
    readonly jwks?: string
    readonly secret?: string
    readonly audience?: string
    readonly algorithms?: readonly string[]
  }
  readonly options?: Readonly<Record<string, unknown>>
  readonly limits?: Readonly<Record<string, number | string>>
  readonly rateLimit?: {
    readonly batches?: ConfigRate
    readonly inFlight?: number
    readonly parts?: readonly { readonly match: string; readonly rate: ConfigRate }[]
    readonly onLimit?: 'reject' | 'reserve' | 'pace'
  }
  readonly identity?: 'required' | 'optional'
  readonly identityHeaders?: readonly string[]
  readonly inheritHeaders?: readonly string[]
  readonly allowedOrigins?: readonly string[]
  readonly policies?: readonly ConfigModule[]
  readonly cors?: ConfigCors
  readonly onUnknown?: 'continue' | 'stop'
  readonly groups?: 'refuse' | 'in-order'
  readonly streaming?: 'asked' | 'always' | 'never'
  readonly encodedSlash?: 'allow' | 'refuse'
}
