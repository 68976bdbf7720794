import type { Batch, Part, PartOutcome } from '../../model/batch.ts'
import { outcomeStatus } from '../../model/batch.ts'
import type { HeaderList } from '../../model/headers.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeField } from '../../wire/field-writer.ts'
import { canonicalName } from '../../wire/header-case.ts'
import { expectedBytes } from '../../wire/json-envelope.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import { statusText } from '../../wire/status-text.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { ResultWriter } from '../dialect.ts'
import { forgedDelimiter } from '../forged-delimiter.ts'
import { errorDocument } from './error-document.ts'

/** An answer, and its boundary. */
export interface GoogleAnswer {
  readonly boundary: string
  readonly body: Uint8Array
}

/** The message that stands in one part of an answer. */
interface Message {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * Writes an answer in the layout that every released client reads: delimiter at the first byte, CRLF,
 * `Content-ID` with `response-` before the request's own, a reason phrase and at least one header in
 * each part. `warn` is called where a body has a line like the delimiter.
 */
export function writeGoogleAnswer(
  batch: Batch,
  outcomes: readonly PartOutcome[],
  createBoundary: () => string,
  warn: (message: string) => void,
): GoogleAnswer {
  const messages = outcomes.map(messageOf)
  const boundary = chooseBoundary(messages, createBoundary, warn)
  const writer = new ByteWriter(expectedBytes(outcomes))
  messages.forEach((message, index) => writeSection(writer, boundary, batch.parts[index], message))
  writer.text(`--${boundary}--\r\n`)
  return { boundary, body: writer.finish() }
}

/**
 * The same part by part. Nobody has seen all bodies when the boundary is chosen: a part whose body
 * has a line like the delimiter, which cannot be known before, is 502.
 */
export function streamGoogleAnswer(
  batch: Batch,
  createBoundary: () => string,
  warn: (message: string) => void,
): ResultWriter & { readonly boundary: string } {
  const boundary = `batch_${createBoundary()}`
  return {
    boundary,
    begin() {
      // Nothing may stand before the first delimiter.
    },
    part(writer, index, outcome) {
      const message = messageOf(outcome)
      const forged = containsDelimiter(message.body, boundary)
      if (forged) warn("an answer's body has a line like the delimiter: its part is 502 instead")
      writeSection(
        writer,
        boundary,
        batch.parts[index],
        forged ? messageOf(forgedDelimiter) : message,
      )
    },
    end: (writer) => writer.text(`--${boundary}--\r\n`),
  }
}

function writeSection(
  writer: ByteWriter,
  boundary: string,
  part: Part | undefined,
  message: Message,
): void {
  writer.text(`--${boundary}\r\nContent-Type: application/http\r\n`)
  if (part?.id !== undefined) writeField(writer, 'Content-ID', responseId(part.id))
  writer.text('\r\n')
  writeMessage(writer, message)
}

/** `<a + 1>` becomes `<response-a + 1>`; an id without brackets stays without. */
function responseId(id: string): string {
  return id.startsWith('<') ? `<response-${id.slice(1)}` : `response-${id}`
}

function writeMessage(writer: ByteWriter, { status, headers, body }: Message): void {
  writer.text(`HTTP/1.1 ${status} ${statusText(status)}\r\n`)
  for (const [name, value] of headers) writeField(writer, canonicalName(name), value)
  writer.text(`Content-Length: ${body.length}\r\n\r\n`)
  writer.bytes(body)
  writer.text('\r\n')
}

const jsonType = ['content-type', 'application/json; charset=UTF-8'] as const

function messageOf(outcome: PartOutcome): Message {
  if (outcome.kind === 'answered') return outcome.response
  const status = outcomeStatus(outcome)
  const isFailed = outcome.kind === 'failed'
  const message = isFailed
    ? outcome.message
    : `Not run, because request ${outcome.because + 1} failed.`
  const headers = isFailed ? (outcome.headers ?? []) : []
  const body = encodeUtf8(errorDocument(status, message))
  return { status, headers: [jsonType, ...headers], body }
}

function chooseBoundary(
  messages: readonly Message[],
  createBoundary: () => string,
  warn: (message: string) => void,
): string {
  let boundary = `batch_${createBoundary()}`
  while (messages.some(({ body }) => containsDelimiter(body, boundary))) {
    warn("an answer's body has a line like the delimiter: the answer has another boundary")
    boundary = `batch_${createBoundary()}`
  }
  return boundary
}
