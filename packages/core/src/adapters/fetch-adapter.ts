import { FetchCarrier } from '../dispatch/fetch-batch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import type { OuterAnswer, OuterHandler, OuterRequest } from '../model/outer.ts'
import { readRequestBody } from './read-body.ts'

/**
 * Answers a web request for a batch endpoint; `url` is its URL. `rest` are the further arguments that
 * the server gave the fetch handler; parts get them as well.
 */
export async function answerFetch(
  handler: OuterHandler,
  request: Request,
  rest: readonly unknown[] = [],
  url: URL = new URL(request.url),
): Promise<Response> {
  const outer: OuterRequest = {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: withHost([...request.headers] as HeaderField[], url.host),
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    carrier: new FetchCarrier(request, rest),
  }
  let gone: (() => void) | undefined
  const answers: OuterAnswer[] = []
  const end = (): void => {
    // Some platforms keep a signal that has listeners; the batch must not be kept with it.
    gone = undefined
    request.signal.removeEventListener('abort', giveUp)
    for (const answer of answers.splice(0)) answer.release()
  }
  const giveUp = (): void => {
    gone?.()
    if (answers.length > 0) end()
  }
  const answer = await handler.handle(outer, {
    readBody: (limit) => readRequestBody(request, outer.headers, limit),
    onAbort: (listener) => {
      gone = listener
      if (request.signal.aborted) listener()
      else request.signal.addEventListener('abort', giveUp, { once: true })
    },
    canStream: true,
  })
  const { stream } = answer
  answers.push(answer)
  // A Response has no event for its end; the bytes belong to it from here on.
  if (stream === undefined) end()
  const body = stream === undefined ? answer.body : readPieces(stream, { end, giveUp })
  return new Response(body as Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, {
    status: answer.status,
    headers: toHeadersInit(answer.headers),
  })
}

/** As a record where no name stands twice: servers write it as it is, without making `Headers` of it. */
function toHeadersInit(headers: HeaderList): Record<string, string> | [string, string][] {
  const record = Object.fromEntries(headers)
  if (Object.keys(record).length === headers.length) return record
  return headers.map(([name, value]): [string, string] => [name, value])
}

/** An answer that is written as fast as it is read, and given up where nobody reads it any more. */
function readPieces(
  stream: AsyncIterable<Uint8Array>,
  { end, giveUp }: { readonly end: () => void; readonly giveUp: () => void },
): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await pieces.next()
          if (next.done !== true) {
            controller.enqueue(next.value)
            return
          }
          controller.close()
          end()
        } catch (error) {
          // The error breaks the connection.
          end()
          throw error
        }
      },
      cancel: giveUp,
    },
    { highWaterMark: 0 },
  )
}

function withHost(headers: HeaderField[], host: string): readonly HeaderField[] {
  return headers.some(([name]) => name === 'host') ? headers : [...headers, ['host', host]]
}
