import type { PartField } from './error.ts'
import type { HeaderList } from './headers.ts'
import type { ReferenceLanguage } from './reference.ts'

/** One request of a batch, as the caller wrote it. */
export interface Part {
  /** Position in the batch, from 0. */
  readonly index: number
  /** The caller's own name for it, where the dialect has one. */
  readonly id?: string
  /** Upper case. */
  readonly method: string
  /** Request target as written, checked by the engine. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: HeaderList
  readonly body?: Uint8Array
  /**
   * What must have succeeded before it runs; else it is skipped. All of it stands before it, unless
   * its batch allows otherwise.
   */
  readonly after?: readonly Dependency[]
  /** The group that it belongs to: all of it takes effect or nothing. Its members are neighbours. */
  readonly group?: string
  /** When this part fails, the parts that have not started are skipped. */
  readonly abortsBatch?: boolean
  /** The client that it is of, where the dialect knows clients. */
  readonly clientId?: string
  /** Set when the dialect found a fault that concerns this part alone. */
  readonly failure?: Failure
}

/** What a part waits for: another part by its index, or a whole group by its name. */
export type Dependency = { readonly part: number } | { readonly group: string }

/** How the parts of a batch follow each other. */
export type Order =
  /** All at once. */
  | 'parallel'
  /** One after the other. */
  | 'serial'
  /** Unsafe requests in request order; neighbouring safe ones (RFC 9110 9.2.1) side by side. */
  | 'keep-effects'

/** Which header fields of the outer request reach the parts. */
export interface Inheritance {
  /** Whether every part inherits that field (lower case) unless it has one of its own. */
  inherits(name: string): boolean
  /** Whose identity fields count: the caller's for every part, or a part may bring its own. */
  readonly identity: 'caller' | 'part'
  /** Fields that a part gets when neither it nor the outer request has them. */
  readonly defaults: HeaderList
  /** Type of a part's body when its headers name none. */
  readonly contentType: string
}

/** A batch as a dialect reads it. */
export interface Batch {
  readonly parts: readonly Part[]
  readonly order: Order
  /** Any failing part ends the batch: what has not started is skipped. */
  readonly stopOnError: boolean
  /** Whether an answer with that status counts as a failure. */
  isFailure(status: number): boolean
  /** What a target without scheme is relative to: the endpoint's base, or the server's root. */
  readonly targets: 'base' | 'root'
  readonly inheritance: Inheritance
  /** `allowed`: a part may wait for parts behind it. Default: the batch is refused then. */
  readonly forward?: 'allowed'
  /** How parts use the answers of others, where the dialect has a way. */
  readonly references?: ReferenceLanguage
  /** Where a member of a part stands, in the dialect's words for messages: `[2].relative_url`. */
  placeOf(part: number, field: PartField): string
  /** The dialect has checked the `Origin` of the batch by rules of its own, and allows it. */
  readonly originAllowed?: boolean
  /** Something odd that the operator should see in the log. */
  readonly warning?: string
}

/** A part that is complete and checked: what will be sent. */
export interface PartRequest {
  readonly part: Part
  readonly method: string
  /** Absolute path with query, in the original bytes. */
  readonly path: string
  readonly headers: HeaderList
  readonly body?: Uint8Array
  /** Whom it speaks for, where that is another caller than that of the batch (`outer.caller`). */
  readonly caller?: string
}

/** What the API answered to a part. */
export interface PartResponse {
  readonly status: number
  /** End-to-end fields only, names in lower case. */
  readonly headers: HeaderList
  /** Decoded content; empty where there was none. */
  readonly body: Uint8Array
}

/** Why the engine itself failed a part, with the status that says so. */
export const failureStatus = {
  /** The API did not answer in time. */
  timeout: 504,
  /** The batch's time ran out before the part was sent. */
  'not-started': 504,
  /** Not sent, because the API had failed too often shortly before. */
  'breaker-open': 503,
  /** No connection, or it broke before an answer began. */
  unreachable: 502,
  /** The answer broke off, or was not HTTP, or its coding could not be undone. */
  'bad-answer': 502,
  /** The answer is larger than allowed. */
  'answer-too-large': 502,
  /** The API's handler in this process threw. */
  'handler-failed': 500,
  /** It counts for nothing, as another part of its transaction failed. */
  'rolled-back': 424,
  /** It belongs to a group, and the API behind the endpoint has no transactions. */
  'no-transaction': 501,
  /** The transaction that it belonged to failed. */
  'not-committed': 500,
  /** It runs on a condition of its own, which nobody can evaluate. */
  'condition-unsupported': 424,
  'body-too-large': 413,
  'target-too-long': 414,
  'headers-too-large': 431,
  'invalid-body': 400,
  /** What it refers to in another part's answer is not there, or may not stand where it should. */
  'invalid-reference': 400,
  /** Refused by a rule of the endpoint. */
  forbidden: 403,
  'rate-limited': 429,
  /** This process has no room for the answer. */
  overloaded: 503,
  /** The counters of its rate limit can't be asked. */
  unavailable: 503,
  /** The caller went away. */
  cancelled: 503,
  /** The part came back to a batch endpoint of the process that sent it. */
  loop: 508,
} as const

/** One of the reasons of {@link failureStatus}. */
export type FailureReason = keyof typeof failureStatus

/** The engine failed a part. */
export interface Failure {
  readonly kind: 'failed'
  readonly reason: FailureReason
  /** Safe for the caller. */
  readonly message: string
  /** An unsafe request was sent and no complete answer came: nobody knows whether it took effect. */
  readonly outcomeUnknown?: boolean
  /** Fields for the part's answer, such as `retry-after`. */
  readonly headers?: HeaderList
  /** How often it was tried, where that is more than once. */
  readonly attempts?: number
  /** For the log only. */
  readonly cause?: unknown
}

/** Adds to a failure that the request had been sent and may have taken effect. */
export function withUnknownOutcome(failure: Failure): Failure {
  const note = 'The request had been sent: it is unknown whether it took effect.'
  return { ...failure, message: `${failure.message} ${note}`, outcomeUnknown: true }
}

/** How one part ended. */
export type PartOutcome =
  | {
      readonly kind: 'answered'
      readonly response: PartResponse
      /** The first connection broke, and the request was sent once more. */
      readonly resent?: boolean
      /** How often it was tried, where that is more than once. */
      readonly attempts?: number
    }
  | Failure
  /** Never run, because the part with the index `because` failed. */
  | { readonly kind: 'skipped'; readonly because: number }

/** The HTTP status of an outcome: the API's own, that of the failure, or 424 for a skipped part. */
export function outcomeStatus(outcome: PartOutcome): number {
  switch (outcome.kind) {
    case 'answered':
      return outcome.response.status
    case 'failed':
      return failureStatus[outcome.reason]
    case 'skipped':
      return 424
  }
}

/** Whether a method is safe in the sense of RFC 9110 9.2.1. */
export function isSafeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE'
}

/**
 * The `Content-Length` of a part: that of its body, or 0 where its method has a meaning for one
 * (RFC 9110 8.6). Undefined where it has none.
 */
export function contentLength({ method, body }: PartRequest): number | undefined {
  if (body !== undefined) return body.length
  return method === 'POST' || method === 'PUT' || method === 'PATCH' ? 0 : undefined
}
