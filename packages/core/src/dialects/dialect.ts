import type { Batch, PartOutcome } from '../model/batch.ts'
import type { BatchError } from '../model/error.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest, OuterResponse } from '../model/outer.ts'
import type { DialectDescription } from './description.ts'

/** What a dialect knows when it reads a batch. */
export interface ReadContext {
  readonly limits: Limits
  /** Path below which the parts lie; no slash at the end. */
  readonly base: string
  /**
   * Checks a target as the engine will, for dialects whose checks have an order. Throws the
   * BatchError that would refuse it; `place` is where it stands, for the message.
   */
  checkTarget(target: string, part: number, place: string): void
}

/** What a dialect knows when it writes an answer. */
export interface WriteContext {
  readonly outer: OuterRequest
  /** Identifies the batch in the log (a UUID). */
  readonly id: string
  readonly limits: Limits
  /** Tells the operator of something odd, in the log. */
  warn(message: string): void
}

/**
 * One wire protocol: how a batch is written in an HTTP request, and its outcomes in the answer.
 * A dialect translates and does nothing else: it knows no network, no clock and no scheduling.
 */
export interface Dialect {
  /** Also the name of its file, of its fixtures' folder and of its page in the documentation. */
  readonly name: string
  /** Where its protocol has limits of its own. */
  readonly limits: Partial<Limits>
  /** Methods that its endpoint answers. */
  readonly methods: readonly string[]
  /** The media type of a batch, for the message that refuses another one. */
  readonly mediaType: string
  /** The `WWW-Authenticate` value of a 401 (RFC 9110 11.6.1). */
  readonly challenge: string
  /** Whether a `Content-Type` value (undefined when missing) is that of a batch. */
  accepts(contentType: string | undefined): boolean
  /** Reads a batch. Throws {@link BatchError} when it is not the dialect's. */
  readBatch(outer: OuterRequest, body: Uint8Array, context: ReadContext): Batch | Promise<Batch>
  /** Writes the answer to a batch; `outcomes` stand in request order, one per part. */
  writeResults(
    batch: Batch,
    outcomes: readonly PartOutcome[],
    context: WriteContext,
  ): OuterResponse | Promise<OuterResponse>
  /** Writes the answer to a batch that was refused. */
  writeError(error: BatchError, context: WriteContext): OuterResponse | Promise<OuterResponse>
  /** Answers OPTIONS, where `methods` has it. Throws a BatchError to refuse. */
  answerOptions?(outer: OuterRequest): Promise<OuterResponse>
  /** The client that the head of a batch names, where the dialect knows clients. Never rejects. */
  clientOf?(outer: OuterRequest): Promise<string | undefined>
  /** Where parts must stay unless the endpoint says otherwise. Default: the parent of its path. */
  readonly base?: string
  /** Describes batches and answers within these limits, for documents that machines read. */
  describe?(limits: Limits): DialectDescription
  /** More paths for an endpoint at `path`. */
  morePaths?(path: string): readonly string[]
}
