import type { TObject } from 'typebox'
import { Type } from 'typebox'
import { optional, size } from './schema-kinds.ts'

/** The schema of `compression`: answers of the gateway's own, for those who accept it. */
export const compressionSchema: TObject = optional(
  {
    threshold: size('Smallest answer that is compressed', '1KiB'),
    codings: Type.Array(Type.Unsafe<string>({ type: 'string', enum: ['zstd', 'br', 'gzip'] }), {
      minItems: 1,
      uniqueItems: true,
      default: ['zstd', 'br', 'gzip'],
      description: 'Codings, the preferred one first. Default: zstd, br, gzip.',
    }),
  },
  'Compresses the answers to batches as Accept-Encoding asks; forwarded answers pass as they are. Without it nothing is compressed.',
)

/** `compression` as written in the configuration. */
export interface ConfigCompression {
  readonly threshold?: number | string
  readonly codings?: readonly ('zstd' | 'br' | 'gzip')[]
}
