import type { Dialect } from './dialect.ts'
import { createJournyx } from './journyx/journyx.ts'
import { createOcamba } from './ocamba/ocamba.ts'

/** A JSON Schema of one option. */
export interface OptionSchema {
  readonly type: 'boolean' | 'string'
  readonly enum?: readonly string[]
  readonly default: boolean | string
  readonly description: string
}

/** A dialect that a configuration can name, and the options that it may give. */
export interface DialectEntry {
  readonly name: string
  /** JSON Schemas of its options, by name. */
  readonly options: Readonly<Record<string, OptionSchema>>
  /** Makes the dialect. The options have been checked against the schemas. */
  create(options: Readonly<Record<string, unknown>>): Dialect
}

/** The dialects that Batchway speaks. Adding one is one line here. */
export const builtInDialects: readonly DialectEntry[] = [
  {
    name: 'ocamba',
    options: {
      defaultMode: {
        type: 'string',
        enum: ['parallel', 'serial'],
        default: 'parallel',
        description: 'Mode of a batch that names none.',
      },
      headers: {
        type: 'boolean',
        default: true,
        description: 'Whether parts of the answer carry their headers.',
      },
    },
    create: (options) => createOcamba(options),
  },
  {
    name: 'journyx',
    options: {
      strict: {
        type: 'boolean',
        default: false,
        description: 'Leaves error documents out of failed results.',
      },
    },
    create: (options) => createJournyx(options),
  },
]

/** The built-in dialect of that name. Throws a RangeError that lists the names. */
export function findDialect(name: string): DialectEntry {
  const entry = builtInDialects.find((dialect) => dialect.name === name)
  if (entry !== undefined) return entry
  const names = builtInDialects.map((dialect) => dialect.name).join(', ')
  throw new RangeError(`there is no dialect "${name}"; the dialects are ${names}`)
}
