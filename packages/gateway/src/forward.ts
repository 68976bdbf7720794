import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HeaderList } from '@batchway/core'
import { comparableName, connectionNames, isForwardingHeader, isHopByHop } from '@batchway/core'
import { toHeaderList, toOuterRequest } from '@batchway/core/node'
import type { Upstream } from '@batchway/core/upstream'
import { viaNames, viaValue } from '@batchway/core/upstream'
import type { Dispatcher } from 'undici'
import type { ProxyTrust } from './proxy-trust.ts'
import type { Problems } from './problem-details.ts'

/** What a forwarder needs to know. */
export interface ForwardOptions {
  readonly upstream: Upstream
  readonly trust: ProxyTrust
  readonly problems: Problems
  /** Milliseconds without a byte after which a request is given up. */
  readonly idleTime: number
  /** Fields that every request gets; the caller's own of these names stay behind. Secrets. */
  readonly credentials: HeaderList
  /** Whether the API sees the caller's `Host`. */
  readonly keepHost: boolean
  /** Told of requests that could not be forwarded. */
  readonly onFailure: (failure: ForwardFailure) => void
}

/** A request that could not be forwarded. */
export interface ForwardFailure {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly code: string
}

/** Sends a request on as it is, and its answer back as it is. */
export type Forward = (request: IncomingMessage, response: ServerResponse) => void

/** Handled on each side by its own server or client. */
const perConnection = new Set(['expect', 'http2-settings'])

/**
 * Makes a forwarder. Request target and body go through unchanged and streamed both ways;
 * hop-by-hop fields are removed and `Via` and `X-Forwarded-*` are set (RFC 9110 7.6).
 */
export function createForward(options: ForwardOptions): Forward {
  return (request, response) => {
    const { problems, upstream } = options
    const { pseudonym } = upstream
    if (viaNames({ headers: toHeaderList(request.rawHeaders) }, pseudonym)) {
      problems.write(response, 508, 'This request has passed this gateway before.')
      return
    }
    if (request.url === '*') {
      problems.write(response, 501, 'Only requests for a path are forwarded.')
      return
    }
    new Forwarding(options, request, response).start()
  }
}

/** One request on its way to the upstream and back. */
class Forwarding implements Dispatcher.DispatchHandler {
  readonly #options: ForwardOptions
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #controller: Dispatcher.DispatchController | undefined
  /** Whether a byte of the answer's body has been passed on. */
  #began = false
  #gaveUp = false

  constructor(options: ForwardOptions, request: IncomingMessage, response: ServerResponse) {
    this.#options = options
    this.#request = request
    this.#response = response
  }

  start(): void {
    const { upstream, idleTime } = this.#options
    this.#response.once('close', () => {
      if (!this.#response.writableFinished)
        this.#controller?.abort(new Error('the caller went away'))
    })
    if (hasBody(this.#request)) this.#watchBody(idleTime)
    upstream.pool.dispatch(
      {
        method: this.#request.method ?? 'GET',
        path: originForm(this.#request.url ?? '/'),
        headers: this.#headers(),
        body: hasBody(this.#request) ? this.#request : null,
        headersTimeout: idleTime,
        bodyTimeout: idleTime,
      },
      this,
    )
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#response.closed) controller.abort(new Error('the caller went away'))
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    reason?: string,
  ): void {
    if (status < 200) return
    const raw = toTexts(controller.rawHeaders)
    const fields = endToEnd(raw).flat()
    // What was not plain text as a reason is nothing that a client could read.
    if (reason !== undefined && plain.test(reason)) this.#response.writeHead(status, reason, fields)
    else this.#response.writeHead(status, fields)
    this.#response.on('drain', () => controller.resume())
    // A body that comes later must not hold back the head (server-sent events, long polls).
    process.nextTick(() => {
      if (!this.#began && !this.#response.writableEnded) this.#response.flushHeaders()
    })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#began = true
    if (!this.#response.write(chunk)) controller.pause()
  }

  onResponseEnd(): void {
    this.#response.end()
  }

  onResponseError(_controller: unknown, error: Error): void {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    const timedOut = code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT'
    const status = timedOut ? 504 : 502
    if (this.#response.closed || this.#gaveUp) return
    const what = timedOut ? 'did not answer in time' : 'could not be reached'
    this.#fail(status, code, `The API ${what} (${code}).`)
  }

  /** While a body is on its way, nobody else has an eye on the time: the API waits for its rest. */
  #watchBody(idleTime: number): void {
    const request = this.#request
    request.setTimeout(idleTime, () => {
      this.#gaveUp = true
      // The answer may have left before, and what is dropped here is the rest of the body.
      if (this.#response.writableEnded) request.socket.destroy()
      else if (request.readableLength > 0) {
        this.#fail(504, 'body-not-taken', 'The API did not take the body in time.')
      } else {
        this.#fail(408, 'body-too-slow', 'The body of the request did not arrive in time.')
      }
      this.#controller?.abort(new Error('the body stood still'))
    })
    request.once('end', () => {
      // Between requests the clock is the server's.
      if (!this.#response.writableFinished) request.setTimeout(0)
    })
  }

  #fail(status: number, code: string, detail: string): void {
    const [path = '/'] = originForm(this.#request.url ?? '/').split('?', 1)
    this.#options.onFailure({ method: this.#request.method ?? 'GET', path, status, code })
    if (this.#response.headersSent) {
      // The caller must see that the answer is not whole.
      this.#response.destroy()
      return
    }
    if (this.#gaveUp) this.#response.shouldKeepAlive = false
    this.#options.problems.write(this.#response, status, detail)
  }

  #headers(): string[] {
    const { trust, upstream, keepHost, credentials } = this.#options
    const reserved = credentials.map(([name]) => comparableName(name))
    const outer = trust.cleanse(toOuterRequest(this.#request))
    const kept = outer.headers.map(([name]) => name)
    const fields = endToEnd(this.#request.rawHeaders).filter(([name]) => {
      const lower = name.toLowerCase()
      if (reserved.includes(comparableName(lower))) return false
      if (isForwardingHeader(lower) || !kept.includes(lower)) return false
      return lower !== 'host' || keepHost
    })
    const added: HeaderList = [
      ['Via', viaValue(outer.headers, upstream.pseudonym)],
      ...trust.forwardingHeaders(outer),
      ...credentials,
    ]
    return [...fields, ...added].flat()
  }
}

const plain = /^[\t\x20-\x7e]*$/

/** The request target without scheme and host, in its own bytes. */
function originForm(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}

function hasBody(request: IncomingMessage): boolean {
  const { headers } = request
  if (headers['transfer-encoding'] !== undefined) return true
  return headers['content-length'] !== undefined && headers['content-length'] !== '0'
}

/** The end-to-end fields of a message in their own spelling. */
function endToEnd(raw: readonly string[]): [string, string][] {
  const fields = toHeaderList(raw)
  const named = connectionNames(fields)
  return fields.flatMap(([name, value], index): [string, string][] => {
    if (isHopByHop(name) || perConnection.has(name) || named.has(name)) return []
    return [[raw[index * 2] ?? name, value]]
  })
}

function toTexts(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  if (!Array.isArray(raw)) return []
  return raw.map((value) => (typeof value === 'string' ? value : value.toString('latin1')))
}
