import { builtInDialects } from '@batchway/core'
import type { TObject, TSchema } from 'typebox'
import { Type } from 'typebox'
import { sizePattern, timePattern } from './units.ts'

/** An absolute path without query, fragment or white space. */
const pathPattern = '^/[^?#\\s]*$'

function time(description: string, byDefault: string): TSchema {
  const choices = [Type.Integer({ minimum: 1 }), Type.String({ pattern: timePattern })]
  return Type.Union(choices, {
    description: `${description} (milliseconds, or "30s", "2m").`,
    default: byDefault,
  })
}

function size(description: string, byDefault: string): TSchema {
  const choices = [Type.Integer({ minimum: 1 }), Type.String({ pattern: sizePattern })]
  return Type.Union(choices, {
    description: `${description} (bytes, or "4MiB").`,
    default: byDefault,
  })
}

function count(description: string, byDefault?: number): TSchema {
  const options = byDefault === undefined ? {} : { default: byDefault }
  return Type.Integer({ minimum: 1, description, ...options })
}

function names(description: string): TSchema {
  return Type.Array(Type.String({ minLength: 1 }), { description, default: [] })
}

/** Members that may be left out, and nothing else. */
function optional(members: Record<string, TSchema>, description: string): TObject {
  const entries = Object.entries(members).map(([name, schema]) => [name, Type.Optional(schema)])
  return Type.Object(Object.fromEntries(entries), { additionalProperties: false, description })
}

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
      { burst: Type.Integer({ minimum: 1 }), steady: Type.Integer({ minimum: 1 }) },
      { additionalProperties: false },
    ),
  ],
  {
    description:
      'A rate class (A 1/s 15/min, B 3/s 60/min, C 10/s 150/min, D 75/s 700/min, E 350/s 3500/min), or its own "burst" per second and "steady" per minute.',
  },
)

const rateLimit = optional(
  {
    batches: rateSchema,
    inFlight: count('Batches of one caller that may run at the same time.'),
    parts: Type.Array(
      Type.Object(
        {
          match: Type.String({ description: 'Route, such as "GET /members/*" or "/roles/**".' }),
          rate: rateSchema,
        },
        { additionalProperties: false },
      ),
      { description: 'Rates of parts by route; the first match counts.' },
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

const dialectNames = builtInDialects.map(({ name }) => name)
const dialectOptions = Object.fromEntries(
  builtInDialects.flatMap(({ name, options }) =>
    Object.entries(options).map(([option, schema]) => [
      option,
      Type.Unsafe({ ...schema, description: `${name}: ${schema.description}` }),
    ]),
  ),
)

const jwt = optional(
  {
    jwks: Type.String({ description: 'URL of a JWK set, or a file with one.' }),
    secret: Type.String({ description: 'Instead of keys: a secret shared with the issuer.' }),
    audience: Type.String({ description: 'Only tokens for this audience.' }),
    algorithms: Type.Array(Type.String(), { description: 'Only these signatures.' }),
  },
  'How JSON Web Tokens are verified (ocapi). Without it only their form and expiry are checked.',
)

const endpoint = Type.Object(
  {
    path: Type.String({ pattern: pathPattern, description: 'Path where batches are posted.' }),
    dialect: Type.Unsafe<string>({
      type: 'string',
      enum: dialectNames,
      description: 'The wire protocol of the batches.',
    }),
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
          'JSON file of clients, origins, sites and tokens (ocapi); read again when it changes. Relative to this file.',
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
        description: 'Whether a batch without any identity header is refused with 401.',
      }),
    ),
    identityHeaders: Type.Optional(names('More headers that say who the caller is.')),
    inheritHeaders: Type.Optional(names('More headers of the batch that every part inherits.')),
    allowedOrigins: Type.Optional(names('Other sites that may post batches with cookies.')),
    onUnknown: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['continue', 'stop'],
        default: 'continue',
        description: 'What follows an unsafe part that was sent and got no complete answer.',
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

const upstream = Type.Object(
  {
    url: Type.String({ description: 'Origin of the API, such as http://127.0.0.1:3000.' }),
    connections: Type.Optional(count('Connections at most.', 256)),
    connectTimeout: Type.Optional(time('Time to make a connection', '10s')),
    host: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['upstream', 'caller'],
        default: 'upstream',
        description: "The Host that the API sees: its own, or the caller's.",
      }),
    ),
    partsInFlight: Type.Optional(count('Parts under way at a time, shared fairly.', 256)),
    waitingBatches: Type.Optional(
      count('Batches that may wait for their turn; more are refused with 503.', 1000),
    ),
  },
  { additionalProperties: false, description: 'A server that answers parts.' },
)

/** The configuration file. Its JSON Schema is published as `config.schema.json`. */
export const configSchema: TObject = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'For editors; ignored.' })),
    listen: Type.Optional(
      Type.String({
        default: '127.0.0.1:8080',
        description: 'Host and port; [::1]:8080 for IPv6, port 0 for any free one.',
      }),
    ),
    upstreams: Type.Record(Type.String(), upstream, { description: 'The servers, by name.' }),
    endpoints: Type.Array(endpoint, { minItems: 1, description: 'The batch endpoints.' }),
    forward: Type.Optional(
      Type.String({
        description: 'Upstream that gets all other requests. Without it they are 404.',
      }),
    ),
    forwardIdleTime: Type.Optional(
      time('Time without a byte after which a forwarded request is given up', '60s'),
    ),
    trustedProxies: Type.Optional(
      names('Addresses or CIDR ranges whose X-Forwarded-* and X-Forwarded-User are believed.'),
    ),
    budget: Type.Optional(size('Memory for batches and answers of all endpoints', '256MiB')),
    shutdownTime: Type.Optional(time('Time that running batches get at shutdown', '10s')),
    logLevel: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        default: 'info',
        description: 'Lowest level of log lines.',
      }),
    ),
  },
  { additionalProperties: false, title: 'Batchway gateway configuration' },
)

/** A rate as written in the configuration. */
export type ConfigRate = string | { readonly burst: number; readonly steady: number }

/** An upstream as written in the configuration. */
export interface ConfigUpstream {
  readonly url: string
  readonly connections?: number
  readonly connectTimeout?: number | string
  readonly host?: 'upstream' | 'caller'
  readonly partsInFlight?: number
  readonly waitingBatches?: number
}

/** An endpoint as written in the configuration. */
export interface ConfigEndpoint {
  readonly path: string
  readonly dialect: string
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
  readonly onUnknown?: 'continue' | 'stop'
  readonly encodedSlash?: 'allow' | 'refuse'
}

/** The configuration, checked against {@link configSchema}. */
export interface Config {
  readonly listen?: string
  readonly upstreams: Readonly<Record<string, ConfigUpstream>>
  readonly endpoints: readonly ConfigEndpoint[]
  readonly forward?: string
  readonly forwardIdleTime?: number | string
  readonly trustedProxies?: readonly string[]
  readonly budget?: number | string
  readonly shutdownTime?: number | string
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}
