import type { Batch, Failure, PartOutcome, PartRequest } from './batch.ts'
import type { HeaderList } from './headers.ts'
import type { OuterRequest } from './outer.ts'

/** A batch that has been read, checked and prepared, and asks to be run. */
export interface AdmittedBatch {
  readonly outer: OuterRequest
  readonly batch: Batch
  /** One per part, in request order: complete requests, or failures already. */
  readonly parts: readonly PreparedPart[]
}

/** A part that may be sent, or the failure that it already is. */
export type PreparedPart = { readonly kind: 'ready'; readonly request: PartRequest } | Failure

/** What an admission says to a batch that may run. */
export interface Admitted {
  /** The parts, where some of them became failures. */
  readonly parts?: readonly PreparedPart[]
  /** Fields for the answer to the batch. */
  readonly headers?: HeaderList
  /** Sees the outcomes before they are written, and may add fields to their headers. */
  readonly finish?: (outcomes: readonly PartOutcome[]) => readonly PartOutcome[]
}

/**
 * A concern around a whole batch: quota, load. Asked once, before the first part runs.
 * Throws a BatchError to refuse it.
 */
export type Admission = (batch: AdmittedBatch) => Admitted | Promise<Admitted>
