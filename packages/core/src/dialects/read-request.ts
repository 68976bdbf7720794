import type { Batch } from '../model/batch.ts'
import { BatchError, quote } from '../model/error.ts'
import { headerValue } from '../model/headers.ts'
import type { Limits } from '../model/limits.ts'
import { defaultLimits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'
import { toBytes } from '../wire/latin1.ts'
import { decodeUtf8 } from '../wire/utf8.ts'
import { findDialect } from './built-in.ts'
import type { BatchRequest, ClientDialect } from './client/dialect-client.ts'
import type { ReadContext } from './dialect.ts'
import { AnyOcapiCaller } from './ocapi/any-caller.ts'
import { readOcapiBatch } from './ocapi/read-ocapi.ts'

/** How a batch that is no request of ours is read. */
export interface ReadRequestOptions {
  /**
   * Path below which its parts lie; no slash at the end. Default: the parent of the request's path,
   * or the server's root.
   */
  readonly base?: string
}

/** A batch may be larger than what we would answer: who gets it has limits of its own. */
const limits: Limits = {
  ...defaultLimits,
  parts: 100_000,
  batchBytes: Number.MAX_SAFE_INTEGER,
  jsonDepth: 512,
  headerFields: Number.MAX_SAFE_INTEGER,
  headerBytes: Number.MAX_SAFE_INTEGER,
}

/**
 * Reads a batch in a dialect, by the same reader as an endpoint does. Nobody is identified and no
 * limit holds. Ids are text, whatever the dialect. Rejects with a {@link BatchError} that says what
 * is wrong with it, and where.
 */
export async function readBatch(
  dialect: ClientDialect,
  request: BatchRequest,
  options: ReadRequestOptions = {},
): Promise<Batch> {
  const reader = findDialect(dialect).create({})
  const type = headerValue(request.headers, 'content-type')
  if (!reader.accepts(type)) {
    const given = type === undefined ? 'missing' : quote(type)
    const message = `The Content-Type of a batch in ${dialect} is ${reader.mediaType}; it is ${given}.`
    throw new BatchError('unsupported-media-type', message)
  }
  const base = baseOf(request, options)
  const outer: OuterRequest = {
    method: 'POST',
    path: request.path ?? `${base}/batch`,
    query: request.query ?? '',
    headers: request.headers,
    scheme: 'https',
  }
  const context: ReadContext = { limits, base, checkTarget: () => {} }
  if (dialect !== 'ocapi')
    return withTextIds(dialect, await reader.readBatch(outer, request.body, context))
  const caller = new AnyOcapiCaller()
  const batch = await readOcapiBatch(outer, request.body, { context, caller, ownPathsOnly: false })
  return withTextIds(dialect, batch)
}

/** The base of a request's parts: see {@link ReadRequestOptions}. */
export function baseOf({ path = '' }: BatchRequest, { base }: ReadRequestOptions): string {
  return base ?? path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** In these dialects ids are fields, with one character per byte. */
function withTextIds(dialect: ClientDialect, batch: Batch): Batch {
  if (dialect !== 'google' && dialect !== 'ocapi') return batch
  return {
    ...batch,
    parts: batch.parts.map((part) => {
      const text = part.id === undefined ? undefined : decodeUtf8(toBytes(part.id))
      return text === undefined ? part : { ...part, id: text }
    }),
  }
}
