import type { Batch } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import { BatchError } from '../model/error.ts'
import { headerValue } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

/**
 * Refuses a batch that a browser sent from another site with the user's cookies: it could change
 * things in the user's name. Batches of safe parts, without cookies, and of programs that are no
 * browsers (neither `Sec-Fetch-Site` nor `Origin`) pass.
 */
export function checkCrossSite(
  outer: OuterRequest,
  batch: Batch,
  allowedOrigins: readonly string[],
): void {
  if (batch.originAllowed === true || headerValue(outer.headers, 'cookie') === undefined) return
  if (batch.parts.every((part) => isSafeMethod(part.method))) return
  const origin = headerValue(outer.headers, 'origin')
  if (origin !== undefined && allowedOrigins.includes(origin)) return
  const site = headerValue(outer.headers, 'sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site === undefined && (origin === undefined || isOwnOrigin(origin, outer))) return
  throw new BatchError(
    'forbidden',
    `A batch with cookies that changes something was sent from another site (${origin ?? site}).`,
  )
}

function isOwnOrigin(origin: string, outer: OuterRequest): boolean {
  const own = `${outer.scheme}://${headerValue(outer.headers, 'host') ?? ''}`
  return URL.canParse(origin) && URL.canParse(own) && new URL(origin).origin === new URL(own).origin
}
