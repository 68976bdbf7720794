import type { Batch } from '../../model/batch.ts'
import type { BatchAnswer, PartResult, ReadAnswer } from '../client/dialect-client.ts'
import { readHttpAnswer, sectionsOf } from '../client/http-answers.ts'
import { matchByName } from '../client/match-results.ts'
import { namesOf } from '../client/part-names.ts'
import { googleNames } from './write-batch.ts'

/** Reads the answer to a Google batch: answers by `Content-ID`. Throws an AnswerError. */
export function readGoogleResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const answers = sectionsOf(answer).map((section): ReadAnswer => {
    const read = readHttpAnswer(section)
    return read.id === undefined ? read : { ...read, id: requestId(read.id) }
  })
  return matchByName(namesOf(batch, googleNames), answers)
}

/** `<response-a + 1>` answers `<a + 1>`. */
function requestId(id: string): string {
  return id.replace(/^(<?)response-/, '$1')
}
