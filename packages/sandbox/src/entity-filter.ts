import { ApiError } from './api-error.ts'
import { membersOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import { fromText } from './table.ts'
import type { Comparison, Condition } from './table.ts'

const MAX_CONDITIONS = 20

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['eq', 'eq'],
  ['ne', 'neq'],
  ['gt', 'gt'],
  ['ge', 'gte'],
  ['lt', 'lt'],
  ['le', 'lte'],
])

/**
 * Reads an OData `$filter`: `member op value` joined by `and`, where op is eq, ne, gt, ge, lt or le
 * and the value a string in single quotes (`''` inside), a number, true or false; round brackets
 * around conditions change nothing. Throws a 400 that says what is wrong.
 */
export function readEntityFilter(text: string, set: EntitySet): readonly Condition[] {
  const tokens = text.match(/'(?:[^']|'')*'|[^\s()']+|['()]/g) ?? []
  const words = tokens.filter((token) => token !== '(' && token !== ')')
  const conditions: Condition[] = []
  for (let at = 0; at < words.length || at === 0; at += 4) {
    conditions.push(readCondition(words.slice(at, at + 3), set))
    const joint = words[at + 3]
    if (joint === undefined) return conditions
    if (joint !== 'and') throw wrong(`"and", not "${joint}"`)
    if (conditions.length === MAX_CONDITIONS) throw wrong(`at most ${MAX_CONDITIONS} conditions`)
  }
  throw wrong('a condition after "and"')
}

function readCondition(words: readonly string[], set: EntitySet): Condition {
  const [column = '', operator = '', text = ''] = words
  const known = membersOf(set)
  if (!known.includes(column)) {
    throw wrong(`a member (${known.join(', ')}) instead of "${column}"`)
  }
  const comparison = COMPARISONS.get(operator)
  if (comparison === undefined) {
    throw wrong(`eq, ne, gt, ge, lt or le after "${column}" instead of "${operator}"`)
  }
  const kind = set.table.columns.get(column) ?? 'text'
  const quoted = /^'(.*)'$/s.exec(text)?.[1]?.replaceAll("''", "'")
  const fits = (kind === 'text') === (quoted !== undefined)
  const value = fits ? fromText(kind, quoted ?? text) : undefined
  if (value === undefined) {
    const form = kind === 'text' ? 'a string in single quotes' : `a ${kind}`
    throw wrong(`${form} for "${column}" instead of "${text}"`)
  }
  return { column, comparison, values: [value] }
}

function wrong(expected: string): ApiError {
  return new ApiError(400, `The query option "$filter" is not valid: expected ${expected}.`)
}
