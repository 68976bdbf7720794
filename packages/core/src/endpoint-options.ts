import type { AccessOptions } from './access-options.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Budget } from './engine/budget.ts'
import type { Transaction } from './engine/atomic.ts'
import type { PartTimes } from './engine/part-times.ts'
import type { Admission } from './model/admission.ts'
import type { Batch, PartOutcome } from './model/batch.ts'
import type { Policy } from './model/dispatch.ts'
import type { BatchError } from './model/error.ts'
import type { Limits } from './model/limits.ts'
import type { OuterRequest } from './model/outer.ts'

/** Names of the dialects that come with Batchway. */
export type DialectName = 'odata' | 'graph' | 'google' | 'ocamba' | 'journyx' | 'ocapi'

/** When an endpoint answers part by part. */
export type Streaming = 'asked' | 'always' | 'never'

/** How a batch endpoint is made. */
export interface BatchEndpointOptions extends AccessOptions {
  /** Path where batches are posted, such as `/v2/ocamba/batch`. */
  readonly path: string
  /** The wire protocol: a built-in one by name, or one of your own. */
  readonly dialect: DialectName | Dialect
  /** Path below which parts must stay. Default: the parent of `path`. */
  readonly base?: string
  /** Limits that differ from the dialect's and the defaults. */
  readonly limits?: Partial<Limits>
  /**
   * `required`: a batch without any identity header is 401, and where there is `verify` one without
   * a token that it accepts. Default `optional`.
   */
  readonly identity?: 'required' | 'optional'
  /** Headers that say who the caller is, besides the usual ones. */
  readonly identityHeaders?: readonly string[]
  /** Headers of the batch that every part inherits, besides those that the dialect names. */
  readonly inheritHeaders?: readonly string[]
  /** Origins whose pages may post batches with the user's cookies, such as `https://app.example`. */
  readonly allowedOrigins?: readonly string[]
  /** `allow` lets `%2F`, `%5C` and `%00` stand inside path segments. Default `refuse`. */
  readonly encodedSlash?: 'allow' | 'refuse'
  /**
   * What follows an unsafe part that was sent and got no complete answer, so that nobody knows
   * whether it took effect: `continue` runs the other parts, `stop` skips what has not started.
   * Default `continue`.
   */
  readonly onUnknown?: 'continue' | 'stop'
  /**
   * Whether parts of an answer leave as they end, where the dialect's form of it allows that: where
   * the caller asks for it (`Prefer: stream`), always, or never. An `atomic` endpoint never does.
   * Default `asked`.
   */
  readonly streaming?: Streaming
  /**
   * Runs parts in one transaction of the app's: see {@link Transaction}. Used for each group of a
   * batch, and where `atomic` says so for the whole batch.
   */
  readonly transaction?: Transaction
  /**
   * Every batch takes effect as a whole or not at all: parts run one after the other within
   * `transaction`, the first failure ends and undoes all. Default false.
   */
  readonly atomic?: boolean
  /**
   * Groups of several parts, where there is no `transaction`: `refuse` fails them with 501, and runs
   * the others. `in-order` runs the parts of a group one after the other until the first one fails;
   * what had taken effect then stays so, and says so. Groups that only read are always run. Default
   * `refuse`.
   */
  readonly groups?: 'refuse' | 'in-order'
  /** All paths where this process takes batches, for the check against nested ones. */
  readonly endpoints?: readonly string[]
  /** Concerns around each part, the outermost first. */
  readonly policies?: readonly Policy[]
  /** Asked once per batch, before its first part runs. */
  readonly admissions?: readonly Admission[]
  /** Memory shared with other endpoints. Default: one of 256 MiB for the whole process. */
  readonly budget?: Budget
  /**
   * Told of every batch when its answer is ready, or has left where it streams, for logs and metrics.
   * Must not throw.
   */
  readonly onBatch?: (report: BatchReport) => void
  /** Whether reports have the times of the parts (`times`). Default false. */
  readonly partTimes?: boolean
  /** Makes the id of a batch. Default: a random UUID. */
  readonly createId?: () => string
}

/** How one batch went. */
export interface BatchReport {
  readonly id: string
  readonly dialect: string
  readonly outer: OuterRequest
  /** Status of the answer to the batch. */
  readonly status: number
  /** Milliseconds from the head of the request to the answer, or to the end of one that streams. */
  readonly duration: number
  /** Undefined when the batch could not be read. */
  readonly batch: Batch | undefined
  /** One per part, empty when the batch was refused. */
  readonly outcomes: readonly PartOutcome[]
  /** When what happened to the parts, where `partTimes` asks for it and they were run. */
  readonly times: PartTimes | undefined
  /** Callers of the parts that speak for another caller than `outer.caller`, by index. */
  readonly callers: ReadonlyMap<number, string>
  /** What was odd about the batch or its answer. */
  readonly warnings: readonly string[]
  /** Why the batch was refused. */
  readonly error: BatchError | undefined
}
