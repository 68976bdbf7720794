const special: ReadonlyMap<string, string> = new Map([
  ['etag', 'ETag'],
  ['www-authenticate', 'WWW-Authenticate'],
  ['content-md5', 'Content-MD5'],
  ['x-ratelimit-limit', 'X-RateLimit-Limit'],
  ['x-ratelimit-remaining', 'X-RateLimit-Remaining'],
  ['x-ratelimit-reset', 'X-RateLimit-Reset'],
])

const known = new Map(special)
const mostKnown = 1000

/**
 * A field name in the spelling that HTTP documents use (`Content-Type`, `ETag`). Field names are
 * case-insensitive in HTTP, but not as members of a JSON object, where clients look for these.
 */
export function canonicalName(name: string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const canonical = name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => {
    return dash + letter.toUpperCase()
  })
  if (known.size < mostKnown) known.set(name, canonical)
  return canonical
}
