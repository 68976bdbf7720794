import type { Batch } from '../../model/batch.ts'
import { headerValue } from '../../model/headers.ts'
import { toBytes } from '../../wire/latin1.ts'
import type { MultipartPart } from '../../wire/multipart.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { BatchAnswer, PartResult, ReadAnswer } from '../client/dialect-client.ts'
import { AnswerError } from '../client/dialect-client.ts'
import { splitSections } from '../client/http-answers.ts'
import { matchByName } from '../client/match-results.ts'
import { namesOf } from '../client/part-names.ts'
import { ocapiNames } from './write-batch.ts'

/** Reads the answer to an OCAPI batch: subresponses by `x-dw-content-id`. Throws an AnswerError. */
export function readOcapiResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const { headers, body } = answer
  const feed = body.indexOf(0x0a)
  const lineEnd = feed > 0 && body[feed - 1] === 0x0d ? undefined : 'lf'
  const type = headerValue(headers, 'content-type') ?? ''
  const sections = splitSections(type, body, 'The answer', lineEnd)
  return matchByName(namesOf(batch, ocapiNames), sections.map(readSection))
}

function readSection({ headers, body }: MultipartPart, index: number): ReadAnswer {
  const status = headerValue(headers, 'x-dw-status-code') ?? ''
  if (!/^[1-9]\d\d$/.test(status)) {
    throw new AnswerError(`Subresponse ${index + 1} has no HTTP status in "x-dw-status-code".`)
  }
  const id = headerValue(headers, 'x-dw-content-id')
  const fields = headers.filter(
    ([name]) => name !== 'x-dw-content-id' && name !== 'x-dw-status-code',
  )
  const response = { status: Number(status), headers: fields, body }
  return id === undefined ? { response } : { id: decodeUtf8(toBytes(id)) ?? id, response }
}
