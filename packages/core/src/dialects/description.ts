import type { BatchErrorCode } from '../model/error.ts'
import type { JsonSchema } from '../wire/json-schema.ts'

/** A body in one media type. */
export interface BodyDescription {
  /** Such as `application/json`, without parameters. */
  readonly mediaType: string
  /** What the body is; of one that is not JSON, the schema of its text. */
  readonly schema: JsonSchema
  /** A whole body: a JSON value, or the text of one that is not JSON. */
  readonly example: unknown
}

/** What a batch may say beside its body. */
export interface ParameterDescription {
  readonly name: string
  readonly in: 'query' | 'header'
  readonly description: string
  readonly schema: JsonSchema
}

/** How a dialect writes batches and answers, for documents that machines read. */
export interface DialectDescription {
  /** What people call it, such as `Ocamba`. */
  readonly title: string
  /** In which order the requests run and what ends them, in a sentence or two. */
  readonly behaviour: string
  readonly parameters?: readonly ParameterDescription[]
  /** The forms that a batch may have, the usual one first. */
  readonly request: readonly BodyDescription[]
  /** The forms that its answer may have. */
  readonly answer: readonly BodyDescription[]
  /** The answer to a batch that was refused; the example is one with 400. */
  readonly error: BodyDescription
  /** The same for another reason, as a JSON value. Default: other statuses have no example. */
  readonly errorExample?: (code: BatchErrorCode, message: string) => unknown
  /** Statuses of that answer. Default: those of `batchErrorStatus`. */
  readonly errorStatuses?: readonly number[]
}

/** The id of the batch in all examples. */
export const exampleId = '99a84211-f73d-4ff8-acdf-eb3e06bb9d62'

/** The boundary of all examples that are multipart. */
export const exampleBoundary = 'b'

/** A multipart body, of which no schema says more than that it is a text. `lines` end with CRLF. */
export function multipartBody(description: string, lines: readonly string[]): BodyDescription {
  return {
    mediaType: 'multipart/mixed',
    schema: { type: 'string', description },
    example: lines.map((line) => `${line}\r\n`).join(''),
  }
}
