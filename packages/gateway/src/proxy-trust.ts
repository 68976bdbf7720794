import { BlockList, isIP } from 'node:net'
import type { HeaderField, HeaderList, OuterRequest } from '@batchway/core'

/** Identity headers that only a proxy in front of the gateway may set. */
const proxyIdentity = new Set(['x-forwarded-user', 'x-remote-user'])

/** Knows the proxies in front of the gateway, and writes the forwarding headers accordingly. */
export interface ProxyTrust {
  /**
   * The head of a request without what its sender was not entitled to say, and with the scheme that
   * a trusted proxy says the client used.
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
  const isTrusted = ({ remoteAddress }: OuterRequest): boolean => {
    if (remoteAddress === undefined) return false
    const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/, '')
    return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return {
    cleanse(outer) {
      if (isTrusted(outer)) {
        const scheme = valueOf(outer.headers, 'x-forwarded-proto')
        return scheme === 'https' || scheme === 'http' ? { ...outer, scheme } : outer
      }
      return { ...outer, headers: outer.headers.filter(([name]) => !proxyIdentity.has(name)) }
    },
    forwardingHeaders(outer) {
      const trusted = isTrusted(outer)
      const believed = (name: string): string | undefined =>
        trusted ? valueOf(outer.headers, name) : undefined
      const hops = [believed('x-forwarded-for'), outer.remoteAddress]
      const fields: HeaderField[] = [
        ['x-forwarded-for', hops.filter((hop) => hop !== undefined).join(', ')],
        ['x-forwarded-proto', believed('x-forwarded-proto') ?? outer.scheme],
      ]
      const host = believed('x-forwarded-host') ?? valueOf(outer.headers, 'host')
      if (host !== undefined) fields.push(['x-forwarded-host', host])
      return fields
    },
  }
}

function addProxy(list: BlockList, proxy: string): void {
  const [address = '', bits] = proxy.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (version === 0 || !/^\d*$/.test(bits ?? '') || prefix > most) {
    throw new RangeError(`trustedProxies: "${proxy}" is not an address or CIDR range`)
  }
  list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4')
}

function valueOf(headers: HeaderList, name: string): string | undefined {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}
