import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { builtInDialects } from '@batchway/core'
import type { ConfigDialect } from './own-modules.ts'
import { filePattern } from './own-modules.ts'

const file = Type.String({
  minLength: 1,
  description: 'A JavaScript or TypeScript module, relative to this file.',
})
const options = Type.Record(Type.String(), Type.Unknown(), {
  default: {},
  description: 'What its function is given.',
})

/** The schema of `dialect`: a name, a file, or a file and options. */
export const dialectSchema: TSchema = Type.Unsafe<ConfigDialect>({
  type: ['string', 'object'],
  description:
    'The wire protocol of the batches: a built-in one by its name, or one of yours by its file, such as ./my-dialect.js, or by { module, options }.',
  if: { type: 'string', not: { pattern: filePattern } },
  // oxlint-disable-next-line no-thenable -- a keyword of JSON Schema, and never awaited
  then: { enum: builtInDialects.map(({ name }) => name) },
  properties: { module: file, options },
  required: ['module'],
  additionalProperties: false,
})

/** The schema of `policies`. */
export const policiesSchema: TSchema = Type.Array(
  Type.Object({ module: file, options: Type.Optional(options) }, { additionalProperties: false }),
  {
    default: [],
    description:
      'Policies and admissions of yours, the outermost first: each a module with createPolicy or createAdmission.',
  },
)
