import type { Socket } from 'node:net'
import type { TestServer } from './servers.ts'
import { startTcp } from './servers.ts'

/** A connection of a {@link LaneServer}. */
export interface LaneConnection {
  /** Method and target of what came, answered or not: `GET /1`. */
  readonly requests: readonly string[]
  readonly socket: Socket
  /** Answers the requests that came and have no answer, or as many of them. */
  answer(count?: number): void
}

/** What a server does when a request has come. Default: nothing. */
export type OnRequest = (connection: LaneConnection, request: string) => void

/** A server that shows what arrives on which connection before it has answered. */
export interface LaneServer extends TestServer {
  readonly lanes: readonly LaneConnection[]
  /** All requests so far, in the order of their connections. */
  readonly requests: readonly string[]
  /** Resolves when so many requests have come in all. */
  arrived(count: number): Promise<void>
}

/** Starts one. */
export async function startLaneServer(onRequest: OnRequest = () => {}): Promise<LaneServer> {
  const lanes: LaneConnection[] = []
  let waiting: (() => void)[] = []
  const requests = (): readonly string[] => lanes.flatMap((lane) => lane.requests)
  const server = await startTcp((socket) => {
    const lane = createLane(socket)
    lanes.push(lane)
    readRequests(socket, (request) => {
      lane.requests.push(request)
      onRequest(lane, request)
      const told = waiting
      waiting = []
      for (const tell of told) tell()
    })
  })
  return {
    ...server,
    get connections() {
      return server.connections
    },
    lanes,
    get requests() {
      return requests()
    },
    async arrived(count) {
      while (requests().length < count) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
        })
      }
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

function createLane(socket: Socket): LaneConnection & { readonly requests: string[] } {
  const requests: string[] = []
  let answered = 0
  return {
    requests,
    socket,
    answer(count = requests.length - answered) {
      for (const request of requests.slice(answered, answered + count)) {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${request.length}\r\n\r\n${request}`)
      }
      answered += count
    },
  }
}

/** Calls back for each request, when its body has come as well. */
function readRequests(socket: Socket, found: (request: string) => void): void {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (;;) {
      const head = text.indexOf('\r\n\r\n')
      if (head === -1) return
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      if (text.length < head + 4 + length) return
      const [method, target] = text.split(' ', 2)
      text = text.slice(head + 4 + length)
      found(`${method} ${target}`)
    }
  })
}
