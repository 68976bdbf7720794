import type { PreparedPart } from '../model/admission.ts'
import type { Batch, Failure, FailureReason, Part } from '../model/batch.ts'
import type { BatchErrorDetails, PartField } from '../model/error.ts'
import { BatchError, quote } from '../model/error.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import {
  comparableName,
  connectionNames,
  headerBytes,
  isFieldValue,
  isToken,
  mayPartBring,
  mayStandInPart,
} from '../model/headers.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { PathSet } from '../model/paths.ts'
import { resolveTarget } from '../model/target.ts'

/** What an endpoint knows when it prepares the parts of a batch. */
export interface PrepareRules {
  readonly limits: Limits
  /** Path below which parts must stay; no slash at the end. */
  readonly base: string
  readonly encodedSlash: boolean
  /** All paths where batches are posted: a part that addresses one is a nested batch. */
  readonly endpoints: PathSet
  /** Fields that say who the caller is, in lower case. */
  readonly identity: ReadonlySet<string>
  /** More fields that parts inherit, in lower case. */
  readonly inherit: ReadonlySet<string>
  /** Fields that parts get from the endpoint alone, by their comparable names. */
  readonly reserved?: ReadonlySet<string>
  /** Fields that a part may set, in lower case. Default: all that no rule takes away. */
  readonly own?: ReadonlySet<string>
}

/**
 * Makes every part a complete, checked request, before the first one runs. `added` are the fields
 * that the endpoint itself sets on every part. Throws {@link BatchError} when one part is hostile
 * or impossible; a part that only exceeds a limit of its own becomes that part's failure.
 */
export function prepareBatch(
  batch: Batch,
  outer: OuterRequest,
  added: HeaderList,
  rules: PrepareRules,
): readonly PreparedPart[] {
  return batch.parts.map(createPreparer(batch, outer, added, rules))
}

/** Makes the function that prepares one part after the other, as {@link prepareBatch} does. */
export function createPreparer(
  batch: Batch,
  outer: OuterRequest,
  added: HeaderList,
  rules: PrepareRules,
): (part: Part) => PreparedPart {
  const inherited = inheritedHeaders(batch, outer, rules)
  const tail: HeaderList = [['accept-encoding', 'identity'], ...added]
  const defaults = batch.inheritance.defaults.filter(([name]) => !isReserved(name, rules))
  const rest = { inherited, defaults, tail }
  const plain = mergeHeaders([], rest)
  // Parts without fields of their own share these lists, so that a dispatch can read them once.
  const plainWithBody = mergeHeaders([['content-type', batch.inheritance.contentType]], rest)
  return (part) => {
    checkMethod(part, batch)
    const path = checkTarget(part, batch, rules)
    checkFields(part, batch)
    const failure = part.failure ?? exceededLimit(part, rules.limits)
    if (failure !== undefined) return failure
    const own = ownHeaders(part, batch, rules)
    const refused = unlistedField(own, rules)
    if (refused !== undefined) return refused
    const { method, body } = part
    let headers = body === undefined ? plain : plainWithBody
    if (own.length > 0) headers = mergeHeaders(withContentType(own, part, batch), rest)
    const request = { part, method, path, headers }
    return { kind: 'ready', request: body === undefined ? request : { ...request, body } }
  }
}

const usualMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
])

function checkMethod(part: Part, batch: Batch): void {
  if (usualMethods.has(part.method)) return
  if (!isToken(part.method) || part.method === 'CONNECT' || part.method === 'TRACE') {
    const message = `is not a method that a part may have: ${quote(part.method)}`
    throw new BatchError('invalid-method', message, at(batch, part, 'method'))
  }
}

/** A target is checked before its length, so that a hostile one is refused however long it is. */
function checkTarget(part: Part, batch: Batch, rules: PrepareRules): string {
  return resolveChecked(part.target, batch.targets, rules, () => at(batch, part, 'target'))
}

/** The same check for a dialect that has to make it earlier. Targets are relative to the root. */
export function createTargetCheck(
  rules: PrepareRules,
): (target: string, part: number, place: string) => void {
  return (target, part, where) => {
    resolveChecked(target, 'root', rules, () => ({ part, field: 'target', where }))
  }
}

function resolveChecked(
  raw: string,
  relativeTo: Batch['targets'],
  { base, encodedSlash, endpoints, limits }: PrepareRules,
  details: () => BatchErrorDetails,
): string {
  const target = resolveTarget(raw, { base, relativeTo, encodedSlash })
  if (!target.ok) throw new BatchError('invalid-target', target.problem, details())
  // What is too long is never sent, wherever it leads.
  if (raw.length > limits.urlBytes) return target.path
  const mark = target.path.indexOf('?')
  if (endpoints.has(mark === -1 ? target.path : target.path.slice(0, mark))) {
    const message = 'is a batch endpoint; a batch inside a batch is not allowed'
    throw new BatchError('nested-batch', message, details())
  }
  return target.path
}

