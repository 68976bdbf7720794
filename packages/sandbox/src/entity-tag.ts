/**
 * Whether an `If-Match` field value holds for a resource whose strong entity tag is `current`:
 * `*`, or a list with that tag. Weak tags never match
 * ({@link https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 | RFC 9110, 13.1.1}).
 */
export function matchesEntityTag(ifMatch: string, current: string): boolean {
  if (ifMatch.trim() === '*') return true
  return [...ifMatch.matchAll(/(?:W\/)?"[^"]*"/g)].some(([tag]) => tag === current)
}
