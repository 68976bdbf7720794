import type { PartOutcome, PartRequest } from '../model/batch.ts'
import { contentLength } from '../model/batch.ts'
import type { Backend, CancelReason, Dispatch, PartRun } from '../model/dispatch.ts'
import type { HeaderField } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import { createInProcessBackend } from './part-context.ts'

/**
 * An app that answers web requests: Hono's `app.fetch`, H3, or any function of that shape. `Rest`
 * are further arguments that its server gives it, such as bindings.
 */
export type FetchApp<Rest extends readonly unknown[] = readonly never[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>

/** What carries a batch to a fetch app: its request, and the further arguments of the call. */
export class FetchCarrier {
  readonly request: Request
  readonly rest: readonly unknown[]

  constructor(request: Request, rest: readonly unknown[]) {
    this.request = request
    this.rest = rest
  }
}

const partRequests = new WeakSet<Request>()

/** A backend that calls a fetch app in this process, once per part. */
export function createFetchBackend<Rest extends readonly unknown[]>(app: FetchApp<Rest>): Backend {
  const dispatch: Dispatch = async (part, run) => {
    const controller = new AbortController()
    run.onCancel((reason) => abort(controller, reason))
    run.sent()
    try {
      const { carrier } = run.outer
      const rest = carrier instanceof FetchCarrier ? carrier.rest : []
      const request = toRequest(part, run, controller.signal)
      const response = await app(request, ...(rest as Rest))
      return await readResponse(response, part, run, controller)
    } catch (cause) {
      return failure('handler-failed', 'The API failed while it answered this part.', cause)
    }
  }
  return createInProcessBackend(
    dispatch,
    (carrier) => carrier instanceof FetchCarrier && partRequests.has(carrier.request),
  )
}

function abort(controller: AbortController, reason: CancelReason): void {
  controller.abort(new Error(`the part was given up: ${reason}`))
}

/** What servers add to a request and apps look for, beside what the standard has (srvx). */
const additions = ['ip', 'runtime', 'waitUntil'] as const

function toRequest(part: PartRequest, run: PartRun, signal: AbortSignal): Request {
  const { method, path, headers, body } = part
  const length = contentLength(part)
  const { outer } = run
  const host = headerValue(outer.headers, 'host') ?? 'localhost'
  const fields: [string, string][] = [['host', host]]
  for (const [name, value] of headers) fields.push([name, value])
  if (length !== undefined) fields.push(['content-length', String(length)])
  const init: RequestInit = { method, headers: fields, signal }
  // The body of a request that can't have one is left out, as servers of fetch apps do.
  if (body !== undefined && method !== 'GET' && method !== 'HEAD') {
    init.body = Buffer.from(body.buffer as ArrayBuffer, body.byteOffset, body.length)
  }
  const request = new Request(`${outer.scheme}://${host}${path}`, init)
  partRequests.add(request)
  if (outer.carrier instanceof FetchCarrier) {
    const whole = outer.carrier.request
    for (const name of additions) {
      if (name in whole) Object.defineProperty(request, name, { value: Reflect.get(whole, name) })
    }
  }
  return request
}

async function readResponse(
  response: Response,
  { method }: PartRequest,
  run: PartRun,
  controller: AbortController,
): Promise<PartOutcome> {
  const { status } = response
  if (!(status >= 200 && status <= 599)) {
    return failure('handler-failed', `The API answered with the status ${status}.`)
  }
  const collector = new AnswerCollector(run)
  const stream = bodyOf(response)
  collector.head(status, [...response.headers] as HeaderField[])
  if (stream === null) return collector.finish()
  const reader = stream.getReader()
  const stopReading = (): void => {
    reader.cancel().catch(() => {})
  }
  if (method === 'HEAD') {
    stopReading()
    return collector.finish()
  }
  run.onCancel((reason) => {
    abort(controller, reason)
    stopReading()
  })
  if (controller.signal.aborted) stopReading()
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one chunk after the other
    const { done, value } = await reader.read()
    if (done) return collector.finish()
    const failed = collector.data(toBytes(value))
    if (failed === undefined) continue
    stopReading()
    return failed
  }
}

/**
 * Responses of some servers (srvx, @hono/node-server) know the type of their body only once the
 * headers and the body have been looked at, in this order.
 */
function bodyOf(response: Response): ReadableStream<unknown> | null {
  return response.headers === undefined ? null : response.body
}

/** Servers write texts as UTF-8, although the standard knows bytes only. */
function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return Buffer.from(chunk)
  throw new TypeError(`a chunk of the answer is neither bytes nor a text but ${typeof chunk}`)
}
