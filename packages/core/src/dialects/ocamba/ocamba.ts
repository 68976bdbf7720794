import type { Failure, PartOutcome } from '../../model/batch.ts'
import { failureStatus, outcomeStatus } from '../../model/batch.ts'
import { batchErrorStatus } from '../../model/error.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { embedBody, writeEmbeddedBody } from '../../wire/embedded-body.ts'
import {
  describeRefusal,
  expectedBytes,
  isJsonBatch,
  jsonType,
  writeHeaders,
  writeJson,
} from '../../wire/json-envelope.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import { exampleId } from '../description.ts'
import type { Dialect, WriteContext } from '../dialect.ts'
import type { OcambaMode } from './read-ocamba.ts'
import { readOcambaBatch } from './read-ocamba.ts'
import { describeOcamba } from './ocamba-schema.ts'

/** Options of the Ocamba dialect. */
export interface OcambaOptions {
  /** Mode of a batch that names none. Default `parallel`. */
  readonly defaultMode?: OcambaMode
  /** Whether parts of the answer carry their headers. Default true. */
  readonly headers?: boolean
}

/** The Ocamba batch protocol: a JSON array of subrequests, parallel or serial. */
export function createOcamba(options: OcambaOptions = {}): Dialect {
  const { defaultMode = 'parallel', headers = true } = options
  return {
    name: 'ocamba',
    limits: { parts: 50 },
    methods: ['POST'],
    mediaType: 'application/json',
    challenge: 'Bearer',
    accepts: isJsonBatch,
    readBatch: (outer, body, context) => readOcambaBatch(outer, body, context, defaultMode),
    features: {
      accept: ['application/json'],
      orders: defaultMode === 'parallel' ? ['parallel', 'serial'] : ['serial', 'parallel'],
      dependencies: 'none',
      references: [],
      groups: false,
      stopOnError: 'selectable',
    },
    writeResults(_batch, outcomes, context) {
      const writer = new ByteWriter(expectedBytes(outcomes))
      writer.text(`{${countersOf(outcomes)},"parts":[`)
      outcomes.forEach((outcome, index) => {
        if (index > 0) writer.text(',')
        writePart(writer, outcome, headers, context)
      })
      writer.text(']}')
      return writeJson(200, writer.finish())
    },
    describe: (limits) => ({
      ...describeOcamba(limits, defaultMode),
      errorExample: (code, message) =>
        JSON.parse(errorObject(batchErrorStatus[code], message, { id: exampleId })),
    }),
    streamResults: (_batch, context) => ({
      status: 200,
      headers: jsonType,
      order: 'request',
      begin: (writer) => writer.text('{"parts":['),
      part(writer, index, outcome) {
        if (index > 0) writer.text(',')
        writePart(writer, outcome, headers, context)
      },
      // Known at the end alone; the members of an object have no order (RFC 8259 4).
      end: (writer, outcomes) => writer.text(`],${countersOf(outcomes)}}`),
    }),
    writeError(error, context) {
      const document = errorObject(error.status, describeRefusal(error), context)
      return writeJson(error.status, encodeUtf8(document), error.headers)
    },
  }
}

function countersOf(outcomes: readonly PartOutcome[]): string {
  const succeeded = outcomes.filter((outcome) => outcomeStatus(outcome) < 400).length
  return `"total_counter":${outcomes.length},"success_counter":${succeeded}`
}

function writePart(
  writer: ByteWriter,
  outcome: PartOutcome,
  withHeaders: boolean,
  context: WriteContext,
): void {
  const code = outcomeStatus(outcome)
  switch (outcome.kind) {
    case 'answered': {
      const { headers, body } = outcome.response
      writer.text(`{"code":${code}`)
      if (withHeaders) {
        writer.text(',"headers":')
        writeHeaders(writer, headers, 'keep')
      }
      const member = code < 400 ? 'body' : 'error'
      writeEmbeddedBody(writer, member, embedBody(headers, body, context.limits.jsonDepth))
      writer.text('}')
      return
    }
    case 'failed':
      writeFailure(writer, outcome, withHeaders, context)
      return
    case 'skipped': {
      const message = `Skipped, because subrequest [${outcome.because}] failed.`
      writer.text(`{"code":${code},"error":${errorObject(code, message, context)}}`)
    }
  }
}

function writeFailure(
  writer: ByteWriter,
  failure: Failure,
  withHeaders: boolean,
  context: WriteContext,
): void {
  const code = failureStatus[failure.reason]
  writer.text(`{"code":${code}`)
  if (withHeaders) {
    writer.text(',"headers":')
    writeHeaders(writer, failure.headers ?? [], 'keep')
  }
  writer.text(`,"error":${errorObject(code, failure.message, context)}}`)
}

const titles: ReadonlyMap<number, string> = new Map([
  [400, 'Bad request.'],
  [401, 'Unauthorized.'],
  [403, 'Forbidden.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [408, 'Request timeout.'],
  [413, 'Payload too large.'],
  [414, 'URI too long.'],
  [415, 'Unsupported media type.'],
  [424, 'Failed dependency.'],
  [429, 'Too many requests.'],
  [431, 'Request header fields too large.'],
  [500, 'Internal server error.'],
  [501, 'Not implemented.'],
  [502, 'Bad gateway.'],
  [503, 'Service unavailable.'],
  [504, 'Gateway timeout.'],
  [508, 'Loop detected.'],
])

function titleOf(status: number): string {
  return titles.get(status) ?? 'Error.'
}

function errorObject(code: number, message: string, { id }: Pick<WriteContext, 'id'>): string {
  return JSON.stringify({ code, title: titleOf(code), message, trace_id: id })
}
