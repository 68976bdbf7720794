import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'
import { ServerResponse } from 'node:http'
import type { Failure, PartOutcome } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { AnswerCollector } from './answer-collector.ts'

type Chunk = string | Uint8Array | null
type Done = (error?: Error | null) => void

/** A response that a handler may use like any other, and a way to end it from outside. */
export interface PartResponse {
  readonly response: ServerResponse
  /** Ends the part without an answer, unless it has ended already. */
  readonly abandon: (failed: Failure) => void
}

/**
 * Makes the response of a part: header fields are kept by Node's own class, and what a handler
 * writes is collected as bytes instead of being rendered for a socket.
 *
 * What differs from Node's class are properties of the object itself and not of a subclass, because
 * frameworks such as Express put another prototype under it.
 */
export function createPartResponse(
  request: IncomingMessage,
  run: PartRun,
  settle: (outcome: PartOutcome) => void,
): PartResponse {
  const response = new ServerResponse(request)
  const answer = new PartAnswer(response, run, settle)
  Object.assign(response, {
    writeHead: (...given: Parameters<PartAnswer['writeHead']>) => answer.writeHead(...given),
    flushHeaders: () => answer.begin(),
    _implicitHeader: () => answer.begin(),
    write: (...given: Parameters<PartAnswer['write']>) => answer.write(...given),
    end: (...given: Parameters<PartAnswer['end']>) => answer.end(...given),
    destroy: (error?: Error) => answer.destroy(error),
    // Interim answers have no place in a batch.
    writeContinue: later,
    writeProcessing: later,
    writeEarlyHints: (_hints: unknown, done?: () => void) => later(done),
  })
  // Middleware looks at the connection; assigning it with assignSocket would render to it.
  Object.defineProperty(response, 'socket', { value: request.socket, writable: true })
  return { response, abandon: (failed) => answer.abandon(failed) }
}

function later(done?: () => void): void {
  if (done !== undefined) queueMicrotask(done)
}

/** What a handler writes to one response. */
class PartAnswer {
  readonly #response: ServerResponse
  readonly #collector: AnswerCollector
  readonly #settle: (outcome: PartOutcome) => void
  #began = false
  #over = false

  constructor(response: ServerResponse, run: PartRun, settle: (outcome: PartOutcome) => void) {
    this.#response = response
    this.#collector = new AnswerCollector(run)
    this.#settle = settle
  }

  abandon(failed: Failure): void {
    if (this.#over) return
    this.#over = true
    this.#response.destroyed = true
    this.#settle(failed)
    this.#response.emit('close')
  }

  /** Node's own would look for the connection where only a real server puts it. */
  destroy(error?: Error): ServerResponse {
    this.#response.socket?.destroy(error)
    return this.#response
  }

  writeHead(
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    fields?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): ServerResponse {
    if (this.#began) throw headersWereSent()
    const code = toStatus(status)
    this.#response.statusCode = code
    setFields(this.#response, typeof reason === 'string' ? fields : (reason ?? fields))
    this.#began = true
    // Node's own setHeader and headersSent look at this.
    Reflect.set(this.#response, '_header', 'HTTP/1.1')
    this.#collector.head(code, listHeaders(this.#response))
    return this.#response
  }

  /** Before the first byte; by way of the response, because middleware hooks its writeHead. */
  begin(): void {
    if (!this.#began) this.#response.writeHead(this.#response.statusCode)
  }

  write(chunk: Chunk, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const callback = typeof encoding === 'function' ? encoding : done
    if (this.#response.finished || this.#over) {
      const error = new Error('write after end')
      Object.assign(error, { code: 'ERR_STREAM_WRITE_AFTER_END' })
      queueMicrotask(() => callback?.(error))
      return false
    }
    this.begin()
    this.#collect(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    if (callback !== undefined) queueMicrotask(() => callback(null))
    return true
  }

  end(chunk?: Chunk | Done, encoding?: BufferEncoding | Done, done?: Done): ServerResponse {
    const callback = [chunk, encoding, done].find((value) => typeof value === 'function')
    if (this.#response.finished || this.#over) {
      if (callback !== undefined) queueMicrotask(() => callback(null))
      return this.#response
    }
    this.begin()
    if (typeof chunk !== 'function' && chunk !== undefined) {
      this.#collect(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    }
    this.#response.finished = true
    queueMicrotask(() => this.#finish(callback))
    return this.#response
  }

  #collect(chunk: Chunk, encoding: BufferEncoding): void {
    if (chunk === null || chunk === '' || this.#isBodiless()) return
    const failed = this.#collector.data(toBytes(chunk, encoding))
    if (failed !== undefined) this.abandon(failed)
  }

  #isBodiless(): boolean {
    const { statusCode, req } = this.#response
    return req.method === 'HEAD' || statusCode === 204 || statusCode === 304
  }

  #finish(callback: Done | undefined): void {
    this.#response.emit('prefinish')
    this.#response.emit('finish')
    callback?.(null)
    if (!this.#over) {
      this.#over = true
      const outcome = this.#collector.finish()
      if (outcome instanceof Promise) void outcome.then(this.#settle)
      else this.#settle(outcome)
    }
    this.#response.emit('close')
  }
}

/** A copy: the handler may use its buffer again. */
function toBytes(chunk: unknown, encoding: BufferEncoding): Uint8Array {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding)
  if (chunk instanceof Uint8Array) return new Uint8Array(chunk)
  const error = new TypeError('The chunk must be a string, a Buffer or a Uint8Array.')
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' })
}

function setFields(
  response: ServerResponse,
  fields: OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined,
): void {
  if (fields === undefined) return
  if (!Array.isArray(fields)) {
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) response.setHeader(name, value)
    }
    return
  }
  const pairs = fields.every((field) => Array.isArray(field))
    ? (fields as unknown as [string, OutgoingHttpHeader][])
    : toPairs(fields)
  for (const [name] of pairs) response.removeHeader(name)
  for (const [name, value] of pairs) response.appendHeader(name, toTexts(value))
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
