import type { HeaderList } from '../../model/headers.ts'
import { headerValue, lowerName } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { splitOutsideQuotes } from '../../wire/field-list.ts'
import { isJsonBatch } from '../../wire/json-envelope.ts'
import { parseMediaType } from '../../wire/media-type.ts'

/** The two forms of a batch and of its answer. */
export type OdataFormat = 'json' | 'multipart'

/** The form of a batch by its `Content-Type`; undefined where it is neither. */
export function requestFormat(contentType: string | undefined): OdataFormat | undefined {
  if (contentType === undefined) return undefined
  if (isJsonBatch(contentType)) return 'json'
  return readBoundary(contentType) === undefined ? undefined : 'multipart'
}

/**
 * The form of the answer: what `Accept` prefers, else that of the request. A caller of OData 4.0
 * sends `Accept: application/json` with a multipart batch and means the parts of the answer, so that
 * a multipart batch is answered in JSON only where the caller names version 4.01.
 */
export function answerFormat({ headers }: OuterRequest): OdataFormat {
  const asked = requestFormat(headerValue(headers, 'content-type')) ?? 'json'
  const { json, multipart } = accepted(headers)
  if (json === multipart) return asked
  if (multipart > json) return 'multipart'
  return asked === 'multipart' && !speaks401(headers) ? 'multipart' : 'json'
}

function speaks401(headers: HeaderList): boolean {
  if (headerValue(headers, 'odata-maxversion') === '4.0') return false
  return [headerValue(headers, 'odata-version'), headerValue(headers, 'odata-maxversion')].includes(
    '4.01',
  )
}

/** Weights (RFC 9110 12.5.1) of the two types; equal where nothing is said of either. */
function accepted(headers: HeaderList): Readonly<Record<OdataFormat, number>> {
  const weights = { json: 0, multipart: 0 }
  for (const [name, value] of headers) {
    if (name !== 'accept') continue
    for (const range of splitOutsideQuotes(value, ',')) {
      const type = parseMediaType(range)
      if (type === undefined) continue
      const weight = Number(type.parameters.get('q') ?? '1')
      if (type.essence === 'application/json') weights.json = Math.max(weights.json, weight)
      if (type.essence === 'multipart/mixed')
        weights.multipart = Math.max(weights.multipart, weight)
    }
  }
  return weights
}

/** What `OData-Version` of the answer says: the caller's own, as far as we speak it. */
export function answerVersion({ headers }: OuterRequest): '4.0' | '4.01' {
  for (const name of ['odata-maxversion', 'odata-version']) {
    const version = headerValue(headers, name)
    if (version === '4.0' || version === '4.01') return version
  }
  return requestFormat(headerValue(headers, 'content-type')) === 'multipart' ? '4.0' : '4.01'
}

/** A field's name as OData documents spell it, where that is not the usual spelling. */
export function odataName(name: string): string | undefined {
  return spellings.get(lowerName(name))
}

const spellings: ReadonlyMap<string, string> = new Map([
  ['odata-version', 'OData-Version'],
  ['odata-maxversion', 'OData-MaxVersion'],
  ['odata-entityid', 'OData-EntityId'],
  ['odata-error', 'OData-Error'],
  ['content-id', 'Content-ID'],
])
