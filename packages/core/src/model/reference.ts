import type { FailureReason, Part, PartRequest, PartResponse } from './batch.ts'

/** Where a reference stands in its part, which says how a value has to be written there. */
export type ReferencePlace =
  /** In the target's path; offsets in the target. */
  | { readonly in: 'path'; readonly start: number; readonly end: number }
  /**
   * In the target's query; offsets in the target. A value is written as plain text, as a literal of
   * the language's expressions, or as a piece of such a literal whose quotes are there already.
   */
  | {
      readonly in: 'query'
      readonly start: number
      readonly end: number
      readonly as: 'text' | 'literal' | 'quoted'
    }
  /** It is the whole value of a header field; `at` is its place in the part's headers. */
  | { readonly in: 'header'; readonly at: number }
  /**
   * It is a whole string in a JSON body; offsets of its quotes' ends, in bytes. It stands for a
   * value, or for the URL of what the other part made.
   */
  | {
      readonly in: 'body'
      readonly start: number
      readonly end: number
      readonly as: 'value' | 'url'
    }

/** A place in a part where the answer of another part is used. */
export interface Reference {
  /** Index of the other part. */
  readonly part: number
  /** As the caller wrote it, such as `$u/Items/0/Id`. */
  readonly text: string
  /** Names of members and indexes of items, from the answer's root down. */
  readonly path: readonly string[]
  readonly place: ReferencePlace
}

/** A value in an answer, in the bytes of the API. */
export interface AnswerValue {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'
  readonly bytes: Uint8Array
}

/** The answer of a part that another one refers to. */
export interface ReferencedAnswer {
  /** What was sent. */
  readonly request: PartRequest
  readonly response: PartResponse
  /**
   * The value at a path: a walk along own members and items. Undefined where there is none; throws
   * a {@link ReferenceProblem} where the answer can't be read as JSON.
   */
  valueAt(path: readonly string[]): AnswerValue | undefined
  /**
   * The path of a URL of the API's, without query, as it may stand in a part's target. `url` may be
   * relative to the part's own. Throws a {@link ReferenceProblem} where it leads elsewhere.
   */
  pathOf(url: string): string
}

/** What a language knows when it puts values into a part. */
export interface ReferenceSource {
  /** The answer of the part with that index. */
  answerOf(part: number): ReferencedAnswer
  /** Takes room for so many bytes of values; throws a {@link ReferenceProblem} when there is none. */
  claim(bytes: number): void
  /** A target that is that path: relative to what targets of the batch are relative to. */
  targetOf(path: string): string
}

/** What a language knows when it looks for references. */
export interface ReferenceContext {
  /** Path below which parts lie; no slash at the end. */
  readonly base: string
  /** Type of a part's body when its headers name none. */
  readonly contentType: string
  /** Nesting of JSON that is read. */
  readonly jsonDepth: number
  /** The index of the part with that id. */
  indexOf(id: string): number | undefined
}

/** A small language by which one part uses another's answer. */
export interface ReferenceLanguage {
  /**
   * The references of a part, in any order; none of them overlap. Text that only looks like one,
   * because no part has that id, is none.
   */
  find(part: Part, context: ReferenceContext): readonly Reference[]
  /**
   * The part with values in the place of its references. What comes from an answer can't become
   * structure there. Throws a {@link ReferenceProblem} when one of them has no value.
   */
  substitute(part: Part, references: readonly Reference[], source: ReferenceSource): Part
}

/** A reference can't be resolved. That fails its part, and no other. */
export class ReferenceProblem extends Error {
  readonly reason: FailureReason

  /** `message` is half a sentence for the caller. */
  constructor(message: string, reason: FailureReason = 'invalid-reference') {
    super(message)
    this.name = 'ReferenceProblem'
    this.reason = reason
  }
}
