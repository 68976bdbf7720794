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

/** The decoded name of a `name=value` pair (`+` is a space, as in forms). */
function parameterName(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

/** Percent-encodes what may not stand in a query (RFC 3986 3.4) or has a meaning in forms. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text).replace(/%(?:24|2C|2F|3A|3F|40)/g, decodeURIComponent)
}
