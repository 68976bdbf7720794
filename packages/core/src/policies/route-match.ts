import type { PartRequest } from '../model/batch.ts'
import type { Segments } from '../model/path-readings.ts'
import { lenientSegment, readPath } from '../model/path-readings.ts'

/** A pattern for parts: an optional method and a path with wildcards. */
export interface RouteMatch {
  /** As written. */
  readonly pattern: string
  matches(request: Pick<PartRequest, 'method' | 'path'>): boolean
}

/**
 * Reads a pattern such as `GET /members/*` or `/roles/**`: `*` is any one segment, `**` any number
 * of them at the end. A path matches when any server might read it so: no spelling escapes a limit.
 * Empty segments do not count. Throws a RangeError when it is not a pattern.
 */
export function createRouteMatch(pattern: string): RouteMatch {
  const match = /^(?:([A-Za-z]+)[ \t]+)?(\/\S*)$/.exec(pattern.trim())
  if (match === null) {
    throw new RangeError(`"${pattern}" is not a route; write "GET /members/*" or "/members/**"`)
  }
  const [, method, path = '/'] = match
  const wanted = path.split('/').filter(Boolean).map(toWanted)
  return {
    pattern,
    matches(request) {
      if (method !== undefined && method.toUpperCase() !== request.method) return false
      const readings = readPath(request.path)
      // Nobody writes such a path to be told apart by it.
      if (readings === undefined) return true
      return readings.lenient.some((found) => matchSegments(wanted, found.filter(Boolean)))
    },
  }
}

function toWanted(segment: string): string {
  return segment === '*' || segment === '**' ? segment : lenientSegment(segment)
}

function matchSegments(wanted: readonly string[], found: Segments): boolean {
  const open = wanted.at(-1) === '**'
  const fixed = open ? wanted.slice(0, -1) : wanted
  if (open ? found.length < fixed.length : found.length !== fixed.length) return false
  return fixed.every((segment, index) => segment === '*' || segment === found[index])
}
