import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'
import { ServerResponse } from 'node:http'
import type { Failure, PartOutcome } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { AnswerCollector } from './answer-collector.ts'

type Chunk = string | Uint8Array | null
type Done = (error?: Error | null) => void

/**
 * The response of a part: header fields are kept by Node's own class, and what a handler writes is
 * collected as bytes instead of being rendered for a socket.
 */
export class PartServerResponse extends ServerResponse {
  readonly #collector: AnswerCollector
  readonly #settle: (outcome: PartOutcome) => void
  #began = false
  #over = false

  constructor(request: IncomingMessage, run: PartRun, settle: (outcome: PartOutcome) => void) {
    super(request)
    this.#collector = new AnswerCollector(run)
    this.#settle = settle
    // Middleware looks at the connection; assigning it with assignSocket would render to it.
    Object.defineProperty(this, 'socket', { value: request.socket, writable: true })
  }

  /** Ends the part without an answer, unless it has ended already. */
  abandon(failed: Failure): void {
    if (this.#over) return
    this.#over = true
    this.destroyed = true
    this.#settle(failed)
    this.emit('close')
  }

  /** Node's own would look for the connection where only a real server puts it. */
  override destroy(error?: Error): this {
    this.socket?.destroy(error)
    return this
  }

  override writeHead(
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    fields?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): this {
    if (this.#began) throw headersWereSent()
    const code = toStatus(status)
    const given = typeof reason === 'string' ? fields : (reason ?? fields)
    this.statusCode = code
    this.#set(given)
    this.#began = true
    // Node's own setHeader and headersSent look at this.
    Reflect.set(this, '_header', 'HTTP/1.1')
    this.#collector.head(code, listHeaders(this))
    return this
  }

  override flushHeaders(): void {
    this._implicitHeader()
  }

  override write(chunk: Chunk, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const callback = typeof encoding === 'function' ? encoding : done
    if (this.finished || this.#over) {
      const error = Object.assign(new Error('write after end'), {
        code: 'ERR_STREAM_WRITE_AFTER_END',
      })
      queueMicrotask(() => callback?.(error))
      return false
    }
    this._implicitHeader()
    this.#collect(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    if (callback !== undefined) queueMicrotask(() => callback(null))
    return true
  }

  override end(chunk?: Chunk | Done, encoding?: BufferEncoding | Done, done?: Done): this {
    const callback = [chunk, encoding, done].find((value) => typeof value === 'function')
    if (this.finished || this.#over) {
      if (callback !== undefined) queueMicrotask(() => callback(null))
      return this
    }
    this._implicitHeader()
    if (typeof chunk !== 'function' && chunk !== undefined) {
      this.#collect(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    }
    this.finished = true
    queueMicrotask(() => this.#finish(callback))
    return this
  }

  /** Node's name for what happens before the first byte; middleware hooks writeHead for it. */
  _implicitHeader(): void {
    if (!this.#began) this.writeHead(this.statusCode)
  }

  /** Early hints and other interim answers have no place in a batch. */
  override writeContinue(done?: () => void): void {
    if (done !== undefined) queueMicrotask(done)
  }

  override writeProcessing(done?: () => void): void {
    if (done !== undefined) queueMicrotask(done)
  }

  override writeEarlyHints(_hints: unknown, done?: () => void): void {
    if (done !== undefined) queueMicrotask(done)
  }

  #set(fields: OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined): void {
    if (fields === undefined) return
    if (!Array.isArray(fields)) {
      for (const [name, value] of Object.entries(fields)) {
        if (value !== undefined) this.setHeader(name, value)
      }
      return
    }
    const pairs = fields.every((field) => Array.isArray(field))
      ? (fields as unknown as [string, OutgoingHttpHeader][])
      : toPairs(fields)
    for (const [name] of pairs) this.removeHeader(name)
    for (const [name, value] of pairs) this.appendHeader(name, toTexts(value))
  }

  #collect(chunk: Chunk, encoding: BufferEncoding): void {
    if (chunk === null || chunk.length === 0 || this.#isBodiless()) return
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Uint8Array.from(chunk)
    const failed = this.#collector.data(bytes)
    if (failed !== undefined) this.abandon(failed)
  }

  #isBodiless(): boolean {
    const { statusCode, req } = this
    return req.method === 'HEAD' || statusCode === 204 || statusCode === 304
  }

  #finish(callback: Done | undefined): void {
    this.emit('prefinish')
    this.emit('finish')
    callback?.(null)
    if (!this.#over) {
      this.#over = true
      const outcome = this.#collector.finish()
      if (outcome instanceof Promise) void outcome.then(this.#settle)
      else this.#settle(outcome)
    }
    this.emit('close')
  }
}

function listHeaders(response: ServerResponse): HeaderList {
  const fields: HeaderField[] = []
  for (const name of response.getHeaderNames()) {
    const value = response.getHeader(name)
    for (const text of toTexts(value ?? '')) fields.push([name, text])
  }
  return fields
}

function toTexts(value: OutgoingHttpHeader): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

function toPairs(flat: readonly OutgoingHttpHeader[]): [string, OutgoingHttpHeader][] {
  const pairs: [string, OutgoingHttpHeader][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    pairs.push([String(flat[index]), flat[index + 1] ?? ''])
  }
  return pairs
}

/** Node's own rule: a whole number of three digits, also as a text. */
function toStatus(status: unknown): number {
  const code = Math.trunc(Number(status))
  if (code >= 100 && code <= 999) return code
  const error = new RangeError(`Invalid status code: ${String(status)}`)
  throw Object.assign(error, { code: 'ERR_HTTP_INVALID_STATUS_CODE' })
}

function headersWereSent(): Error {
  const message = 'Cannot write headers after they are sent to the client'
  return Object.assign(new Error(message), { code: 'ERR_HTTP_HEADERS_SENT' })
}
