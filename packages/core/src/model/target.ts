import { quote } from './error.ts'
import { readLeniently } from './lenient-text.ts'
import { decodeToFixedPoint } from './paths.ts'

/** How the targets of an endpoint's parts are read. */
export interface TargetRules {
  /** Path below which every part must stay, such as `/api/v2`; no slash at the end. */
  readonly base: string
  /** What a target is relative to: the base itself, or the server's root. */
  readonly relativeTo: 'base' | 'root'
  /** Whether `%2F`, `%5C` and `%00` may stand inside a segment. Default false. */
  readonly encodedSlash?: boolean
}

/** A target that may be sent, or what is wrong with it in words for the caller. */
export type ResolvedTarget =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly problem: string }

/**
 * Makes the request target of a part and proves that it stays below the base. The path is checked
 * as the most lenient server might read it; what is returned has the caller's own bytes.
 *
 * Refused: a scheme or authority, user info, a fragment, control characters, white space,
 * backslashes, characters beyond ASCII, invalid percent escapes, dot segments in any encoding,
 * and (unless allowed) encoded slashes. RFC 3986 says what these words mean.
 */
export function resolveTarget(raw: string, rules: TargetRules): ResolvedTarget {
  if (rules.relativeTo === 'base' && plainTarget.test(raw)) {
    return { ok: true, path: raw.startsWith('/') ? rules.base + raw : `${rules.base}/${raw}` }
  }
  const problem = checkText(raw)
  if (problem !== undefined) return { ok: false, problem }
  const mark = raw.indexOf('?')
  const rawPath = mark === -1 ? raw : raw.slice(0, mark)
  const query = mark === -1 ? '' : raw.slice(mark)
  if (rawPath === '') return refuse('has no path')
  const rooted = rawPath.startsWith('/') ? rawPath : `/${rawPath}`
  const path = rules.relativeTo === 'base' ? rules.base + rooted : rooted
  if (!path.startsWith(`${rules.base}/`)) {
    return refuse(`must begin with ${rules.base}/, as in ${rules.base}/users/123`)
  }
  const wrong = checkSegments(path, rules.encodedSlash ?? false)
  return wrong === undefined ? { ok: true, path: path + query } : refuse(wrong)
}

/** Nearly every target: none of its characters means anything to any of the checks. */
const plainTarget = /^\/?[\w~!$'()*+,=@-][\w~!$'()*+,=@/-]*(?:\?[\w~!$'()*+,=@/?:&.-]*)?$/

function refuse(problem: string): ResolvedTarget {
  return { ok: false, problem }
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const plainText = /^[^\x00-\x20\x7f-\uffff#\\]*$/
// oxlint-disable-next-line no-control-regex -- as above
const firstOdd = /[\x00-\x20\x7f-\uffff#\\]/
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/

function checkText(raw: string): string | undefined {
  if (raw === '') return 'is empty'
  if (!plainText.test(raw)) return describeOdd(raw)
  if (raw.includes('%')) {
    const bad = /%(?![0-9A-Fa-f]{2})/.exec(raw)
    if (bad !== null) return `has an invalid percent escape at position ${bad.index}`
  }
  if (scheme.test(raw)) return 'begins with a scheme; only paths of this API are allowed'
  if (raw.startsWith('//')) return 'begins with "//", which names a host; only paths are allowed'
  return undefined
}

function describeOdd(raw: string): string {
  const index = raw.search(firstOdd)
  const character = raw.charAt(index)
  if (character === '#') return `has a fragment ("#") at position ${index}`
  if (character === '\\') return `has a backslash at position ${index}`
  if (character === ' ') return `has a space at position ${index}; write %20`
  const code = character.charCodeAt(0)
  if (code > 0x7f) {
    return `has a character beyond ASCII at position ${index}; percent-encode it as UTF-8`
  }
  return `has a control character (0x${code.toString(16).padStart(2, '0')}) at position ${index}`
}

/** Only paths with one of these can be dangerous; all others are accepted at once. */
const suspicious = /[%;]|\/\.|\.(?:\/|$)/

function checkSegments(path: string, encodedSlash: boolean): string | undefined {
  if (!suspicious.test(path)) return undefined
  for (const segment of path.split('/')) {
    const decoded = decodeToFixedPoint(segment)
    if (!encodedSlash && /[/\\\0]/.test(decoded)) {
      return `has an encoded slash, backslash or NUL in its segment ${quote(segment)}`
    }
    if (isOverlong(decoded)) return `has an overlong UTF-8 escape in its segment ${quote(segment)}`
    if (readLeniently(decoded).split(/[/\\]/).some(isDotSegment)) {
      return `has a dot segment (${quote(segment)}), which could leave the base`
    }
  }
  return undefined
}

// oxlint-disable-next-line no-control-regex -- control characters are what is dropped
const noise = /[\s\x00-\x20]/g

/** Whether any server might take a segment for `.` or `..`: `..;x`, `..%3Fx`, full-width dots. */
function isDotSegment(text: string): boolean {
  // What some servers cut off, and what some URL parsers drop.
  const name = text.replace(/[;?#\0].*$/s, '').replace(noise, '')
  return name === '.' || name === '..'
}

const overlong =
  /[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]|\xf8[\x80-\x87][\x80-\xbf]|\xfc[\x80-\x83][\x80-\xbf]/

/** Whether a byte string has a UTF-8 sequence that is longer than its character needs. */
function isOverlong(decoded: string): boolean {
  return overlong.test(decoded)
}
