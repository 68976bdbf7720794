import { headerValue } from '../model/headers.ts'
import { readBoundary } from '../wire/boundary.ts'
import { isJsonBatch } from '../wire/json-envelope.ts'
import { toText } from '../wire/latin1.ts'
import { splitMultipart } from '../wire/multipart.ts'
import { decodeUtf8 } from '../wire/utf8.ts'
import type { BatchRequest, ClientDialect } from './client/dialect-client.ts'

/** The dialect that a batch is probably in. */
export interface DetectedDialect {
  readonly name: ClientDialect
  /** False where it could be of another dialect as well. */
  readonly sure: boolean
}

/** Finds out by its look which dialect a batch is in; undefined where it looks like none. */
export function detectDialect(request: BatchRequest): DetectedDialect | undefined {
  const type = headerValue(request.headers, 'content-type')
  if (isJsonBatch(type)) return detectJson(request)
  const boundary = type === undefined ? undefined : readBoundary(type)
  return boundary === undefined ? undefined : detectMultipart(request, boundary.text)
}

function detectJson({ body, path = '' }: BatchRequest): DetectedDialect | undefined {
  const document = parse(body)
  if (Array.isArray(document)) return { name: 'ocamba', sure: true }
  if (!isObject(document)) return undefined
  if ('parts' in document || 'subrequests' in document) return { name: 'ocamba', sure: true }
  if ('operations' in document || 'stop_on_error' in document)
    return { name: 'journyx', sure: true }
  const array = document['requests'] ?? document['batch']
  if (!Array.isArray(array)) return undefined
  const parts = array.filter((item) => isObject(item))
  if (parts.some((part) => 'relative_url' in part)) return { name: 'ocamba', sure: true }
  if (!parts.some((part) => 'id' in part)) return { name: 'journyx', sure: parts.length > 0 }
  const ids = new Set(parts.map(({ id }) => id))
  const isOdata = (part: Readonly<Record<string, unknown>>): boolean =>
    'atomicityGroup' in part || 'if' in part || refersTo(part['url'], ids)
  if (parts.some(isOdata)) return { name: 'odata', sure: true }
  // Both are written alike as long as nothing is in base64 and nothing refers to anything.
  const graph = /^\/(?:v1\.0|beta)\//.test(path)
  return { name: graph ? 'graph' : 'odata', sure: graph }
}

/** Whether a URL begins with the id of a request, behind a dollar sign. */
function refersTo(url: unknown, ids: ReadonlySet<unknown>): boolean {
  const [, id] = typeof url === 'string' ? (/^\/?\$([^/?]+)/.exec(url) ?? []) : []
  return id !== undefined && ids.has(id)
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(body) ?? '')
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function detectMultipart({ body, path = '' }: BatchRequest, boundary: string): DetectedDialect {
  const { sections } = splitMultipart(body, boundary)
  const heads = sections.map((section) => toText(section.subarray(0, 2000)).toLowerCase())
  if (heads.some((head) => /^x-dw-/m.test(head))) return { name: 'ocapi', sure: true }
  const fields = heads.map((head) => head.split(/\r?\n\r?\n/, 1)[0] ?? '')
  const changeSet = fields.some((head) => /^content-type:\s*multipart\//m.test(head))
  const odata = changeSet || heads.some((head) => /^odata-|^dataserviceversion:/m.test(head))
  if (odata || path.endsWith('/$batch')) return { name: 'odata', sure: true }
  const binary = fields.some((head) => /^content-transfer-encoding:/m.test(head))
  if (binary) return { name: 'odata', sure: false }
  const google = fields.some((head) => /^content-id:\s*</m.test(head)) || path.includes('/batch')
  return { name: 'google', sure: google }
}
