import assert from 'node:assert/strict'
import type { Node } from 'jsonc-parser'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import type { HeaderList, OuterAnswer } from '@batchway/core'
import { googleWriter } from './google-writer.ts'
import { graphWriter } from './graph-writer.ts'
import { odataJsonWriter, odataMultipartWriter } from './odata-writers.ts'

/** A part as a test writes it. */
export interface WrittenPart {
  readonly method: string
  /** Path and query below the base, with a slash in front. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: WrittenBody
}

/** A body inside an envelope: JSON by its own text, or text as a JSON string. */
export type WrittenBody =
  | { readonly json: string }
  | { readonly text: string; readonly contentType: string }

/** How a test writes batches in one dialect, and reads its answers. */
export interface BatchWriter {
  readonly path: string
  readonly base: string
  readonly methods: readonly string[]
  /**
   * The bodies that the dialect can carry: any JSON, any but `null` (which stands for none), or
   * objects only; and text beside it.
   */
  readonly bodies: { readonly json: 'any' | 'not null' | 'object'; readonly text: boolean }
  /** How text stands in the envelope of an answer. Default: as a string. */
  readonly textAs?: 'text' | 'base64'
  /** Methods that may have a body. */
  readonly withBody: readonly string[]
  /** The fields of the request that carries a batch. */
  readonly headers: HeaderList
  /** The path and query of a part as the API gets them. */
  toPath(part: WrittenPart): string
  write(parts: readonly WrittenPart[]): Buffer
  /** The results of an answer, or a failed assertion. */
  read(answer: OuterAnswer): readonly ReadResult[]
  /** Fails unless the answer is an error document of the dialect. */
  readRefusal(answer: OuterAnswer): void
}

/** One result of an answer. */
export interface ReadResult {
  readonly status: number
  /** How its body stands in the envelope; `bytes` where it need not be embedded. */
  readonly encoding: 'absent' | 'json' | 'text' | 'base64' | 'bytes'
  readonly body: Buffer
}

function member(name: string, json: string): string {
  return `${JSON.stringify(name)} : ${json}`
}

function headersJson(headers: WrittenPart['headers']): string {
  return `{ ${headers.map(([name, value]) => member(name, JSON.stringify(value))).join(' , ')} }`
}

function bodyJson(body: WrittenBody): string {
  return 'json' in body ? body.json : JSON.stringify(body.text)
}

function partJson(part: WrittenPart, url: string): string {
  const { method, body } = part
  const type: WrittenPart['headers'] =
    body !== undefined && 'text' in body ? [['Content-Type', body.contentType]] : []
  const members = [
    member('method', JSON.stringify(method)),
    url,
    member('headers', headersJson([...part.headers, ...type])),
    ...(body === undefined ? [] : [member('body', bodyJson(body))]),
  ]
  return `{\t${members.join(',\n')} }`
}

function textOf(answer: OuterAnswer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body)
}

function valueAt(node: Node, name: string): unknown {
  const found = findNodeAtLocation(node, [name])
  return found === undefined ? undefined : (getNodeValue(found) as unknown)
}

function readJsonResult(text: string, node: Node, statusName: string): ReadResult {
  const status = valueAt(node, statusName)
  assert.ok(typeof status === 'number', text)
  const names = ['body', 'error'].filter((name) => valueAt(node, name) !== undefined)
  assert.ok(names.length <= 1, 'a result has both a body and an error')
  const [name] = names
  const encoding = valueAt(node, 'body_encoding')
  if (name === undefined) {
    assert.equal(encoding, undefined)
    return { status, encoding: 'absent', body: Buffer.alloc(0) }
  }
  assert.equal(name, status < 400 ? 'body' : 'error')
  if (encoding === 'text' || encoding === 'base64') {
    const content = String(valueAt(node, name))
    return { status, encoding, body: Buffer.from(content, encoding === 'text' ? 'utf8' : encoding) }
  }
  assert.equal(encoding, undefined)
  const { offset = 0, length = 0 } = findNodeAtLocation(node, [name]) ?? {}
  return { status, encoding: 'json', body: Buffer.from(text.slice(offset, offset + length)) }
}

/** Reads the answers of a JSON dialect: an array of results under one name, a status under another. */
function readJsonResults(results: string, status: string): BatchWriter['read'] {
  return (answer) => {
    const text = textOf(answer)
    JSON.parse(text)
    const tree = parseTree(text) ?? assert.fail('the answer is not JSON')
    const array = findNodeAtLocation(tree, [results]) ?? assert.fail(`there is no ${results}`)
    assert.equal(array.type, 'array')
    return (array.children ?? []).map((node) => readJsonResult(text, node, status))
  }
}

