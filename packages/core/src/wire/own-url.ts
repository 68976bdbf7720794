import { headerValue } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

/** One slash is enough: a released client forgets the second. */
const absolute = /^(https?):\/{1,2}([^/?#\\]*)(.*)$/is

/**
 * Our own hosts, as absolute URLs of a batch name them: its `Host`, and that of `publicOrigin`, under
 * which callers know us where a proxy sends another one; empty where there is none.
 */
export function ownHosts(
  { headers, scheme }: OuterRequest,
  publicOrigin: string,
): ReadonlySet<string> {
  const hosts = new Set<string>()
  const host = headerValue(headers, 'host')
  if (host !== undefined && host !== '') hosts.add(plainHost(scheme, host))
  const origin = absolute.exec(publicOrigin)
  if (origin !== null) hosts.add(plainHost(origin[1] ?? '', origin[2] ?? ''))
  return hosts
}

/**
 * The path and query of an absolute URL of one of our own hosts, whichever of http and https it
 * names. Undefined for any other URL, that of another host included.
 */
export function pathOfOwnUrl(url: string, hosts: ReadonlySet<string>): string | undefined {
  const found = absolute.exec(url)
  if (found === null) return undefined
  const [, name = '', authority = '', rest = ''] = found
  if (!hosts.has(plainHost(name, authority))) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** A host and port in lower case, without the port that the scheme implies. */
function plainHost(scheme: string, authority: string): string {
  const text = authority.toLowerCase()
  const port = scheme.toLowerCase() === 'https' ? ':443' : ':80'
  return text.endsWith(port) ? text.slice(0, -port.length) : text
}

/** Percent-encodes spaces, quotes and what is beyond ASCII. `url` has one character per byte. */
export function encodeLooseUrl(url: string): string {
  return url.replace(/[ "\x80-\xff]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}

/** Throws a RangeError where an option is no origin such as `https://api.example`; empty is none. */
export function checkPublicOrigin(origin: string): void {
  if (origin === '' || /^https?:\/\/[^/?#\\@\s]+$/i.test(origin)) return
  throw new RangeError(
    `publicOrigin must be an origin such as https://api.example, not "${origin}"`,
  )
}
