import type { Failure } from '../model/batch.ts'

/**
 * In the place of an answer that can't stand in a multipart answer, because a line of it begins with
 * the boundary. Where the boundary is random and the answer is older, that never happens.
 */
export const forgedDelimiter: Failure = {
  kind: 'failed',
  reason: 'bad-answer',
  message:
    "The API's answer can't be sent: it has a line like the boundary of the answer to the batch.",
}
