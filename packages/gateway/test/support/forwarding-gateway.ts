import type { RunningGateway } from './running-gateway.ts'
import { openGateway } from './running-gateway.ts'

/** A gateway that forwards to an upstream what is no batch. */
export function openForward(
  upstream: { readonly url: string },
  more: object = {},
): Promise<RunningGateway> {
  return openGateway({ upstreams: { api: { url: upstream.url } }, forward: 'api', ...more })
}
