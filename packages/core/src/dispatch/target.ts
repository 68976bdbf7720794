import type { Client, Dispatcher } from 'undici'
import { Pool } from 'undici'
import { AnswerHeads } from './answer-head.ts'
import { FreshConnections, markReuse } from './connection.ts'
import { Lanes } from './lanes.ts'
import type { Connections } from './sending.ts'
import type { UpstreamTls } from './upstream-tls.ts'
import { withFixedName } from './upstream-tls.ts'

/** How a server is connected to; see the options of an upstream for what they mean. */
export interface TargetOptions {
  readonly connections: number
  readonly pipelining: number
  /** Milliseconds. */
  readonly connectTimeout: number
  readonly tls: UpstreamTls | undefined
}

/** One server and the connections to it. */
export interface Target extends Connections {
  /** Scheme, host and port; `http://localhost` for a unix socket. */
  readonly origin: string
  readonly pool: Dispatcher
  /** Closes the connections once they are idle. */
  close(): Promise<void>
  /** Closes the connections at once. */
  destroy(): Promise<void>
}

/** Makes the connections to a server. Throws a RangeError when the URL can't be used. */
export function createTarget(url: string, options: TargetOptions): Target {
  const { origin, socketPath } = readTarget(url)
  const { connections: most, pipelining: depth, connectTimeout, tls } = options
  const connect = markReuse(connectTimeout, tls, socketPath)
  const settings: Client.Options = {
    pipelining: 1,
    allowH2: false,
    // Time is kept per part and per batch; the connections have no clocks of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect,
  }
  const connections = new Pool(origin, { ...settings, connections: most })
  const fresh = new FreshConnections(origin, settings)
  const client = { ...settings, pipelining: depth }
  const lanes =
    depth === 1
      ? undefined
      : new Lanes({ origin, depth, most: Math.ceil(most / depth), client, connect })
  return {
    origin,
    pool: withFixedName(connections, origin),
    fresh,
    heads: new AnswerHeads(),
    lanes,
    async close() {
      await Promise.all([connections.close(), lanes?.close()])
      // What broke meanwhile has been sent again there.
      await fresh.close()
    },
    async destroy() {
      const ended = [connections.destroy(), fresh.destroy()]
      lanes?.destroy()
      await Promise.all(ended)
    },
  }
}

const unix = 'unix:'

function readTarget(url: string): { readonly origin: string; readonly socketPath?: string } {
  if (!url.startsWith(unix)) return { origin: readOrigin(url) }
  const socketPath = url.slice(unix.length)
  if (socketPath.startsWith('/') && !socketPath.includes('\0')) {
    return { origin: 'http://localhost', socketPath }
  }
  throw new RangeError(
    `a unix socket must be an absolute path such as unix:/run/api.sock: "${url}"`,
  )
}

function readOrigin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:'
  if (parsed === undefined || !isHttp) {
    throw new RangeError(`the upstream must be an http or https URL, not "${url}"`)
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    throw new RangeError(`the upstream must have no path, query or fragment: "${url}"`)
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new RangeError('the upstream must have no user name or password in its URL')
  }
  return parsed.origin
}