function readJsonRefusal(answer: OuterAnswer): void {
  const document = JSON.parse(textOf(answer)) as unknown
  assert.ok(typeof document === 'object' && document !== null && !Array.isArray(document))
}

const jsonFields: HeaderList = [['content-type', 'application/json']]

const boundary = "b-'1"
const ocapiBase = '/s/-/dw/data/v24_5'

/** Writes every other line with LF alone, as released clients do. */
function writeSection(part: WrittenPart, index: number): Buffer {
  const { body } = part
  const type: WrittenPart['headers'] =
    body !== undefined && 'text' in body ? [['Content-Type', body.contentType]] : []
  const end = index % 2 === 0 ? '\r\n' : '\n'
  const fields = [
    ['X-DW-Content-Id', `id${index}`],
    ['x-dw-http-method', part.method],
    ['x-dw-resource-path-extension', part.target],
    ...part.headers,
    ...type,
  ]
  const head = fields.map(([name, value]) => `${name}: ${value}${end}`).join('')
  const content = body === undefined ? '' : 'json' in body ? body.json : body.text
  return Buffer.concat([
    Buffer.from(`--${boundary}${end}${head}${end}`, 'latin1'),
    Buffer.from(`${content}\r\n`),
  ])
}

/** Reads `multipart/mixed` with LF, whose sections have a status and a body as it is. */
function readSections(answer: OuterAnswer): readonly ReadResult[] {
  const type = new Map(answer.headers).get('content-type') ?? ''
  const used = /^multipart\/mixed; boundary=(.+)$/.exec(type)?.[1] ?? assert.fail(type)
  const text = `\n${Buffer.from(answer.body).toString('latin1')}`
  const [preamble, ...sections] = text.split(`\n--${used}\n`)
  assert.equal(preamble, '')
  const closing = `\n--${used}--\n`
  return sections.map((section, index) => {
    const isLast = index === sections.length - 1
    assert.equal(section.endsWith(closing), isLast)
    const content = isLast ? section.slice(0, -closing.length) : section
    const head = /^(?:x-dw-content-id: [^\n]*\n)?x-dw-status-code: (\d{3})\n/.exec(content)
    const rest = content.slice(head?.[0].length)
    assert.ok(rest === '' || rest.startsWith('\n'), section)
    const body = Buffer.from(rest.slice(1), 'latin1')
    return { status: Number(head?.[1]), encoding: 'bytes', body }
  })
}

/** A writer for each form of the built-in dialects, whose names come first. */
export const batchWriters: ReadonlyMap<string, BatchWriter> = new Map<string, BatchWriter>([
  ['odata', odataJsonWriter],
  ['odata multipart', odataMultipartWriter],
  ['graph', graphWriter],
  ['google', googleWriter],
  [
    'ocamba',
    {
      path: '/v2/api/batch',
      base: '/v2/api',
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      bodies: { json: 'any', text: true },
      headers: jsonFields,
      toPath: ({ target }) => `/v2/api${target}`,
      withBody: ['POST', 'PUT', 'PATCH', 'DELETE'],
      write: (parts) => {
        const texts = parts.map((part) =>
          partJson(part, member('relative_url', JSON.stringify(part.target))),
        )
        return Buffer.from(`\n[${texts.join(' , ')}] `)
      },
      read: readJsonResults('parts', 'code'),
      readRefusal: readJsonRefusal,
    },
  ],
  [
    'journyx',
    {
      path: '/v2/api/batch',
      base: '/v2/api',
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      bodies: { json: 'object', text: false },
      headers: jsonFields,
      toPath: ({ target }) => `/v2/api${target}`,
      withBody: ['POST', 'PUT'],
      write: (parts) => {
        const texts = parts.map((part) =>
          partJson(part, member('url', JSON.stringify(`/v2/api${part.target}`))),
        )
        return Buffer.from(`{ "requests" : [${texts.join(' , ')}] } `)
      },
      read: readJsonResults('results', 'response_code'),
      readRefusal: readJsonRefusal,
    },
  ],
  [
    'ocapi',
    {
      path: '/s/-/dw/batch',
      base: ocapiBase,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
      bodies: { json: 'any', text: true },
      headers: [
        ['content-type', `multipart/mixed; boundary=${boundary}`],
        ['x-dw-client-id', 'cid'],
        ['x-dw-resource-path', ocapiBase],
      ],
      withBody: ['POST', 'PUT', 'PATCH', 'DELETE'],
      // An empty query is none.
      toPath: ({ target }) => ocapiBase + target.replace(/\?$/, ''),
      write: (parts) => Buffer.concat([...parts.map(writeSection), Buffer.from(`--${boundary}--`)]),
      read: readSections,
      readRefusal: (answer) => {
        readJsonRefusal(answer)
        assert.match(textOf(answer), /"fault":\{.*"type":"\w+Exception"/)
      },
    },
  ],
])
