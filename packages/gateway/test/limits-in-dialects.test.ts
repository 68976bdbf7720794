import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import { openHttp } from './support/test-upstream.ts'

/** One part, as far as these tests need it. */
interface Sent {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** How a dialect writes a batch of POSTs, and says what became of it. */
interface Writer {
  readonly dialect: string
  readonly path: string
  readonly type: string
  write(parts: readonly Sent[]): string
  /** The statuses of the parts. */
  statuses(answer: string): readonly number[]
  /** What the document of a refusal begins with. */
  readonly refusal: RegExp
  /** Its own status for a batch that is too large. */
  readonly tooLarge: number
}

/** The parts as elements of a JSON array; `url` is what the member with the URL is called. */
function writeJson(parts: readonly Sent[], url: string, base: string): string {
  const list = parts.map(({ path, headers = {}, body }) => {
    const members = JSON.stringify({ method: 'POST', [url]: `${base}${path}`, headers })
    return body === undefined ? members : `${members.slice(0, -1)},"body":${body}}`
  })
  return list.join(',')
}

const odata: Writer = {
  dialect: 'odata',
  path: '/svc/$batch',
  type: 'application/json',
  write: (parts) => {
    const requests = parts.map(({ path, headers = {}, body }, id) => {
      const members = JSON.stringify({ id, method: 'POST', url: path.slice(1), headers })
      return body === undefined ? members : `${members.slice(0, -1)},"body":${body}}`
    })
    return `{"requests":[${requests.join(',')}]}`
  },
  statuses: (answer) =>
    (JSON.parse(answer) as { responses: { status: number }[] }).responses.map(
      ({ status }) => status,
    ),
  refusal: /^\{"error":\{"code":"[A-Z]\w+","message":/,
  tooLarge: 413,
}

const odataMultipart: Writer = {
  ...odata,
  type: 'multipart/mixed; boundary=b',
  write: (parts) => {
    const sections = parts.map(({ path, headers = {}, body = '' }) => {
      const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
      const request = `POST ${path.slice(1)} HTTP/1.1\n${fields.join('')}\n${body}\n`
      return `--b\nContent-Type: application/http\n\n${request}`
    })
    return `${sections.join('')}--b--\n`
  },
  statuses: (answer) =>
    [...answer.matchAll(/^HTTP\/1\.1 (\d+) /gm)].map(([, status]) => Number(status)),
}

/** With another slash in front, as the writers of OData take one away. */
function rooted(parts: readonly Sent[]): readonly Sent[] {
  return parts.map((part) => ({ ...part, path: `/${part.path}` }))
}

const graph: Writer = {
  ...odata,
  dialect: 'graph',
  path: '/v1.0/$batch',
  write: (parts) => odata.write(rooted(parts)),
}

const google: Writer = {
  ...odataMultipart,
  dialect: 'google',
  path: '/batch/farm/v2',
  write: (parts) => odataMultipart.write(rooted(parts)),
  refusal: /^\{"error":\{"code":\d+,"message":/,
}

const ocamba: Writer = {
  dialect: 'ocamba',
  path: '/v2/ocamba/batch?mode=serial',
  type: 'application/json',
  write: (parts) => `[${writeJson(parts, 'relative_url', '')}]`,
  statuses: (answer) =>
    (JSON.parse(answer) as { parts: { code: number }[] }).parts.map((p) => p.code),
  refusal: /^\{"code":\d+,"title":/,
  tooLarge: 413,
}

const journyx: Writer = {
  dialect: 'journyx',
  path: '/api/v1/batch',
  type: 'application/json',
  write: (parts) => `{"requests":[${writeJson(parts, 'url', '/api/v1')}]}`,
  statuses: (answer) =>
    (JSON.parse(answer) as { results: { response_code: number }[] }).results.map(
      (result) => result.response_code,
    ),
  refusal: /^\{"response_code":\d+,"success":false,/,
  tooLarge: 413,
}

const ocapi: Writer = {
  dialect: 'ocapi',
  path: '/s/-/dw/batch',
  type: 'multipart/mixed; boundary=b',
  write: (parts) => {
    const sections = parts.map(({ path, headers = {}, body = '' }) => {
      const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
      const own = `x-dw-resource-path-extension: ${path.slice(1)}\n${fields.join('')}`
      return `--b\n${own}\n${body}\n`
    })
    return `${sections.join('')}--b--\n`
  },
  statuses: (answer) =>
    [...answer.matchAll(/^x-dw-status-code: (\d+)$/gm)].map(([, status]) => Number(status)),
  refusal: /^\{"_v":"[\d.]+","fault":\{/,
  tooLarge: 400,
}

const usual = {
  parts: 3,
  batchBytes: 4096,
  jsonDepth: 6,
  urlBytes: 200,
  headerFields: 6,
  headerBytes: 400,
  partBytes: 50,
  answerBytes: 100,
  batchAnswerBytes: 150,
}

/** Answers with as many bytes as the path says, or not at all. */
async function openAll(
  limits: object,
  more: object = {},
): Promise<AsyncDisposable & { readonly gateway: RunningGateway }> {
  const upstream = await openHttp((request, response) => {
    const [, count] = /bytes-(\d+)/.exec(request.url ?? '') ?? []
    if (request.url?.includes('never') === true) return
    response.setHeader('content-type', 'text/plain')
    response.end('x'.repeat(Number(count ?? 2)))
  })
  const options = { upstream: 'api', limits: { ...usual, ...limits } }
  const gateway = await openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [
      { path: '/svc/$batch', dialect: 'odata', ...options },
      { path: '/v1.0/$batch', dialect: 'graph', ...options },
      { path: '/batch/farm/v2', dialect: 'google', ...options },
      { path: '/v2/ocamba/batch', dialect: 'ocamba', ...options },
      { path: '/api/v1/batch', dialect: 'journyx', ...options },
      { path: '/s/:site/dw/batch', dialect: 'ocapi', ...options, options: { paths: 'any' } },
    ],
    ...more,
  })
  return {
    gateway,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: string
}

/** Posts a batch; of `cut` bytes less than it announces, it keeps the caller waiting. */
async function post(
  gateway: RunningGateway,
  writer: Writer,
  body: string,
  cut = 0,
): Promise<Answer> {
  const request = sendRequest(`${gateway.url}${writer.path}`, {
    method: 'POST',
    headers: {
      'content-type': writer.type,
      'content-length': Buffer.byteLength(body),
      'x-dw-client-id': 'alice',
      'x-dw-http-method': 'POST',
      'x-dw-resource-path': '/s/-/dw/shop/v24_5/',
      prefer: 'continue-on-error',
    },
    agent: false,
  })
  request.on('error', () => {})
  request.write(cut === 0 ? body : body.slice(0, -cut))
  if (cut === 0) request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const answer = { status: response.statusCode ?? 0, body: await text(response) }
  request.destroy()
  return answer
}

const json = { 'content-type': 'application/json' }

/** Limits that fail single parts: what is sent, and the statuses of its parts. */
const partCases: readonly (readonly [string, readonly Sent[], readonly number[]])[] = [
  ['urlBytes', [{ path: `/${'u'.repeat(200)}` }, { path: '/a' }], [414, 200]],
  [
    'headerFields',
    [
      {
        path: '/a',
        headers: Object.fromEntries(Array.from('abcdefg', (name) => [`x-${name}`, '1'])),
      },
      { path: '/a' },
    ],
    [431, 200],
  ],
  [
    'headerBytes',
    [{ path: '/a', headers: { 'x-a': 'v'.repeat(400) } }, { path: '/a' }],
    [431, 200],
  ],
  [
    'partBytes',
    [{ path: '/a', headers: json, body: `{"a":"${'b'.repeat(60)}"}` }, { path: '/a' }],
    [413, 200],
  ],
  ['answerBytes', [{ path: '/bytes-101' }, { path: '/a' }], [502, 200]],
  ['batchAnswerBytes', [{ path: '/bytes-80' }, { path: '/bytes-80' }], [200, 502]],
]

/** What is posted to be refused, and how. */
interface Refused {
  readonly parts: readonly Sent[]
  readonly limits?: object
  readonly more?: object
  readonly cut?: number
}

async function assertRefused(
  writer: Writer,
  expected: number,
  { parts, limits = {}, more = {}, cut = 0 }: Refused,
): Promise<void> {
  await using all = await openAll(limits, more)
  const { status, body } = await post(all.gateway, writer, writer.write(parts), cut)
  assert.equal(status, expected, body)
  assert.match(body, writer.refusal)
}

const one = [{ path: '/a' }]

for (const writer of [odataMultipart, graph, google, ocamba, journyx, ocapi]) {
  describe(`the limits of an endpoint, in ${writer.dialect}`, () => {
    for (const [limit, sent, expected] of partCases) {
      it(`${limit} fails the part that is over it, and no other one`, async () => {
        await using all = await openAll({})
        const { status, body } = await post(all.gateway, writer, writer.write(sent))
        assert.equal(status, 200, body)
        assert.deepEqual(writer.statuses(body), expected)
      })
    }

    it('partTime fails the part that takes longer, and no other one', async () => {
      await using all = await openAll({ partTime: 100 })
      const batch = writer.write([{ path: '/never' }, { path: '/a' }])
      assert.deepEqual(writer.statuses((await post(all.gateway, writer, batch)).body), [504, 200])
    })

    it('batchTime fails what is under way and what has not begun', async () => {
      await using all = await openAll({ batchTime: 100, partsAtOnce: 1 })
      const batch = writer.write([{ path: '/a' }, { path: '/never' }, { path: '/a' }])
      const { body } = await post(all.gateway, writer, batch)
      assert.deepEqual(writer.statuses(body), [200, 504, 504])
    })

    it('parts refuses the batch', () => {
      return assertRefused(writer, 400, { parts: Array.from('abcd', () => ({ path: '/a' })) })
    })

    it('batchBytes refuses the batch', () => {
      const parts = [{ path: '/a', headers: { 'x-a': 'v'.repeat(4096) } }]
      return assertRefused(writer, writer.tooLarge, { parts })
    })

    it('readTime refuses a batch that does not arrive', () => {
      return assertRefused(writer, 408, { parts: one, limits: { readTime: 100 }, cut: 5 })
    })

    it('the budget refuses a batch that has no room', () => {
      return assertRefused(writer, 503, { parts: one, more: { budget: 10 } })
    })
  })
}

for (const writer of [odata, graph, ocamba, journyx]) {
  it(`jsonDepth refuses the batch, in ${writer.dialect}`, () => {
    const body = `{"a":${'['.repeat(8)}${']'.repeat(8)}}`
    return assertRefused(writer, 400, { parts: [{ path: '/a', body }] })
  })
}
