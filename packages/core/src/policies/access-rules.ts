import { METHODS } from 'node:http'
import type { Admission, PreparedPart, ReadyPart } from '../model/admission.ts'
import type { Failure, PartRequest } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import type { PathReadings, Segments } from '../model/path-readings.ts'
import { lenientSegment, readPath, strictSegment } from '../model/path-readings.ts'

/** Lets parts pass or refuses them, by a route such as `DELETE /members/*` or `/admin/**`. */
export type AccessRule =
  | { readonly allow: string; readonly deny?: never }
  | { readonly deny: string; readonly allow?: never }

/** What parts of an endpoint may do. */
export interface AccessRuleOptions {
  /** In order; the first one that matches counts. */
  readonly rules?: readonly AccessRule[]
  /** Refuses all methods that are not safe (RFC 9110 9.2.1). */
  readonly readOnly?: boolean
}

interface CompiledRule {
  readonly verdict: 'allow' | 'deny'
  readonly method: string | undefined
  readonly matches: (readings: PathReadings) => boolean
}

/**
 * Makes the admission that fails parts which the rules refuse: before the first part runs, and
 * before any limit is charged. Where any rule allows, what no rule matches is denied; else it is
 * allowed. A `deny` matches when any server might read the path as a denied one, an `allow` only
 * when every server must read it as an allowed one. Throws a RangeError that names a rule which is
 * none. Undefined where there is nothing to check.
 */
export function createAccessRules({
  rules = [],
  readOnly = false,
}: AccessRuleOptions): Admission | undefined {
  const compiled = rules.map((rule) => compile(rule))
  if (compiled.length === 0 && !readOnly) return undefined
  const byDefault = compiled.some(({ verdict }) => verdict === 'allow') ? 'deny' : 'allow'
  const judge = (request: PartRequest): Failure | undefined => {
    if (readOnly && !isSafeMethod(request.method)) return unsafe(request.method)
    if (compiled.length === 0) return undefined
    const candidates = compiled.filter(({ method }) => covers(method, request.method))
    if (candidates.length === 0) return byDefault === 'deny' ? denied(request.method) : undefined
    const readings = readPath(request.path)
    if (readings === undefined) return denied(request.method)
    const rule = candidates.find(({ matches }) => matches(readings))
    return (rule?.verdict ?? byDefault) === 'deny' ? denied(request.method) : undefined
  }
  /** Before the path of a part is known, only its method can be judged. */
  const judgeFirst = (part: ReadyPart): Failure | undefined => {
    if (part.pathOpen !== true) return judge(part.request)
    return readOnly && !isSafeMethod(part.request.method) ? unsafe(part.request.method) : undefined
  }
  const complete = ({ request }: ReadyPart): Failure | undefined => judge(request)
  return {
    admit({ parts }) {
      let refused = false
      const judged = parts.map((part): PreparedPart => {
        const failure = part.kind === 'ready' ? judgeFirst(part) : undefined
        refused ||= failure !== undefined
        return failure ?? part
      })
      return refused ? { parts: judged, complete } : { complete }
    },
  }
}

function unsafe(method: string): Failure {
  const message = `This endpoint only reads: it does not take ${method}.`
  return { kind: 'failed', reason: 'forbidden', message }
}

function denied(method: string): Failure {
  const message = `The rules of this endpoint do not allow ${method} on this path.`
  return { kind: 'failed', reason: 'forbidden', message }
}

/** What answers GET answers HEAD as well. */
function covers(rule: string | undefined, method: string): boolean {
  return rule === undefined || rule === method || (rule === 'GET' && method === 'HEAD')
}

function compile(rule: AccessRule): CompiledRule {
  const { allow, deny } = rule
  if ((allow === undefined) === (deny === undefined)) {
    throw new RangeError('a rule has either "allow" or "deny"')
  }
  const { method, segments } = readRoute(allow ?? deny ?? '')
  const open = segments.at(-1) === '**'
  const named = open ? segments.slice(0, -1) : segments
  if (allow !== undefined) {
    const wanted = named.map((name) => (name === '*' ? undefined : strictSegment(name)))
    const matches = ({ strict }: PathReadings): boolean =>
      strict.every((found) => fits(wanted, found, open, isExactly))
    return { verdict: 'allow', method, matches }
  }
  // A slash at its end does not count, as in the paths that it is compared with.
  const plain = named.at(-1) === '' ? named.slice(0, -1) : named
  const wanted = plain.map((name) => (name === '*' ? undefined : lenientSegment(name)))
  const matches = ({ lenient }: PathReadings): boolean =>
    lenient.some((found) => fits(wanted, found, open, isAny))
  return { verdict: 'deny', method, matches }
}

/** The name of a segment, or undefined for any. */
type Wanted = string | undefined

function fits(
  wanted: readonly Wanted[],
  found: Segments,
  open: boolean,
  isOne: (name: Wanted, segment: string) => boolean,
): boolean {
  if (open ? found.length < wanted.length : found.length !== wanted.length) return false
  return wanted.every((name, index) => isOne(name, found[index] ?? ''))
}

function isExactly(name: Wanted, segment: string): boolean {
  return name === undefined ? segment !== '' : name === segment
}

/** Some routers let an empty segment stand for a parameter. */
function isAny(name: Wanted, segment: string): boolean {
  return name === undefined || name === segment
}

const methods: ReadonlySet<string> = new Set(METHODS)

/**
 * Reads a route more strictly than a rate limit does: what looks like a rule and never matches
 * would be a hole.
 */
function readRoute(text: string): {
  readonly method: string | undefined
  readonly segments: Segments
} {
  const fail = (problem: string): never => {
    throw new RangeError(`"${text}" is not a route: ${problem}`)
  }
  const parsed = /^(?:([A-Za-z-]+)[ \t]+)?(\/\S*)$/.exec(text.trim())
  if (parsed === null) return fail('write "GET /members/*" or "/members/**"')
  const [, verb, path = '/'] = parsed
  const method = verb?.toUpperCase()
  if (method !== undefined && !methods.has(method)) fail(`${method} is no method`)
  if (/[?#]/.test(path)) fail('it must have no query and no fragment')
  if (path.includes('//')) fail('it has an empty segment')
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) fail('it has an invalid percent escape')
  const segments = path.split('/').slice(1)
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1
    if (!segment.includes('*') || segment === '*' || (segment === '**' && isLast)) return
    fail('"*" stands for one whole segment, "**" for any number of them at the end')
  })
  return { method, segments }
}
