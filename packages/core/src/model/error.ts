/**
 * Why a whole batch is refused, and the HTTP status that says so by default. A dialect may answer
 * with a status of its own.
 */
export const batchErrorStatus = {
  /** The body is not the dialect's syntax. */
  'invalid-body': 400,
  /** One part is not what the dialect allows (a member is missing or of the wrong type). */
  'invalid-part': 400,
  'invalid-method': 400,
  'missing-method': 400,
  'invalid-target': 400,
  'missing-target': 400,
  /** A part addresses several resources at once. */
  'multiple-targets': 400,
  /** The query of the batch or of a part has characters that no query may have. */
  'invalid-query': 400,
  'invalid-header': 400,
  /** A part addresses a batch endpoint. */
  'nested-batch': 400,
  /** An id stands there twice, or a part waits for what can't be waited for. */
  'invalid-dependency': 400,
  'no-parts': 400,
  'too-many-parts': 400,
  /** The batch can never be allowed, because it needs more than a rate window holds. */
  'over-window': 400,
  /** The caller did not say who it is, where the dialect has a status of its own for that. */
  'missing-identity': 400,
  /** The batch or a part was sent in the context of a site that does not exist. */
  'unknown-site': 400,
  unauthorized: 401,
  /** The `Authorization` field is not of the form that the dialect asks for. */
  'invalid-authorization': 401,
  'invalid-token': 401,
  'unknown-identity': 401,
  /** The page that sent the batch is not among those that its client allows. */
  'origin-refused': 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  /** The batch did not arrive in time. */
  'too-slow': 408,
  'batch-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  /** A fault of ours. The message that the caller gets says no more. */
  internal: 500,
  /** Too much load, shutting down, or the counters of a rate limit can't be asked. */
  unavailable: 503,
  /** The batch's time ran out before anything could be done. */
  timeout: 504,
  /** The request came back to the gateway that sent it. */
  loop: 508,
} as const

/** One of the codes of {@link batchErrorStatus}. */
export type BatchErrorCode = keyof typeof batchErrorStatus

/** The member of a part that is at fault, in neutral words; the dialect has its own name for it. */
export type PartField = 'method' | 'target' | 'headers' | 'body' | 'id' | 'after' | 'group'

const longestQuote = 80

/** A text of the caller's in quotes for a message, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text)
}

/** What a {@link BatchError} may say beside its code and message. */
export interface BatchErrorDetails {
  /** Index of the part at fault. */
  readonly part?: number
  /** Member of that part. */
  readonly field?: PartField
  /** Where in the dialect's own words, when `field` cannot say it, such as `mode`. */
  readonly where?: string
  /** Fields for the answer, such as `allow` or `retry-after`. Names in lower case. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** For the log only. */
  readonly cause?: unknown
}

/**
 * A whole batch is refused. The message is safe for the caller; the cause is for the log.
 * A part that fails is never an error but an outcome.
 */
export class BatchError extends Error {
  readonly code: BatchErrorCode
  /** Default HTTP status of the code. */
  readonly status: number
  readonly part: number | undefined
  readonly field: PartField | undefined
  readonly where: string | undefined
  readonly headers: readonly (readonly [name: string, value: string])[]

  constructor(code: BatchErrorCode, message: string, details: BatchErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.name = 'BatchError'
    this.code = code
    this.status = batchErrorStatus[code]
    this.part = details.part
    this.field = details.field
    this.where = details.where
    this.headers = details.headers ?? []
  }
}

/** What was thrown; a fault of ours where that is no refusal. */
export function toBatchError(thrown: unknown): BatchError {
  if (thrown instanceof BatchError) return thrown
  return new BatchError('internal', 'Internal server error.', { cause: thrown })
}
