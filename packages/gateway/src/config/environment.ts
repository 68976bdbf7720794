/** The variables that a configuration may name. */
export type Environment = Readonly<Record<string, string | undefined>>

const reference = /\$(\$)?\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/**
 * Replaces `${NAME}` and `${NAME:-default}` in every text of a parsed configuration; `$${NAME}` is
 * the literal text. `missing` is told of variables that are not set. A text that is nothing but
 * one reference becomes a number if it looks like one, unless `isText` says that a text is wanted
 * there.
 */
export function substitute(
  value: unknown,
  environment: Environment,
  missing: (name: string, path: readonly (string | number)[]) => void,
  isText: (path: readonly (string | number)[]) => boolean = () => false,
): unknown {
  const visit = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof node === 'string') {
      const replaced = substituteText(node, environment, (name) => missing(name, path))
      const number = /^\$\{[^}]*\}$/.test(node) && /^[0-9]+$/.test(replaced) && !isText(path)
      return number ? Number(replaced) : replaced
    }
    if (Array.isArray(node)) return node.map((item, index) => visit(item, [...path, index]))
    if (typeof node !== 'object' || node === null) return node
    const entries = Object.entries(node).map(([name, item]) => [name, visit(item, [...path, name])])
    return Object.fromEntries(entries)
  }
  return visit(value, [])
}

function substituteText(
  text: string,
  environment: Environment,
  missing: (name: string) => void,
): string {
  return text.replace(
    reference,
    (whole, escaped: string | undefined, name: string, byDefault: string | undefined) => {
      if (escaped !== undefined) return whole.slice(1)
      const set = Object.hasOwn(environment, name) ? environment[name] : undefined
      const found = set ?? byDefault
      if (found === undefined) missing(name)
      return found ?? ''
    },
  )
}