function inheritedHeaders(batch: Batch, outer: OuterRequest, rules: PrepareRules): HeaderList {
  const named = connectionNames(outer.headers)
  return outer.headers.filter(
    ([name]) =>
      mayStandInPart(name) &&
      !named.has(name) &&
      !isReserved(name, rules) &&
      (batch.inheritance.inherits(name) || rules.identity.has(name) || rules.inherit.has(name)),
  )
}

function ownHeaders(part: Part, batch: Batch, rules: PrepareRules): HeaderList {
  if (part.headers.length === 0) return part.headers
  const named = connectionNames(part.headers)
  const callersOnly = batch.inheritance.identity === 'caller'
  return part.headers.filter(
    ([name]) =>
      mayPartBring(name) &&
      !named.has(name) &&
      !isReserved(name, rules) &&
      !(callersOnly && rules.identity.has(name)) &&
      !isIdentityInDisguise(name, rules),
  )
}

/** `x_api_key` is nobody's identity here, and some servers would take it for one. */
function isIdentityInDisguise(name: string, { identity }: PrepareRules): boolean {
  const plain = comparableName(name)
  return plain !== name && !identity.has(name) && identity.has(plain)
}

function isReserved(name: string, { reserved }: PrepareRules): boolean {
  return reserved !== undefined && reserved.has(comparableName(name))
}

/** A field that is left out could be the condition of a change; so the part is not sent at all. */
function unlistedField(own: HeaderList, { own: listed }: PrepareRules): Failure | undefined {
  if (listed === undefined) return undefined
  const field = own.find(([name]) => name !== 'content-type' && !listed.has(name))
  if (field === undefined) return undefined
  const message = `A part may not set the header ${quote(field[0])} here.`
  return { kind: 'failed', reason: 'forbidden', message }
}

function checkFields(part: Part, batch: Batch): void {
  for (const field of part.headers) checkField(field, part, batch)
}

function checkField([name, value]: HeaderField, part: Part, batch: Batch): void {
  if (!isToken(name)) {
    const message = `has ${quote(name)}, which is not a field name (RFC 9110 5.1)`
    throw new BatchError('invalid-header', message, at(batch, part, 'headers'))
  }
  if (!isFieldValue(value)) {
    const message = `has a value for ${quote(name)} with a line break, control character or character beyond ISO 8859-1`
    throw new BatchError('invalid-header', message, at(batch, part, 'headers'))
  }
}

/** The place of a fault, for the message and for dialects that have a code for it. */
function at(batch: Batch, part: Part, field: PartField): BatchErrorDetails {
  return { part: part.index, field, where: batch.placeOf(part.index, field) }
}

function exceededLimit(part: Part, limits: Limits): Failure | undefined {
  if (part.target.length > limits.urlBytes) {
    return tooMuch('target-too-long', `The URL is longer than ${limits.urlBytes} bytes.`)
  }
  if (part.headers.length > limits.headerFields) {
    return tooMuch('headers-too-large', `There are more than ${limits.headerFields} headers.`)
  }
  if (headerBytes(part.headers) > limits.headerBytes) {
    return tooMuch('headers-too-large', `The headers exceed ${limits.headerBytes} bytes.`)
  }
  if (part.body !== undefined && part.body.length > limits.partBytes) {
    return tooMuch('body-too-large', `The body is larger than ${limits.partBytes} bytes.`)
  }
  return undefined
}

function tooMuch(reason: FailureReason, message: string): Failure {
  return { kind: 'failed', reason, message }
}

function withContentType(own: HeaderList, part: Part, batch: Batch): HeaderList {
  if (part.body === undefined || own.some(([name]) => name === 'content-type')) return own
  return [...own, ['content-type', batch.inheritance.contentType]]
}

/** What parts get beside their own fields. */
interface Rest {
  readonly inherited: HeaderList
  readonly defaults: HeaderList
  /** From the endpoint. */
  readonly tail: HeaderList
}

/** Own fields first, then inherited ones and defaults of other names, then the endpoint's. */
function mergeHeaders(own: HeaderList, { inherited, defaults, tail }: Rest): HeaderList {
  const headers: HeaderField[] = [...own]
  for (const field of inherited) if (!hasName(own, field[0])) headers.push(field)
  for (const field of defaults) if (!hasName(headers, field[0])) headers.push(field)
  headers.push(...tail)
  return headers
}

function hasName(headers: HeaderList, name: string): boolean {
  return headers.some((field) => field[0] === name)
}
