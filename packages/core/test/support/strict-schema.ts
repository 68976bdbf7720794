import { Ajv2020 } from 'ajv/dist/2020.js'
import type { JsonSchema } from '@batchway/core'

const ajv = new Ajv2020({ strict: false })

/** Says what is wrong with a value; undefined where nothing is. */
export type Judge = (value: unknown) => string | undefined

const judges = new Map<string, Judge>()

/** A judge of values by a schema. Equal schemas have the same one. */
export function judgeOf(schema: JsonSchema): Judge {
  const key = JSON.stringify(schema)
  const known = judges.get(key)
  if (known !== undefined) return known
  const validate = ajv.compile(schema)
  const judge: Judge = (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors))
  judges.set(key, judge)
  return judge
}

/** The schema where objects that name their members have no others: what is written is described. */
export function closed(schema: JsonSchema): JsonSchema {
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close)
    if (typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(([name, member]) => [name, close(member)] as const)
    const isOpen = 'properties' in value && !('additionalProperties' in value)
    return { ...Object.fromEntries(members), ...(isOpen ? { additionalProperties: false } : {}) }
  }
  return close(schema) as JsonSchema
}
