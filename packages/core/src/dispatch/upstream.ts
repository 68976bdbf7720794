import type { buildConnector, Client, Dispatcher } from 'undici'
import { Pool } from 'undici'
import type { Backend, Dispatch } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { FreshConnections, markReuse } from './connection.ts'
import { Lanes } from './lanes.ts'
import { Sending } from './sending.ts'
import type { UpstreamTls } from './upstream-tls.ts'
import { withFixedName } from './upstream-tls.ts'
import { createPseudonym, viaNames, viaValue } from './via.ts'

/** Options of an upstream. */
export interface UpstreamOptions {
  /** Connections at most. Default 256. */
  readonly connections?: number
  /**
   * Requests that may be under way on one connection. Above 1 GET and OPTIONS parts are sent one
   * behind the other without waiting for answers, over connections of their own: as many as carry
   * what `connections` would carry one by one. Other parts never share a connection with unanswered
   * requests. Default 1.
   */
  readonly pipelining?: number
  /** Milliseconds to make a connection. Default 10 s. */
  readonly connectTimeout?: number
  /** Whose host name the API sees: its own, or the one that the caller used. Default `upstream`. */
  readonly host?: 'upstream' | 'caller'
  /** Name of this gateway in `Via`; it must be its own. Default: `batchway-` and a random text. */
  readonly pseudonym?: string
  /** How an https upstream is spoken to. */
  readonly tls?: UpstreamTls
}

/** Another server as a backend. */
export interface Upstream extends Backend {
  /** Scheme, host and port. */
  readonly origin: string
  /** The connections, for whoever forwards other requests there. */
  readonly pool: Dispatcher
  /** The name of this gateway in `Via` (RFC 9110 7.6.3). */
  readonly pseudonym: string
  /** Closes the connections once they are idle. */
  close(): Promise<void>
  /** Closes the connections at once. */
  destroy(): Promise<void>
}

/**
 * A backend that sends parts to another server over kept-alive connections. `url` is its origin;
 * a path in it is refused with a RangeError, because paths of parts are sent as they are; so is an
 * option that can't be used.
 */
export function createUpstream(url: string, options: UpstreamOptions = {}): Upstream {
  const origin = readOrigin(url)
  const { connections: most = 256, pipelining: depth = 1 } = options
  if (!Number.isSafeInteger(depth) || depth < 1) {
    throw new RangeError(`pipelining must be a whole number of at least 1, not ${depth}`)
  }
  const connect = markReuse(options.connectTimeout ?? 10_000, options.tls)
  const settings: Client.Options = {
    pipelining: 1,
    allowH2: false,
    // Time is kept per part and per batch; the connections have no clocks of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect,
  }
  const connections = new Pool(origin, { ...settings, connections: most })
  const pool = withFixedName(connections, origin)
  const fresh = new FreshConnections(origin, settings)
  const lanes = depth === 1 ? undefined : createLanes(origin, settings, { connect, depth, most })
  const pseudonym = options.pseudonym ?? createPseudonym()
  const ways = { pool, fresh, lanes }
  const ofCaller = options.host === 'caller'
  const toRaw = rememberingRawHeaders()
  const dispatch: Dispatch = (request, run) =>
    new Promise((settle) => {
      const host = ofCaller ? headerValue(run.outer.headers, 'host') : undefined
      new Sending(ways, request, run, settle).send(toRaw(request.headers, host))
    })
  return {
    origin,
    pool,
    pseudonym,
    dispatch,
    isReentrant: (outer) => viaNames(outer, pseudonym),
    partHeaders: (outer) => [['via', viaValue(outer.headers, pseudonym)]],
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

function createLanes(
  origin: string,
  settings: Client.Options,
  {
    connect,
    depth,
    most,
  }: {
    readonly connect: buildConnector.connector
    readonly depth: number
    readonly most: number
  },
): Lanes {
  const client = { ...settings, pipelining: depth }
  return new Lanes({ origin, depth, most: Math.ceil(most / depth), client, connect })
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

/** Parts of a batch that have no fields of their own share one list: it is turned once. */
function rememberingRawHeaders(): typeof toRawHeaders {
  let turned: HeaderList | undefined
  let turnedHost: string | undefined
  let raw: string[] = []
  return (headers, host) => {
    if (headers === turned && host === turnedHost) return raw
    turned = headers
    turnedHost = host
    raw = toRawHeaders(headers, host)
    return raw
  }
}

function toRawHeaders(headers: HeaderList, host: string | undefined): string[] {
  const raw: string[] = host === undefined ? [] : ['host', host]
  for (const [name, value] of headers) raw.push(name, value)
  return raw
}
