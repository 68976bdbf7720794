import type { Batch } from '../../model/batch.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { embedBody, toBase64Url } from '../../wire/embedded-body.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import { isJsonType, parseMediaType } from '../../wire/media-type.ts'
import { headerValue } from '../../model/headers.ts'
import type { ResultWriter } from '../dialect.ts'
import type { PartAnswer } from './part-answer.ts'
import { answerOf } from './part-answer.ts'
import type { OdataLayout } from './read-odata.ts'

/** Writes `{"responses":[...]}`: one entry per request. */
export function createOdataJsonWriter(
  batch: Batch,
  { sets }: OdataLayout,
  maxDepth: number,
): ResultWriter {
  const ids = responseIds(batch)
  let comma = ''
  return {
    begin: (writer) => writer.text('{"responses":['),
    part(writer, index, outcome) {
      const answer = answerOf(outcome, batch.parts)
      const set = sets[index]
      writer.text(`${comma}{"id":${JSON.stringify(ids[index])}`)
      comma = ','
      if (set !== undefined) writer.text(`,"atomicityGroup":${JSON.stringify(set)}`)
      writer.text(`,"status":${answer.status},"headers":`)
      writeHeaders(writer, answer.headers, 'drop', 'lower')
      writeBody(writer, answer, maxDepth)
      writer.text('}')
    },
    end: (writer) => writer.text(']}'),
  }
}

/** The ids of the requests; those without one get a name that is nobody's id. */
function responseIds({ parts }: Batch): readonly string[] {
  const taken = new Set(parts.map(({ id }) => id))
  return parts.map(({ id, index }) => {
    if (id !== undefined) return id
    let name = `request-${index + 1}`
    while (taken.has(name)) name = `_${name}`
    return name
  })
}

/**
 * Writes `body` by the answer's type: a value, a string, or base64url. Where the type says another
 * thing than what had to be written, `@batchway.bodyEncoding` tells.
 */
function writeBody(writer: ByteWriter, { headers, body }: PartAnswer, maxDepth: number): void {
  const embedded = embedBody(headers, body, maxDepth)
  const told = toldEncoding(headerValue(headers, 'content-type'))
  switch (embedded.as) {
    case 'absent':
      return
    case 'json':
      writer.text(',"body":')
      writer.bytes(embedded.bytes)
      return
    case 'text':
      writer.text(`,"body":${JSON.stringify(embedded.text)}`)
      if (told !== 'text') writer.text(',"@batchway.bodyEncoding":"text"')
      return
    case 'base64':
      writer.text(`,"body":"${toBase64Url(embedded.bytes)}"`)
      if (told !== 'base64') writer.text(',"@batchway.bodyEncoding":"base64url"')
  }
}

/** How a reader takes a body of that type. */
function toldEncoding(contentType: string | undefined): 'json' | 'text' | 'base64' {
  const type = contentType === undefined ? undefined : parseMediaType(contentType)
  if (contentType === undefined || (type !== undefined && isJsonType(type))) return 'json'
  return type?.essence.startsWith('text/') === true ? 'text' : 'base64'
}
