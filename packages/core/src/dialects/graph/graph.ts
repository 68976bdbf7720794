import {
  describeRefusal,
  expectedBytes,
  isJsonBatch,
  jsonType,
  writeJson,
} from '../../wire/json-envelope.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Batch } from '../../model/batch.ts'
import type { Dialect, ResultWriter, WriteContext } from '../dialect.ts'
import { writeAtOnce } from '../write-results.ts'
import { errorDocument } from './error-document.ts'
import { readGraphBatch } from './read-graph.ts'
import { createGraphWriter } from './write-graph.ts'
import { describeGraph } from './graph-schema.ts'

/** Options of the Graph dialect. */
export interface GraphOptions {
  /** Milliseconds since 1970, for `date` in errors. Default: the system's clock. */
  readonly now?: () => number
}

/** The batch protocol of Microsoft Graph: a JSON object whose requests may wait for each other. */
export function createGraph(options: GraphOptions = {}): Dialect {
  const { now = Date.now } = options
  const writerOf = (batch: Batch, { id, limits }: WriteContext): ResultWriter =>
    createGraphWriter(batch, { requestId: id, time: now() }, limits.jsonDepth)
  return {
    name: 'graph',
    limits: { parts: 20 },
    methods: ['POST'],
    mediaType: 'application/json',
    challenge: 'Bearer',
    accepts: isJsonBatch,
    readBatch: (_outer, body, { limits }) => readGraphBatch(body, limits),
    features: {
      accept: ['application/json'],
      orders: ['parallel'],
      dependencies: 'any',
      references: [],
      groups: false,
      stopOnError: 'never',
    },
    describe: describeGraph,
    writeResults(batch, outcomes, context) {
      return writeJson(
        200,
        writeAtOnce(writerOf(batch, context), outcomes, expectedBytes(outcomes)),
      )
    },
    streamResults: (batch, context) => ({
      status: 200,
      headers: jsonType,
      // Entries are told apart by their ids; who did not ask may take them by their position.
      order: context.asked ? 'any' : 'request',
      ...writerOf(batch, context),
    }),
    writeError(error, { id }) {
      const inner = { requestId: id, time: now() }
      const document = errorDocument(error.status, describeRefusal(error), inner)
      return writeJson(error.status, encodeUtf8(document), error.headers)
    },
  }
}
