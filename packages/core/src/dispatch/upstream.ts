import type { Client, Dispatcher } from 'undici'
import { Pool } from 'undici'
import type { Failure, PartOutcome, PartRequest } from '../model/batch.ts'
import { isSafeMethod, withUnknownOutcome } from '../model/batch.ts'
import type { Backend, Dispatch, PartRun } from '../model/dispatch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import { FreshConnections, markReuse, wasReused } from './connection.ts'
import type { UpstreamTls } from './upstream-tls.ts'
import { withFixedName } from './upstream-tls.ts'
import { createPseudonym, viaNames, viaValue } from './via.ts'

/** Options of an upstream. */
export interface UpstreamOptions {
  /** Connections at most. Default 256. */
  readonly connections?: number
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
 * a path in it is refused with a RangeError, because paths of parts are sent as they are.
 */
export function createUpstream(url: string, options: UpstreamOptions = {}): Upstream {
  const origin = readOrigin(url)
  const settings: Client.Options = {
    pipelining: 1,
    allowH2: false,
    // Time is kept per part and per batch; the connections have no clocks of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: markReuse(options.connectTimeout ?? 10_000, options.tls),
  }
  const connections = new Pool(origin, { ...settings, connections: options.connections ?? 256 })
  const pool = withFixedName(connections, origin)
  const fresh = new FreshConnections(origin, settings)
  const pseudonym = options.pseudonym ?? createPseudonym()
  const dispatch: Dispatch = (request, run) =>
    new Promise((settle) => {
      const host = options.host === 'caller' ? headerValue(run.outer.headers, 'host') : undefined
      const sending = new Sending({ pool, fresh }, request, run, settle)
      sending.send(toRawHeaders(request.headers, host))
    })
  return {
    origin,
    pool,
    pseudonym,
    dispatch,
    isReentrant: (outer) => viaNames(outer, pseudonym),
    partHeaders: (outer) => [['via', viaValue(outer.headers, pseudonym)]],
    async close() {
      await Promise.all([connections.close(), fresh.close()])
    },
    async destroy() {
      await Promise.all([connections.destroy(), fresh.destroy()])
    },
  }
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

function toRawHeaders(headers: HeaderList, host: string | undefined): string[] {
  const raw: string[] = host === undefined ? [] : ['host', host]
  for (const [name, value] of headers) raw.push(name, value)
  return raw
}

/** The connections to a server. */
interface Connections {
  readonly pool: Dispatcher
  readonly fresh: FreshConnections
}

/** One part on its way to the server; sent at most twice. */
class Sending implements Dispatcher.DispatchHandler {
  readonly #connections: Connections
  readonly #request: PartRequest
  readonly #run: PartRun
  readonly #settle: (outcome: PartOutcome) => void
  #headers: string[] = []
  #collector: AnswerCollector
  #controller: Dispatcher.DispatchController | undefined
  #wasSent = false
  #answerBegan = false
  #resent = false
  #cancelled = false
  #over = false

  constructor(
    connections: Connections,
    request: PartRequest,
    run: PartRun,
    settle: (outcome: PartOutcome) => void,
  ) {
    this.#connections = connections
    this.#request = request
    this.#run = run
    this.#settle = settle
    this.#collector = new AnswerCollector(run)
    run.onCancel(() => {
      this.#cancelled = true
      this.#controller?.abort(new Error('the part was given up'))
    })
  }

  send(headers: string[]): void {
    this.#headers = headers
    const { method, path, body } = this.#request
    const { pool, fresh } = this.#connections
    // The server may have closed the other idle connections in the same moment.
    const dispatcher = this.#resent ? fresh : pool
    dispatcher.dispatch(
      {
        method,
        path,
        headers,
        body: body === undefined ? null : Buffer.from(body.buffer, body.byteOffset, body.length),
      },
      this,
    )
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#cancelled) {
      controller.abort(new Error('the part was given up'))
      return
    }
    this.#wasSent = true
    this.#run.sent()
  }

  /** Called with the first byte of an answer, before its head is complete. */
  onResponseStarted(): void {
    this.#answerBegan = true
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return
    this.#collector.head(status, fromRawHeaders(controller.rawHeaders))
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    const failed = this.#collector.data(chunk)
    if (failed === undefined) return
    this.#end(this.#unknown(failed))
    controller.abort(new Error(failed.reason))
  }

  onResponseEnd(): void {
    const outcome = this.#collector.finish()
    if (outcome instanceof Promise) {
      outcome.then(
        (decoded) => this.#finish(decoded),
        (cause: unknown) =>
          this.#finish(failure('bad-answer', 'The answer could not be read.', cause)),
      )
    } else {
      this.#finish(outcome)
    }
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#over) return
    if (this.#mayResend(error)) {
      this.#resent = true
      this.#wasSent = false
      this.send(this.#headers)
      return
    }
    this.#end(this.#unknown(describeError(error, this.#answerBegan)))
  }

  /** RFC 9110 9.2.2: a kept-alive connection that the server closed just then is nobody's fault. */
  #mayResend(error: Error): boolean {
    if (this.#resent || this.#cancelled || this.#answerBegan) return false
    return isSafeMethod(this.#request.method) && wasReused(error)
  }

  /** An answer that came whole and can't be passed on leaves the caller knowing nothing either. */
  #finish(outcome: PartOutcome): void {
    this.#end(outcome.kind === 'failed' ? this.#unknown(outcome) : outcome)
  }

  #unknown(failed: Failure): Failure {
    const unsafe = !isSafeMethod(this.#request.method)
    return this.#wasSent && unsafe ? withUnknownOutcome(failed) : failed
  }

  #end(outcome: PartOutcome): void {
    if (this.#over) return
    this.#over = true
    const resent = this.#resent && outcome.kind === 'answered'
    this.#settle(resent ? { ...outcome, resent: true } : outcome)
  }
}

function fromRawHeaders(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  const headers: HeaderField[] = []
  if (!Array.isArray(raw)) return headers
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.push([toText(raw[index]).toLowerCase(), toText(raw[index + 1])])
  }
  return headers
}

function toText(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '')
}

function describeError(error: Error, answerBegan: boolean): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  // undici's parser often gives its errors a name and no code.
  if (/^(?:HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH)/.test(code)) {
    return failure('bad-answer', `The API's answer is not valid HTTP (${code}).`, error)
  }
  if (answerBegan) return failure('bad-answer', `The API's answer broke off (${code}).`, error)
  return failure('unreachable', `The API could not be reached (${code}).`, error)
}
