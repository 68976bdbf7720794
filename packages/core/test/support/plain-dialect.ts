import type { Batch, Dialect, Part, PartOutcome } from '@batchway/core'
import { outcomeStatus } from '@batchway/core'

/** A part as the plain dialect writes it. */
export interface PlainPart {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** In base64. */
  readonly body?: string
}

/** An outcome as the plain dialect writes it. */
export interface PlainResult {
  readonly kind: PartOutcome['kind']
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** In base64. */
  readonly body: string
  /** Why the part failed. */
  readonly message?: string
}

/**
 * A dialect of the tests that hides nothing: any method, any body, headers as they are, a part may
 * bring its own identity. A batch is a JSON array of {@link PlainPart}, its answer one of
 * {@link PlainResult}.
 */
export const plainDialect: Dialect = {
  name: 'plain',
  limits: { parts: 1000 },
  methods: ['POST'],
  mediaType: 'application/json',
  challenge: 'Bearer',
  accepts: (type) => type === 'application/json',
  readBatch: (_outer, body) => readBatch(body),
  writeResults: (_batch, outcomes) => ({
    status: 200,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(outcomes.map(toResult))),
  }),
  writeError: (error) => ({
    status: error.status,
    headers: [['content-type', 'application/json'], ...error.headers],
    body: Buffer.from(JSON.stringify({ code: error.code, message: error.message })),
  }),
}

function readBatch(body: Uint8Array): Batch {
  const parts = JSON.parse(Buffer.from(body).toString()) as readonly PlainPart[]
  return {
    parts: parts.map(toPart),
    order: 'serial',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'root',
    placeOf: (part, field) => `[${part}].${field}`,
    inheritance: {
      inherits: () => false,
      identity: 'part',
      defaults: [],
      contentType: 'application/octet-stream',
    },
  }
}

function toPart({ method, target, headers, body }: PlainPart, index: number): Part {
  const part = {
    index,
    method,
    target,
    headers: headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]),
  }
  return body === undefined ? part : { ...part, body: Buffer.from(body, 'base64') }
}

function toResult(outcome: PartOutcome): PlainResult {
  const { kind } = outcome
  const status = outcomeStatus(outcome)
  if (outcome.kind === 'answered') {
    const { headers, body } = outcome.response
    return { kind, status, headers, body: Buffer.from(body).toString('base64') }
  }
  const message = outcome.kind === 'failed' ? outcome.message : 'skipped'
  return { kind, status, headers: [], body: '', message }
}
