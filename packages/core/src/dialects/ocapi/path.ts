import { BatchError } from '../../model/error.ts'

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

/**
 * Merges two queries; a parameter of the second one replaces those of its name in the first. What
 * is not replaced keeps its bytes.
 */
export function mergeQueries(first: string, second: string): string {
  if (first === '' || second === '') return first + second
  const names = new Set(second.split('&').map(nameOf))
  const kept = first.split('&').filter((pair) => pair === '' || !names.has(nameOf(pair)))
  return [...kept, second].join('&')
}

/** The decoded values of a parameter. */
export function queryValues(query: string, name: string): readonly string[] {
  return query.split('&').flatMap((pair) => {
    if (nameOf(pair) !== name) return []
    const equals = pair.indexOf('=')
    return [equals === -1 ? '' : decode(pair.slice(equals + 1))]
  })
}

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return decode(name)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const notInQuery = /[\x00-\x20\x7f-\uffff#]|%(?![0-9A-Fa-f]{2})/

/** Throws `invalid-query` when a query has an invalid escape or a character that it may not have. */
export function checkQuery(query: string, place: string): void {
  const found = notInQuery.exec(query)
  if (found === null) return
  const what = found[0] === '%' ? 'an invalid percent escape' : 'a character that must be escaped'
  throw new BatchError('invalid-query', `${place} has ${what} at position ${found.index}.`)
}
