import { BlockList, isIP } from 'node:net'
import type { HeaderField, HeaderList, OuterRequest } from '@batchway/core'

/** Identity headers that only a proxy in front of the gateway may set. */
const proxyIdentity = new Set(['x-forwarded-user', 'x-remote-user'])

/** Knows the proxies in front of the gateway, and writes the forwarding headers accordingly. */
export interface ProxyTrust {
  /**
   * The head of a request without what its sender was not entitled to say, and with the scheme and
   * the address of the client as a trusted proxy tells them.
   */
  cleanse(outer: OuterRequest): OuterRequest
  /** The forwarding fields for what the gateway sends on behalf of that request. */
  forwardingHeaders(outer: OuterRequest): HeaderList
}

/**
 * Makes the trust in proxies. `proxies` are addresses or CIDR ranges; throws a RangeError that
 * names one that is neither.
 */
export function createProxyTrust(proxies: readonly string[]): ProxyTrust {
  const list = new BlockList()
  for (const proxy of proxies) addProxy(list, proxy)
  const isTrustedAddress = (given: string | undefined): boolean => {
    if (proxies.length === 0) return false
    const address = given?.replace(/^::ffff:(?=\d+\.)/, '')
    if (address === undefined || isIP(address) === 0) return false
    return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return {
    cleanse(outer) {
      const peer = outer.remoteAddress
      if (!isTrustedAddress(peer)) {
        const { headers } = outer
        if (!headers.some(([name]) => isProxyIdentity(name))) return outer
        return { ...outer, headers: headers.filter(([name]) => !isProxyIdentity(name)) }
      }
      const hops = valueOf(outer.headers, 'x-forwarded-for')?.split(',') ?? []
      const client = hops.map((hop) => hop.trim()).findLast((hop) => !isTrustedAddress(hop))
      const scheme = valueOf(outer.headers, 'x-forwarded-proto')
      return {
        ...outer,
        ...(scheme === 'https' || scheme === 'http' ? { scheme } : {}),
        ...(client === undefined || peer === undefined
          ? {}
          : { remoteAddress: client, peerAddress: peer }),
      }
    },
    forwardingHeaders(outer) {
      const peer = outer.peerAddress ?? outer.remoteAddress
      const trusted = isTrustedAddress(peer)
      const believed = (name: string): string | undefined =>
        trusted ? valueOf(outer.headers, name) : undefined
      const hops = [believed('x-forwarded-for'), peer].filter((hop) => hop !== undefined)
      const fields: HeaderField[] = [
        ['x-forwarded-proto', believed('x-forwarded-proto') ?? outer.scheme],
      ]
      if (hops.length > 0) fields.unshift(['x-forwarded-for', hops.join(', ')])
      const host = believed('x-forwarded-host') ?? valueOf(outer.headers, 'host')
      if (host !== undefined) fields.push(['x-forwarded-host', host])
      return fields
    },
  }
}

/** Some servers make the same variable of `X-Forwarded-User` and `X_Forwarded_User`. */
function isProxyIdentity(name: string): boolean {
  return proxyIdentity.has(name.includes('_') ? name.replaceAll('_', '-') : name)
}

function addProxy(list: BlockList, proxy: string): void {
  const [address = '', bits, ...rest] = proxy.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  const isPrefix = bits === undefined || /^\d+$/.test(bits)
  if (version === 0 || !isPrefix || prefix > most || rest.length > 0) {
    throw new RangeError(`trustedProxies: "${proxy}" is not an address or CIDR range`)
  }
  list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4')
}

function valueOf(headers: HeaderList, name: string): string | undefined {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}
