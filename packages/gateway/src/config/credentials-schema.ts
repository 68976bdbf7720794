import type { TObject } from 'typebox'
import { Type } from 'typebox'

const value = Type.Union(
  [
    Type.String({ minLength: 1 }),
    Type.Object(
      {
        file: Type.String({ minLength: 1, description: 'File with the value.' }),
        prefix: Type.Optional(
          Type.String({ default: '', description: 'What stands before it, such as "Bearer ".' }),
        ),
      },
      { additionalProperties: false },
    ),
  ],
  { description: 'a text, or { file: name, prefix: "Bearer " }' },
)

/** The schema of `upstreams.<name>.credentials`: what the gateway itself shows to an API. */
export const credentialsSchema: TObject = Type.Object(
  {
    headers: Type.Record(Type.String(), value, {
      description:
        'Headers and their values: a text such as "Bearer ${TOKEN}", or { file: name, prefix: "Bearer " } with what is in a file, read again when it changes.',
    }),
    on: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['parts', 'all'],
        default: 'parts',
        description: 'Whether forwarded requests get them as well.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Headers by which this gateway shows the API who it is. They replace those of callers and parts, and are never logged.',
  },
)

/** A value as written in the configuration. */
export type ConfigSecret = string | { readonly file: string; readonly prefix?: string }

/** `credentials` as written in the configuration. */
export interface ConfigCredentials {
  readonly headers: Readonly<Record<string, ConfigSecret>>
  readonly on?: 'parts' | 'all'
}
