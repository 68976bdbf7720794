import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request that a batch server got. */
export interface ReceivedBatch {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A server that answers every request alike, or not at all, and notes what it gets. */
export interface BatchServer extends AsyncDisposable {
  readonly url: string
  readonly received: readonly ReceivedBatch[]
  /** Resolves with the first request. */
  readonly first: Promise<ReceivedBatch>
}

/** `reply` is the status, type and body of the answers; undefined keeps callers waiting. */
export async function openBatchServer(
  reply: readonly [status: number, type: string, body: string] | undefined,
): Promise<BatchServer> {
  const received: ReceivedBatch[] = []
  const { promise: first, resolve } = Promise.withResolvers<ReceivedBatch>()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await buffer(request)).toString('latin1')
    const got = { url: request.url ?? '', headers: request.headers, body }
    received.push(got)
    resolve(got)
    if (reply === undefined) return
    const [status, type, text] = reply
    response.writeHead(status, { 'content-type': type }).end(text)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    first,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => {
        server.close(closed)
      })
    },
  }
}
