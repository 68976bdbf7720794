import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createNetServer } from 'node:net'
import { createSandbox } from '@batchway/sandbox'

/** A request as an upstream got it. */
export interface SeenRequest {
  readonly method: string
  readonly target: string
  /** In the order and spelling of the wire. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** All values of a field, by its name in lower case. */
  values(name: string): readonly string[]
}

export type Answer = (
  seen: SeenRequest,
  response: ServerResponse,
  request: IncomingMessage,
) => unknown

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

export interface TestUpstream extends RunningServer {
  /** Requests whose body is complete, in order of arrival. */
  readonly requests: readonly SeenRequest[]
  /** Connections that were ever made. */
  readonly connections: number
}

/** An upstream that reads each request whole, remembers it, and answers. */
export async function openUpstream(answer: Answer = answerOk): Promise<TestUpstream> {
  const requests: SeenRequest[] = []
  const server = await openHttp(async (request, response) => {
    const body = await readWhole(request)
    if (body === undefined) return
    const seen = toSeen(request, body)
    requests.push(seen)
    answer(seen, response, request)
  })
  return {
    url: server.url,
    port: server.port,
    requests,
    get connections() {
      return server.countConnections()
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** An upstream that holds its answers back until it is told to let them go. */
export interface HoldingUpstream extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly SeenRequest[]
  /** Resolves to the response of the first request as soon as that has arrived. */
  readonly first: Promise<ServerResponse>
  /** Answers all requests, those that have come and those that are going to. */
  release(): void
}

export async function openHolding(): Promise<HoldingUpstream> {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>()
  const held: (() => void)[] = []
  let open = false
  const upstream = await openUpstream((seen, response) => {
    if (open) answerOk(seen, response)
    else held.push(() => answerOk(seen, response))
    resolve(response)
  })
  return {
    url: upstream.url,
    requests: upstream.requests,
    first: promise,
    release() {
      open = true
      for (const answer of held.splice(0)) answer()
    },
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  }
}

/** Resolves when the connection of a response is done with it, one way or the other. */
export function closeOf(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
  })
}

/** An HTTP server whose handler sees the request before its body was read. */
export async function openHttp(
  handler: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<RunningServer & { countConnections(): number }> {
  let connections = 0
  const server = createServer((request, response) => {
    void handler(request, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    countConnections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A TCP server, for answers that are no HTTP and for looking at bytes. */
export async function openTcp(onConnection: (socket: Socket) => void): Promise<RunningServer> {
  const sockets = new Set<Socket>()
  const server = createNetServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A TCP server that answers the first request on each connection with given bytes, and ends. */
export function openRawAnswer(bytes: string): Promise<RunningServer> {
  return openTcp((socket) => {
    socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1')))
  })
}

/** The sandbox API on a free port. */
export async function openSandbox(): Promise<RunningServer> {
  const app = createSandbox()
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    port: Number(new URL(url).port),
    [Symbol.asyncDispose]: () => Promise.resolve(app.close()),
  }
}

/** A port where nothing listens any more. */
export async function findDeadPort(): Promise<number> {
  await using server = await openTcp(() => {})
  return server.port
}

export function answerOk(_seen: SeenRequest, response: ServerResponse): void {
  answerJson(response, { ok: true })
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}

function toSeen(request: IncomingMessage, body: Buffer): SeenRequest {
  const { rawHeaders, method = '', url = '' } = request
  const fields = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
  return {
    method,
    target: url,
    fields,
    body,
    values: (name) =>
      fields.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value),
  }
}

async function readWhole(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}
