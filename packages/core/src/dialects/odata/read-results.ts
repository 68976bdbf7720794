import type { Batch, Part } from '../../model/batch.ts'
import { headerValue } from '../../model/headers.ts'
import { isJsonBatch } from '../../wire/json-envelope.ts'
import type { BatchAnswer, PartResult, ReadAnswer } from '../client/dialect-client.ts'
import { readHttpAnswer, sectionsOf, splitSections } from '../client/http-answers.ts'
import { readJsonAnswer } from '../client/json-answer.ts'
import { matchByName } from '../client/match-results.ts'
import { stopsAtAnyFailure } from '../client/order.ts'
import { odataNamesOf } from './names-of-parts.ts'
import { odataNames } from './write-batch.ts'
import type { Block } from './write-multipart-batch.ts'
import { blocksOf, contentIdNames } from './write-multipart-batch.ts'

/** Reads the answer to an OData batch, in JSON or multipart. Throws an AnswerError. */
export function readOdataResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  return isJsonBatch(headerValue(answer.headers, 'content-type'))
    ? readJsonResults(batch, answer)
    : readMultipartResults(batch, answer)
}

/** Entries by id. What the answer leaves out was not run, where the batch ends with a failure. */
function readJsonResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const answers = readJsonAnswer(answer, {
    results: 'responses',
    status: 'status',
    encoding: '@batchway.bodyEncoding',
    stringAs: (type) => (type.toLowerCase().startsWith('text/') ? 'text' : 'base64'),
  })
  return orNotRun(batch, matchByName(odataNamesOf(batch, odataNames), answers))
}

/** What stands between two delimiters of an answer. */
interface AnswerBlock {
  readonly nested: boolean
  readonly answers: readonly ReadAnswer[]
}

/**
 * One block per request or change set, in request order; a change set that failed has a single answer.
 * Servers of OData 4.0 answer with `Content-ID` only in change sets.
 */
function readMultipartResults(batch: Batch, answer: BatchAnswer): readonly PartResult[] {
  const names = odataNamesOf(batch, contentIdNames)
  const open = [...blocksOf(batch, batch.parts)]
  const results = batch.parts.map((): PartResult => ({ kind: 'missing' }))
  for (const block of readBlocks(answer)) {
    const { id } = block.answers[0] ?? {}
    const named = open.findIndex(({ parts }) => parts.some(({ index }) => names[index] === id))
    const unit = open.splice(id === undefined || named === -1 ? 0 : named, 1)[0]
    if (unit !== undefined) give(block, unit, { names, results })
  }
  return orNotRun(batch, results)
}

function readBlocks(answer: BatchAnswer): readonly AnswerBlock[] {
  return sectionsOf(answer).map((section): AnswerBlock => {
    const type = headerValue(section.headers, 'content-type') ?? ''
    if (!/^\s*multipart\//i.test(type)) return { nested: false, answers: [readHttpAnswer(section)] }
    const members = splitSections(type, section.body, 'A change set of the answer')
    return { nested: true, answers: members.map((member) => readHttpAnswer(member)) }
  })
}

interface Results {
  readonly names: readonly string[]
  readonly results: PartResult[]
}

/** The single answer of a group that failed is that of the member which it names, else of the first. */
function give(
  { nested, answers }: AnswerBlock,
  unit: Block<Part>,
  { names, results }: Results,
): void {
  const own = unit.parts.map(({ index }) => names[index] ?? '')
  if (!nested && unit.parts.length > 1) {
    const [answer] = answers
    const at = Math.max(0, answer?.id === undefined ? 0 : own.indexOf(answer.id))
    unit.parts.forEach(({ index }, member) => {
      results[index] =
        answer !== undefined && member === at
          ? { kind: 'answered', response: answer.response }
          : { kind: 'not-run' }
    })
    return
  }
  matchByName(own, answers).forEach((result, member) => {
    results[unit.parts[member]?.index ?? -1] = result
  })
}

function orNotRun(batch: Batch, results: readonly PartResult[]): readonly PartResult[] {
  const failed = results.some(
    (result) => result.kind === 'answered' && batch.isFailure(result.response.status),
  )
  if (!failed || !stopsAtAnyFailure(batch)) return results
  return results.map((result) => (result.kind === 'missing' ? { kind: 'not-run' } : result))
}
