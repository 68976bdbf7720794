/** A media type (RFC 9110 8.3.1): type and subtype in lower case, parameters by lower-case name. */
export interface MediaType {
  /** Such as `application/json`. */
  readonly essence: string
  readonly parameters: ReadonlyMap<string, string>
}

const typePattern =
  /^[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*(?:;|$)/
const parameterPattern =
  /[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^";]*))[ \t]*(?:;|$)/y

/** Reads a `Content-Type` value. Undefined when it is not one; the first of two parameters wins. */
export function parseMediaType(value: string): MediaType | undefined {
  const match = typePattern.exec(value)
  if (match === null) return undefined
  const parameters = new Map<string, string>()
  let at = match[0].length
  while (at < value.length) {
    if (/^[ \t]*(?:;|$)/.test(value.slice(at))) {
      const next = value.indexOf(';', at)
      if (next === -1) break
      at = next + 1
      continue
    }
    parameterPattern.lastIndex = at
    const parameter = parameterPattern.exec(value)
    if (parameter === null) return undefined
    const [whole, name = '', quoted, plain = ''] = parameter
    const text = quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/g, '$1')
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), text)
    at += whole.length
  }
  return { essence: (match[1] ?? '').toLowerCase(), parameters }
}

/** Whether a media type is JSON: `application/json` or a `+json` suffix (RFC 6839). */
export function isJsonType(type: MediaType): boolean {
  return type.essence === 'application/json' || type.essence.endsWith('+json')
}

/** Whether the type names UTF-8 as its charset, or none. */
export function isUtf8Charset(type: MediaType): boolean {
  const charset = type.parameters.get('charset')?.toLowerCase()
  return charset === undefined || charset === 'utf-8' || charset === 'utf8'
}
