import type { Dispatcher } from 'undici'
import { buildConnector, Client, errors } from 'undici'
import type { UpstreamTls } from './upstream-tls.ts'
import { toConnectOptions, withFixedName } from './upstream-tls.ts'

/** Errors of connections that had answered a request before they broke. */
const reused = new WeakSet<Error>()

/**
 * A connector, to a unix socket where there is a `socketPath`, that remembers, for every error of a socket, whether it had been in
 * use before.
 */
export function markReuse(
  timeout: number,
  tls: UpstreamTls = {},
  socketPath?: string,
): buildConnector.connector {
  const place = socketPath === undefined ? {} : { socketPath }
  const connect = buildConnector({ timeout, allowH2: false, ...place, ...toConnectOptions(tls) })
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

/** Connections that are made for one request each, and closed behind it. */
export class FreshConnections {
  readonly #origin: string
  readonly #settings: Client.Options
  readonly #clients = new Set<Client>()
  #isDestroyed = false

  constructor(origin: string, settings: Client.Options) {
    this.#origin = origin
    this.#settings = settings
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const client = new Client(this.#origin, this.#settings)
    this.#clients.add(client)
    // It then tells the handler so.
    if (this.#isDestroyed) void client.destroy()
    withFixedName(client, this.#origin).dispatch({ ...options, reset: true }, handler)
    const forget = (): void => void this.#clients.delete(client)
    client.close().then(forget, forget)
  }

  /** Resolves when the requests under way have ended. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#clients].map((client) => client.close()))
  }

  /** Ends the requests under way. */
  async destroy(): Promise<void> {
    this.#isDestroyed = true
    await Promise.all([...this.#clients].map((client) => client.destroy()))
  }
}
