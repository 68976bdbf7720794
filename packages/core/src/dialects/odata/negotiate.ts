import type { HeaderList } from '../../model/headers.ts'
import { headerValue, lowerName } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { acceptWeight } from '../../wire/accept.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { isJsonBatch } from '../../wire/json-envelope.ts'

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
  const json = acceptWeight(headers, 'application/json')
  const multipart = acceptWeight(headers, 'multipart/mixed')
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
