import assert from 'node:assert/strict'
import type {
  Backend,
  BatchEndpoint,
  HeaderList,
  OcapiOptions,
  OuterAnswer,
  OuterRequest,
  PartOutcome,
  PartRequest,
} from '@batchway/core'
import { Budget, createBatchEndpoint, createOcapi } from '@batchway/core'
import { answered, createOuter } from './model.ts'
import type { AnsweredSection } from './multipart.ts'
import { readAnswer } from './multipart.ts'

/** An OCAPI endpoint with a backend that notes what it gets. */
export interface OcapiApi {
  readonly endpoint: BatchEndpoint
  readonly budget: Budget
  /** In order of arrival. */
  readonly arrived: readonly PartRequest[]
  /** Posts a batch; `outer` says what differs from an unremarkable one. */
  post(body: Uint8Array | string, outer?: Partial<OuterRequest>): Promise<OuterAnswer>
}

/** Fields of an unremarkable batch. */
export const ocapiFields: HeaderList = [
  ['content-type', 'multipart/mixed; boundary=b'],
  ['x-dw-client-id', 'cid'],
]

/** An endpoint whose parts are answered by `reply`, or with 204. */
export function openOcapi(
  options: OcapiOptions = {},
  reply: (request: PartRequest) => PartOutcome = () => answered(204),
): OcapiApi {
  const arrived: PartRequest[] = []
  const budget = new Budget(64 * 1024 * 1024)
  const backend: Backend = {
    dispatch: (request) => {
      arrived.push(request)
      return Promise.resolve(reply(request))
    },
    isReentrant: () => false,
    partHeaders: () => [],
  }
  const endpoint = createBatchEndpoint(backend, {
    path: '/s/:site/dw/batch',
    dialect: createOcapi(options),
    budget,
  })
  return {
    endpoint,
    budget,
    arrived,
    post(body, outer = {}) {
      const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body
      const request = createOuter({ path: '/s/SiteA/dw/batch', headers: ocapiFields, ...outer })
      return endpoint.handle(request, {
        readBody: () => Promise.resolve(bytes),
        onAbort: () => {},
      })
    },
  }
}

/** A section with a method and a path, as most tests need it. */
export function writeSection(path: string, lines: readonly string[] = [], body = ''): string {
  const fields = [`x-dw-resource-path-extension: ${path}`, ...lines]
  const method = lines.some((line) => /^x-dw-http-method:/i.test(line))
    ? []
    : ['x-dw-http-method: GET']
  return `--b\n${[...method, ...fields].join('\n')}\n\n${body === '' ? '' : `${body}\n`}`
}

export function textOf(answer: OuterAnswer): string {
  return Buffer.from(answer.body).toString('latin1')
}

export function headerOf(answer: OuterAnswer, name: string): string | undefined {
  return answer.headers.find(([other]) => other === name)?.[1]
}

/** The sections of an answer, by the boundary that its type names. Throws where it is malformed. */
export function sectionsOf(answer: OuterAnswer, end: '\n' | '\r\n' = '\n'): AnsweredSection[] {
  assert.equal(answer.status, 200, textOf(answer))
  const type = headerOf(answer, 'content-type') ?? ''
  const boundary = /^multipart\/mixed; boundary=("?)(.+)\1$/.exec(type)?.[2]
  assert.ok(boundary !== undefined, type)
  const sections = readAnswer(answer.body, boundary.replace(/\\(.)/g, '$1'), end)
  for (const { lines } of sections) assert.match(lines.at(-1) ?? '', /^x-dw-status-code: \d{3}$/)
  return sections
}

/** The fault that an answer is; fails where it is none, or not laid out as one. */
export function faultOf(answer: OuterAnswer): { readonly type: string; readonly message: string } {
  assert.ok(answer.status >= 400, `${answer.status}: ${textOf(answer)}`)
  assert.equal(headerOf(answer, 'content-type'), 'application/json;charset=UTF-8')
  const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body)
  const document = JSON.parse(text) as { _v: string; fault: { type: string; message: string } }
  const { type, message } = document.fault
  assert.equal(document['_v'], '24.5')
  assert.match(type, /^\w+Exception$/)
  assert.deepEqual(Object.keys(document), ['_v', 'fault'])
  assert.deepEqual(document.fault, { arguments: {}, type, message })
  return { type, message }
}
