import type { PartOutcome } from '../../model/batch.ts'
import { isJsonBatch, describeRefusal, writeJson } from '../../wire/json-envelope.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Batch } from '../../model/batch.ts'
import type { Dialect, WriteContext } from '../dialect.ts'
import { errorDocument } from './error-document.ts'
import { readGraphBatch } from './read-graph.ts'
import { writeGraphAnswer } from './write-graph.ts'
import { describeGraph } from './graph-schema.ts'

/** Options of the Graph dialect. */
export interface GraphOptions {
  /** Milliseconds since 1970, for `date` in errors. Default: the system's clock. */
  readonly now?: () => number
}

/** The batch protocol of Microsoft Graph: a JSON object whose requests may wait for each other. */
export function createGraph(options: GraphOptions = {}): Dialect {
  const { now = Date.now } = options
  return {
    name: 'graph',
    limits: { parts: 20 },
    methods: ['POST'],
    mediaType: 'application/json',
    challenge: 'Bearer',
    accepts: isJsonBatch,
    readBatch: (_outer, body, { limits }) => readGraphBatch(body, limits),
    writeResults(batch: Batch, outcomes: readonly PartOutcome[], { id, limits }: WriteContext) {
      const inner = { requestId: id, time: now() }
      return writeJson(200, writeGraphAnswer(batch, outcomes, inner, limits.jsonDepth))
    },
    describe: describeGraph,
    writeError(error, { id }) {
      const inner = { requestId: id, time: now() }
      const document = errorDocument(error.status, describeRefusal(error), inner)
      return writeJson(error.status, encodeUtf8(document), error.headers)
    },
  }
}
