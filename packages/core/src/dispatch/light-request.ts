import workerThreads from 'node:worker_threads'
import type { PartRequest } from '../model/batch.ts'
import { decodeText, toArrayBuffer } from './body-reading.ts'
import type { RequestHead } from './part-web-request.ts'

/** What only the standard Request tells. */
const delegated = [
  'cache',
  'credentials',
  'destination',
  'duplex',
  'integrity',
  'isHistoryNavigation',
  'isReloadNavigation',
  'keepalive',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
]

/**
 * A Request that is made into a standard one only when something is asked of it that it can't tell
 * itself: its method, URL, headers, signal and the usual readers of its body cost next to nothing.
 *
 * The platform's own constructor of Requests does not take it, as it reads private fields: it throws
 * a TypeError. So it is only for apps whose server gives them such requests anyway; see
 * `light-mode.ts`.
 */
export class LightRequest {
  readonly #head: RequestHead
  readonly #part: PartRequest
  readonly #url: string
  #headers: Headers | undefined
  #controller: AbortController | undefined
  /** Why it was given up, as the reason of its signal. */
  #aborted: Error | undefined
  #used = false
  #standard: Request | undefined

  constructor(head: RequestHead, part: PartRequest) {
    // `structuredClone` refuses a Request; of this one it would make an empty object.
    workerThreads.markAsUncloneable?.(this)
    this.#head = head
    this.#part = part
    this.#url = head.urlOf(part)
  }

  static {
    Object.setPrototypeOf(this.prototype, Request.prototype)
    Object.defineProperty(this.prototype, 'constructor', { value: Request })
    for (const name of delegated) {
      Object.defineProperty(this.prototype, name, {
        get(this: LightRequest): unknown {
          return Reflect.get(this.#whole(), name)
        },
      })
    }
  }

  /** Whether something is one of these. */
  static is(value: object): boolean {
    return #head in value
  }

  /** Aborts the signal of one of these, also for those who ask for it later. */
  static abort(value: object, reason: Error): void {
    if (!(#head in value)) return
    value.#aborted = reason
    value.#controller?.abort(reason)
  }

  /** The standard Request with the same headers, signal and body. */
  static standardOf(value: LightRequest): Request {
    return value.#whole()
  }

  get method(): string {
    return this.#part.method
  }

  get url(): string {
    return this.#url
  }

  get headers(): Headers {
    this.#headers ??= new Headers(this.#head.headersOf(this.#part))
    return this.#headers
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted)
    }
    return this.#controller.signal
  }

  get body(): ReadableStream | null {
    return this.#head.bodyOf(this.#part) === undefined ? null : this.#whole().body
  }

  get bodyUsed(): boolean {
    return this.#used || this.#standard?.bodyUsed === true
  }

  clone(): Request {
    return this.#whole().clone()
  }

  async text(): Promise<string> {
    const bytes = this.#take()
    return bytes === undefined ? this.#whole().text() : decodeText(bytes)
  }

  async json(): Promise<unknown> {
    const bytes = this.#take()
    return bytes === undefined ? this.#whole().json() : JSON.parse(decodeText(bytes))
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = this.#take()
    return bytes === undefined ? this.#whole().arrayBuffer() : toArrayBuffer(bytes)
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer())
  }

  async blob(): Promise<Blob> {
    return this.#whole().blob()
  }

  async formData(): Promise<FormData> {
    return this.#whole().formData()
  }

  #whole(): Request {
    this.#standard ??= this.#makeStandard()
    if (this.#headers === undefined) this.#headers = this.#standard.headers
    else if (this.#headers !== this.#standard.headers) {
      copyHeaders(this.#headers, this.#standard.headers)
    }
    return this.#standard
  }

  /** The body, if nobody else has or may have it; from then on it is used. */
  #take(): Uint8Array | undefined {
    if (this.#used || this.#standard !== undefined) return undefined
    const body = this.#head.bodyOf(this.#part)
    this.#used = body !== undefined
    return body
  }

  #makeStandard(): Request {
    const headers = this.#headers ?? this.#head.headersOf(this.#part)
    const init: RequestInit = { method: this.method, headers, signal: this.signal }
    const body = this.#head.bodyOf(this.#part)
    if (body !== undefined) init.body = toArrayBuffer(body)
    const standard = new Request(this.#url, init)
    // As after a read: its stream is locked and disturbed.
    if (this.#used) void standard.body?.getReader().cancel()
    return standard
  }
}

/** Makes the fields of one object those of another; a Request keeps the Headers that it has. */
function copyHeaders(from: Headers, to: Headers): void {
  const fields = [...from]
  for (const name of new Set(to.keys())) to.delete(name)
  for (const [name, value] of fields) to.append(name, value)
}
