import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib'
import type { HeaderField, HeaderList, OuterAnswer } from '@batchway/core'
import Negotiator from 'negotiator'
import type { ConfigCompression } from './config/compression-schema.ts'
import { readSize } from './config/units.ts'

/** Compresses answers of the gateway's own for those who ask for it. */
export type Compress = (answer: OuterAnswer, accepted: string | undefined) => Promise<OuterAnswer>

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const zstd = promisify(zstdCompress)

/** Quick settings: an answer is made once, and its caller is waiting. */
const codings = {
  zstd: (body: Uint8Array): Promise<Buffer> =>
    zstd(body, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
  br: (body: Uint8Array): Promise<Buffer> =>
    brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Uint8Array): Promise<Buffer> => zip(body, { level: 6 }),
} as const

/** Makes it. */
export function createCompress(config: ConfigCompression): Compress {
  const threshold = readSize(config.threshold ?? 1024)
  const offered = config.codings ?? ['zstd', 'br', 'gzip']
  return async (answer, accepted) => {
    const { status, body } = answer
    const isCoded = answer.headers.some(([name]) => name === 'content-encoding')
    if (status === 204 || isCoded || body.length < threshold) return answer
    const headers = withVary(answer.headers)
    const coding = choose(accepted, offered)
    if (coding === undefined) return { ...answer, headers }
    const smaller = await codings[coding](body)
    if (smaller.length >= body.length) return { ...answer, headers }
    return { ...answer, headers: [...headers, ['content-encoding', coding]], body: smaller }
  }
}

/** The method with its second argument, which its types do not have yet. */
type Encodings = (known: string[], options: { readonly preferred: string[] }) => string[]

/** RFC 9110 12.5.3. Who does not say what is accepted gets the answer as it is. */
function choose(
  accepted: string | undefined,
  offered: readonly (keyof typeof codings)[],
): keyof typeof codings | undefined {
  if (accepted === undefined) return undefined
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } })
  const encodings: Encodings = negotiator.encodings.bind(negotiator)
  const [best] = encodings([...offered, 'identity'], { preferred: [...offered] })
  return offered.find((coding) => coding === best)
}

/** What is stored may not be given to those who accept something else. */
function withVary(headers: HeaderList): HeaderList {
  let has = false
  const fields = headers.map(([name, value]): HeaderField => {
    if (name !== 'vary') return [name, value]
    has = true
    return [name, `${value}, Accept-Encoding`]
  })
  return has ? fields : [...fields, ['vary', 'Accept-Encoding']]
}
