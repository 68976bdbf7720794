import type { Batch } from '../../model/batch.ts'
import type { BatchAnswer, PartResult } from '../client/dialect-client.ts'
import { readJsonAnswer } from '../client/json-answer.ts'
import { matchByPlace } from '../client/match-results.ts'
import { stopsAtAnyFailure } from '../client/order.ts'

/**
 * Reads the answer to a Journyx batch: results in request order, up to the failure that ended it.
 * Throws an AnswerError.
 */
export function readJournyxResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const answers = readJsonAnswer(answer, {
    results: 'results',
    status: 'response_code',
    encoding: 'body_encoding',
    stringAs: () => 'text',
  })
  const rest = stopsAtAnyFailure(batch) && answers.length > 0 ? 'not-run' : 'missing'
  return matchByPlace(batch.parts.length, answers, rest)
}
