import type { Reference, ReferenceContext } from '../../model/reference.ts'
import { idPattern, isSystemName, isSystemResource } from './names.ts'

const firstSegment = new RegExp(`^(?:\\$|%24)(${idPattern})(?=[/?]|$)`)

/** The reference that a target's path begins with, below the base. */
export function findInPath(target: string, context: ReferenceContext): readonly Reference[] {
  const { base } = context
  const rooted = target.startsWith(`${base}/`) ? base.length : 0
  const start = target.startsWith('/', rooted) ? rooted + 1 : rooted
  const [text, id] = firstSegment.exec(target.slice(start)) ?? []
  if (text === undefined || id === undefined) return []
  const part = isSystemResource(id) ? undefined : context.indexOf(id)
  if (part === undefined) return []
  // What stands before it goes with it: a path of the API has its own base.
  const place = { in: 'path', start: 0, end: start + text.length } as const
  return [{ part, text: `$${id}`, path: [], place }]
}

// Parentheses end at the next one: who looks further for an end that is missing does so each time.
const segment = '(?:\\$|%24)?(?:[A-Za-z0-9\\-._~@]|%40|%[89A-Fa-f][0-9A-Fa-f])+(?:\\([^()&]*\\))?'
const path = `(?:(?:/|%2[Ff])${segment})*`
/** A quote, or what looks like a reference because no name or path goes on there. */
const quoteOrReference = new RegExp(
  `'|%27|(?:(?<![\\w\\-.~/$@])|(?<=%[0-9A-Fa-f]{2}))(?:\\$|%24)(${idPattern})(${path})`,
  'g',
)

/** Names of query options that may stand without their dollar sign (OData 4.01 part 2 5.1). */
const expressionNames: ReadonlySet<string> = new Set(
  'apply compute expand filter orderby search select skip top'.split(' '),
)

/** The references in the values of a target's query. Names of options are none. */
export function findInQuery(target: string, context: ReferenceContext): readonly Reference[] {
  const mark = target.indexOf('?')
  if (mark === -1) return []
  const found: Reference[] = []
  let start = mark + 1
  for (const option of target.slice(start).split('&')) {
    const equals = option.indexOf('=')
    if (equals !== -1) {
      const value = { text: option.slice(equals + 1), start: start + equals + 1 }
      findInValue(value, isExpression(option.slice(0, equals)), context, found)
    }
    start += option.length + 1
  }
  return found
}

/** Whether the value of a query option is an expression of the language, with literals. */
function isExpression(name: string): boolean {
  const plain = name.replace(/^%24/, '$').replace(/^%40/, '@').toLowerCase()
  return plain.startsWith('$') || plain.startsWith('@') || expressionNames.has(plain)
}

/** Adds those in the value of one option to `found`. */
function findInValue(
  value: { readonly text: string; readonly start: number },
  expression: boolean,
  context: ReferenceContext,
  found: Reference[],
): void {
  let quoted = false
  for (const match of value.text.matchAll(quoteOrReference)) {
    const [text, id, names = ''] = match
    if (id === undefined) {
      quoted = !quoted
      continue
    }
    const end = match.index + text.length
    const inQuotes = expression && quoted
    const part = isLiteral(value.text, { start: match.index, end, id, inQuotes })
      ? undefined
      : context.indexOf(id)
    if (part === undefined) continue
    const place = {
      in: 'query',
      start: value.start + match.index,
      end: value.start + end,
      as: inQuotes ? 'quoted' : expression ? 'literal' : 'text',
    } as const
    found.push({ part, text: readable(text), path: pathOf(names), place })
  }
}

/** Whether it is a name of the language's own, the name of a nested option, or only part of a text. */
function isLiteral(
  value: string,
  at: {
    readonly start: number
    readonly end: number
    readonly id: string
    readonly inQuotes: boolean
  },
): boolean {
  const { start, end } = at
  if (isSystemName(at.id) || isNext(value, end, equalSigns)) return true
  if (!at.inQuotes) return false
  return !quotes.some((one) => value.endsWith(one, start)) || !isNext(value, end, quotes)
}

const equalSigns = ['=', '%3D', '%3d']
const quotes = ["'", '%27']

function isNext(text: string, at: number, pieces: readonly string[]): boolean {
  return pieces.some((piece) => text.startsWith(piece, at))
}

/** Decoded as a whole: each text that is none costs an error. */
function pathOf(names: string): readonly string[] {
  return names === '' ? [] : readable(names).split('/').slice(1)
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
