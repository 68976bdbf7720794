import { headerValue } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'

/** Resources of every service; no id of the same name hides them (OData URL conventions 4.01). */
const systemResources = new Set(['batch', 'crossjoin', 'all', 'entity', 'root', 'id', 'metadata'])

/** Where the URLs of a batch lead. */
export interface ServiceRoot {
  /** Path that relative URLs are relative to; no slash at the end. */
  readonly base: string
  /** Our own hosts, as absolute URLs name them. */
  readonly hosts: ReadonlySet<string>
}

/** The root for one batch. `publicOrigin` is an origin beside the one that the request came to. */
export function serviceRoot(
  { headers, scheme }: OuterRequest,
  base: string,
  publicOrigin: string,
): ServiceRoot {
  const hosts = new Set<string>()
  const host = headerValue(headers, 'host')
  if (host !== undefined && host !== '') hosts.add(plainHost(scheme, host))
  const origin = absolute.exec(publicOrigin)
  if (origin !== null) hosts.add(plainHost(origin[1] ?? '', origin[2] ?? ''))
  return { base, hosts }
}

/** One slash is enough: a released client forgets the second. */
const absolute = /^(https?):\/{1,2}([^/?#\\]*)(.*)$/is
const anyScheme = /^[a-z][a-z0-9+.-]*:\/\//i

/**
 * The target of a request, relative to the server's root: an absolute URL of our own host loses its
 * authority, whichever of http and https it names; a relative one is put behind the base; spaces,
 * quotes and what is beyond ASCII are percent-encoded. `url` has one character per byte.
 *
 * `$id/...` with the id of another request stays as it is. So does the URL of another host, which is
 * refused by whoever checks it.
 */
export function toTarget(
  url: string,
  { base, hosts }: ServiceRoot,
  ids: ReadonlyMap<string, number>,
): string {
  const path = encode(url)
  const found = absolute.exec(path)
  if (found !== null) {
    const [, name = '', authority = '', rest = ''] = found
    if (!hosts.has(plainHost(name, authority))) return path
    return rest.startsWith('/') ? rest : `/${rest}`
  }
  if (path === '' || path.startsWith('/') || anyScheme.test(path) || isReference(path, ids))
    return path
  return `${base}/${path}`
}

function isReference(path: string, ids: ReadonlyMap<string, number>): boolean {
  if (!path.startsWith('$')) return false
  const [segment = ''] = path.slice(1).split(/[/?]/, 1)
  return ids.has(segment) && !systemResources.has(segment)
}

/** A host and port in lower case, without the port that the scheme implies. */
function plainHost(scheme: string, authority: string): string {
  const text = authority.toLowerCase()
  const port = scheme.toLowerCase() === 'https' ? ':443' : ':80'
  return text.endsWith(port) ? text.slice(0, -port.length) : text
}

function encode(url: string): string {
  return url.replace(/[ "\x80-\xff]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}
