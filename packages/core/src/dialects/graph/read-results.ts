import type { Batch } from '../../model/batch.ts'
import type { BatchAnswer, PartResult } from '../client/dialect-client.ts'
import { readJsonAnswer } from '../client/json-answer.ts'
import { matchByName } from '../client/match-results.ts'
import { namesOf } from '../client/part-names.ts'
import { graphNames } from './write-batch.ts'

/** Reads the answer to a Graph batch: responses by id, in any order. Throws an AnswerError. */
export function readGraphResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const answers = readJsonAnswer(answer, {
    results: 'responses',
    status: 'status',
    encoding: '@batchway.bodyEncoding',
    stringAs: () => 'base64',
  })
  return matchByName(namesOf(batch, graphNames), answers, graphNames.fold)
}
