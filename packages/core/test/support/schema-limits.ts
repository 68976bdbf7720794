import type { BatchError } from '@batchway/core'

/** What no JSON Schema can say of a batch, by what the readers say. */
const beyond: readonly RegExp[] = [
  // Names that occur twice, also in two spellings.
  /stands there twice$/,
  /^has ".*" twice$/,
  /^is given twice with different values$/,
  // What the text is made of, and how deep it goes.
  /not valid UTF-8/,
  /nested deeper than \d+ levels/,
  /half a surrogate pair/,
  // Members that depend on what a header says.
  /^must be (?:a string|a string in base64|base64|base64url), as its content-type is /i,
  /^can't be text of ".*"; only UTF-8 is possible$/,
  /^must have a Content-Type, as the body is a string$/,
  // Names that lead to other requests.
  /^names ".*", (?:the part itself|the group of the part itself|which comes later|which nothing in the batch is called)/,
  /^is ".*", whose other members stand elsewhere;/,
  /^is ".*", and so is /,
  // Headers of the batch.
  /^repeatability-\S+ is not possible for a whole batch/,
]

/** Whether a reader refused a batch for a reason that no JSON Schema can express. */
export function isBeyondSchema({ message }: BatchError): boolean {
  return beyond.some((pattern) => pattern.test(message))
}
