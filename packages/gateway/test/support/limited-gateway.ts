import type { RunningGateway } from './running-gateway.ts'
import { ocambaEndpoint, openGateway } from './running-gateway.ts'

/**
 * A rate that nobody reaches. Nearly all rates of these tests have such a burst: what counts is the
 * window of a minute, which no test outlives. A steady rate that nobody reaches is used within one
 * single batch.
 */
export const plenty = 1000

/** A gateway whose one endpoint has a rate limit. */
export function openLimited(
  upstream: { readonly url: string },
  rateLimit: object,
  more: object = {},
): Promise<RunningGateway> {
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ ...ocambaEndpoint, rateLimit, ...more }],
  })
}
