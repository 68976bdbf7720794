import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Backend, Dispatch, PartRun } from '../model/dispatch.ts'
import type { HeaderField } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import { createInProcessBackend } from './part-context.ts'

/** An app that answers web requests: Hono's `app.fetch`, H3, or any function of that shape. */
export type FetchApp = (request: Request) => Response | Promise<Response>

/** A backend that calls a fetch app in this process, once per part. */
export function createFetchBackend(app: FetchApp): Backend {
  const dispatch: Dispatch = async (request, run) => {
    const abort = new AbortController()
    run.onCancel((reason) => abort.abort(new Error(`the part was given up: ${reason}`)))
    run.sent()
    try {
      const response = await app(toRequest(request, run, abort.signal))
      return await readResponse(response, request, run)
    } catch (cause) {
      return failure('handler-failed', 'The API failed while it answered this part.', cause)
    }
  }
  return createInProcessBackend(dispatch)
}

function toRequest(
  { method, path, headers, body }: PartRequest,
  run: PartRun,
  signal: AbortSignal,
): Request {
  const host = headerValue(run.outer.headers, 'host') ?? 'localhost'
  const init: RequestInit = {
    method,
    headers: [['host', host], ...headers].map(([name = '', value = '']) => [name, value]),
    signal,
  }
  if (body !== undefined)
    init.body = Buffer.from(body.buffer as ArrayBuffer, body.byteOffset, body.length)
  return new Request(`${run.outer.scheme}://${host}${path}`, init)
}

async function readResponse(
  response: Response,
  request: PartRequest,
  run: PartRun,
): Promise<PartOutcome> {
  const collector = new AnswerCollector(run)
  collector.head(response.status, [...response.headers] as HeaderField[])
  if (response.body !== null && request.method !== 'HEAD') {
    for await (const chunk of response.body) {
      const failed = collector.data(chunk)
      if (failed !== undefined) return failed
    }
  }
  return collector.finish()
}
