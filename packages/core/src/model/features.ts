import type { Order } from './batch.ts'

/** What the batches of a dialect can do, as the description of an endpoint tells it. */
export interface DialectFeatures {
  /** Media types of a batch. */
  readonly accept: readonly string[]
  /** Orders in which the parts of a batch may run; the first one holds unless a batch says otherwise. */
  readonly orders: readonly Order[]
  /** What a part may wait for: nothing, parts that stand before it, or any part. */
  readonly dependencies: 'none' | 'earlier' | 'any'
  /** Where in a part another one's answer may be used. */
  readonly references: readonly ReferenceTarget[]
  /** Whether parts may form groups that take effect as a whole or not at all. */
  readonly groups: boolean
  /** Whether the first failure ends a batch: as the batch says, or never. */
  readonly stopOnError: 'selectable' | 'never'
}

/** A place in a part. */
export type ReferenceTarget = 'path' | 'query' | 'header' | 'body'
