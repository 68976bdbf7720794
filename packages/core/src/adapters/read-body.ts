import { acceptedCodings, decodeContent } from '../dispatch/content-coding.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'

/**
 * Reads the body of a batch from its chunks and undoes its content coding. Stops reading at once
 * when there are more than `limit` bytes. Throws {@link BatchError}: `batch-too-large`,
 * `unsupported-media-type` for an unknown coding, `invalid-body` when the body breaks off or its
 * coding is broken.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  headers: HeaderList,
  limit: number,
): Promise<Uint8Array> {
  const body = await gather(chunks, limit)
  const coding = headerValue(headers, 'content-encoding')
  if (coding === undefined) return body
  const decoded = await decodeContent(body, coding, limit)
  switch (decoded.kind) {
    case 'decoded':
      return decoded.bytes
    case 'too-large':
      throw tooLarge(limit)
    case 'invalid':
      throw new BatchError('invalid-body', `It is not valid ${coding}.`)
    case 'unknown-coding':
      throw new BatchError(
        'unsupported-media-type',
        `The content coding ${JSON.stringify(coding)} is unknown; use one of ${acceptedCodings}.`,
        { headers: [['accept-encoding', acceptedCodings]] },
      )
  }
}

async function gather(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const gathered: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > limit) throw tooLarge(limit)
      gathered.push(chunk)
    }
  } catch (error) {
    if (error instanceof BatchError) throw error
    throw new BatchError('invalid-body', 'It broke off before its end.', { cause: error })
  }
  const [first] = gathered
  return first !== undefined && gathered.length === 1 ? first : Buffer.concat(gathered, size)
}

function tooLarge(limit: number): BatchError {
  return new BatchError(
    'batch-too-large',
    `The batch has more than ${limit} bytes, which is the limit.`,
  )
}
