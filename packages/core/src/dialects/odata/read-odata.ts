import type { Batch, Inheritance, Part } from '../../model/batch.ts'
import { BatchError } from '../../model/error.ts'
import { headerValue, traceHeaders } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { findPreference } from '../../wire/preferences.ts'
import { createODataReferences } from '../../references/odata/odata-references.ts'
import type { ReadContext } from '../dialect.ts'
import { EntryNames } from './entry-names.ts'
import { requestFormat } from './negotiate.ts'
import { readOdataJson } from './read-odata-json.ts'
import { readOdataMultipart } from './read-odata-multipart.ts'
import type { RequestEntry } from './request-entry.ts'
import { memberOf, sentMethod } from './request-entry.ts'
import type { ServiceRoot } from './service-root.ts'
import { serviceRoot, toTarget } from './service-root.ts'

const inheritedNames = new Set([
  'accept-language',
  'odata-version',
  'odata-maxversion',
  'odata-isolation',
  'isolation',
  ...traceHeaders,
])

export const inheritance: Inheritance = {
  inherits: (name) => inheritedNames.has(name),
  identity: 'caller',
  defaults: [],
  contentType: 'application/json',
}

/** How the requests of a batch stood there, for its answer. */
export interface OdataLayout {
  /** For each part, the group or change set that it stood in, also where it was alone in it. */
  readonly sets: readonly (string | undefined)[]
  /** Parts whose `Content-ID` stood among the headers of the request itself. */
  readonly innerIds: ReadonlySet<number>
}

/** Names of the preference to go on after an error, the one of OData 4.0 last. */
export const continueOnError = ['continue-on-error', 'odata.continue-on-error'] as const

const references = createODataReferences()

/** Reads an OData batch, in JSON or multipart as its `Content-Type` says. */
export function readOdataBatch(
  outer: OuterRequest,
  body: Uint8Array,
  context: ReadContext,
  publicOrigin: string,
): { readonly batch: Batch; readonly layout: OdataLayout } {
  checkRepeatability(outer)
  const type = headerValue(outer.headers, 'content-type')
  const isMultipart = requestFormat(type) === 'multipart'
  const read = isMultipart
    ? readOdataMultipart(body, type ?? '', context.limits)
    : readOdataJson(body, context.limits)
  const names = new EntryNames(read)
  const root = serviceRoot(outer, context.base, publicOrigin)
  const parts = read.entries.map((entry, index) => toPart(entry, index, names, root))
  const goesOn = goesOnAfterError(outer) ?? !isMultipart
  const batch: Batch = {
    parts,
    order: isMultipart ? 'keep-effects' : 'parallel',
    stopOnError: !goesOn,
    isFailure: (status) => status >= 400,
    targets: 'root',
    inheritance,
    placeOf: (part, field) => read.placeOf(part, memberOf[field]),
    references,
  }
  const innerIds = read.entries.flatMap(({ innerId }, index) => (innerId === true ? [index] : []))
  const sets = read.entries.map(({ set }) => set)
  return { batch, layout: { sets, innerIds: new Set(innerIds) } }
}

function toPart(entry: RequestEntry, index: number, names: EntryNames, root: ServiceRoot): Part {
  const { id, headers, body, failure } = entry
  const after = names.dependenciesOf(index)
  const group = names.groupOf(entry)
  return {
    index,
    method: sentMethod(entry.method),
    target: toTarget(entry.url, root, names),
    headers,
    ...(id === undefined ? {} : { id }),
    ...(body === undefined ? {} : { body }),
    ...(after === undefined ? {} : { after }),
    ...(group === undefined ? {} : { group }),
    ...(failure === undefined ? {} : { failure }),
  }
}

/** Undefined where the caller does not say. */
function goesOnAfterError({ headers }: OuterRequest): boolean | undefined {
  const preference = findPreference(headers, continueOnError)
  return preference && preference.value?.toLowerCase() !== 'false'
}

/** A caller who repeats a batch under such an id must not believe that it can't happen twice. */
function checkRepeatability({ headers }: OuterRequest): void {
  const field = headers.find(([name]) => name.startsWith('repeatability-'))
  if (field === undefined) return
  const message = `${field[0]} is not possible for a whole batch; set it on each of its requests.`
  throw new BatchError('invalid-header', message)
}
