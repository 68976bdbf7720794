import type { ConfigUpstream } from './upstream-schema.ts'

/** Where an upstream is. */
export function targetsOf({ url, targets }: ConfigUpstream): readonly string[] {
  return url === undefined ? (targets ?? []) : [url]
}
