import { BatchError } from '../model/error.ts'

/** A query parameter and its values; none means that the parameter is taken away. */
export interface QueryParameter {
  readonly name: string
  readonly values: readonly string[]
}

/**
 * Adds parameters to the query of a URL reference. Parameters of the same name that stand there
 * are replaced; the others keep their own bytes and order.
 */
export function replaceParameters(url: string, parameters: readonly QueryParameter[]): string {
  if (parameters.length === 0) return url
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const names = new Set(parameters.map(({ name }) => name))
  const kept = mark === -1 ? [] : url.slice(mark + 1).split('&')
  const pairs = kept.filter((pair) => pair !== '' && !names.has(parameterName(pair)))
  for (const { name, values } of parameters) {
    for (const value of values) pairs.push(`${encodeQuery(name)}=${encodeQuery(value)}`)
  }
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** The decoded names of all parameters. */
export function parameterNames(query: string): ReadonlySet<string> {
  return new Set(query === '' ? [] : query.split('&').map(parameterName))
}

/** The decoded name of a `name=value` pair (`+` is a space, as in forms). */
function parameterName(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return decode(name)
}

/** Percent-encodes what may not stand in a query (RFC 3986 3.4) or has a meaning in forms. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text).replace(/%(?:24|2C|2F|3A|3F|40)/g, decodeURIComponent)
}

/**
 * Merges two queries; a parameter of the second one replaces those of its name in the first. What
 * is not replaced keeps its bytes.
 */
export function mergeQueries(first: string, second: string): string {
  if (first === '' || second === '') return first + second
  const names = new Set(second.split('&').map(parameterName))
  const kept = first.split('&').filter((pair) => pair === '' || !names.has(parameterName(pair)))
  return [...kept, second].join('&')
}

/** The decoded values of a parameter. */
export function queryValues(query: string, name: string): readonly string[] {
  return query.split('&').flatMap((pair) => {
    if (parameterName(pair) !== name) return []
    const equals = pair.indexOf('=')
    return [equals === -1 ? '' : decode(pair.slice(equals + 1))]
  })
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
