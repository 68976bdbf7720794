import type { PartOutcome } from '../model/batch.ts'
import type { CancelReason, PartRun } from '../model/dispatch.ts'
import type { HeaderField } from '../model/headers.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import { readKept } from './kept-response.ts'
import { LightRequest } from './light-request.ts'
import { StandardRequest } from './part-web-request.ts'

/** The call of a fetch app for one part. */
export class FetchCall {
  readonly #request: Request
  readonly #run: PartRun
  readonly #collector: AnswerCollector
  #reader: ReadableStreamDefaultReader<unknown> | undefined

  constructor(request: Request, run: PartRun) {
    this.#request = request
    this.#run = run
    this.#collector = new AnswerCollector(run)
    run.onCancel((reason) => this.#cancel(reason))
  }

  /** Makes the outcome of the app's answer. Throws what the Response throws. */
  answered(response: Response): PartOutcome | Promise<PartOutcome> {
    const collector = this.#collector
    const hasContent = this.#request.method !== 'HEAD'
    const kept = readKept(response)
    if (kept !== undefined) {
      collector.head(kept.status, kept.headers)
      const content = hasContent ? kept.body : undefined
      return (content && collector.data(content)) ?? collector.finish()
    }
    const { status } = response
    if (!(status >= 200 && status <= 599)) {
      return failure('handler-failed', `The API answered with the status ${status}.`)
    }
    const stream = bodyOf(response)
    collector.head(status, fieldsOf(response.headers))
    if (stream === null) return collector.finish()
    this.#reader = stream.getReader()
    if (hasContent) return this.#read(this.#reader)
    this.#stopReading()
    return collector.finish()
  }

  async #read(reader: ReadableStreamDefaultReader<unknown>): Promise<PartOutcome> {
    if (this.#run.givenUp !== undefined) this.#stopReading()
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one chunk after the other
      const { done, value } = await reader.read()
      if (done) return this.#collector.finish()
      const failed = this.#collector.data(toBytes(value))
      if (failed === undefined) continue
      this.#stopReading()
      return failed
    }
  }

  #cancel(reason: CancelReason): void {
    const error = new Error(`the part was given up: ${reason}`)
    StandardRequest.abort(this.#request, error)
    LightRequest.abort(this.#request, error)
    this.#stopReading()
  }

  #stopReading(): void {
    this.#reader?.cancel().catch(() => {})
  }
}

/**
 * Responses of some servers (srvx, @hono/node-server) know the type of their body only once the
 * headers and the body have been looked at, in this order.
 */
function bodyOf(response: Response): ReadableStream<unknown> | null {
  return response.headers === undefined ? null : response.body
}

function fieldsOf(headers: Headers): readonly HeaderField[] {
  const fields: HeaderField[] = []
  headers.forEach((value, name) => fields.push([name, value]))
  return fields
}

/** Servers write texts as UTF-8, although the standard knows bytes only. */
function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return Buffer.from(chunk)
  throw new TypeError(`a chunk of the answer is neither bytes nor a text but ${typeof chunk}`)
}
