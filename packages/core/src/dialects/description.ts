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
  /** The answer to a batch that was refused. */
  readonly error: BodyDescription
  /** Statuses of that answer. Default: those of `batchErrorStatus`. */
  readonly errorStatuses?: readonly number[]
}

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
