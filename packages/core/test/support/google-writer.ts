import assert from 'node:assert/strict'
import type { OuterAnswer, OuterResponse } from '@batchway/core'
import type { BatchWriter, WrittenBody, WrittenPart } from './batch-writers.ts'
import { readAnswer } from './multipart.ts'

/** One answer in a Google batch. */
export interface GoogleResponse {
  readonly contentId: string | undefined
  readonly status: number
  /** Lines of the header, the status line not included. */
  readonly fields: readonly string[]
  readonly body: Buffer
}

/** Reads an answer, as strictly as the strictest released client. */
export function readGoogleAnswer(answer: OuterResponse): readonly GoogleResponse[] {
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const boundary = /^multipart\/mixed; boundary=(batch_[\w-]+)$/.exec(type)?.[1]
  assert.ok(boundary !== undefined, type)
  if (Buffer.from(answer.body).toString('latin1') === `--${boundary}--\r\n`) return []
  return readAnswer(answer.body, boundary, '\r\n').map(({ lines, body }) => {
    const [contentType, id, ...more] = lines
    assert.equal(contentType, 'Content-Type: application/http')
    assert.deepEqual(more, [])
    const contentId = id === undefined ? undefined : /^Content-ID: (.+)$/.exec(id)?.[1]
    if (id !== undefined) assert.match(contentId ?? '', /^<?response-/, id)
    return { contentId, ...readMessage(body) }
  })
}

function readMessage(bytes: Buffer): Omit<GoogleResponse, 'contentId'> {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  assert.notEqual(end, -1, text)
  const [start = '', ...fields] = text.slice(0, end).split('\r\n')
  const [, status] = /^HTTP\/1\.1 (\d{3}) [A-Z][\w' -]*$/.exec(start) ?? assert.fail(start)
  for (const field of fields) assert.match(field, /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+: ?[^\r\n]*$/)
  const body = bytes.subarray(end + 4)
  assert.equal(fields.at(-1), `Content-Length: ${body.length}`)
  return { status: Number(status), fields, body }
}

/** Fails unless a document is an error as Google's APIs write it. */
export function checkGoogleError(document: unknown): void {
  const shape =
    /^\{"error":\{"code":\d{3},"message":(".+"),"errors":\[\{"message":\1,"domain":"global","reason":"[a-z]\w+"\}\],"status":"[A-Z_]+"\}\}$/s
  assert.match(JSON.stringify(document), shape)
}

const base = '/farm/v2'
const boundary = '=====1=='

function typeOf(body: WrittenBody | undefined): WrittenPart['headers'] {
  return body !== undefined && 'text' in body ? [['Content-Type', body.contentType]] : []
}

/** Every other request has LF alone, a full URL of our own host and an id in brackets. */
function writePart(part: WrittenPart, index: number): Buffer {
  const { method, body, headers } = part
  const odd = index % 2 === 1
  const end = odd ? '\n' : '\r\n'
  const content = Buffer.from(body === undefined ? '' : 'json' in body ? body.json : body.text)
  const length: WrittenPart['headers'] =
    body === undefined ? [] : [['Content-Length', String(content.length)]]
  const lines = [
    `--${boundary}`,
    'Content-Type: application/http',
    `Content-ID: ${odd ? `<a +${end} ${index}>` : index}`,
    '',
    `${method} ${odd ? 'http://api.example' : ''}${base}${part.target}${odd ? '' : ' HTTP/1.1'}`,
    ...[...headers, ...typeOf(body), ...length].map(([name, value]) => `${name}: ${value}`),
    '',
  ]
  const head = Buffer.from(lines.join(end) + end, 'latin1')
  return Buffer.concat([head, content, Buffer.from('\r\n')])
}

function textOf(answer: OuterAnswer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body)
}

/** How a test writes batches for the Google dialect, and reads their answers. */
export const googleWriter: BatchWriter = {
  path: '/batch/farm/v2',
  base,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodies: { json: 'any', text: true },
  withBody: ['POST', 'PUT', 'PATCH'],
  headers: [
    ['content-type', `multipart/mixed; boundary="${boundary}"`],
    ['host', 'api.example'],
  ],
  toPath: ({ target }) => base + target.replaceAll('"', '%22').replaceAll(' ', '%20'),
  write: (parts) =>
    Buffer.concat([Buffer.from('\n'), ...parts.map(writePart), Buffer.from(`--${boundary}--`)]),
  read: (answer) =>
    readGoogleAnswer(answer).map(({ status, body }) => ({ status, encoding: 'bytes', body })),
  readRefusal: (answer) => checkGoogleError(JSON.parse(textOf(answer))),
}
