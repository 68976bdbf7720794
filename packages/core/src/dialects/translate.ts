import type { Batch } from '../model/batch.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { mergeQueries, parameterNames, queryValues } from '../wire/query.ts'
import { carryHeaders } from './carry-headers.ts'
import type {
  BatchAnswer,
  BatchMessage,
  BatchRequest,
  ClientDialect,
  PartResult,
  WriteBatchOptions,
} from './client/dialect-client.ts'
import { errorText } from './client/error-text.ts'
import type { CarryNote } from './client/notes.ts'
import { CarryNotes } from './client/notes.ts'
import { clientOf } from './clients.ts'
import type { ReadRequestOptions } from './read-request.ts'
import { baseOf, readBatch } from './read-request.ts'

/** How a batch is written, and whether it may lose something. */
export interface WriteOptions extends WriteBatchOptions {
  /** Refuses to write what would be lost. Default false. */
  readonly strict?: boolean
}

/** A batch in a dialect, and what could not be carried into it. */
export interface WrittenBatch extends BatchMessage {
  readonly notes: readonly CarryNote[]
}

/**
 * Writes a batch in a dialect. The bytes of bodies are kept. Throws a {@link CarryError} where a part
 * can't be written in it, or `strict` is set and something would be lost.
 */
export function writeBatch(
  dialect: ClientDialect,
  batch: Batch,
  options: WriteOptions = {},
): WrittenBatch {
  const notes = new CarryNotes()
  const message = write(dialect, batch, options, notes)
  return { ...message, notes: notes.sorted() }
}

function write(
  dialect: ClientDialect,
  batch: Batch,
  options: WriteOptions,
  notes: CarryNotes,
): BatchMessage {
  const client = clientOf(dialect)
  const count = batch.parts.length
  if (count > client.parts) {
    const message = `It has ${count} requests; an endpoint takes ${client.parts} unless it says otherwise.`
    notes.lost('limit', message)
  }
  const message = client.write(batch, options, notes)
  notes.check(dialect, options.strict ?? false)
  return message
}

/** What an endpoint answered to a batch. */
export type BatchResults =
  | {
      readonly kind: 'results'
      /** In request order, one per part. */
      readonly results: readonly PartResult[]
    }
  /** Nothing of it has run. */
  | {
      readonly kind: 'refused'
      readonly status: number
      /** What the answer says, as far as it can be read. */
      readonly message: string | undefined
    }

/**
 * Reads the answer to a batch that {@link writeBatch} wrote. Throws an {@link AnswerError} where it
 * has the status of success and is not the answer of that dialect.
 */
export function readResults(
  dialect: ClientDialect,
  batch: Batch,
  answer: BatchAnswer,
): BatchResults {
  const { status, body } = answer
  if (status < 200 || status > 299) return { kind: 'refused', status, message: errorText(body) }
  return { kind: 'results', results: clientOf(dialect).readResults(batch, answer) }
}

/** From which dialect to which. */
export interface TranslateOptions extends WriteOptions, ReadRequestOptions {
  readonly from: ClientDialect
  readonly to: ClientDialect
  /** Path below which the parts of the written batch lie. Default: that of the batch that is read. */
  readonly toBase?: string
}

/** A batch in another dialect. */
export interface Translation extends WrittenBatch {
  /** With the fields of the request that was read, as far as they still mean the same. */
  readonly headers: HeaderList
  /** The batch as it was written, for {@link readResults}. */
  readonly batch: Batch
}

/**
 * Translates a batch from one dialect to another. Rejects with a `BatchError` where it is none of
 * the first, and with a {@link CarryError} where the other has no way to say it.
 */
export async function translate(
  request: BatchRequest,
  options: TranslateOptions,
): Promise<Translation> {
  const { from, to, strict = false } = options
  const base = baseOf(request, options)
  const toBase = options.toBase ?? base
  const read = await readBatch(from, request, { base })
  const notes = new CarryNotes()
  const placed = base === toBase ? read : rooted(read, base)
  const carried = carryHeaders(placed, request.headers, clientOf(to).inheritance, notes)
  const message = write(to, carried.batch, { ...options, base: toBase, strict: false }, notes)
  const headers = [...message.headers, ...carried.headers]
  if (to === 'ocapi' && !namesClient(headers, request)) {
    notes.lost('identity', 'It names no client; send x-dw-client-id or Authorization with it.')
  }
  const query = carryQuery(message.query, request, options, notes)
  notes.check(to, strict)
  return { ...message, query, headers, batch: carried.batch, notes: notes.sorted() }
}

/** Parts inherit the query of a batch there, so that they have it already. */
const inheritQueries: readonly ClientDialect[] = ['google', 'ocapi']

/** The query of the written batch: the same endpoint may need what stood there, another one has its own. */
function carryQuery(
  written: string,
  { query = '' }: BatchRequest,
  { from, to }: TranslateOptions,
  notes: CarryNotes,
): string {
  if (inheritQueries.includes(from)) return written
  const pairs = query.split('&').filter((pair) => pair !== '' && !isSteering(pair, from))
  if (from === to) return mergeQueries(pairs.join('&'), written)
  for (const name of parameterNames(pairs.join('&'))) {
    notes.lost('target', `The parameter "${name}" of the batch's URL is left out.`)
  }
  return written
}

function isSteering(pair: string, dialect: ClientDialect): boolean {
  return dialect === 'ocamba' && parameterNames(pair).has('mode')
}

/** With targets from the server's root. */
function rooted(batch: Batch, base: string): Batch {
  if (batch.targets === 'root') return batch
  const parts = batch.parts.map((part) => {
    const { target } = part
    return { ...part, target: target.startsWith('/') ? base + target : `${base}/${target}` }
  })
  return { ...batch, parts, targets: 'root' }
}

function namesClient(headers: HeaderList, { query = '' }: BatchRequest): boolean {
  if (queryValues(query, 'client_id').length > 0) return true
  return ['authorization', 'x-dw-client-id'].some(
    (name) => headerValue(headers, name) !== undefined,
  )
}
