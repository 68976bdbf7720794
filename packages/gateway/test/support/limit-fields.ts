import type { OcambaPart } from './batch-client.ts'

/** The fields that say how much of a limit is left. */
export const limitNames: readonly string[] = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
]

/** Limit and remaining of the answer to a batch. */
export function outerLimit({ headers }: { readonly headers: Headers }): readonly (string | null)[] {
  return [headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]
}

/** A field of a part, by its name in lower case. */
export function fieldOf({ headers }: OcambaPart, name: string): string | undefined {
  return Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1]
}

/** Limit and remaining of a part. */
export function partLimit(part: OcambaPart | undefined): readonly (string | undefined)[] {
  if (part === undefined) return []
  return [fieldOf(part, 'x-ratelimit-limit'), fieldOf(part, 'x-ratelimit-remaining')]
}
