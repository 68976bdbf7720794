import assert from 'node:assert/strict'
import type { OuterResponse } from '@batchway/core'
import { readAnswer } from './multipart.ts'

/** One answer in the multipart form. */
export interface OdataAnswer {
  readonly contentId: string | undefined
  readonly status: number
  /** Lines of the header, the status line not included. */
  readonly fields: readonly string[]
  readonly body: Buffer
}

/** What stands between two delimiters. */
export interface OdataBlock {
  /** Whether it is the nested answer to a change set. */
  readonly nested: boolean
  readonly answers: readonly OdataAnswer[]
}

/** Reads an answer in the multipart form, as strictly as the strictest released client. */
export function readResponses(answer: OuterResponse): readonly OdataBlock[] {
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const boundary = /^multipart\/mixed; boundary=(batchresponse_[\w-]+)$/.exec(type)?.[1]
  assert.ok(boundary !== undefined, type)
  if (Buffer.from(answer.body).toString('latin1') === `--${boundary}--\r\n`) return []
  return readAnswer(answer.body, boundary, '\r\n').map((section) => {
    const nested = /^Content-Type: multipart\/mixed; boundary=(changesetresponse_[\w-]+)$/.exec(
      section.lines.join('\n'),
    )
    if (nested === null) return { nested: false, answers: [readInner(section)] }
    const members = readAnswer(section.body, nested[1] ?? '', '\r\n')
    assert.ok(members.length > 0, 'an empty change set')
    return { nested: true, answers: members.map(readInner) }
  })
}

const idLine = /^Content-ID: (.+)$/

function readInner({
  lines,
  body,
}: {
  readonly lines: readonly string[]
  readonly body: Buffer
}): OdataAnswer {
  const [type, coding, ...rest] = lines
  assert.equal(type, 'Content-Type: application/http')
  assert.equal(coding, 'Content-Transfer-Encoding: binary')
  assert.ok(rest.length <= 1, lines.join('\n'))
  const text = body.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  assert.notEqual(end, -1, text)
  const [start = '', ...fields] = text.slice(0, end).split('\r\n')
  const [, status] = /^HTTP\/1\.1 (\d{3}) [A-Z][\w' -]*$/.exec(start) ?? assert.fail(start)
  assert.ok(fields.length > 0, 'an answer without a header')
  for (const field of fields) assert.match(field, /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+: ?[^\r\n]*$/)
  return {
    contentId: rest.length === 0 ? undefined : (idLine.exec(rest[0] ?? '')?.[1] ?? assert.fail()),
    status: Number(status),
    fields,
    body: body.subarray(end + 4),
  }
}
