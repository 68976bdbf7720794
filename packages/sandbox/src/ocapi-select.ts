import { isObject } from './json-body.ts'
import { OcapiFault } from './ocapi-fault.ts'

/** Which members of a document are shown. */
export interface Selector {
  /** Members that are not named: none, those that are no objects or arrays, or all. */
  readonly others: 'none' | 'simple' | 'all'
  /** Named members, and what is shown of their own members; undefined for all. */
  readonly included: ReadonlyMap<string, Selector | undefined>
  readonly excluded: ReadonlySet<string>
}

const MAX_DEPTH = 20

/**
 * Reads a property selector: `(**)`, `(*)`, `(a,+b)`, `(-a)` and `(a.(b,c))`. Throws a 400
 * `MalformedSelectorException`; selectors of array items are not known here.
 */
export function readSelector(text: string): Selector {
  const tokens = text.match(/\*\*?|[()]|,|\.|[+-]?[\w@-]+|\S/g) ?? []
  let at = 0
  const fail = (): OcapiFault => {
    const message = `The selector '${text.slice(0, 100)}' is malformed.`
    const details = { arguments: { selector: text.slice(0, 100) } }
    return new OcapiFault(400, 'MalformedSelectorException', message, details)
  }
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false
    at += 1
    return true
  }
  const readGroup = (depth: number): Selector => {
    if (depth > MAX_DEPTH || !take('(')) throw fail()
    const named = new Set<string>()
    const included = new Map<string, Selector | undefined>()
    const excluded = new Set<string>()
    do {
      const item = tokens[at] ?? ''
      at += 1
      const name = /^[+-]?([\w@-]+)$/.exec(item)?.[1]
      if (item === '*' || item === '**') named.add(item)
      else if (name === undefined) throw fail()
      else if (item.startsWith('-')) excluded.add(name)
      else included.set(name, take('.') ? readGroup(depth + 1) : undefined)
    } while (take(','))
    if (!take(')')) throw fail()
    const onlyExcludes = included.size === 0 && named.size === 0
    if (named.has('**') || onlyExcludes) return { others: 'all', included, excluded }
    return { others: named.has('*') ? 'simple' : 'none', included, excluded }
  }
  const selector = readGroup(1)
  if (at < tokens.length) throw fail()
  return selector
}

/** The part of a document that a selector shows; members whose names begin with `_` always stay. */
export function select(
  document: Readonly<Record<string, unknown>>,
  { others, included, excluded }: Selector,
): Readonly<Record<string, unknown>> {
  const shown = Object.entries(document).flatMap(([name, value]): [string, unknown][] => {
    if (name.startsWith('_')) return [[name, value]]
    if (excluded.has(name)) return []
    if (included.has(name)) return [[name, selectIn(value, included.get(name))]]
    const isShown = others === 'all' || (others === 'simple' && !isComplex(value))
    return isShown ? [[name, value]] : []
  })
  return Object.fromEntries(shown)
}

function selectIn(value: unknown, selector: Selector | undefined): unknown {
  if (selector === undefined) return value
  if (Array.isArray(value)) return value.map((item: unknown) => selectIn(item, selector))
  return isObject(value) ? select(value, selector) : value
}

function isComplex(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
