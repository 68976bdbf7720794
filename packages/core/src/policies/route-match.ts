import type { PartRequest } from '../model/batch.ts'
import { decodePercent } from '../model/paths.ts'

/** A pattern for parts: an optional method and a path with wildcards. */
export interface RouteMatch {
  /** As written. */
  readonly pattern: string
  matches(request: Pick<PartRequest, 'method' | 'path'>): boolean
}

/**
 * Reads a pattern such as `GET /members/*` or `/roles/**`: `*` is any one segment, `**` any number
 * of them at the end. Segments are compared after percent-decoding once; empty ones do not count. Throws a RangeError when
 * it is not a pattern.
 */
export function createRouteMatch(pattern: string): RouteMatch {
  const match = /^(?:([A-Za-z]+)[ \t]+)?(\/\S*)$/.exec(pattern.trim())
  if (match === null) {
    throw new RangeError(`"${pattern}" is not a route; write "GET /members/*" or "/members/**"`)
  }
  const [, method, path = '/'] = match
  const wanted = segmentsOf(path)
  return {
    pattern,
    matches(request) {
      if (method !== undefined && method.toUpperCase() !== request.method) return false
      const [plain = ''] = request.path.split('?', 1)
      return matchSegments(wanted, segmentsOf(plain))
    },
  }
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean).map(decodePercent)
}

function matchSegments(wanted: readonly string[], found: readonly string[]): boolean {
  const open = wanted.at(-1) === '**'
  const fixed = open ? wanted.slice(0, -1) : wanted
  if (open ? found.length < fixed.length : found.length !== fixed.length) return false
  return fixed.every((segment, index) => segment === '*' || segment === found[index])
}
