import type { Batch, Part, PartOutcome } from '../../model/batch.ts'
import { failureStatus, outcomeStatus } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { embedBody, toBase64 } from '../../wire/embedded-body.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import type { ResultWriter } from '../dialect.ts'
import type { InnerError } from './error-document.ts'
import { errorDocument } from './error-document.ts'

/** Writes `{"responses":[...]}`: one entry per request. */
export function createGraphWriter(
  { parts }: Batch,
  inner: InnerError,
  maxDepth: number,
): ResultWriter {
  let comma = ''
  return {
    begin: (writer) => writer.text('{"responses":['),
    part(writer, index, outcome) {
      const id = JSON.stringify(parts[index]?.id ?? '')
      writer.text(`${comma}{"id":${id},"status":${outcomeStatus(outcome)}`)
      comma = ','
      if (outcome.kind === 'answered') {
        const { headers, body } = outcome.response
        writer.text(',"headers":')
        writeHeaders(writer, headers, 'drop')
        writeBody(writer, headers, body, maxDepth)
      } else {
        writeProblem(writer, outcome, parts, inner)
      }
      writer.text('}')
    },
    end: (writer) => writer.text(']}'),
  }
}

/**
 * Writes `body`: JSON as it came, everything else in base64. Where the type says JSON, or nothing,
 * and base64 had to be written, `@batchway.bodyEncoding` tells.
 */
function writeBody(
  writer: ByteWriter,
  headers: HeaderList,
  body: Uint8Array,
  maxDepth: number,
): void {
  const embedded = embedBody(headers, body, maxDepth)
  if (embedded.as === 'absent') return
  if (embedded.as === 'json') {
    writer.text(',"body":')
    writer.bytes(embedded.bytes)
    return
  }
  writer.text(`,"body":"${toBase64(body)}"`)
  if (isTakenForJson(headerValue(headers, 'content-type'))) {
    writer.text(',"@batchway.bodyEncoding":"base64"')
  }
}

function isTakenForJson(contentType: string | undefined): boolean {
  const type = contentType === undefined ? undefined : parseMediaType(contentType)
  return contentType === undefined || (type !== undefined && isJsonType(type))
}

type Problem = Exclude<PartOutcome, { readonly kind: 'answered' }>

const jsonType = ['content-type', 'application/json'] as const

/** Writes an error of ours in the place of the API's answer. */
function writeProblem(
  writer: ByteWriter,
  problem: Problem,
  parts: readonly Part[],
  inner: InnerError,
): void {
  const isFailed = problem.kind === 'failed'
  const own = isFailed ? (problem.headers ?? []) : []
  const message = isFailed ? problem.message : skipMessage(problem.because, parts)
  const status = isFailed ? failureStatus[problem.reason] : outcomeStatus(problem)
  const document = errorDocument(status, message, inner)
  writer.text(',"headers":')
  writeHeaders(writer, [jsonType, ...own], 'drop')
  writer.text(`,"body":${document}`)
}

function skipMessage(because: number, parts: readonly Part[]): string {
  return `Not run, because the request ${quote(parts[because]?.id ?? '')} failed.`
}
