import type { Batch, PartOutcome } from '../../model/batch.ts'
import { outcomeStatus } from '../../model/batch.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { OuterResponse } from '../../model/outer.ts'
import type { Boundary } from '../../wire/boundary.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeField } from '../../wire/field-writer.ts'
import { canonicalName } from '../../wire/header-case.ts'
import { toBytes } from '../../wire/latin1.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { ResultStream, StreamContext, WriteContext } from '../dialect.ts'
import { forgedDelimiter } from '../forged-delimiter.ts'
import { haveOwnIds } from '../own-ids.ts'
import { faultDocument, partFaults } from './faults.ts'

/** How an answer is written. */
export interface OcapiAnswerOptions {
  /** What stands in `_v` of faults. */
  readonly version: string
  /** Default `lf`. */
  readonly lineEnds?: 'lf' | 'crlf'
  /** Whether parts carry the headers of the API's answer. Default false. */
  readonly partHeaders?: boolean
  /** Makes a boundary where the request's own can't be used. Default: random. */
  readonly createBoundary?: () => string
  /** Further fields of the answer. */
  readonly fields: HeaderList
}

/** Writes the answer to a batch, with the boundary of the request if no body has it. */
export function writeOcapi(
  batch: Batch,
  outcomes: readonly PartOutcome[],
  writing: WriteContext,
  options: OcapiAnswerOptions,
): OuterResponse {
  const bodies = outcomes.map((outcome) => bodyOf(outcome, options.version))
  const boundary = chooseBoundary(writing, bodies, options)
  const sections = new SectionWriter(batch, boundary, options)
  const writer = new ByteWriter()
  outcomes.forEach((outcome, index) => {
    sections.write(writer, index, outcome, bodies[index] ?? new Uint8Array())
  })
  sections.close(writer)
  return { status: 200, headers: sections.headers, body: writer.finish() }
}

/**
 * The same part by part. The boundary is a random one, since nobody knows yet whether a body has that
 * of the request. Parts leave as they end where the caller asked for it and can tell them apart.
 */
export function streamOcapi(
  batch: Batch,
  writing: StreamContext,
  options: OcapiAnswerOptions,
): ResultStream {
  const { createBoundary = randomBoundary, version } = options
  const boundary = { text: createBoundary(), quoted: false }
  const sections = new SectionWriter(batch, boundary, options)
  return {
    status: 200,
    headers: sections.headers,
    order: writing.asked && haveOwnIds(batch) ? 'any' : 'request',
    begin() {
      // Nothing may stand before the first delimiter.
    },
    part(writer, index, outcome) {
      const body = bodyOf(outcome, version)
      if (!containsDelimiter(body, boundary.text)) {
        sections.write(writer, index, outcome, body)
        return
      }
      writing.warn("an answer's body has a line like the delimiter: its part is 502 instead")
      sections.write(writer, index, forgedDelimiter, bodyOf(forgedDelimiter, version))
    },
    end: (writer) => sections.close(writer),
  }
}

/** Writes subresponses one after the other, each behind a delimiter. */
class SectionWriter {
  readonly headers: HeaderList
  readonly #batch: Batch
  readonly #delimiter: Uint8Array
  readonly #end: '\n' | '\r\n'
  readonly #withHeaders: boolean

  constructor(batch: Batch, boundary: Boundary, options: OcapiAnswerOptions) {
    this.#batch = batch
    this.#delimiter = toBytes(`--${boundary.text}`)
    this.#end = options.lineEnds === 'crlf' ? '\r\n' : '\n'
    this.#withHeaders = options.partHeaders === true
    const shown = boundary.quoted ? `"${boundary.text.replace(/["\\]/g, '\\$&')}"` : boundary.text
    this.headers = [['content-type', `multipart/mixed; boundary=${shown}`], ...options.fields]
  }

  write(writer: ByteWriter, index: number, outcome: PartOutcome, body: Uint8Array): void {
    const end = this.#end
    writer.bytes(this.#delimiter)
    writer.text(end)
    const id = this.#batch.parts[index]?.id
    if (id !== undefined) writeField(writer, 'x-dw-content-id', id, end)
    if (this.#withHeaders) {
      for (const [name, value] of headersOf(outcome)) {
        writeField(writer, canonicalName(name), value, end)
      }
    }
    writeField(writer, 'x-dw-status-code', String(outcomeStatus(outcome)), end)
    writer.text(end)
    if (body.length === 0) return
    writer.bytes(body)
    writer.text(end)
  }

  close(writer: ByteWriter): void {
    writer.bytes(this.#delimiter)
    writer.text(`--${this.#end}`)
  }
}

/** Without those that a client could take for ours. */
function headersOf(outcome: PartOutcome): HeaderList {
  if (outcome.kind === 'answered') {
    return outcome.response.headers.filter(
      ([name]) => name !== 'x-dw-content-id' && name !== 'x-dw-status-code',
    )
  }
  return outcome.kind === 'failed' ? (outcome.headers ?? []) : []
}

function bodyOf(outcome: PartOutcome, version: string): Uint8Array {
  switch (outcome.kind) {
    case 'answered':
      return outcome.response.body
    case 'failed':
      return encodeUtf8(faultDocument(version, partFaults[outcome.reason], outcome.message))
    case 'skipped': {
      const message = `Not run, because subrequest ${outcome.because + 1} failed.`
      return encodeUtf8(faultDocument(version, 'FailedDependencyException', message))
    }
  }
}

/** The request's boundary, or a fresh one where a body has a line that begins with it. */
function chooseBoundary(
  writing: WriteContext,
  bodies: readonly Uint8Array[],
  { createBoundary = randomBoundary }: OcapiAnswerOptions,
): Boundary {
  const own = readBoundary(headerValue(writing.outer.headers, 'content-type') ?? '')
  let boundary = own ?? { text: createBoundary(), quoted: false }
  while (bodies.some((body) => containsDelimiter(body, boundary.text))) {
    writing.warn("an answer's body has a line like the delimiter: the answer has another boundary")
    boundary = { text: createBoundary(), quoted: false }
  }
  return boundary
}

function randomBoundary(): string {
  return `batchway-${crypto.randomUUID()}`
}
