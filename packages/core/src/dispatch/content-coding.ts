import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib'

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
])

/** The content codings that can be undone, as an `Accept-Encoding` value. */
export const acceptedCodings = 'gzip, deflate, br, zstd'

/** What came of undoing a content coding. */
export type Decoded =
  | { readonly kind: 'decoded'; readonly bytes: Uint8Array }
  | { readonly kind: 'unknown-coding' | 'too-large' | 'invalid' }

/**
 * Undoes the content codings of a body (RFC 9110 8.4): the last one named comes off first.
 * Stops as soon as the result exceeds `limit` bytes.
 */
export async function decodeContent(
  bytes: Uint8Array,
  contentEncoding: string,
  limit: number,
): Promise<Decoded> {
  const codings = contentEncoding.split(',').map((coding) => coding.trim().toLowerCase())
  let decoded = bytes
  for (const coding of codings.toReversed()) {
    if (coding === 'identity' || coding === '') continue
    const decode = decoders.get(coding)
    if (decode === undefined) return { kind: 'unknown-coding' }
    try {
      // Each coding is a layer around the next one.
      // oxlint-disable-next-line no-await-in-loop
      decoded = await decode(decoded, { maxOutputLength: limit })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      return { kind: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'invalid' }
    }
  }
  return { kind: 'decoded', bytes: decoded }
}
