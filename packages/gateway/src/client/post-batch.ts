import type { BatchAnswer, HeaderField, HeaderList } from '@batchway/core/translate'
import { Agent, errors, request } from 'undici'

/** A batch on its way. */
export interface PostedBatch {
  readonly url: URL
  /** Names in lower case. */
  readonly headers: HeaderList
  readonly body: Uint8Array
  /** Milliseconds for the whole answer. */
  readonly timeout: number
  /** Ends it before its time. */
  readonly stop: AbortSignal
  /** Called as bytes of the answer come. */
  readonly onBytes: (bytes: number) => void
}

/** No answer came. The message says why, and what is known then. */
export class PostError extends Error {
  /** Whether the caller stopped it. */
  readonly stopped: boolean

  constructor(message: string, stopped = false) {
    super(message)
    this.stopped = stopped
  }
}

/** Fields of the connection, which a file may have and nobody may send twice. */
const ofTheConnection =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|te|upgrade|expect|accept-encoding|proxy-connection)$/

/** Posts a batch over a connection of its own. Rejects with a {@link PostError}. */
export async function postBatch(batch: PostedBatch): Promise<BatchAnswer> {
  const { url, timeout, stop } = batch
  const late = AbortSignal.timeout(timeout)
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connectTimeout: timeout })
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: batch.headers.filter(([name]) => !ofTheConnection.test(name)).flat(),
      body: batch.body,
      dispatcher: agent,
      signal: AbortSignal.any([stop, late]),
    })
    const pieces: Uint8Array[] = []
    let bytes = 0
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
      pieces.push(piece)
      bytes += piece.length
      batch.onBytes(bytes)
    }
    const body = new Uint8Array(Buffer.concat(pieces))
    return { status: answer.statusCode, headers: toList(answer.headers), body }
  } catch (error) {
    if (stop.aborted) {
      throw new PostError('stopped; which requests took effect is not known', true)
    }
    if (late.aborted) {
      const seconds = timeout / 1000
      throw new PostError(
        `${url.origin} did not answer within ${seconds} s; which requests took effect is not known. Give it more time with --timeout`,
      )
    }
    throw new PostError(`${url.origin}: ${explain(error)}`)
  } finally {
    await agent.destroy()
  }
}

function toList(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderList {
  return Object.entries(headers).flatMap(([name, value]): readonly HeaderField[] => {
    const values = Array.isArray(value) ? value : [value ?? '']
    return values.map((one) => [name.toLowerCase(), one] as const)
  })
}

const unknownAuthority =
  'nobody that is known has signed its certificate; name a file with its authority in NODE_EXTRA_CA_CERTS'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host can not be looked up now',
  ECONNRESET: 'the connection broke; which requests took effect is not known',
  UND_ERR_SOCKET: 'the connection broke; which requests took effect is not known',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within the time',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'what answers there does not speak TLS; it may be http and not https',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'what answers there does not speak TLS; it may be http and not https',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
}

function explain(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error
  const code: unknown = inner instanceof Error && 'code' in inner ? inner.code : undefined
  const known = typeof code === 'string' ? reasons[code] : undefined
  if (known !== undefined) return known
  if (inner instanceof errors.HTTPParserError) return 'what answers there does not speak HTTP'
  // Those of OpenSSL end with a line break.
  return inner instanceof Error ? inner.message.trim() : String(inner)
}
