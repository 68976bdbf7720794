import type { Part } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { HeaderField } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type {
  AnswerValue,
  Reference,
  ReferencedAnswer,
  ReferencePlace,
  ReferenceSource,
} from '../../model/reference.ts'
import { ReferenceProblem } from '../../model/reference.ts'
import { decodeUtf8, encodeUtf8 } from '../../wire/utf8.ts'
import type { Replacement } from '../splice.ts'
import { encodeForUrl, spliceBytes, spliceText } from '../splice.ts'

/** The part with values in the place of its references: see ReferenceLanguage. */
export function substitute(
  part: Part,
  references: readonly Reference[],
  source: ReferenceSource,
): Part {
  const target: Replacement<string>[] = []
  const body: Replacement<Uint8Array>[] = []
  const headers: HeaderField[] = [...part.headers]
  for (const reference of references) {
    named(reference, () => {
      const answer = source.answerOf(reference.part)
      const { place } = reference
      if (place.in === 'header') {
        headers[place.at] = [headers[place.at]?.[0] ?? '', entityTagOf(answer)]
        return
      }
      if (place.in === 'body') {
        const by = bodyValue(answer, reference, place.as)
        source.claim(by.length)
        body.push({ ...place, by })
        return
      }
      const by =
        place.in === 'path'
          ? source.targetOf(urlPathOf(answer))
          : queryValue(valueOf(answer, reference), place.as)
      source.claim(by.length)
      target.push({ ...place, by })
    })
  }
  return {
    ...part,
    target: spliceText(part.target, target),
    headers,
    ...(part.body === undefined || body.length === 0 ? {} : { body: spliceBytes(part.body, body) }),
  }
}

/** Whatever is wrong is said with the reference as the caller wrote it. */
function named({ text }: Reference, use: () => void): void {
  try {
    use()
  } catch (error) {
    if (!(error instanceof ReferenceProblem)) throw error
    const message = `The reference ${quote(text)} can't be used: ${error.message}.`
    throw new ReferenceProblem(message, error.reason)
  }
}

function valueOf(answer: ReferencedAnswer, { path }: Reference): AnswerValue {
  if (answer.response.body.length === 0) throw new ReferenceProblem('the answer has no body')
  const value = answer.valueAt(path)
  if (value !== undefined) return value
  throw new ReferenceProblem(`the answer has nothing at ${quote(path.join('/'))}`)
}

function bodyValue(
  answer: ReferencedAnswer,
  reference: Reference,
  as: (ReferencePlace & { in: 'body' })['as'],
): Uint8Array {
  if (as === 'value') return valueOf(answer, reference).bytes
  const url = [urlPathOf(answer), ...reference.path.map(encodeSegment)].join('/')
  return encodeUtf8(JSON.stringify(url))
}

function encodeSegment(name: string): string {
  if (name.isWellFormed()) return encodeURI(name)
  throw new ReferenceProblem('its path has half a surrogate pair')
}

/**
 * The path of what a part made or returned: its `Location` or `OData-EntityId`, else its own target
 * where the method says that this is the entity (OData 4.01 part 1 11.7.7.1).
 */
function urlPathOf(answer: ReferencedAnswer): string {
  const { headers } = answer.response
  const url = headerValue(headers, 'location') ?? headerValue(headers, 'odata-entityid')
  if (url !== undefined) return answer.pathOf(url)
  const { method, path } = answer.request
  if (method === 'GET' || method === 'PUT' || method === 'PATCH') return answer.pathOf(path)
  throw new ReferenceProblem('the answer has no Location')
}

const entityTag = /^(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"|(?!\*$)[\x21\x23-\x2b\x2d-\x7e]+)$/

/** The entity tag of an answer (RFC 9110 8.8.3): one, and nothing that means more than one. */
function entityTagOf(answer: ReferencedAnswer): string {
  const tag = headerValue(answer.response.headers, 'etag') ?? annotatedTag(answer)
  if (tag === undefined) throw new ReferenceProblem('the answer has no ETag')
  if (entityTag.test(tag)) return tag
  throw new ReferenceProblem(`the answer has an ETag that is none: ${quote(tag)}`)
}

function annotatedTag(answer: ReferencedAnswer): string | undefined {
  if (answer.response.body.length === 0) return undefined
  const value = answer.valueAt(['@odata.etag']) ?? answer.valueAt(['@etag'])
  return value?.kind === 'string' ? textOf(value) : undefined
}

/** Literals that are written without quotes: GUID, date, date and time, time (OData 4.01 ABNF). */
const bareLiteral =
  /^(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|-?\d{4,}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?|\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?)$/

function queryValue(value: AnswerValue, as: 'text' | 'literal' | 'quoted'): string {
  if (value.kind === 'object' || value.kind === 'array') {
    throw new ReferenceProblem(`an ${value.kind} can't stand in a URL`)
  }
  const text = textOf(value)
  if (as === 'quoted') return encodeForUrl(text.replaceAll("'", "''"))
  if (as === 'text' || value.kind !== 'string' || bareLiteral.test(text)) return encodeForUrl(text)
  return `'${encodeForUrl(text.replaceAll("'", "''"))}'`
}

/** A string's text, and the bytes of any other scalar as they are. */
function textOf({ kind, bytes }: AnswerValue): string {
  const text = decodeUtf8(bytes) ?? ''
  return kind === 'string' ? (JSON.parse(text) as string) : text
}
