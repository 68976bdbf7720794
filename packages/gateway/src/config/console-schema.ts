import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { count, size } from './schema-kinds.ts'

/** The schema of the console: true, or an object with more. */
export const consoleSchema: TSchema = Type.Unsafe({
  type: ['boolean', 'object'],
  default: false,
  description:
    'Web pages that show what passes and send batches by hand; true, or an object with more. Bodies of the last batches are kept in memory for it.',
  properties: {
    path: Type.String({
      pattern: '^/[^?#\\s]*[^/?#\\s]$',
      default: '/console',
      description: 'Where it is.',
    }),
    token: Type.String({
      minLength: 16,
      pattern: '^[\\w.~+=-]+$',
      description:
        'What opens it. Default: none where the gateway listens on a loopback address only, else a new one at each start, which is printed.',
    }),
    batches: count('The last batches that are kept.', 200),
    bytes: size('Memory for them', '16MiB'),
    bodyBytes: size('Of each body, what is kept', '64KiB'),
  },
  additionalProperties: false,
})

/** The console as written in the configuration. */
export interface ConfigConsole {
  readonly path?: string
  readonly token?: string
  readonly batches?: number
  readonly bytes?: number | string
  readonly bodyBytes?: number | string
}
