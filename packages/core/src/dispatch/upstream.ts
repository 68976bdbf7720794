import type { Dispatcher } from 'undici'
import type { PartRequest } from '../model/batch.ts'
import type { Backend, Dispatch } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { Balance } from './balance.ts'
import { Balancer } from './balance.ts'
import { Sending } from './sending.ts'
import { createTarget } from './target.ts'
import type { UpstreamTls } from './upstream-tls.ts'
import { createPseudonym, viaNames, viaValue } from './via.ts'

/** Options of an upstream. */
export interface UpstreamOptions {
  /** Connections at most, to each server. Default 256. */
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
  /** How requests are spread, where there are several servers. Default `least-loaded`. */
  readonly balance?: Balance
  /**
   * Milliseconds for which one of several servers that could not be reached is left out. Default 10 s.
   */
  readonly restTime?: number
}

/** Another server as a backend. */
export interface Upstream extends Backend {
  /** Scheme, host and port, of the first one where there are several. */
  readonly origin: string
  /** The connections, for whoever forwards other requests there. */
  readonly pool: Pick<Dispatcher, 'dispatch'>
  /** The name of this gateway in `Via` (RFC 9110 7.6.3). */
  readonly pseudonym: string
  /** Closes the connections once they are idle. */
  close(): Promise<void>
  /** Closes the connections at once. */
  destroy(): Promise<void>
}

/**
 * A backend that sends parts to another server over kept-alive connections, or to one of several that
 * do the same. `url` is its origin, or `unix:` and the path of a socket; a path in it is refused with
 * a RangeError, because paths of parts are sent as they are; so is an option that can't be used.
 */
export function createUpstream(
  url: string | readonly string[],
  options: UpstreamOptions = {},
): Upstream {
  const { connections = 256, pipelining = 1, connectTimeout = 10_000, tls } = options
  if (!Number.isSafeInteger(pipelining) || pipelining < 1) {
    throw new RangeError(`pipelining must be a whole number of at least 1, not ${pipelining}`)
  }
  const urls = typeof url === 'string' ? [url] : url
  const settings = { connections, pipelining, connectTimeout, tls }
  const targets = urls.map((one) => createTarget(one, settings))
  const [first] = targets
  if (first === undefined) throw new RangeError('an upstream must have at least one target')
  const { balance = 'least-loaded', restTime = 10_000 } = options
  const balancer = targets.length === 1 ? undefined : new Balancer(targets, { balance, restTime })
  const pseudonym = options.pseudonym ?? createPseudonym()
  const ofCaller = options.host === 'caller'
  const toRaw = rememberingRawHeaders()
  const dispatch: Dispatch = (request, run) =>
    new Promise((settle) => {
      const host = ofCaller ? headerValue(run.outer.headers, 'host') : undefined
      const ways = balancer === undefined ? first : balancer.choose()
      new Sending(ways, request, run, settle).send(toRaw(request, host))
    })
  return {
    origin: first.origin,
    moreOrigins: targets.slice(1).map(({ origin }) => origin),
    pool: balancer ?? first.pool,
    pseudonym,
    dispatch,
    isReentrant: (outer) => viaNames(outer, pseudonym),
    partHeaders: (outer) => [['via', viaValue(outer.headers, pseudonym)]],
    async close() {
      await Promise.all(targets.map((target) => target.close()))
    },
    async destroy() {
      await Promise.all(targets.map((target) => target.destroy()))
    },
  }
}

/**
 * Parts of a batch that have no fields of their own share one list: it is turned once. Their host is
 * one, too, as that of their batch. Batches take turns, so that more than one list is remembered.
 */
function rememberingRawHeaders(): (request: PartRequest, host: string | undefined) => string[] {
  const turned = new WeakMap<HeaderList, string[]>()
  return ({ part, headers }, host) => {
    if (part.headers.length > 0) return toRawHeaders(headers, host)
    const known = turned.get(headers)
    if (known !== undefined) return known
    const raw = toRawHeaders(headers, host)
    turned.set(headers, raw)
    return raw
  }
}

function toRawHeaders(headers: HeaderList, host: string | undefined): string[] {
  const raw: string[] = host === undefined ? [] : ['host', host]
  for (const [name, value] of headers) raw.push(name, value)
  return raw
}
