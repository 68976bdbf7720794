import type { TObject, TSchema } from 'typebox'
import { Type } from 'typebox'
import { sizePattern, timePattern } from './units.ts'

/** A time: milliseconds, or a text such as "30s". */
export function time(description: string, byDefault: string): TSchema {
  const choices = [Type.Integer({ minimum: 1 }), Type.String({ pattern: timePattern })]
  return Type.Union(choices, {
    description: `${description} (milliseconds, or "30s", "2m").`,
    default: byDefault,
  })
}

/** A size: bytes, or a text such as "4MiB". */
export function size(description: string, byDefault: string): TSchema {
  const choices = [Type.Integer({ minimum: 1 }), Type.String({ pattern: sizePattern })]
  return Type.Union(choices, {
    description: `${description} (bytes, or "4MiB").`,
    default: byDefault,
  })
}

/** A whole number of at least 1. */
export function count(description: string, byDefault?: number): TSchema {
  const options = byDefault === undefined ? {} : { default: byDefault }
  return Type.Integer({ minimum: 1, description, ...options })
}

/** A list of names. */
export function names(description: string): TSchema {
  return Type.Array(Type.String({ minLength: 1 }), { description, default: [] })
}

/** Members that may be left out, and nothing else. */
export function optional(members: Record<string, TSchema>, description: string): TObject {
  const entries = Object.entries(members).map(([name, schema]) => [name, Type.Optional(schema)])
  return Type.Object(Object.fromEntries(entries), { additionalProperties: false, description })
}
