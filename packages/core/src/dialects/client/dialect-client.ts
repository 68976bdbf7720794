import type { Batch, Inheritance, PartResponse } from '../../model/batch.ts'
import type { HeaderList } from '../../model/headers.ts'
import type { CarryNotes } from './notes.ts'

/** The names of the dialects that come with Batchway. */
export type ClientDialect = 'odata' | 'graph' | 'google' | 'ocamba' | 'journyx' | 'ocapi'

/** How a batch is to be written. */
export interface WriteBatchOptions {
  /**
   * Path that targets without a leading scheme or host are relative to in dialects that have such
   * (Ocamba, Graph): `/v2/ocamba`. No slash at the end. Default: the server's root.
   */
  readonly base?: string
  /** For OData. `multipart` keeps the order of requests and has no `dependsOn`. Default `json`. */
  readonly form?: 'json' | 'multipart'
  /** Makes what is unique about a boundary. Default: a random UUID. */
  readonly createBoundary?: () => string
}

/** A request that carries a batch, as it was sent or is kept in a file. */
export interface BatchRequest {
  /** Path that it was posted to, where that is known. */
  readonly path?: string
  /** Without its question mark. Default: empty. */
  readonly query?: string
  /** Names in lower case; with `content-type`. */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** A request that carries a batch, without its URL. */
export interface BatchMessage {
  readonly method: 'POST'
  /** What the URL's query must have, such as `mode=serial`; mostly empty. */
  readonly query: string
  /** The fields that the batch itself needs: its type, and what steers it. */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** What became of one part, as the answer to its batch tells. */
export type PartResult =
  | {
      readonly kind: 'answered'
      /** Also errors that the batch endpoint wrote in the place of the API. */
      readonly response: PartResponse
    }
  /** The answer leaves it out, because the batch had ended before, or its group failed. */
  | { readonly kind: 'not-run' }
  /** The answer has nothing for it, and nothing says why. */
  | { readonly kind: 'missing' }

/** The answer to a request that carried a batch. */
export interface BatchAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** A part of an answer in its dialect, before it is known whose it is. */
export interface ReadAnswer {
  /** The id that stands beside it. */
  readonly id?: string
  readonly response: PartResponse
}

/** What is not the answer to a batch in that dialect. The message says where it is wrong. */
export class AnswerError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'AnswerError'
  }
}

/** The client's side of a dialect: the counterpart of what its `Dialect` does. */
export interface DialectClient {
  readonly name: ClientDialect
  /** Requests that a batch may have, as far as the dialect says. */
  readonly parts: number
  readonly inheritance: Inheritance
  /**
   * Writes a batch. What can't be carried goes to `notes`; what is written then is of no use where
   * one of them is `impossible`.
   */
  write(batch: Batch, options: WriteBatchOptions, notes: CarryNotes): BatchMessage
  /** The results in request order, one per part. Throws an {@link AnswerError}. */
  readResults(batch: Batch, answer: BatchAnswer): readonly PartResult[]
}
