import type { TokenVerifier } from '../model/identity.ts'
import type { Dialect } from './dialect.ts'
import { createGoogle } from './google/google.ts'
import { createGraph } from './graph/graph.ts'
import { createJournyx } from './journyx/journyx.ts'
import { createOcamba } from './ocamba/ocamba.ts'
import { createOcapi } from './ocapi/ocapi.ts'
import type { OcapiSettings } from './ocapi/settings.ts'
import { readOcapiSettings } from './ocapi/settings.ts'
import { createOdata } from './odata/odata.ts'

/** A JSON Schema of one option. */
export interface OptionSchema {
  readonly type: 'boolean' | 'string' | 'integer'
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly pattern?: string
  /** Missing where there is none. */
  readonly default?: boolean | string | number
  readonly description: string
}

/** A dialect that a configuration can name, and the options that it may give. */
export interface DialectEntry {
  readonly name: string
  /** JSON Schemas of its options, by name. */
  readonly options: Readonly<Record<string, OptionSchema>>
  /** Makes settings of a parsed settings file, where the dialect has one. Throws a TypeError. */
  readonly readSettings?: (value: unknown) => unknown
  /** Makes the dialect. The options have been checked against the schemas. */
  create(options: Readonly<Record<string, unknown>>, services?: DialectServices): Dialect
}

/** What a dialect may use besides its options. */
export interface DialectServices {
  /** What `readSettings` made of the settings file, as it is now. */
  readonly settings?: () => unknown
  /** Verifies JSON Web Tokens. */
  readonly verifyToken?: TokenVerifier
}

const publicOrigin: OptionSchema = {
  type: 'string',
  pattern: '^https?://[^/?#\\\\@\\s]+$',
  description:
    'Origin under which callers know the endpoint, such as https://api.example.com, where a proxy sends another Host. Default: none.',
}

/** The dialects that Batchway speaks. Adding one is one line here. */
export const builtInDialects: readonly DialectEntry[] = [
  {
    name: 'odata',
    options: { publicOrigin },
    create: (options) => createOdata(options),
  },
  { name: 'graph', options: {}, create: (options) => createGraph(options) },
  {
    name: 'google',
    options: { publicOrigin },
    create: (options) => createGoogle(options),
  },
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
  {
    name: 'ocapi',
    options: {
      version: {
        type: 'string',
        default: '24.5',
        description: 'What stands in "_v" of faults of the whole batch.',
      },
      lineEnds: {
        type: 'string',
        enum: ['lf', 'crlf'],
        default: 'lf',
        description: 'Line ends of the answer; released clients need LF.',
      },
      partHeaders: {
        type: 'boolean',
        default: false,
        description: "Whether parts of the answer carry the headers of the API's answer.",
      },
      paths: {
        type: 'string',
        enum: ['ocapi', 'any'],
        default: 'ocapi',
        description: "Whether parts may have paths that are not OCAPI's own.",
      },
      preflightAge: {
        type: 'integer',
        minimum: 0,
        default: 600,
        description: 'Seconds that a browser may keep the answer to a preflight.',
      },
    },
    readSettings: readOcapiSettings,
    create: (options, { settings, verifyToken } = {}) =>
      createOcapi({
        ...options,
        ...(settings === undefined
          ? {}
          : { settings: () => settings() as OcapiSettings | undefined }),
        ...(verifyToken === undefined ? {} : { verifyToken }),
      }),
  },
]

/** The built-in dialect of that name. Throws a RangeError that lists the names. */
export function findDialect(name: string): DialectEntry {
  const entry = builtInDialects.find((dialect) => dialect.name === name)
  if (entry !== undefined) return entry
  const names = builtInDialects.map((dialect) => dialect.name).join(', ')
  throw new RangeError(`there is no dialect "${name}"; the dialects are ${names}`)
}
