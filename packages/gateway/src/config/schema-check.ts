import { createRequire } from 'node:module'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { loadAjv } from '../lazy.ts'
import { configSchema } from './published-schema.ts'
import { schemaOptions } from './schema-options.ts'

const load = createRequire(import.meta.url)

let fits: ((value: unknown) => boolean) | undefined
let validate: ValidateFunction | undefined

/**
 * Whether a parsed configuration fits the schema. What tells it is made of the schema by
 * `npm run generate`: compiling the schema took a third of the time of each start.
 */
export function fitsSchema(value: unknown): boolean {
  fits ??= load('../../config.check.cjs') as (value: unknown) => boolean
  return fits(value)
}

/** All that is wrong with one that does not fit. */
export function findSchemaErrors(value: unknown): readonly ErrorObject[] {
  const { Ajv } = loadAjv()
  validate ??= new Ajv({ ...schemaOptions, allErrors: true, verbose: true }).compile(configSchema)
  validate(value)
  return validate.errors ?? []
}
