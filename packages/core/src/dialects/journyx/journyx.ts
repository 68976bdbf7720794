import type { PartOutcome } from '../../model/batch.ts'
import { outcomeStatus } from '../../model/batch.ts'
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
import type { Dialect, WriteContext } from '../dialect.ts'
import { readJournyxBatch } from './read-journyx.ts'
import { describeJournyx, examplePath } from './journyx-schema.ts'

/** Options of the Journyx dialect. */
export interface JournyxOptions {
  /** Leaves `error` out of failed results, as the protocol's own schema has it. Default false. */
  readonly strict?: boolean
}

/** The Journyx batch protocol: a JSON object of requests with `stop_on_error`. */
export function createJournyx(options: JournyxOptions = {}): Dialect {
  const { strict = false } = options
  return {
    name: 'journyx',
    limits: { parts: 100 },
    methods: ['POST'],
    mediaType: 'application/json',
    challenge: 'Basic realm="api"',
    accepts: isJsonBatch,
    readBatch: (_outer, body, context) => readJournyxBatch(body, context),
    features: {
      accept: ['application/json'],
      orders: ['keep-effects', 'serial'],
      dependencies: 'none',
      references: [],
      groups: false,
      stopOnError: 'selectable',
    },
    writeResults(_batch, outcomes, context) {
      const cut = outcomes.findIndex((outcome) => outcome.kind === 'skipped')
      const shown = cut === -1 ? outcomes : outcomes.slice(0, cut)
      const writer = new ByteWriter(expectedBytes(shown))
      writer.text(`{"success":${haveSucceeded(outcomes)},"results":[`)
      shown.forEach((outcome, index) => {
        if (index > 0) writer.text(',')
        writeResult(writer, outcome, strict, context)
      })
      writer.text(']}')
      return writeJson(200, writer.finish())
    },
    describe: (limits) => ({
      ...describeJournyx(limits),
      errorExample: (code, message) =>
        JSON.parse(
          errorDocument(batchErrorStatus[code], message, { outer: { path: examplePath } }),
        ),
    }),
    streamResults(_batch, context) {
      let cut = false
      return {
        status: 200,
        headers: jsonType,
        order: 'request',
        begin: (writer) => writer.text('{"results":['),
        part(writer, index, outcome) {
          cut ||= outcome.kind === 'skipped'
          if (cut) return
          if (index > 0) writer.text(',')
          writeResult(writer, outcome, strict, context)
        },
        // Known at the end alone; the members of an object have no order (RFC 8259 4).
        end: (writer, outcomes) => writer.text(`],"success":${haveSucceeded(outcomes)}}`),
      }
    },
    writeError(error, context) {
      const document = errorDocument(error.status, describeRefusal(error), context)
      return writeJson(error.status, encodeUtf8(document), error.headers)
    },
  }
}

function haveSucceeded(outcomes: readonly PartOutcome[]): boolean {
  return outcomes.every((outcome) => outcomeStatus(outcome) < 400)
}

function writeResult(
  writer: ByteWriter,
  outcome: PartOutcome,
  strict: boolean,
  context: WriteContext,
): void {
  const code = outcomeStatus(outcome)
  if (outcome.kind === 'answered') {
    const { headers, body } = outcome.response
    writer.text(`{"response_code":${code},"headers":`)
    writeHeaders(writer, headers, 'drop')
    const member = code < 400 ? 'body' : 'error'
    if (member === 'body' || !strict) {
      writeEmbeddedBody(writer, member, embedBody(headers, body, context.limits.jsonDepth))
    }
    writer.text('}')
    return
  }
  const failure = outcome.kind === 'failed' ? outcome : undefined
  writer.text(`{"response_code":${code},"headers":`)
  writeHeaders(writer, failure?.headers ?? [], 'drop')
  if (!strict) {
    const errors = [failure?.message ?? 'Not run, because an earlier request failed.']
    writer.text(`,"error":${JSON.stringify({ success: false, errors })}`)
  }
  writer.text('}')
}

function errorDocument(
  status: number,
  text: string,
  { outer }: { readonly outer: Pick<WriteContext['outer'], 'path'> },
): string {
  return JSON.stringify({
    response_code: status,
    success: false,
    uri: outer.path,
    errors: [text],
    warnings: [],
    info: [],
    status: [],
    results: [],
  })
}
