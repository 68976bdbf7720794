import type { IncomingMessage } from 'node:http'

/** A host and port as RFC 3986 3.2.2 has them: a name, an IPv4 address, or one of IPv6 in brackets. */
const uriHost =
  /^(?:[\w\-.~!$&'()*+,;=]|%[\dA-Fa-f]{2})*(?::\d{0,5})?$|^\[[\dA-Fa-f:.]+\](?::\d{0,5})?$/

/**
 * Whether a request says once, and in the form of one, which host it is for. Others are to be
 * refused with 400 (RFC 9112 3.2): proxy and API could take another host each.
 */
export function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'host') continue
    hosts += 1
    if (hosts > 1 || !uriHost.test(rawHeaders[index + 1] ?? '')) return false
  }
  return true
}
