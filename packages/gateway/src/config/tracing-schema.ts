import type { TObject } from 'typebox'
import { Type } from 'typebox'
import { optional } from './schema-kinds.ts'
import { defaultTraceEndpoint } from './trace-endpoint.ts'

/** Where spans are sent. */
export const tracingSchema: TObject = optional(
  {
    exporter: Type.Unsafe<string>({
      type: 'string',
      enum: ['otlp'],
      default: 'otlp',
      description: 'How spans are sent: OTLP over HTTP, in JSON.',
    }),
    endpoint: Type.String({
      default: defaultTraceEndpoint,
      description: 'URL where they are posted.',
    }),
    serviceName: Type.String({
      minLength: 1,
      default: 'batchway',
      description: 'Name of this gateway in traces (service.name).',
    }),
    sampling: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 1,
      description:
        'Share of the batches that are recorded, from 0 to 1. A batch whose traceparent says whether it is, is.',
    }),
    headers: Type.Record(Type.String(), Type.String(), {
      description:
        'Headers for the collector, such as a key. They are never logged. Default: none.',
    }),
  },
  'Traces of batches and their parts (OpenTelemetry). Without it there are none.',
)

/** Where spans are sent, as written in the configuration. */
export interface ConfigTracing {
  readonly exporter?: 'otlp'
  readonly endpoint?: string
  readonly serviceName?: string
  readonly sampling?: number
  readonly headers?: Readonly<Record<string, string>>
}
