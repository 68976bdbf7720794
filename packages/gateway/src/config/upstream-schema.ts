import type { TObject } from 'typebox'
import { Type } from 'typebox'
import type { ConfigCredentials } from './credentials-schema.ts'
import { credentialsSchema } from './credentials-schema.ts'
import type { ConfigBreaker, ConfigBulkhead, ConfigRetry } from './guard-schema.ts'
import { breakerSchema, bulkheadSchema, retrySchema } from './guard-schema.ts'
import { count, time } from './schema-kinds.ts'
import type { ConfigUpstreamTls } from './tls-schema.ts'
import { upstreamTlsSchema } from './tls-schema.ts'

/** The schema of an upstream. */
export const upstreamSchema: TObject = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        description:
          'Origin of the API, such as http://127.0.0.1:3000; or unix: and the path of a socket. Without it there is "targets".',
      }),
    ),
    targets: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description:
          'Instead of url: several servers that do the same, written like it. Without it there is "url".',
      }),
    ),
    balance: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['least-loaded', 'round-robin'],
        default: 'least-loaded',
        description:
          'Which of the targets gets a request: the one with the fewest under way, or each in turn.',
      }),
    ),
    restTime: Type.Optional(
      time('Time for which a target that could not be reached is left out', '10s'),
    ),
    connections: Type.Optional(count('Connections at most, to each target.', 256)),
    pipelining: Type.Optional(
      count(
        'Requests under way on one connection. Above 1 GET and OPTIONS parts are sent one behind the other without waiting for answers.',
        1,
      ),
    ),
    connectTimeout: Type.Optional(time('Time to make a connection', '10s')),
    host: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['upstream', 'caller'],
        default: 'upstream',
        description: "The Host that the API sees: its own, or the caller's.",
      }),
    ),
    tls: Type.Optional(upstreamTlsSchema),
    credentials: Type.Optional(credentialsSchema),
    partsInFlight: Type.Optional(count('Parts under way at a time, shared fairly.', 256)),
    partsInFlightPerCaller: Type.Optional(
      count('Parts of one caller under way at a time. Default: no bound but partsInFlight.'),
    ),
    waitingBatches: Type.Optional(
      count('Batches that may wait for their turn; more are refused with 503.', 1000),
    ),
    waitingParts: Type.Optional(
      count('Parts that may wait for their turn; batches with more are refused with 503.', 10_000),
    ),
    retry: Type.Optional(retrySchema),
    breaker: Type.Optional(breakerSchema),
    bulkhead: Type.Optional(bulkheadSchema),
  },
  { additionalProperties: false, description: 'A server that answers parts.' },
)

/** An upstream as written in the configuration. */
export interface ConfigUpstream {
  readonly url?: string
  readonly targets?: readonly string[]
  readonly balance?: 'least-loaded' | 'round-robin'
  readonly restTime?: number | string
  readonly connections?: number
  readonly pipelining?: number
  readonly connectTimeout?: number | string
  readonly host?: 'upstream' | 'caller'
  readonly tls?: ConfigUpstreamTls
  readonly credentials?: ConfigCredentials
  readonly partsInFlight?: number
  readonly partsInFlightPerCaller?: number
  readonly waitingBatches?: number
  readonly waitingParts?: number
  readonly retry?: ConfigRetry
  readonly breaker?: ConfigBreaker
  readonly bulkhead?: ConfigBulkhead
}
