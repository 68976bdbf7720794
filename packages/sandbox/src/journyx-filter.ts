import { ApiError } from './api-error.ts'
import { fromText } from './table.ts'
import type { Comparison, Condition, Table, Value } from './table.ts'

const MAX_CONDITIONS = 20

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['eq', 'eq'],
  ['ne', 'neq'],
  ['gt', 'gt'],
  ['lt', 'lt'],
])

interface Token {
  readonly kind: 'string' | 'word'
  readonly text: string
}

/**
 * Reads a `$filter`: `field op value` joined by `and`, where op is eq, ne, gt or lt and the value a
 * string in double quotes (`\"` and `\\` inside), a number, true or false. Throws a 400 that says
 * what was expected where.
 */
export function readFilter(
  text: string,
  table: Table,
  columns: readonly string[],
): readonly Condition[] {
  const tokens = readTokens(text)
  const conditions: Condition[] = []
  for (let at = 0; at < tokens.length || at === 0; at += 4) {
    conditions.push(readCondition(tokens.slice(at, at + 3), table, columns))
    const joint = tokens[at + 3]
    if (joint === undefined) return conditions
    if (joint.kind !== 'word' || joint.text !== 'and') throw wrong(`"and", not "${joint.text}"`)
    if (conditions.length === MAX_CONDITIONS) throw wrong(`at most ${MAX_CONDITIONS} conditions`)
  }
  throw wrong('a condition after "and"')
}

function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  const pattern = / *(?:"((?:[^"\\]|\\["\\])*)"|([^ "]+))(?= |$)| +$/y
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(text)
    if (match === null) throw wrong(`a word or a string in double quotes at position ${at}`)
    const [, quoted, word] = match
    if (quoted !== undefined) {
      tokens.push({ kind: 'string', text: quoted.replaceAll(/\\(["\\])/g, '$1') })
    }
    if (word !== undefined) tokens.push({ kind: 'word', text: word })
  }
  return tokens
}

function readCondition(
  [field, operator, value]: readonly Token[],
  table: Table,
  columns: readonly string[],
): Condition {
  if (field?.kind !== 'word' || !columns.includes(field.text)) {
    throw wrong(`a field (${columns.join(', ')}) instead of "${field?.text ?? ''}"`)
  }
  const comparison = operator?.kind === 'word' ? COMPARISONS.get(operator.text) : undefined
  if (comparison === undefined) {
    throw wrong(`eq, ne, gt or lt after "${field.text}" instead of "${operator?.text ?? ''}"`)
  }
  if (value === undefined) throw wrong(`a value at the end`)
  const values = [readValue(table, field.text, value)]
  return { column: field.text, comparison, values }
}

function readValue(table: Table, column: string, { kind, text }: Token): Value {
  const columnKind = table.columns.get(column) ?? 'text'
  const quotingFits = (kind === 'string') === (columnKind === 'text')
  const value = quotingFits ? fromText(columnKind, text) : undefined
  if (value !== undefined) return value
  const form = new Map([
    ['text', 'a string in double quotes'],
    ['flag', 'true or false'],
  ]).get(columnKind)
  throw wrong(`${form ?? 'a number'} for "${column}" instead of "${text}"`)
}

function wrong(expected: string): ApiError {
  return new ApiError(400, `The parameter "$filter" is not valid: expected ${expected}.`)
}
