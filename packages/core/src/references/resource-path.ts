import { quote } from '../model/error.ts'
import { ReferenceProblem } from '../model/reference.ts'

/** Which URLs are the API's own. */
export interface OwnUrls {
  /** Path below which they must lie; no slash at the end. */
  readonly base: string
  /** Host and port of each origin by which the API is known, in lower case. */
  readonly hosts: ReadonlySet<string>
}

// oxlint-disable-next-line no-control-regex -- bytes of UTF-8 as they stand in a header
const beyondAscii = /[\x80-\xff]/g
// oxlint-disable-next-line no-control-regex -- what a URL parser drops or takes for a slash
const odd = /[\x00-\x20\x7f\\]|[^\x00-\xff]/

const absolute = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/
/** Stands for the API's own host, while a relative URL is made an absolute one. */
const someHost = 'own.invalid'

/**
 * The path of a URL that an answer names (`Location`, RFC 9110 10.2.2), without query and fragment.
 * `from` is the path of the request. Throws a ReferenceProblem unless it is relative or of an own
 * origin, and lies below the base. What it returns still has to be checked as a part's target.
 */
export function resourcePath(url: string, from: string, { base, hosts }: OwnUrls): string {
  const shown = quote(url)
  // A parser would drop some of these characters, and so see another URL than others do.
  if (url === '' || odd.test(url)) throw new ReferenceProblem(`the URL ${shown} is not valid`)
  const ascii = url.replace(beyondAscii, (byte) => `%${byte.charCodeAt(0).toString(16)}`)
  const request = `http://${someHost}${from}`
  if (!URL.canParse(ascii, request)) throw new ReferenceProblem(`the URL ${shown} is not valid`)
  const parsed = new URL(ascii, request)
  const isHttp = parsed.protocol === 'http:' || parsed.protocol === 'https:'
  const isOwn = absolute.test(ascii) ? hosts.has(parsed.host) : parsed.host === someHost
  if (!isHttp || !isOwn || parsed.username !== '' || parsed.password !== '') {
    throw new ReferenceProblem(`the URL ${shown} is not one of this API`)
  }
  const path = withoutSlashes(parsed.pathname)
  if (path.startsWith(`${base}/`)) return path
  throw new ReferenceProblem(`the URL ${shown} does not lie below ${base}/`)
}

function withoutSlashes(path: string): string {
  let end = path.length
  while (path.charAt(end - 1) === '/') end -= 1
  return path.slice(0, end)
}

/** Host and port of an origin, as a URL has them; undefined where it is none. */
export function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
