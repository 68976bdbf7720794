import { readLeniently } from './lenient-text.ts'
import { decodePercent, decodeToFixedPoint } from './paths.ts'

/** The segments of a path, without the slashes. */
export type Segments = readonly string[]

/** The ways in which servers may read a path. */
export interface PathReadings {
  /** Exactly as it stands, and as servers read it that undo or cut off more. One byte a character. */
  readonly strict: readonly Segments[]
  /** As the most lenient servers read it; letters in lower case. */
  readonly lenient: readonly Segments[]
}

/** All other paths are read alike by everybody, but for the case of letters and a slash at the end. */
// oxlint-disable-next-line no-control-regex -- whatever is not plain ASCII is odd
const odd = /[%;\\]|\/\/|[^\x21-\x7e]/

const mostSegments = 100

/**
 * Reads a path (a query behind it does not count) in the ways of different servers: escapes undone
 * once or more often, `;parameters` cut off or not, with all that follows or not, empty segments
 * dropped or not, encoded slashes as separators or not. The lenient readings also ignore the case of
 * letters, a slash at the end, white space around a segment, and the difference between letters and
 * their look-alikes. The path has passed the target checker, so that it has no dot segments in any
 * encoding. Undefined for a path that can be read in many ways and has very many segments: that is
 * too much work.
 */
export function readPath(target: string): PathReadings | undefined {
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  const segments = path.split('/').slice(1)
  if (!odd.test(path)) {
    const lower = path.toLowerCase()
    const folded = lower === path ? segments : lower.split('/').slice(1)
    return { strict: [segments], lenient: withoutSlash(folded) }
  }
  if (segments.length > mostSegments) return undefined
  const once = segments.map(decodePercent)
  const whole = segments.map(decodeToFixedPoint)
  return {
    strict: both(once, same(once, whole) ? undefined : whole)
      .flatMap((list) => both(list, splitMore(list)))
      .flatMap((list) => [list, ...cutParameters(list)])
      .flatMap((list) => both(list, collapse(list))),
    lenient: both(whole.map(foldSegment), undefined)
      .flatMap((list) => both(list, splitMore(list)))
      .flatMap((list) => [list, ...cutParameters(list)])
      .flatMap((list) => both(list, collapse(list)))
      .flatMap((list) => withoutSlash(list)),
  }
}

/** A segment of a pattern as {@link PathReadings.strict} has it. The pattern is Unicode text. */
export function strictSegment(text: string): string {
  return decodePercent(toByteString(text))
}

/** A segment of a pattern as {@link PathReadings.lenient} has it. */
export function lenientSegment(text: string): string {
  return foldSegment(decodeToFixedPoint(toByteString(text)))
}

function toByteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
}

// oxlint-disable-next-line no-control-regex -- what some servers drop; NUL ends a text for others
const dropped = /[\x01-\x1f\x7f]/g

function foldSegment(bytes: string): string {
  return readLeniently(bytes).replace(dropped, '').trim().toLowerCase()
}

function both(list: Segments, other: Segments | undefined): readonly Segments[] {
  return other === undefined ? [list] : [list, other]
}

function same(left: Segments, right: Segments): boolean {
  return left.every((segment, index) => segment === right[index])
}

/** Slashes that were encoded, where an endpoint allows them. Undefined where there are none. */
function splitMore(list: Segments): Segments | undefined {
  if (!list.some((segment) => /[/\\]/.test(segment))) return undefined
  return list.flatMap((segment) => segment.split(/[/\\]/))
}

/**
 * Without what some servers take for parameters of a segment, and without what others take for a
 * query, or for the end. Nothing where there is none of it.
 */
function cutParameters(list: Segments): readonly Segments[] {
  const first = list.findIndex((segment) => mark.test(segment))
  if (first === -1) return []
  const cut = list.map((segment) => segment.replace(/[;?#\0].*$/s, '').trim())
  return [cut, cut.slice(0, first + 1)]
}

const mark = /[;?#\0]/

/** Without empty segments, but for that behind a slash at the end. Undefined where there are none. */
function collapse(list: Segments): Segments | undefined {
  if (!list.some((segment, index) => segment === '' && index < list.length - 1)) return undefined
  return list.filter((segment, index) => segment !== '' || index === list.length - 1)
}

function withoutSlash(list: Segments): readonly Segments[] {
  return list.at(-1) === '' ? [list, list.slice(0, -1)] : [list]
}
