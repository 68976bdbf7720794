import { acceptedCodings, decodeContent } from '../dispatch/content-coding.ts'
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
  const body = await gather(chunks, limit)
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

/**
 * An iteration that is given up is left alone and not ended: ending it would close the connection
 * on which the caller still has to get the answer.
 */
async function gather(chunks: AsyncIterable<Uint8Array>, limit: BodyLimit): Promise<Uint8Array> {
  const gathered: Uint8Array[] = []
  let size = 0
  const iterator = chunks[Symbol.asyncIterator]()
  const deadline = createDeadline(limit.time)
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one chunk after the other
      const next = await Promise.race([iterator.next(), deadline.passed])
      if (next.done === true) break
      size += next.value.length
      if (size > limit.bytes) throw tooLarge(limit.bytes)
      gathered.push(next.value)
    }
  } catch (error) {
    if (error instanceof BatchError) throw error
    throw new BatchError('invalid-body', 'It broke off before its end.', { cause: error })
  } finally {
    deadline.clear()
  }
  const [first] = gathered
  return first !== undefined && gathered.length === 1 ? first : Buffer.concat(gathered, size)
}

function createDeadline(time: number): { readonly passed: Promise<never>; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The batch did not arrive within ${time / 1000} s.`
      reject(new BatchError('too-slow', message))
    }, time)
  })
  return { passed, clear: () => clearTimeout(timer) }
}

function tooLarge(limit: number): BatchError {
  return new BatchError(
    'batch-too-large',
    `The batch has more than ${limit} bytes, which is the limit.`,
  )
}
