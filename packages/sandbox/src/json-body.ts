import type { FastifyInstance } from 'fastify'
import { ApiError } from './api-error.ts'
import type { Value } from './table.ts'

/** What one member of a request body must be, and how it is stored. */
export interface Field {
  /** Completes the sentence "must be ...". */
  readonly expected: string
  /** The value to store, or `undefined` when the member is not what is expected. */
  readonly read: (value: unknown) => Value | undefined
}

/** The members that a request body may have. */
export interface BodyShape {
  readonly fields: ReadonlyMap<string, Field>
  /** Members of an answer that a caller may send back; they are not changed by it. */
  readonly readOnly: readonly string[]
}

/** A string, empty or not. */
export const anyText: Field = {
  expected: 'a string',
  read: (value) => (typeof value === 'string' ? value : undefined),
}

/** A string with at least one character that is not a space. */
export const someText: Field = {
  expected: 'a string that is not empty',
  read: (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined),
}

/** A boolean, stored as 0 or 1. */
export const flag: Field = {
  expected: 'true or false',
  read: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
}

/** A whole number, at most 15 digits. */
export const wholeNumber: Field = {
  expected: 'a whole number of at most 15 digits',
  read: (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) < 1e15
      ? value
      : undefined,
}

/** A string that the whole of a pattern matches; `expected` says it in words. */
export function textLike(pattern: RegExp, expected: string): Field {
  const read: Field['read'] = (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined
  return { expected, read }
}

/** One of some strings. */
export function oneOf(...choices: readonly string[]): Field {
  const read: Field['read'] = (value) => choices.find((choice) => choice === value)
  return { expected: `one of ${choices.join(', ')}`, read }
}

/**
 * Makes an app take JSON bodies only: another media type is 415, text that is not UTF-8 or not JSON
 * is 400. An empty body is `undefined`, so that a bodiless request may name a media type.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request, body: Buffer, done) => {
      try {
        done(null, body.length === 0 ? undefined : parseJson(body))
      } catch (error) {
        const reason = error instanceof Error ? error.message : ''
        done(new ApiError(400, `The request body is not valid. ${reason}`))
      }
    },
  )
}

/**
 * Reads the members of a body as values to store. Throws a 400 that names the member which is
 * unknown, wrong, or required and missing.
 */
export function readFields(
  body: unknown,
  shape: BodyShape,
  required: readonly string[] = [],
): Readonly<Record<string, Value>> {
  if (!isObject(body)) {
    throw new ApiError(400, 'The request body is not valid. It must be a JSON object.')
  }
  const values = new Map<string, Value>()
  for (const [name, value] of Object.entries(body)) {
    const field = shape.fields.get(name)
    if (field !== undefined) values.set(name, readField(name, field, value))
    else if (!shape.readOnly.includes(name)) throw unknownField(name, shape)
  }
  const missing = required.find((name) => !values.has(name))
  if (missing !== undefined) throw new ApiError(400, `The field "${missing}" is required.`)
  return Object.fromEntries(values)
}

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readField(name: string, field: Field, value: unknown): Value {
  const stored = field.read(value)
  if (stored !== undefined) return stored
  throw new ApiError(400, `The field "${name}" must be ${field.expected}.`)
}

function unknownField(name: string, shape: BodyShape): ApiError {
  const known = [...shape.fields.keys()].join(', ')
  return new ApiError(400, `The field "${name}" is not known here. Known are: ${known}.`)
}

function parseJson(body: Buffer): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
}
