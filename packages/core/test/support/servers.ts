import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'

/** A server on a free port of this machine, closed with all its connections at the end. */
export interface TestServer extends AsyncDisposable {
  readonly port: number
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string
  /** Connections that were made to it. */
  readonly connections: number
}

/** Starts an HTTP server. */
export function startHttp(listener: RequestListener): Promise<TestServer> {
  return start(createHttpServer(listener))
}

/** Starts a server that answers whatever `onConnection` writes. */
export function startTcp(
  onConnection: (socket: Socket, index: number) => void,
): Promise<TestServer> {
  let index = 0
  return start(
    createTcpServer((socket) => {
      socket.on('error', () => {})
      onConnection(socket, index)
      index += 1
    }),
  )
}

async function start(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    get connections() {
      return connections
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
