import type { PartOutcome, PartRequest } from './batch.ts'
import type { HeaderList } from './headers.ts'
import type { OuterRequest } from './outer.ts'

/** Why a part under way is given up. */
export type CancelReason = 'timeout' | 'not-started' | 'cancelled'

/** What a dispatch knows of the run that its part belongs to. */
export interface PartRun {
  /** The run of the whole batch: one object per batch, for policies that share among batches. */
  readonly batch: object
  /** The request that carries the batch. */
  readonly outer: OuterRequest
  /** When the part's time or that of its batch ends, on the clock of `performance.now()`. */
  readonly deadline: number
  /** Why the part was given up, once it was: whatever comes of it counts for nothing. */
  readonly givenUp: CancelReason | undefined
  /** Bytes of the answer that are claimed at the moment. */
  readonly claimed: number
  /** Largest answer for this part, in bytes. */
  readonly answerLimit: number
  /**
   * Claims room for bytes of the answer. `ok`, or which bound is reached: the answer's, the
   * batch's, or that of the whole process.
   */
  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded'
  /** Gives back room that was claimed for bytes which are not part of the answer after all. */
  unclaim(bytes: number): void
  /** Says that the part waits for its turn: until {@link PartRun.resume} its time does not run. */
  hold(): void
  /** Says that the part's turn has come: what was left of its time goes on. */
  resume(): void
  /** Says that the request has begun to leave, so that from now on its outcome may be unknown. */
  sent(): void
  /** Calls `listener` once if the part is given up. At most one listener; the last one counts. */
  onCancel(listener: (reason: CancelReason) => void): void
}

/**
 * Where a part is answered. Never rejects: whatever goes wrong is a failed outcome.
 * It settles soon after it was cancelled; a dispatch that cannot keeps its slot until it ends.
 */
export type Dispatch = (request: PartRequest, run: PartRun) => Promise<PartOutcome>

/** A concern around one part. */
export type Policy = (next: Dispatch) => Dispatch

/** Puts policies around a dispatch; the first one is the outermost. */
export function applyPolicies(dispatch: Dispatch, policies: readonly Policy[]): Dispatch {
  return policies.reduceRight((next, policy) => policy(next), dispatch)
}

/** Where the parts of an endpoint are answered: an app in this process, or another server. */
export interface Backend {
  readonly dispatch: Dispatch
  /** Scheme, host and port of the server that answers, where it is another one. */
  readonly origin?: string
  /** Those of further servers that do the same. */
  readonly moreOrigins?: readonly string[]
  /** Calls what starts a batch, in an async context by which the backend knows its parts. */
  within?<T>(start: () => T): T
  /** Whether a request for a batch is itself a part that this backend sent. */
  isReentrant(outer: OuterRequest): boolean
  /** Fields that the backend sets on every part of a batch, besides those that are inherited. */
  partHeaders(outer: OuterRequest): HeaderList
}
