import type { TObject } from 'typebox'
import { count, optional, size, time } from './schema-kinds.ts'

/** The schema of `connections`: what clients may do to the gateway's own server. */
export const connectionsSchema: TObject = optional(
  {
    most: count('Connections at a time; more are closed at once, and idle ones with them.', 10_000),
    idleTime: time('Time that a connection may be idle between two requests', '75s'),
    headTime: time('Time for the head of a request to arrive, and for a TLS handshake', '30s'),
    headBytes: size('The head of a request; a larger one is 431', '16KiB'),
  },
  'Connections of clients.',
)

/** `connections` as written in the configuration. */
export interface ConfigConnections {
  readonly most?: number
  readonly idleTime?: number | string
  readonly headTime?: number | string
  readonly headBytes?: number | string
}
