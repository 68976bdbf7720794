import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { time } from './schema-kinds.ts'
import { pathPattern } from './units.ts'

function page(description: string, byDefault: string): TSchema {
  return Type.String({ pattern: pathPattern, default: byDefault, description })
}

/** The schema of `health`: the pages that load balancers ask, or false. */
export const healthSchema: TSchema = Type.Unsafe({
  type: ['object', 'boolean'],
  not: { const: true },
  description:
    'Pages that say whether this gateway is alive and ready; false serves none. Never forwarded, never logged.',
  properties: {
    live: page('Path of the page that says that the process is alive.', '/healthz'),
    ready: page('Path of the page that says whether batches can be served.', '/readyz'),
    upstreams: Type.Unsafe<string>({
      type: 'string',
      enum: ['all', 'any', 'none'],
      default: 'all',
      description: 'Which upstreams must be reachable for this gateway to be ready.',
    }),
    probeTime: time('Time for a connection that is made to see whether an upstream is there', '1s'),
    cacheTime: time('Time for which that, or an answer to a part, is believed', '2s'),
  },
  additionalProperties: false,
})

/** `health` as written in the configuration, where it is not false. */
export interface ConfigHealth {
  readonly live?: string
  readonly ready?: string
  readonly upstreams?: 'all' | 'any' | 'none'
  readonly probeTime?: number | string
  readonly cacheTime?: number | string
}
