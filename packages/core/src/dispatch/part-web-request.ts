import type { PartRequest } from '../model/batch.ts'
import { decodeText, toArrayBuffer } from './body-reading.ts'

/** What the parts of a batch have in common, and what it makes of each. */
export interface RequestHead {
  urlOf(part: PartRequest): string
  /** The fields of a part. Not to be changed: many parts may have the same. */
  headersOf(part: PartRequest): Headers | [string, string][]
  /** The body of a request that may have one; undefined where there is none. */
  bodyOf(part: PartRequest): Uint8Array | undefined
}

type Readers = Pick<Request, 'text' | 'json' | 'arrayBuffer' | 'bytes'>

/** The platform's Request, with its readers as methods, which a class can override. */
interface PlatformRequest extends Omit<Request, keyof Readers> {
  text(): Promise<string>
  json(): Promise<unknown>
  arrayBuffer(): Promise<ArrayBuffer>
  bytes(): Promise<Uint8Array>
}

const PlatformRequest: new (url: string, init: RequestInit) => PlatformRequest = Request

/**
 * A standard Request whose usual readers take the body as it is, without the stream. The stream is
 * there for whoever asks for it, and is used up as soon as the body has been read.
 */
export class StandardRequest extends PlatformRequest {
  readonly #controller: AbortController
  #unread: Uint8Array | undefined

  constructor(head: RequestHead, part: PartRequest) {
    const controller = new AbortController()
    const { signal } = controller
    const body = head.bodyOf(part)
    const init: RequestInit = { method: part.method, headers: head.headersOf(part), signal }
    if (body !== undefined) {
      init.body = new ReadableStream(new BodySource(body))
      init.duplex = 'half'
    }
    super(head.urlOf(part), init)
    this.#controller = controller
    this.#unread = body
  }

  static {
    // It is a Request to whoever looks at its class.
    Object.defineProperty(this.prototype, 'constructor', { value: Request })
  }

  /** Whether something is one of these. */
  static is(value: object): boolean {
    return #controller in value
  }

  /** Aborts the signal of one of these. */
  static abort(value: object, reason: Error): void {
    if (#controller in value) value.#controller.abort(reason)
  }

  override async text(): Promise<string> {
    const bytes = this.#take()
    return bytes === undefined ? super.text() : decodeText(bytes)
  }

  override async json(): Promise<unknown> {
    const bytes = this.#take()
    return bytes === undefined ? super.json() : JSON.parse(decodeText(bytes))
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = this.#take()
    return bytes === undefined ? super.arrayBuffer() : toArrayBuffer(bytes)
  }

  override async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer())
  }

  /** The body, if nobody else has it; from then on its stream is locked and disturbed, as after a read. */
  #take(): Uint8Array | undefined {
    const bytes = this.#unread
    const stream = this.body
    if (bytes === undefined || stream === null || stream.locked || this.bodyUsed) return undefined
    this.#unread = undefined
    void stream.getReader().cancel()
    return bytes
  }
}

/** The bytes of a body as the source of a stream. */
class BodySource {
  readonly type = 'bytes'
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  pull(controller: ReadableByteStreamController): void {
    // What is given to a stream is lost to others.
    if (this.#bytes.length > 0) controller.enqueue(new Uint8Array(this.#bytes))
    controller.close()
    // Whoever waits with a buffer of its own has to be told apart.
    controller.byobRequest?.respond(0)
  }
}
