import { quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { PartResponse } from '../../model/batch.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { cutBody, skipLineBreaks } from '../../wire/http-message.ts'
import { toBytes, toText } from '../../wire/latin1.ts'
import type { MultipartPart } from '../../wire/multipart.ts'
import { eachSection, readMultipartPart } from '../../wire/multipart.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { BatchAnswer, ReadAnswer } from './dialect-client.ts'
import { AnswerError } from './dialect-client.ts'

/** The sections of an answer in multipart. Throws an {@link AnswerError}. */
export function sectionsOf({ headers, body }: BatchAnswer): readonly MultipartPart[] {
  const type = headerValue(headers, 'content-type') ?? ''
  return splitSections(type, body, 'The answer')
}

/** The sections of a multipart body of that type; `name` is what it is called in messages. */
export function splitSections(
  type: string,
  body: Uint8Array,
  name: string,
  lineEnd?: 'lf',
): readonly MultipartPart[] {
  const boundary = readBoundary(type)
  if (boundary === undefined) {
    throw new AnswerError(`${name} has the Content-Type ${quote(type)}, which is no multipart.`)
  }
  const sections: MultipartPart[] = []
  const closed = eachSection(
    body,
    boundary.text,
    (bytes) => {
      const part = readMultipartPart(bytes)
      if ('line' in part) {
        throw new AnswerError(`${name} has the line ${quote(part.line)}, which is no header.`)
      }
      if (part.headers.length > 0 || part.body.length > 0) sections.push(part)
    },
    lineEnd,
  )
  if (closed) return sections
  throw new AnswerError(`${name} ends without its closing delimiter "--${boundary.text}--".`)
}

/** The id that stands in `Content-ID`, of a section or of the answer in it. */
export function contentIdOf(headers: HeaderList): string | undefined {
  const id = headerValue(headers, 'content-id')
  return id === undefined ? undefined : (decodeUtf8(toBytes(id)) ?? id)
}

/** Reads the answer in a section of type `application/http`. Throws an {@link AnswerError}. */
export function readHttpAnswer({ headers, body }: MultipartPart): ReadAnswer {
  const message = readHttpResponse(body)
  const id = contentIdOf(headers) ?? contentIdOf(message.headers)
  const fields = message.headers.filter(([name]) => name !== 'content-id')
  const response = { ...message, headers: fields }
  return id === undefined ? { response } : { id, response }
}

function readHttpResponse(bytes: Uint8Array): PartResponse {
  const start = skipLineBreaks(bytes)
  const feed = bytes.indexOf(0x0a, start)
  const line = toText(bytes.subarray(start, feed === -1 ? bytes.length : feed)).trimEnd()
  const status = /^HTTP\/\d(?:\.\d)? ([1-9]\d\d)(?: |$)/i.exec(line)?.[1]
  if (status === undefined) {
    throw new AnswerError(`The answer has ${quote(line)} where a status line must stand.`)
  }
  const rest = readMultipartPart(bytes.subarray(feed === -1 ? bytes.length : feed + 1))
  if ('line' in rest) {
    throw new AnswerError(`The answer has the line ${quote(rest.line)}, which is no header.`)
  }
  const body = cutBody(rest.body, headerValue(rest.headers, 'content-length'))
  const headers = rest.headers.filter(([name]) => name !== 'content-length')
  return { status: Number(status), headers, body }
}
