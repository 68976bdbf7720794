/** What a value may be, in the words of JSON Schema. */
export type JsonType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string'

/** The part of JSON Schema 2020-12 by which batches and their answers are described. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[]
  readonly description?: string
  readonly default?: boolean | number | string
  readonly examples?: readonly unknown[]
  readonly pattern?: string
  readonly enum?: readonly (boolean | number | string)[]
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema | false>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly if?: JsonSchema
  readonly then?: JsonSchema
}

/** A text that is one of some names, in any case of ASCII letters. */
export function anyCase(names: readonly string[], description: string): JsonSchema {
  return { type: 'string', pattern: anyCasePattern(names), description, examples: names }
}

/** The pattern of that text. JSON Schema has no flag that ignores letter case. */
export function anyCasePattern(names: readonly string[]): string {
  const spelled = names.map((name) =>
    name.replaceAll(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`),
  )
  return `^(?:${spelled.join('|')})$`
}

/** What must hold of values that another schema is valid for. */
export function when(condition: JsonSchema, held: JsonSchema): Pick<JsonSchema, 'if' | 'then'> {
  // oxlint-disable-next-line no-thenable -- a keyword of JSON Schema, and never awaited
  return { if: condition, then: held }
}

/** Forbids a member where the member `method` is one of those, in any letter case. */
export function onlyWithout(
  methods: readonly string[],
  member: string,
  allowed: JsonSchema | false = false,
): Pick<JsonSchema, 'if' | 'then'> {
  const methodIs = { method: { pattern: anyCasePattern(methods) } }
  return when({ properties: methodIs, required: ['method'] }, { properties: { [member]: allowed } })
}

/** Header fields as callers write them: a name and a text. */
export const writtenHeaders: JsonSchema = {
  type: 'object',
  description: 'Header fields: name to value.',
  additionalProperties: { type: 'string' },
}

/** Header fields as answers have them. `Set-Cookie` may be a list, where it is written at all. */
export function answeredHeaders(setCookie: 'keep' | 'drop'): JsonSchema {
  const text: JsonSchema = { type: 'string' }
  return {
    type: 'object',
    description: 'Header fields of the answer to this request; repeated ones are joined.',
    additionalProperties:
      setCookie === 'keep' ? { anyOf: [text, { type: 'array', items: text }] } : text,
  }
}

/** The HTTP status of a request in an answer. */
export const answeredStatus: JsonSchema = {
  type: 'integer',
  minimum: 100,
  maximum: 599,
  description: 'HTTP status of this request.',
}

/** A name in a batch: not empty, and without control characters. */
export const namePattern = '^[^\\u0000-\\u001f\\u007f]+$'

/** The list of the requests, of at most so many. */
export function listOf(items: JsonSchema, maxItems: number, description: string): JsonSchema {
  return { type: 'array', items, maxItems, description }
}
