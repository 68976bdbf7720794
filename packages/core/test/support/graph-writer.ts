import assert from 'node:assert/strict'
import type { Node } from 'jsonc-parser'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import type { OuterAnswer } from '@batchway/core'
import type { BatchWriter, ReadResult, WrittenBody, WrittenPart } from './batch-writers.ts'

const base = '/v1.0'

/** Relative to the version's root, with a slash in front or without. */
function urlOf({ target }: WrittenPart, index: number): string {
  return index % 2 === 0 ? target : target.slice(1)
}

/** JSON as it is; text in one of the alphabets of base64, with padding or without. */
function bodyJson(body: WrittenBody, index: number): string {
  if ('json' in body) return body.json
  const text = Buffer.from(body.text).toString(index % 2 === 0 ? 'base64' : 'base64url')
  return JSON.stringify(text)
}

function typeOf(body: WrittenBody | undefined): WrittenPart['headers'] {
  if (body === undefined) return []
  return [['Content-Type', 'text' in body ? body.contentType : 'application/json']]
}

function write(parts: readonly WrittenPart[]): Buffer {
  const requests = parts.map((part, index) => {
    const { method, body, headers } = part
    const members = [
      `"url": ${JSON.stringify(urlOf(part, index))}`,
      `"method" : ${JSON.stringify(index % 3 === 0 ? method.toLowerCase() : method)}`,
      `"id" : "r${index}"`,
      `"headers" :${JSON.stringify(Object.fromEntries([...headers, ...typeOf(body)]))}`,
      `"body":\t${body === undefined ? 'null' : bodyJson(body, index)}`,
      ...(index === 0 ? [] : [`"dependsOn": []`]),
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
function encodingOf(node: Node): 'json' | 'base64' {
  const told = valueAt(node, '@batchway.bodyEncoding')
  const type = valueAt(node, 'headers', 'Content-Type') ?? 'application/json'
  assert.ok(typeof type === 'string')
  const json = /^application\/(?:[a-z]+\+)?json/.test(type)
  assert.equal(told, told === undefined || !json ? undefined : 'base64')
  return json && told === undefined ? 'json' : 'base64'
}

function readResult(text: string, node: Node): ReadResult {
  const status = valueAt(node, 'status')
  assert.ok(typeof status === 'number', text)
  assert.equal(typeof valueAt(node, 'id'), 'string')
  assert.equal(findNodeAtLocation(node, ['headers'])?.type, 'object')
  const body = findNodeAtLocation(node, ['body'])
  if (body === undefined) return { status, encoding: 'absent', body: Buffer.alloc(0) }
  if (encodingOf(node) === 'json') {
    const slice = text.slice(body.offset, body.offset + body.length)
    return { status, encoding: 'json', body: Buffer.from(slice) }
  }
  const content = String(getNodeValue(body))
  assert.match(content, /^[\w+/]*={0,2}$/)
  return { status, encoding: 'base64', body: Buffer.from(content, 'base64') }
}

/** How a test writes batches for the Graph dialect, and reads their answers. */
export const graphWriter: BatchWriter = {
  path: `${base}/$batch`,
  base,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodies: { json: 'not null', text: true },
  textAs: 'base64',
  withBody: ['POST', 'PUT', 'PATCH', 'DELETE'],
  headers: [['content-type', 'application/json; charset=utf-8']],
  toPath: ({ target }) => base + target.replaceAll('"', '%22').replaceAll(' ', '%20'),
  write,
  read: (answer) => {
    const text = textOf(answer)
    JSON.parse(text)
    const tree = parseTree(text) ?? assert.fail('the answer is not JSON')
    const array = findNodeAtLocation(tree, ['responses']) ?? assert.fail('there are no responses')
    return (array.children ?? []).map((node) => readResult(text, node))
  },
  readRefusal: (answer) => checkGraphError(JSON.parse(textOf(answer))),
}

/** Fails unless a document is an error as Graph writes it. */
export function checkGraphError(document: unknown): void {
  const shape =
    /^\{"error":\{"code":"[A-Z]\w+","message":".+","innerError":\{"request-id":"[\w-]+","date":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"\}\}\}$/s
  assert.match(JSON.stringify(document), shape)
}
