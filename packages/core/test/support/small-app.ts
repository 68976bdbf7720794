import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import type { FetchApp } from '@batchway/core/fetch'
import type { NodeListener } from '@batchway/core/node'

/** A request as a small app sees it. */
export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** Names in lower case, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Settles when whoever asked does not want the answer any more. */
  readonly gone: Promise<void>
}

/** What a small app answers. */
export interface AppAnswer {
  /** Default 200. */
  readonly status?: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Pieces of the body; each is sent by itself. */
  readonly body?: readonly (string | Uint8Array)[] | AsyncIterable<string | Uint8Array>
  /** Statuses of interim answers before the real one. */
  readonly interim?: readonly (100 | 102 | 103)[]
}

/** An app for all backends: what it answers, or `destroy` to break the connection. */
export type SmallApp = (request: SeenRequest) => Promise<AppAnswer | 'destroy'>

/** The app as a fetch app. */
export function toFetchApp(app: SmallApp): FetchApp {
  return async (request) => {
    const url = new URL(request.url)
    const answer = await app({
      method: request.method,
      url: url.pathname + url.search,
      headers: [...request.headers],
      body: Buffer.from(await request.arrayBuffer()),
      gone: new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve())
      }),
    })
    if (answer === 'destroy') throw new Error('a fetch app has no connection to break')
    const { status = 200, headers = [], body } = answer
    const init = {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    }
    return new Response(body === undefined ? null : toWebStream(body), init)
  }
}

/** The app as a node:http listener. What it throws is thrown by the listener. */
export function toNodeListener(app: SmallApp): NodeListener {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const gone = new Promise<void>((resolve) => response.once('close', () => resolve()))
    const answer = await app({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: pairsOf(request.rawHeaders),
      body: await buffer(request),
      gone,
    })
    if (answer === 'destroy') {
      response.destroy()
      return
    }
    for (const interim of answer.interim ?? []) {
      if (interim === 100) response.writeContinue()
      else if (interim === 102) response.writeProcessing()
      else response.writeEarlyHints({ link: '</a>; rel=preload' })
    }
    response.writeHead(answer.status ?? 200, (answer.headers ?? []).flat())
    try {
      for await (const piece of answer.body ?? []) {
        response.write(piece)
        await setImmediate()
      }
      response.end()
    } catch {
      response.destroy()
    }
  }
}

function pairsOf(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
  )
}

function toWebStream(
  body: readonly (string | Uint8Array)[] | AsyncIterable<string | Uint8Array>,
): ReadableStream<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) yield Buffer.from(piece as string)
  }
  return ReadableStream.from(chunks())
}
