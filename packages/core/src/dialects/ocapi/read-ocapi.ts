import type { Batch, Failure, Inheritance, Part } from '../../model/batch.ts'
import { BatchError, quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { comparableName, headerBytes, headerValue } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { readLeniently } from '../../model/lenient-text.ts'
import { comparableSegments, decodeToFixedPoint } from '../../model/paths.ts'
import type { BadHeaderLine } from '../../wire/multipart.ts'
import { eachSection, readMultipartPart } from '../../wire/multipart.ts'
import { checkQuery, mergeQueries, queryValues } from '../../wire/query.ts'
import type { ReadContext } from '../dialect.ts'
import { readBoundary } from '../../wire/boundary.ts'
import type { OcapiCaller } from './caller.ts'
import { joinPath } from './path.ts'
import type { OcapiResource } from './settings.ts'

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** Fields that steer the batch; they have become method, path and id of a part. */
export const steering: ReadonlySet<string> = new Set([
  'x-dw-http-method',
  'x-dw-resource-path',
  'x-dw-resource-path-extension',
  'x-dw-content-id',
  'x-dw-status-code',
])

export const inheritance: Inheritance = {
  inherits: (name) =>
    !steering.has(name) &&
    name !== 'origin' &&
    name !== 'range' &&
    !/^(?:content-|access-control-|if-)/.test(name),
  identity: 'part',
  defaults: [],
  contentType: 'application/json;charset=UTF-8',
}

/** What reading needs besides the batch itself. */
export interface OcapiReading {
  readonly context: ReadContext
  /** Knows clients, origins and sites. */
  readonly caller: OcapiCaller
  /** Whether a part's path must look like one of OCAPI's own. */
  readonly ownPathsOnly: boolean
}

/** A part as its section says, before anything is inherited. */
interface Section {
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** Reads an OCAPI batch: `multipart/mixed`, whose parts inherit from the main request. */
export async function readOcapiBatch(
  outer: OuterRequest,
  body: Uint8Array,
  reading: OcapiReading,
): Promise<Batch> {
  await reading.caller.checkMain(outer)
  checkQuery(outer.query, 'The main query')
  const mainMethod = headerValue(outer.headers, 'x-dw-http-method')
  if (mainMethod !== undefined) checkMethod(mainMethod, 'The main x-dw-http-method')
  const boundary = readBoundary(headerValue(outer.headers, 'content-type') ?? '')
  const sections = readSections(body, boundary?.text ?? '', reading.context.limits.parts)
  const parts: Part[] = []
  for (const [index, section] of sections.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- the first part at fault decides
    parts.push(await readPart(outer, section, index, reading))
  }
  return {
    parts,
    order: 'keep-effects',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'root',
    inheritance,
    placeOf: (part, field) => `${placeOf(part)}: its ${field === 'target' ? 'path' : field}`,
    originAllowed: headerValue(outer.headers, 'origin') !== undefined,
  }
}

function placeOf(index: number): string {
  return `Subrequest ${index + 1}`
}

/** Reads the sections, as many as are allowed and one; more are only counted. */
function readSections(body: Uint8Array, boundary: string, most: number): readonly Section[] {
  const sections: Section[] = []
  let more = 0
  const closed = eachSection(body, boundary, (bytes) => {
    if (sections.length <= most) readSection(bytes, sections)
    else if (!isBlank(bytes)) more += 1
  })
  if (!closed) {
    const closing = `--${boundary}--`
    throw new BatchError('invalid-body', `The closing delimiter ${quote(closing)} is missing.`)
  }
  const count = sections.length + more
  if (count > most) {
    const message = `The batch has ${count} subrequests; at most ${most} are allowed.`
    throw new BatchError('too-many-parts', message)
  }
  if (sections.length > 0) return sections
  throw new BatchError('no-parts', 'The batch has no subrequests; it needs at least one.')
}

/** Reads one section and adds it, unless it is wholly empty. */
function readSection(bytes: Uint8Array, sections: Section[]): void {
  const place = placeOf(sections.length)
  const part = readMultipartPart(bytes)
  if ('line' in part) throw badLine(place, part)
  // An indented body without an empty line before it would pass for a folded header.
  const indented = part.folded.find((line) => /^[ \t]+[[{]/.test(line))
  if (indented !== undefined) throw badLine(place, { line: indented, wrong: 'form' })
  if (part.headers.length > 0) sections.push(part)
  else if (!isBlank(part.body)) {
    throw new BatchError(
      'invalid-body',
      `${place}: an empty line stands between the delimiter and the headers, which must follow it at once.`,
    )
  }
}

function badLine(place: string, { line, wrong }: BadHeaderLine): BatchError {
  if (wrong === 'character') {
    const message = `${place}: ${quote(line)} has a character that no header may have.`
    return new BatchError('invalid-header', message)
  }
  if (wrong === 'number') {
    return new BatchError('invalid-header', `${place} has more headers than any part may have.`)
  }
  const message = `${place}: ${quote(line)} is not a header; an empty line must stand between headers and body.`
  return new BatchError('invalid-body', message)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09)
}

/** Inherits, joins and checks one part, in the order in which OCAPI names the faults. */
async function readPart(
  outer: OuterRequest,
  { headers, body }: Section,
  index: number,
  { context, caller, ownPathsOnly }: OcapiReading,
): Promise<Part> {
  const place = placeOf(index)
  if (headerBytes(headers) > context.limits.headerBytes) {
    // It is never sent, and so needs no more than a place in the answer.
    const target = `${context.base}/`
    return { index, method: 'GET', target, headers: [], failure: headersTooLarge(context) }
  }
  const effective = (name: string): string | undefined => caller.effective(outer, headers, name)[0]
  const { path, query: ownQuery } = joinPath(
    effective('x-dw-resource-path') ?? '',
    effective('x-dw-resource-path-extension') ?? '',
    caller.siteOf(outer),
  )
  const query = mergeQueries(outer.query, ownQuery)
  const { client, clientId } = await caller.checkPart(outer, { headers, query, path }, place)
  checkQuery(ownQuery, `${place}: its query`)
  const method = effective('x-dw-http-method')
  if (method !== undefined) checkMethod(method, `${place}: its x-dw-http-method`)
  const override = queryValues(query, 'method').find((value) => value !== method)
  if (override !== undefined && method !== undefined) {
    const message = `${place}: "method" in its query is ${quote(override)}, but its x-dw-http-method is ${method}.`
    throw new BatchError('invalid-method', message, { part: index, field: 'method' })
  }
  if (method === undefined) {
    const message = `${place} has no x-dw-http-method, and neither has the main request.`
    throw new BatchError('missing-method', message, { part: index, field: 'method' })
  }
  checkPath(path, index, ownPathsOnly)
  const target = query === '' ? path : `${path}?${query}`
  context.checkTarget(target, index, `${place}: its path`)
  const id = headerValue(headers, 'x-dw-content-id')
  const failure = forbidden(client?.resources, method, path)
  return {
    index,
    method,
    target,
    headers: headers.filter(([name]) => !steering.has(name) && !isDisguised(name)),
    ...(id === undefined ? {} : { id }),
    ...(body.length === 0 ? {} : { body }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(failure === undefined ? {} : { failure }),
  }
}

/** `x_dw_client_id` is no field of OCAPI's, and some servers would take it for one. */
function isDisguised(name: string): boolean {
  const plain = comparableName(name)
  return plain !== name && plain.startsWith('x-dw-')
}

function headersTooLarge({ limits }: ReadContext): Failure {
  const message = `The headers exceed ${limits.headerBytes} bytes.`
  return { kind: 'failed', reason: 'headers-too-large', message }
}

function checkMethod(method: string, place: string): void {
  if (methods.has(method)) return
  const known = [...methods].join(', ')
  throw new BatchError('invalid-method', `${place} must be one of ${known}, not ${quote(method)}.`)
}

/** `[/s/<site>]/dw/<type>/v<n>_<n>/...` */
const ownPath = /^(?:\/s\/[^/]+)?\/dw\/(?:shop|data|meta)\/v\d+_\d+\/./

/** Whether a path is one of OCAPI's own. */
export function isOwnPath(path: string): boolean {
  return ownPath.test(path)
}

function checkPath(path: string, index: number, ownPathsOnly: boolean): void {
  const place = placeOf(index)
  if (path === '') {
    const message = `${place} has no x-dw-resource-path or x-dw-resource-path-extension, and neither has the main request.`
    throw new BatchError('missing-target', message, { part: index, field: 'target' })
  }
  const several = path.split('/').find(namesSeveral)
  if (several !== undefined) {
    const message = `${place} names several resources at once (${quote(several)}), which a batch does not allow.`
    throw new BatchError('multiple-targets', message, { part: index, field: 'target' })
  }
  if (ownPathsOnly && !isOwnPath(path)) {
    const form = '[/s/<site>]/dw/<shop|data|meta>/v<n>_<n>/...'
    const message = `${place}: its path ${quote(path)} is not of the form ${form}.`
    throw new BatchError('invalid-target', message, { part: index, field: 'target' })
  }
}

/** `(a,b)` as any server might read it, also where a parameter, query or path seems to follow. */
export function namesSeveral(segment: string): boolean {
  const text = readLeniently(decodeToFixedPoint(segment))
  return [text, ...text.split(/[/\\]/)].some((name) => {
    const whole = name.trim()
    const cut = whole.replace(/[;?#\0].*$/s, '').trim()
    return whole.startsWith('(') && (whole.endsWith(')') || cut.endsWith(')'))
  })
}

function forbidden(
  resources: readonly OcapiResource[] | undefined,
  method: string,
  path: string,
): Failure | undefined {
  if (resources === undefined) return undefined
  const [, resource] = resourcePath.exec(path) ?? []
  const segments = resource === undefined ? [] : comparableSegments(resource)
  const allowed = resources.some(
    ({ pattern, methods: on }) => on.has(method) && matches(pattern, segments),
  )
  if (allowed) return undefined
  const message = `This client may not use ${method} on ${resource ?? quote(path)}.`
  return { kind: 'failed', reason: 'forbidden', message }
}

/** What follows the version in a path of OCAPI's own. */
const resourcePath = /^(?:\/s\/[^/]+)?\/dw\/(?:shop|data|meta)\/v\d+_\d+(\/.*)$/s

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.at(-1) === '**'
  const fixed = open ? pattern.slice(0, -1) : pattern
  if (open ? segments.length < fixed.length : segments.length !== fixed.length) return false
  return fixed.every((part, index) => part === '*' || part.toLowerCase() === segments[index])
}
