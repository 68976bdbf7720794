import type {
  Batch,
  Failure,
  Limits,
  OuterRequest,
  Part,
  PartOutcome,
  PartRequest,
  PreparedPart,
} from '@batchway/core'
import { defaultLimits } from '@batchway/core'

/** A part with an unremarkable request. */
export function createPart(changes: Partial<Part> = {}): Part {
  return { index: 0, method: 'GET', target: '/a', headers: [], ...changes }
}

/** A batch with one part per method, that hands nothing on to its parts. */
export function createBatch(methods: readonly string[], changes: Partial<Batch> = {}): Batch {
  return {
    parts: methods.map((method, index) => createPart({ index, method })),
    order: 'parallel',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'base',
    placeOf: (part, field) => `parts[${part}].${field}`,
    inheritance: {
      inherits: () => false,
      identity: 'caller',
      defaults: [],
      contentType: 'application/json',
    },
    ...changes,
  }
}

/** The parts of a batch as requests that are ready to go. */
export function prepareAll(batch: Batch): readonly PreparedPart[] {
  return batch.parts.map((part) => ({ kind: 'ready', request: createRequest({ part }) }))
}

/** A complete request; its method is that of its part. */
export function createRequest(changes: Partial<PartRequest> = {}): PartRequest {
  const part = changes.part ?? createPart()
  return { part, method: part.method, path: '/base/a', headers: [], ...changes }
}

/** The head of a request that carries a batch. */
export function createOuter(changes: Partial<OuterRequest> = {}): OuterRequest {
  return {
    method: 'POST',
    path: '/base/batch',
    query: '',
    headers: [['content-type', 'application/json']],
    scheme: 'http',
    ...changes,
  }
}

/** The default limits with some changes. */
export function limitsWith(changes: Partial<Limits> = {}): Limits {
  return { ...defaultLimits, ...changes }
}

/** An answer without content. */
export function answered(status = 200, body: Uint8Array = new Uint8Array()): PartOutcome {
  return { kind: 'answered', response: { status, headers: [], body } }
}

/** The failure of a part whose API could not be reached. */
export function failed(changes: Partial<Failure> = {}): Failure {
  return { kind: 'failed', reason: 'unreachable', message: 'gone', ...changes }
}

/** What an outcome is, in one word and its detail: `200`, `timeout`, `skipped by 1`. */
export function nameOf(outcome: PartOutcome | undefined): string {
  switch (outcome?.kind) {
    case 'answered':
      return String(outcome.response.status)
    case 'failed':
      return outcome.reason
    case 'skipped':
      return `skipped by ${outcome.because}`
    case undefined:
      return 'nothing'
  }
}
