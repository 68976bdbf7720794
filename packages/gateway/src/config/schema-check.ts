import { createRequire } from 'node:module'
import type { ValidateFunction } from 'ajv'

/**
 * Whether a parsed configuration fits the schema, and all that is wrong with one that does not
 * (`errors`). Made of the schema by `npm run generate` (docs/decisions/014).
 */
export const validate: ValidateFunction = createRequire(import.meta.url)('../../config.check.cjs')
