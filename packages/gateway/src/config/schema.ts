import type { TObject } from 'typebox'
import { Type } from 'typebox'
import type { ConfigConnections } from './connections-schema.ts'
import { connectionsSchema } from './connections-schema.ts'
import type { ConfigEndpoint } from './endpoint-schema.ts'
import { endpointSchema } from './endpoint-schema.ts'
import { names, pathPattern, size, time } from './schema-kinds.ts'
import type { ConfigTls } from './tls-schema.ts'
import { serverTlsSchema } from './tls-schema.ts'
import type { ConfigStateStore } from './state-store-schema.ts'
import { stateStoreSchema } from './state-store-schema.ts'
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
          'Path where counters are served for Prometheus, such as /metrics. Default: nowhere.',
      }),
    ),
    openapi: Type.Optional(
      Type.String({
        pattern: pathPattern,
        description:
          'Path where an OpenAPI document of all endpoints is served to anybody, such as /openapi.json. Default: nowhere.',
      }),
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

/** The configuration, checked against {@link configSchema}. */
export interface Config {
  readonly listen?: string
  readonly tls?: ConfigTls
  readonly connections?: ConfigConnections
  readonly upstreams: Readonly<Record<string, ConfigUpstream>>
  readonly endpoints: readonly ConfigEndpoint[]
  readonly forward?: string
  readonly forwardIdleTime?: number | string
  readonly trustedProxies?: readonly string[]
  readonly stateStore?: ConfigStateStore
  readonly metrics?: string
  readonly openapi?: string
  readonly budget?: number | string
  readonly shutdownTime?: number | string
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}
