import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { time } from './schema-kinds.ts'

/** The schema of the store that gateways share: its URL, or an object with more. */
export const stateStoreSchema: TSchema = Type.Unsafe({
  type: ['string', 'object'],
  description:
    'Redis server where gateways share their rate limit counters, such as redis://127.0.0.1:6379; or an object with "url". Without it each gateway counts for itself.',
  properties: {
    url: Type.String({
      description:
        'redis://[user:password@]host[:port][/database], or rediss:// for TLS. Redis 6 or newer.',
    }),
    keyPrefix: Type.String({
      default: 'batchway:',
      description: 'What all keys in the store begin with.',
    }),
    onFailure: Type.Unsafe<string>({
      type: 'string',
      enum: ['closed', 'open'],
      default: 'closed',
      description:
        'While the store can not be asked: refuse what would be counted with 503, or let it through, counted by each gateway for itself.',
    }),
    connectTimeout: time('Time to make a connection', '2s'),
    commandTimeout: time('Time for an answer of the store', '500ms'),
  },
  required: ['url'],
  additionalProperties: false,
})

/** What happens to requests that would be counted while the store can't be asked. */
export type OnStoreFailure = 'closed' | 'open'

/** The store that gateways share, as written in the configuration. */
export type ConfigStateStore =
  | string
  | {
      readonly url: string
      readonly keyPrefix?: string
      readonly onFailure?: OnStoreFailure
      readonly connectTimeout?: number | string
      readonly commandTimeout?: number | string
    }
