import assert from 'node:assert/strict'
import type { Node } from 'jsonc-parser'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import type { OuterAnswer } from '@batchway/core'
import type { BatchWriter, ReadResult, WrittenBody, WrittenPart } from './batch-writers.ts'
import { readResponses } from './odata-answer.ts'

const base = '/v2/api'

/** Neither a quote nor a space may stand in a URL. */
function toPath({ target }: WrittenPart): string {
  return base + target.replaceAll('"', '%22').replaceAll(' ', '%20')
}

/** Relative to the base, or from the root, one after the other. */
function urlOf({ target }: WrittenPart, index: number): string {
  return index % 2 === 0 ? target.slice(1) : base + target
}

function typeOf(body: WrittenBody | undefined): WrittenPart['headers'] {
  return body !== undefined && 'text' in body ? [['Content-Type', body.contentType]] : []
}

function jsonBody(body: WrittenBody): string {
  if ('json' in body) return body.json
  if (body.contentType.startsWith('text/')) return JSON.stringify(body.text)
  return JSON.stringify(Buffer.from(body.text).toString('base64url'))
}

/** Headers as an object and as an array of lines, one after the other. */
function jsonHeaders(headers: WrittenPart['headers'], index: number): string {
  if (index % 2 === 0) return JSON.stringify(Object.fromEntries(headers))
  return JSON.stringify(headers.map(([name, value]) => `${name}: ${value}`))
}

function writeJson(parts: readonly WrittenPart[]): Buffer {
  const requests = parts.map((part, index) => {
    const { method, body, headers } = part
    const members = [
      `"id" : "r${index}"`,
      `"method" : ${JSON.stringify(index % 3 === 0 ? method.toLowerCase() : method)}`,
      `"url": ${JSON.stringify(urlOf(part, index))}`,
      `"headers" :${jsonHeaders([...headers, ...typeOf(body)], index)}`,
      `"body":\t${body === undefined ? 'null' : jsonBody(body)}`,
    ]
    return `{ ${members.join(' ,\n')} }`
  })
  return Buffer.from(`\n{"requests" : [ ${requests.join(' , ')} ] } `)
}

function textOf(answer: OuterAnswer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body)
}

function valueAt(node: Node, ...path: readonly string[]): unknown {
  const found = findNodeAtLocation(node, [...path])
  return found === undefined ? undefined : (getNodeValue(found) as unknown)
}

/** How a caller takes a body by the type that stands beside it. */
function encodingOf(node: Node): 'json' | 'text' | 'base64' {
  const told = valueAt(node, '@batchway.bodyEncoding')
  if (told !== undefined) {
    assert.ok(told === 'text' || told === 'base64url', 'an unknown encoding')
    return told === 'text' ? 'text' : 'base64'
  }
  const type = valueAt(node, 'headers', 'content-type')
  if (type === undefined) return 'json'
  assert.ok(typeof type === 'string')
  if (/^application\/(?:[a-z]+\+)?json/.test(type)) return 'json'
  return type.startsWith('text/') ? 'text' : 'base64'
}

function readJsonResult(text: string, node: Node): ReadResult {
  const status = valueAt(node, 'status')
  assert.ok(typeof status === 'number', text)
  assert.equal(typeof valueAt(node, 'id'), 'string')
  const body = findNodeAtLocation(node, ['body'])
  if (body === undefined) return { status, encoding: 'absent', body: Buffer.alloc(0) }
  const encoding = encodingOf(node)
  if (encoding === 'json') {
    const slice = text.slice(body.offset, body.offset + body.length)
    return { status, encoding, body: Buffer.from(slice) }
  }
  const content = getNodeValue(body) as unknown
  assert.ok(typeof content === 'string')
  if (encoding === 'base64') assert.match(content, /^[\w-]*$/)
  const decoded = Buffer.from(content, encoding === 'text' ? 'utf8' : 'base64url')
  return { status, encoding, body: decoded }
}

function readJson(answer: OuterAnswer): readonly ReadResult[] {
  const text = textOf(answer)
  JSON.parse(text)
  const tree = parseTree(text) ?? assert.fail('the answer is not JSON')
  const array = findNodeAtLocation(tree, ['responses']) ?? assert.fail('there are no responses')
  return (array.children ?? []).map((node) => readJsonResult(text, node))
}

const boundary = 'batch_(1)=x'

/** A request; every other one has LF alone, no version, and its Content-ID inside. */
function writePart(part: WrittenPart, index: number): Buffer {
  const { method, body, headers } = part
  const odd = index % 2 === 1
  const end = odd ? '\n' : '\r\n'
  const content = Buffer.from(body === undefined ? '' : 'json' in body ? body.json : body.text)
  const id: WrittenPart['headers'] = odd ? [['Content-ID', `r${index}`]] : []
  const length: WrittenPart['headers'] =
    body === undefined ? [] : [['Content-Length', String(content.length)]]
  const lines = [
    `--${boundary}`,
    'Content-Type: application/http',
    ...(odd ? [] : ['Content-Transfer-Encoding: binary', `Content-ID: r${index}`]),
    '',
    `${method} ${urlOf(part, index)}${odd ? '' : ' HTTP/1.1'}`,
    ...[...id, ...headers, ...typeOf(body), ...length].map(([name, value]) => `${name}: ${value}`),
    '',
  ]
  const head = Buffer.from(lines.join(end) + end, 'latin1')
  return Buffer.concat([head, content, Buffer.from('\r\n')])
}

function readRefusal(answer: OuterAnswer): void {
  const { error } = JSON.parse(textOf(answer)) as { error: { code: unknown; message: unknown } }
  assert.match(String(error.code), /^[A-Z]\w+$/)
  assert.ok(typeof error.message === 'string' && error.message !== '')
}

const common = {
  path: `${base}/$batch`,
  base,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodies: { json: 'any', text: true },
  withBody: ['POST', 'PUT', 'PATCH'],
  toPath,
  readRefusal,
} as const

/** The form in JSON. */
export const odataJsonWriter: BatchWriter = {
  ...common,
  bodies: { json: 'not null', text: true },
  headers: [['content-type', 'application/json;odata.metadata=minimal']],
  write: writeJson,
  read: readJson,
}

/** The multipart form; errors do not end its batches. */
export const odataMultipartWriter: BatchWriter = {
  ...common,
  headers: [
    ['content-type', `multipart/mixed; charset=UTF-8;boundary=${boundary}`],
    ['prefer', 'odata.continue-on-error'],
  ],
  write: (parts) => Buffer.concat([...parts.map(writePart), Buffer.from(`--${boundary}--`)]),
  read: (answer) =>
    readResponses(answer).flatMap(({ answers }) =>
      answers.map(({ status, body }): ReadResult => ({ status, encoding: 'bytes', body })),
    ),
}
