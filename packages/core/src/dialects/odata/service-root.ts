import type { EntryNames } from './entry-names.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { isSystemResource } from '../../references/odata/names.ts'
import { encodeLooseUrl, ownHosts, pathOfOwnUrl } from '../../wire/own-url.ts'

/** Where the URLs of a batch lead. */
export interface ServiceRoot {
  /** Path that relative URLs are relative to; no slash at the end. */
  readonly base: string
  /** Our own hosts, as absolute URLs name them. */
  readonly hosts: ReadonlySet<string>
}

/** The root for one batch. `publicOrigin` is an origin beside the one that the request came to. */
export function serviceRoot(outer: OuterRequest, base: string, publicOrigin: string): ServiceRoot {
  return { base, hosts: ownHosts(outer, publicOrigin) }
}

/** Also `http:/host`, as `pathOfOwnUrl` reads it. */
const anyScheme = /^(?:[a-z][a-z0-9+.-]*:\/\/|https?:\/)/i

/**
 * The target of a request, relative to the server's root: an absolute URL of our own host loses its
 * authority, whichever of http and https it names; a relative one is put behind the base; spaces,
 * quotes and what is beyond ASCII are percent-encoded. `url` has one character per byte.
 *
 * `$id/...` with the id of another request stays as it is. So does the URL of another host, which is
 * refused by whoever checks it.
 */
export function toTarget(url: string, { base, hosts }: ServiceRoot, names: EntryNames): string {
  const path = encodeLooseUrl(url)
  const own = pathOfOwnUrl(path, hosts)
  if (own !== undefined) return own
  if (path === '' || path.startsWith('/') || anyScheme.test(path) || isReference(path, names))
    return path
  return `${base}/${path}`
}

function isReference(path: string, names: EntryNames): boolean {
  if (!path.startsWith('$')) return false
  const [segment = ''] = path.slice(1).split(/[/?]/, 1)
  return names.indexOf(segment) !== undefined && !isSystemResource(segment)
}
