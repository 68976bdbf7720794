import { mergeQueries } from '../../wire/query.ts'

/** A path and a query, neither with its question mark. */
export interface PathAndQuery {
  readonly path: string
  readonly query: string
}

/**
 * Joins `x-dw-resource-path` and its extension by concatenation: a slash is put in only where both
 * are there and neither has one at the seam, and two become one. Their queries are merged, the
 * extension's wins. A path without `/s/<site>` gets the site of the main request (`-` is one).
 */
export function joinPath(base: string, extension: string, site: string | undefined): PathAndQuery {
  const first = splitQuery(base)
  const second = splitQuery(extension)
  const joined = concatenate(first.path, second.path)
  const query = mergeQueries(first.query, second.query)
  if (joined === '') return { path: '', query }
  const rooted = joined.startsWith('/') ? joined : `/${joined}`
  const hasSite = /^\/s\/[^/]+(?:\/|$)/.test(rooted)
  return { path: hasSite || site === undefined ? rooted : `/s/${site}${rooted}`, query }
}

function concatenate(base: string, extension: string): string {
  if (base === '' || extension === '') return base + extension
  const slashes = Number(base.endsWith('/')) + Number(extension.startsWith('/'))
  if (slashes === 0) return `${base}/${extension}`
  return slashes === 1 ? base + extension : base + extension.slice(1)
}

function splitQuery(text: string): PathAndQuery {
  const mark = text.indexOf('?')
  return mark === -1
    ? { path: text, query: '' }
    : { path: text.slice(0, mark), query: text.slice(mark + 1) }
}
