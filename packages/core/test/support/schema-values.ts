import * as fc from 'fast-check'
import type { JsonSchema, JsonType } from '@batchway/core'

/** Any JSON value, small. */
const anything = fc.jsonValue({ maxDepth: 2 })

/** Values that are valid by a schema, but for its `if`, `oneOf` of names and the like. */
export function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, type, then } = schema
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(valuesOf))
  if (type === undefined) return then === undefined ? anything : valuesOf(then)
  const types = typeof type === 'string' ? [type] : type
  return fc.oneof(...types.map((one) => typedValues(one, schema)))
}

function typedValues(type: JsonType, schema: JsonSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'string':
      if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern, 'u'))
      return fc.string()
    case 'array':
      return arrays(schema)
    case 'object':
      return objects(schema)
  }
}

function arrays({ items = {}, minItems = 0, maxItems = 3 }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.array(valuesOf(items), { minLength: minItems, maxLength: Math.min(maxItems, 3) })
}

function objects(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  if (typeof additionalProperties === 'object') {
    return fc.dictionary(fc.string(), valuesOf(additionalProperties), { maxKeys: 3 })
  }
  const members = Object.entries(properties).flatMap(([name, member]) =>
    member === false ? [] : [[name, valuesOf(member)] as const],
  )
  const requiredKeys = required.filter((name) => name in properties)
  return fc.record(Object.fromEntries(members), { requiredKeys })
}

/** A value in which one member or element, anywhere, was left out or replaced by another value. */
export function brokenOf(value: unknown): fc.Arbitrary<unknown> {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (inside.length === 0) return anything
  return fc.nat({ max: inside.length - 1 }).chain((index) => {
    const [name, member] = inside[index] ?? ['', undefined]
    const put = (changed: unknown): unknown => {
      if (Array.isArray(value)) return value.with(index, changed)
      return { ...(value as object), [name]: changed }
    }
    const without = Object.fromEntries(inside.filter(([other]) => other !== name))
    return fc.oneof(
      { weight: 4, arbitrary: brokenOf(member).map(put) },
      { weight: 1, arbitrary: anything.map(put) },
      { weight: 1, arbitrary: fc.constant(Array.isArray(value) ? value : without) },
    )
  })
}
