import type { Batch } from '../../model/batch.ts'
import type { BatchAnswer, PartResult } from '../client/dialect-client.ts'
import { readJsonAnswer } from '../client/json-answer.ts'
import { matchByPlace } from '../client/match-results.ts'

/** Reads the answer to an Ocamba batch: parts in request order. Throws an AnswerError. */
export function readOcambaResults({ parts }: Batch, answer: BatchAnswer): readonly PartResult[] {
  const answers = readJsonAnswer(answer, {
    results: 'parts',
    status: 'code',
    encoding: 'body_encoding',
    stringAs: () => 'text',
  })
  return matchByPlace(parts.length, answers, 'missing')
}
