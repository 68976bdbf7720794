import type { TObject, TSchema } from 'typebox'
import { Type } from 'typebox'
import { count, optional, time } from './schema-kinds.ts'
import { timePattern } from './units.ts'

function statuses(description: string): TSchema {
  return Type.Array(Type.Integer({ minimum: 400, maximum: 599 }), { description })
}

/** How parts are tried again. */
export const retrySchema: TObject = optional(
  {
    attempts: count('How often a part is tried at most, the first time included.', 3),
    statuses: statuses(
      'Answers that are worth another try; a 429 only if it has Retry-After. Default: 429, 502, 503, 504.',
    ),
    baseDelay: time('Longest first pause, twice as long each time', '100ms'),
    maxDelay: time('Longest pause, unless the API asks for more', '5s'),
  },
  'Tries safe parts (GET, HEAD, OPTIONS) again. Without it nothing is.',
)

const failures = Type.Union(
  [
    Type.Integer({ minimum: 1 }),
    Type.Object(
      {
        ratio: Type.Number({
          exclusiveMinimum: 0,
          exclusiveMaximum: 1,
          description: 'Share of parts that failed.',
        }),
        window: Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: timePattern })], {
          description: 'In which time (milliseconds, or "30s", "2m").',
        }),
        minimum: Type.Integer({ minimum: 1, description: 'Parts that there must be in it.' }),
      },
      { additionalProperties: false },
    ),
  ],
  {
    description:
      'What opens it: so many failures in a row, or a "ratio" of failures (such as 0.5) within a "window" (such as 30s) of at least "minimum" parts.',
    default: 10,
  },
)

/** When parts are not sent any more. */
export const breakerSchema: TObject = optional(
  {
    failures,
    openTime: time('How long parts fail at once, with 503', '10s'),
    probes: count('Parts that must succeed after that, before all are sent again.', 1),
    statuses: statuses('Answers that are failures. Default: 502, 503, 504.'),
  },
  'Stops sending parts to an API that fails. Without it all are sent.',
)

/** How much of an upstream one endpoint may take. */
export const bulkheadSchema: TObject = optional(
  {
    parts: count('Parts under way at a time.', 64),
    waiting: count('Parts that may wait; batches with more are refused with 503.', 1000),
  },
  'What each endpoint may take of this upstream. Without it all may take all.',
)

/** Retry as written in the configuration. */
export interface ConfigRetry {
  readonly attempts?: number
  readonly statuses?: readonly number[]
  readonly baseDelay?: number | string
  readonly maxDelay?: number | string
}

/** A breaker as written in the configuration. */
export interface ConfigBreaker {
  readonly failures?:
    | number
    | { readonly ratio: number; readonly window: number | string; readonly minimum: number }
  readonly openTime?: number | string
  readonly probes?: number
  readonly statuses?: readonly number[]
}

/** A bulkhead as written in the configuration. */
export interface ConfigBulkhead {
  readonly parts?: number
  readonly waiting?: number
}
