import type {
  BatchEndpoint,
  BatchEndpointOptions,
  OuterAnswer,
  OuterRequest,
  PartOutcome,
} from '@batchway/core'
import { Budget, createBatchEndpoint } from '@batchway/core'
import type { ManualDispatch } from './manual-dispatch.ts'
import { createManualDispatch } from './manual-dispatch.ts'
import type { StreamForm, WrittenBatch } from './stream-forms.ts'

/** An endpoint whose parts are answered by hand. */
export interface StreamingEndpoint {
  readonly endpoint: BatchEndpoint
  readonly manual: ManualDispatch
  readonly budget: Budget
  /** Posts a batch; `canStream` is what the adapter can, by default true. */
  readonly post: (batch: WrittenBatch, canStream?: boolean) => Promise<OuterAnswer>
  /** The caller goes away. */
  readonly leave: () => void
}

/** Makes it at `/api/batch`. */
export function createStreamingEndpoint(
  dialect: StreamForm['dialect'],
  options: Partial<BatchEndpointOptions> = {},
): StreamingEndpoint {
  const manual = createManualDispatch()
  const budget = new Budget(1_000_000)
  const endpoint = createBatchEndpoint(
    { dispatch: manual.dispatch, isReentrant: () => false, partHeaders: () => [] },
    { path: '/api/batch', base: '/api', dialect, budget, createId: () => 'id', ...options },
  )
  let gone: (() => void) | undefined
  return {
    endpoint,
    manual,
    budget,
    post({ headers, body }, canStream = true) {
      const bytes = Buffer.from(body)
      const length = ['content-length', String(bytes.length)] as const
      const outer: OuterRequest = {
        method: 'POST',
        path: '/api/batch',
        query: '',
        headers: [...Object.entries(headers), length],
        scheme: 'http',
      }
      return endpoint.handle(outer, {
        readBody: () => Promise.resolve(bytes),
        onAbort: (listener) => {
          gone = listener
        },
        canStream,
      })
    },
    leave: () => gone?.(),
  }
}

/** A batch that asks for a stream. */
export function asking({ headers, body }: WrittenBatch): WrittenBatch {
  const { prefer } = headers
  return {
    headers: { ...headers, prefer: prefer === undefined ? 'stream' : `${prefer}, stream` },
    body,
  }
}

/** The whole text of an answer, streamed or not. */
export async function textOf(answer: OuterAnswer): Promise<string> {
  const pieces: Uint8Array[] = [answer.body]
  for await (const piece of answer.stream ?? []) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** The fields of an answer. */
export function fieldsOf({ headers }: OuterAnswer): Headers {
  return new Headers(headers.map(([name, value]): [string, string] => [name, value]))
}

/** An answer of the API with a text that is called JSON. */
export function answerWith(text: string, status = 200): PartOutcome {
  const headers = [['content-type', 'application/json']] as const
  return { kind: 'answered', response: { status, headers, body: Buffer.from(text) } }
}
