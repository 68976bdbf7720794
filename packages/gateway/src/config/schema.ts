import type { TObject } from 'typebox'
import { Type } from 'typebox'
import type { ConfigCompression } from './compression-schema.ts'
import { compressionSchema } from './compression-schema.ts'
import type { ConfigConnections } from './connections-schema.ts'
import { connectionsSchema } from './connections-schema.ts'
import type { ConfigConsole } from './console-schema.ts'
import { consoleSchema } from './console-schema.ts'
import type { ConfigEndpoint } from './endpoint-schema.ts'
import { endpointSchema } from './endpoint-schema.ts'
import type { ConfigHealth } from './health-schema.ts'
import { healthSchema } from './health-schema.ts'
import { logFormats, logLevels } from './log-choices.ts'
import { names, size, time } from './schema-kinds.ts'
import { pathPattern } from './units.ts'
import type { ConfigTls } from './tls-schema.ts'
import { serverTlsSchema } from './tls-schema.ts'
import type { ConfigStateStore } from './state-store-schema.ts'
import { stateStoreSchema } from './state-store-schema.ts'
import type { ConfigTracing } from './tracing-schema.ts'
import { tracingSchema } from './tracing-schema.ts'
import type { ConfigUpstream } from './upstream-schema.ts'
import { upstreamSchema } from './upstream-schema.ts'

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
    upstreams: Type.Record(Type.String(), upstreamSchema, { description: 'The servers, by name.' }),
    endpoints: Type.Array(endpointSchema, { minItems: 1, description: 'The batch endpoints.' }),
    tls: Type.Optional(serverTlsSchema),
    workers: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 64,
        default: 1,
        description:
          'Processes that serve. Above 1 bounds on load and memory are divided among them, and rate limits need a stateStore. See docs/operations.md.',
      }),
    ),
    connections: Type.Optional(connectionsSchema),
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
    stateStore: Type.Optional(stateStoreSchema),
    metrics: Type.Optional(
      Type.String({
        pattern: pathPattern,
        description:
          'Path where metrics are served for Prometheus, such as /metrics. Default: nowhere.',
      }),
    ),
    tracing: Type.Optional(tracingSchema),
    compression: Type.Optional(compressionSchema),
    health: Type.Optional(healthSchema),
    admin: Type.Optional(
      Type.String({
        description:
          'Host and port of a listener of its own for the pages of health and metrics, such as 127.0.0.1:9090; they are served nowhere else then. Without it they are served beside the batches.',
      }),
    ),
    openapi: Type.Optional(
      Type.String({
        pattern: pathPattern,
        description:
          'Path where an OpenAPI document of all endpoints is served to anybody, such as /openapi.json. Default: nowhere.',
      }),
    ),
    console: Type.Optional(consoleSchema),
    budget: Type.Optional(size('Memory for batches and answers of all endpoints', '256MiB')),
    shutdownTime: Type.Optional(time('Time that running batches get at shutdown', '10s')),
    shutdownDelay: Type.Optional(
      time(
        'Time between the signal to end and the moment when no more is accepted; the gateway is not ready meanwhile, so that load balancers see it',
        '0',
      ),
    ),
    logLevel: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: [...logLevels],
        default: 'info',
        description:
          'Lowest level of log lines: a line per batch at info or above, parts that failed at debug, all parts at trace.',
      }),
    ),
    logFormat: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: [...logFormats],
        description:
          'JSON lines, or lines for people. Default: pretty where standard output is a terminal, else json.',
      }),
    ),
  },
  { additionalProperties: false, title: 'Batchway gateway configuration' },
)

/** The configuration, checked against {@link configSchema}. */
export interface Config {
  readonly listen?: string
  readonly workers?: number
  readonly tls?: ConfigTls
  readonly connections?: ConfigConnections
  readonly upstreams: Readonly<Record<string, ConfigUpstream>>
  readonly endpoints: readonly ConfigEndpoint[]
  readonly forward?: string
  readonly forwardIdleTime?: number | string
  readonly trustedProxies?: readonly string[]
  readonly stateStore?: ConfigStateStore
  readonly metrics?: string
  readonly console?: boolean | ConfigConsole
  readonly openapi?: string
  readonly tracing?: ConfigTracing
  readonly budget?: number | string
  readonly compression?: ConfigCompression
  readonly health?: ConfigHealth | false
  readonly admin?: string
  readonly shutdownDelay?: number | string
  readonly shutdownTime?: number | string
  readonly logLevel?: (typeof logLevels)[number]
  readonly logFormat?: (typeof logFormats)[number]
}
