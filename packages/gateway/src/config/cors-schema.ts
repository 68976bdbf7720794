import type { TObject } from 'typebox'
import { Type } from 'typebox'

function fieldNames(description: string): ReturnType<typeof Type.Array> {
  const name = Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" })
  return Type.Array(name, { description })
}

/** The schema of `endpoints[].cors`. */
export const corsSchema: TObject = Type.Object(
  {
    origins: Type.Array(Type.String(), {
      minItems: 1,
      description:
        'Origins whose pages may post batches and read the answers, such as https://app.example; or "*" alone for all.',
    }),
    credentials: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "Whether they may do so with the user's cookies; allowedOrigins need not repeat them then.",
      }),
    ),
    maxAge: Type.Optional(
      Type.Integer({
        minimum: 0,
        default: 600,
        description: 'Seconds that a browser may keep the answer to a preflight.',
      }),
    ),
    allowedHeaders: Type.Optional(
      fieldNames('Headers that pages may send. Default: those that the browser asks for.'),
    ),
    exposedHeaders: Type.Optional(
      fieldNames('Headers that pages may read. Default: Retry-After and X-RateLimit-*.'),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Pages of other origins that may use the endpoint (ocamba, journyx). Default: none.',
  },
)

/** `endpoints[].cors` as written in the configuration. */
export interface ConfigCors {
  readonly origins: readonly string[]
  readonly credentials?: boolean
  readonly maxAge?: number
  readonly allowedHeaders?: readonly string[]
  readonly exposedHeaders?: readonly string[]
}
