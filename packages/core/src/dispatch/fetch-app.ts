import type { Failure, PartOutcome } from '../model/batch.ts'
import type { Backend, Dispatch } from '../model/dispatch.ts'
import type { OuterRequest } from '../model/outer.ts'
import { failure } from './answer-collector.ts'
import { FetchCall } from './fetch-answer.ts'
import { FetchBatch, FetchCarrier } from './fetch-batch.ts'
import { LightRequest } from './light-request.ts'
import { createInProcessBackend } from './part-context.ts'
import { StandardRequest } from './part-web-request.ts'

/**
 * An app that answers web requests: Hono's `app.fetch`, H3, or any function of that shape. `Rest`
 * are further arguments that its server gives it, such as bindings.
 */
export type FetchApp<Rest extends readonly unknown[] = readonly never[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>

/** A backend that calls a fetch app in this process, once per part. */
export function createFetchBackend<Rest extends readonly unknown[]>(app: FetchApp<Rest>): Backend {
  const batches = new WeakMap<OuterRequest, FetchBatch>()
  const batchOf = (outer: OuterRequest): FetchBatch => {
    const known = batches.get(outer)
    if (known !== undefined) return known
    const batch = new FetchBatch(outer)
    batches.set(outer, batch)
    return batch
  }
  const dispatch: Dispatch = (part, run) => {
    run.sent()
    try {
      const batch = batchOf(run.outer)
      const request = batch.toRequest(part)
      const call = new FetchCall(request, run)
      const answer = app(request, ...(batch.rest as Rest))
      if (answer instanceof Promise) return afterwards(answer, call)
      return Promise.resolve(call.answered(answer)).catch(handlerFailed)
    } catch (cause) {
      return Promise.resolve(handlerFailed(cause))
    }
  }
  return createInProcessBackend(
    dispatch,
    (carrier) => carrier instanceof FetchCarrier && isPart(carrier.request),
  )
}

async function afterwards(answer: Promise<Response>, call: FetchCall): Promise<PartOutcome> {
  try {
    return await call.answered(await answer)
  } catch (cause) {
    return handlerFailed(cause)
  }
}

function isPart(request: Request): boolean {
  return StandardRequest.is(request) || LightRequest.is(request)
}

function handlerFailed(cause: unknown): Failure {
  return failure('handler-failed', 'The API failed while it answered this part.', cause)
}
