import { buildConnector, errors } from 'undici'
import type { UpstreamTls } from './upstream-tls.ts'
import { toConnectOptions } from './upstream-tls.ts'

/** Errors of connections that had answered a request before they broke. */
const reused = new WeakSet<Error>()

/** A connector that remembers, for every error of a socket, whether it had been in use before. */
export function markReuse(timeout: number, tls: UpstreamTls = {}): buildConnector.connector {
  const connect = buildConnector({ timeout, allowH2: false, ...toConnectOptions(tls) })
  return (options, callback) => {
    // Without the name that undici made of the request: see withFixedName.
    connect({ ...options, servername: '' }, (...result: buildConnector.CallbackArgs) => {
      const [, socket] = result
      // Reading has begun before: an answer came through this connection.
      socket?.on('error', (error) => {
        if (socket.bytesRead > 0) reused.add(error)
      })
      callback(...result)
    })
  }
}

/** Whether a request failed with a connection that had been used before. */
export function wasReused(error: Error): boolean {
  if (reused.has(error)) return true
  return error instanceof errors.SocketError && (error.socket?.bytesRead ?? 0) > 0
}
