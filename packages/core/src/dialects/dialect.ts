import type { Batch, PartOutcome } from '../model/batch.ts'
import type { BatchError } from '../model/error.ts'
import type { DialectFeatures } from '../model/features.ts'
import type { HeaderList } from '../model/headers.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest, OuterResponse } from '../model/outer.ts'
import type { DialectDescription } from './description.ts'
import type { ByteWriter } from '../wire/byte-writer.ts'

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

/** What a dialect knows when it begins an answer that leaves part by part. */
export interface StreamContext extends WriteContext {
  /**
   * Whether this caller asked for it. Where the endpoint always streams, a caller may be a released
   * client that relies on the order of the answer.
   */
  readonly asked: boolean
}

/**
 * The answer to one batch, written while its parts run. All methods add to the byte writer that they
 * are given, which may be another one each time.
 */
export interface ResultStream extends ResultWriter {
  readonly status: number
  readonly headers: HeaderList
  /**
   * `request`: parts are written in request order. `any`: as they end, so that the caller must be
   * able to tell them apart; those of a group together and in their order.
   */
  readonly order: 'any' | 'request'
}

/** Writes the parts of one answer, one after the other. */
export interface ResultWriter {
  /** Writes what stands before the first part. */
  begin(writer: ByteWriter): void
  /** Writes a part, with the same bytes as in the answer that is written at once. */
  part(writer: ByteWriter, index: number, outcome: PartOutcome): void
  /** Writes what stands behind the last part. `outcomes` stand in request order. */
  end(writer: ByteWriter, outcomes: readonly PartOutcome[]): void
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
  /** Begins an answer that leaves part by part, where the form of its answer allows it. */
  streamResults?(batch: Batch, context: StreamContext): ResultStream | Promise<ResultStream>
  /** Writes the answer to a batch that was refused. */
  writeError(error: BatchError, context: WriteContext): OuterResponse | Promise<OuterResponse>
  /** What its batches can do, for the description of an endpoint. Default: it is not told. */
  readonly features?: DialectFeatures
  /**
   * Answers OPTIONS by rules of its own, where `methods` has it. Throws a BatchError to refuse.
   * Default: with the description of the endpoint.
   */
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
