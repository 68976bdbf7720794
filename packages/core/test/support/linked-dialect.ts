import type {
  Backend,
  Batch,
  BatchEndpointOptions,
  Dialect,
  Dispatch,
  Order,
  OuterRequest,
  Part,
  PartOutcome,
} from '@batchway/core'
import { createBatchEndpoint, outcomeStatus, resolveNames } from '@batchway/core'
import { createOuter } from './model.ts'

/** A part as the linked dialect writes it. */
export interface LinkedPart {
  readonly id?: string
  readonly group?: string
  readonly dependsOn?: readonly string[]
  /** Default `GET`. */
  readonly method?: string
  /** Default `/a`. */
  readonly target?: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** A batch as the linked dialect writes it. */
export interface LinkedBatch {
  readonly parts: readonly LinkedPart[]
  readonly order?: Order
  readonly stopOnError?: boolean
  readonly forward?: 'allowed'
}

/** An outcome as the linked dialect writes it. */
export interface LinkedResult {
  readonly kind: PartOutcome['kind']
  readonly status: number
  readonly because?: number
  readonly reason?: string
  readonly message?: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** The answer to a batch: its results, or why it was refused. */
export interface LinkedAnswer {
  readonly status: number
  readonly results: readonly LinkedResult[]
  readonly refusal?: { readonly code: string; readonly where?: string; readonly message: string }
}

/** What a test may give the linked dialect. */
export type LinkedOptions = Omit<BatchEndpointOptions, 'path' | 'dialect'> & {
  /** Languages and other members that the batch gets. */
  readonly batch?: Partial<Batch>
  readonly backend?: Partial<Backend>
  readonly outer?: Partial<OuterRequest>
}

/**
 * A dialect of the tests with ids, dependencies and groups: a batch is {@link LinkedBatch} in JSON,
 * its answer an array of {@link LinkedResult}.
 */
export function createLinkedDialect(changes: Partial<Batch> = {}): Dialect {
  return {
    name: 'linked',
    limits: { parts: 1000 },
    methods: ['POST'],
    mediaType: 'application/json',
    challenge: 'Bearer',
    accepts: (type) => type === 'application/json',
    readBatch: (_outer, body) => readBatch(body, changes),
    writeResults: (_batch, outcomes) => toJson(200, outcomes.map(toResult)),
    writeError: ({ status, code, where, message }) => toJson(status, { code, where, message }),
  }
}

function toJson(status: number, value: unknown): Awaited<ReturnType<Dialect['writeResults']>> {
  const headers = [['content-type', 'application/json'] as const]
  return { status, headers, body: Buffer.from(JSON.stringify(value)) }
}

const placeOf: Batch['placeOf'] = (part, field) => `parts[${part}].${field}`

function readBatch(body: Uint8Array, changes: Partial<Batch>): Batch {
  const given = JSON.parse(Buffer.from(body).toString()) as LinkedBatch
  const { order = 'parallel', stopOnError = false, forward } = given
  const allowed = forward === undefined ? {} : { forward }
  const names = resolveNames(given.parts, { placeOf, ...allowed })
  return {
    parts: given.parts.map((part, index) => toPart(part, index, names.after[index])),
    order,
    stopOnError,
    ...allowed,
    isFailure: (status) => status >= 400,
    targets: 'base',
    placeOf,
    inheritance: {
      inherits: () => false,
      identity: 'caller',
      defaults: [],
      contentType: 'application/json',
    },
    ...changes,
  }
}

function toPart(given: LinkedPart, index: number, after: Part['after']): Part {
  const { id, group, method = 'GET', target = '/a', headers = [], body } = given
  return {
    index,
    method,
    target,
    headers,
    ...(id === undefined ? {} : { id }),
    ...(group === undefined ? {} : { group }),
    ...(after === undefined ? {} : { after }),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  }
}

function toResult(outcome: PartOutcome): LinkedResult {
  const { kind } = outcome
  const status = outcomeStatus(outcome)
  if (outcome.kind === 'skipped') return { kind, status, because: outcome.because }
  if (outcome.kind === 'failed') {
    return { kind, status, reason: outcome.reason, message: outcome.message }
  }
  const { headers, body } = outcome.response
  return { kind, status, headers, body: Buffer.from(body).toString() }
}

/** Posts a batch to an endpoint at `/base/batch` whose parts go to that dispatch. */
export async function postLinked(
  batch: LinkedBatch,
  dispatch: Dispatch,
  { batch: changes, backend: more, outer, ...options }: LinkedOptions = {},
): Promise<LinkedAnswer> {
  const backend: Backend = { dispatch, isReentrant: () => false, partHeaders: () => [], ...more }
  const dialect = createLinkedDialect(changes)
  const endpoint = createBatchEndpoint(backend, { path: '/base/batch', dialect, ...options })
  const answer = await endpoint.handle(createOuter(outer), {
    readBody: () => Promise.resolve(Buffer.from(JSON.stringify(batch))),
    onAbort() {},
  })
  answer.release()
  const value = JSON.parse(Buffer.from(answer.body).toString()) as unknown
  return Array.isArray(value)
    ? { status: answer.status, results: value as LinkedResult[] }
    : {
        status: answer.status,
        results: [],
        refusal: value as NonNullable<LinkedAnswer['refusal']>,
      }
}

/** What each part came to: its status, and `by` which part it was skipped. */
export function wordsOf({ results }: LinkedAnswer): readonly string[] {
  return results.map(({ status, because }) =>
    because === undefined ? String(status) : `${status} by ${because}`,
  )
}
