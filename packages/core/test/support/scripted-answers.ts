import type { Dispatch, HeaderList, PartRequest } from '@batchway/core'
import { createODataReferences } from '@batchway/core'
import type { LinkedAnswer, LinkedBatch, LinkedOptions } from './linked-dialect.ts'
import { postLinked } from './linked-dialect.ts'

/** How a part is answered. */
export interface ScriptedAnswer {
  /** Default 200. */
  readonly status?: number
  readonly headers?: HeaderList
  /** Default empty. */
  readonly body?: string | Uint8Array
}

/** An answer in JSON. */
export function json(body: string, headers: HeaderList = []): ScriptedAnswer {
  return { headers: [['content-type', 'application/json'], ...headers], body }
}

/** An answer that names what was made. */
export function created(location: string): ScriptedAnswer {
  return { status: 201, headers: [['location', location]] }
}

/** What the API saw of a batch, and what came back. */
export interface ScriptedRun {
  readonly answer: LinkedAnswer
  /** The requests, by the indexes of their parts. */
  readonly seen: ReadonlyMap<number, PartRequest>
}

/**
 * Posts a batch with OData references to an API that answers the parts with these indexes so; all
 * others with 200.
 */
export async function runScripted(
  batch: LinkedBatch,
  answers: Readonly<Record<number, ScriptedAnswer>>,
  options: LinkedOptions = {},
): Promise<ScriptedRun> {
  const seen = new Map<number, PartRequest>()
  const dispatch: Dispatch = (request) => {
    const { index } = request.part
    seen.set(index, request)
    const { status = 200, headers = [], body = '' } = answers[index] ?? {}
    return Promise.resolve({
      kind: 'answered',
      response: { status, headers, body: Buffer.from(body) },
    })
  }
  const batchMembers = { references: createODataReferences(), ...options.batch }
  const answer = await postLinked(batch, dispatch, { ...options, batch: batchMembers })
  return { answer, seen }
}

/** The body of a request as text. */
export function bodyOf(request: PartRequest | undefined): string {
  return Buffer.from(request?.body ?? []).toString()
}
