import { acceptedCodings, decodeContent } from '../dispatch/content-coding.ts'
import { GatheredBytes, readLength } from '../dispatch/gathered-bytes.ts'
import { BatchError, quote } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { BodyLimit } from '../model/outer.ts'

/**
 * Reads the body of a batch from its chunks and undoes its content coding. Stops reading at once
 * when there are more bytes than allowed. Throws {@link BatchError}: `batch-too-large`, `too-slow`,
 * `unsupported-media-type` for an unknown coding, `invalid-body` when the body breaks off or its
 * coding is broken.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  headers: HeaderList,
  limit: BodyLimit,
): Promise<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const body = new BodyChunks(limit.bytes, headers)
  const deadline = createDeadline(limit.time)
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one chunk after the other
      const next = await Promise.race([iterator.next(), deadline.passed])
      if (next.done === true) break
      body.add(next.value)
    }
  } catch (error) {
    throw error instanceof BatchError ? error : brokenOff(error)
  } finally {
    deadline.clear()
  }
  return decodeBody(body.join(), headers, limit)
}

/**
 * The same of a web request. Where it says how long its body is, it is asked for all of it at once,
 * which servers answer without making a stream.
 */
export async function readRequestBody(
  request: Request,
  headers: HeaderList,
  limit: BodyLimit,
): Promise<Uint8Array> {
  const length = readLength(headerValue(headers, 'content-length'))
  if (length === undefined || length > limit.bytes) {
    return readBody(request.body ?? noBody(), headers, limit)
  }
  const deadline = createDeadline(limit.time)
  try {
    const body = new Uint8Array(await Promise.race([request.arrayBuffer(), deadline.passed]))
    if (body.length > limit.bytes) throw tooLarge(limit.bytes)
    return await decodeBody(body, headers, limit)
  } catch (error) {
    throw error instanceof BatchError ? error : brokenOff(error)
  } finally {
    deadline.clear()
  }
}

async function* noBody(): AsyncGenerator<Uint8Array> {
  // A request without a body has no chunks.
}

/** The chunks of a body, as many as are allowed. */
export class BodyChunks {
  readonly #limit: number
  readonly #bytes: GatheredBytes

  /** `headers` may say how many bytes are going to come. */
  constructor(limit: number, headers: HeaderList) {
    this.#limit = limit
    const length = readLength(headerValue(headers, 'content-length')) ?? 0
    this.#bytes = new GatheredBytes(Math.min(length, limit))
  }

  /** Adds a chunk. Throws {@link BatchError} `batch-too-large`. */
  add(chunk: Uint8Array): void {
    if (this.#bytes.size + chunk.length > this.#limit) throw tooLarge(this.#limit)
    this.#bytes.add(chunk)
  }

  /** All of them as one array. */
  join(): Uint8Array {
    return this.#bytes.join()
  }
}

/** Undoes the content coding of a batch's body. Throws {@link BatchError} as {@link readBody}. */
export async function decodeBody(
  body: Uint8Array,
  headers: HeaderList,
  limit: BodyLimit,
): Promise<Uint8Array> {
  const coding = headerValue(headers, 'content-encoding')
  if (coding === undefined) return body
  const decoded = await decodeContent(body, coding, limit.bytes)
  switch (decoded.kind) {
    case 'decoded':
      return decoded.bytes
    case 'too-large':
      throw tooLarge(limit.bytes)
    case 'invalid':
      throw new BatchError('invalid-body', `It is not valid ${coding}.`)
    case 'unknown-coding':
      throw new BatchError(
        'unsupported-media-type',
        `The content coding ${quote(coding)} is unknown; use one of ${acceptedCodings}.`,
        { headers: [['accept-encoding', acceptedCodings]] },
      )
  }
}

function createDeadline(time: number): { readonly passed: Promise<never>; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(time)), time)
  })
  return { passed, clear: () => clearTimeout(timer) }
}

/** The refusal of a batch that takes longer than `time` milliseconds to arrive. */
export function tooSlow(time: number): BatchError {
  return new BatchError('too-slow', `The batch did not arrive within ${time / 1000} s.`)
}

/** The refusal of a batch whose body ended too early. */
export function brokenOff(cause: unknown): BatchError {
  return new BatchError('invalid-body', 'It broke off before its end.', { cause })
}

function tooLarge(limit: number): BatchError {
  const message = `The batch has more than ${limit} bytes, which is the limit.`
  return new BatchError('batch-too-large', message)
}
