import { FetchCarrier } from '../dispatch/fetch-batch.ts'
import type { HeaderField } from '../model/headers.ts'
import type { OuterHandler, OuterRequest } from '../model/outer.ts'
import { readBody } from './read-body.ts'

/**
 * Answers a web request for a batch endpoint. `rest` are the further arguments that the server gave
 * the fetch handler; parts get them as well.
 */
export async function answerFetch(
  handler: OuterHandler,
  request: Request,
  rest: readonly unknown[] = [],
): Promise<Response> {
  const url = new URL(request.url)
  const outer: OuterRequest = {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: withHost([...request.headers] as HeaderField[], url.host),
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    carrier: new FetchCarrier(request, rest),
  }
  let gone: (() => void) | undefined
  const tellGone = (): void => gone?.()
  const answer = await handler.handle(outer, {
    readBody: (limit) => readBody(request.body ?? noBody(), outer.headers, limit),
    onAbort: (listener) => {
      gone = listener
      if (request.signal.aborted) listener()
      else request.signal.addEventListener('abort', tellGone, { once: true })
    },
  })
  // Some platforms keep a signal that has listeners; the batch must not be kept with it.
  gone = undefined
  request.signal.removeEventListener('abort', tellGone)
  // A Response has no event for its end; the bytes belong to it from here on.
  answer.release()
  const body = answer.body as Uint8Array<ArrayBuffer>
  return new Response(body, {
    status: answer.status,
    headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
  })
}

function withHost(headers: HeaderField[], host: string): readonly HeaderField[] {
  return headers.some(([name]) => name === 'host') ? headers : [...headers, ['host', host]]
}

async function* noBody(): AsyncGenerator<Uint8Array> {
  // A request without a body has no chunks.
}
