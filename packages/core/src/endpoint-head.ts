import type { Dialect } from './dialects/dialect.ts'
import { allowed } from './endpoint-description.ts'
import { BatchError, quote } from './model/error.ts'
import { headerValue } from './model/headers.ts'
import type { OuterRequest } from './model/outer.ts'

/** Throws a BatchError where batches are not sent with this method. */
export function checkMethod({ method }: OuterRequest, { methods }: Dialect): void {
  if (methods.includes(method)) return
  const message = `Batches are posted: use ${methods.join(', ')}, not ${method}.`
  throw new BatchError('method-not-allowed', message, { headers: [['allow', allowed(methods)]] })
}

/** Throws a BatchError where the content type is not that of a batch. */
export function checkType({ headers }: OuterRequest, dialect: Dialect): void {
  const type = headerValue(headers, 'content-type')
  if (dialect.accepts(type)) return
  const found = type === undefined ? 'none' : quote(type)
  const message = `Send the batch with "Content-Type: ${dialect.mediaType}"; it came with ${found}.`
  throw new BatchError('unsupported-media-type', message, {
    headers: [['accept-post', dialect.mediaType]],
  })
}
