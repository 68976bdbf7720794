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
export type PreparedPart = ReadyPart | Failure

/** A part that may be sent. */
export interface ReadyPart {
  readonly kind: 'ready'
  readonly request: PartRequest
  /** Its path is not known yet, because it depends on another part's answer. */
  readonly pathOpen?: true
}

/** What an admission says to a batch that may run. */
export interface Admitted {
  /** The parts, where some of them became failures. */
  readonly parts?: readonly PreparedPart[]
  /** Fields for the answer to the batch. */
  readonly headers?: HeaderList
  /**
   * Asked of each part that uses other parts' answers, as soon as its request is complete. `pathOpen`
   * says that its path was not known when the batch was admitted. May fail the part.
   */
  readonly complete?: (part: ReadyPart) => Failure | undefined | Promise<Failure | undefined>
  /** Sees each outcome once before it is written, and may add fields to its headers. */
  readonly finish?: FinishOutcome
}

/** Makes what is written of the outcome of the part at that position. */
export type FinishOutcome = (outcome: PartOutcome, index: number) => PartOutcome

/** What an admission says to a request whose body has not been read yet. */
export interface Entered {
  /** Fields for the answer, also when the batch is refused later. */
  readonly headers?: HeaderList
  /** Called once when the answer is ready. */
  readonly leave?: () => void
}

/**
 * A concern around a whole batch: quota, load. Each method is asked once per batch, and throws a
 * BatchError to refuse it.
 */
export interface Admission {
  /** When the head of the request is there. */
  enter?(outer: OuterRequest): Entered | Promise<Entered>
  /** When the batch has been read and checked, before its first part runs. */
  admit?(batch: AdmittedBatch): Admitted | Promise<Admitted>
}
