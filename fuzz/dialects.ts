import assert from 'node:assert/strict'
import type {
  Backend,
  BatchReport,
  Dialect,
  Dispatch,
  OuterRequest,
  OuterResponse,
  PartRequest,
} from '@batchway/core'
import { Budget, createBatchEndpoint, findDialect, readOcapiSettings } from '@batchway/core'
import { readBody } from '../packages/core/src/adapters/read-body.ts'
import { checkGoogleError, readGoogleAnswer } from '../packages/core/test/support/google-writer.ts'
import { checkGraphError } from '../packages/core/test/support/graph-writer.ts'
import { readAnswer } from '../packages/core/test/support/multipart.ts'
import { readResponses } from '../packages/core/test/support/odata-answer.ts'
import { gatherAnswer } from '../packages/core/test/support/whole-answer.ts'
import type { FuzzRequest } from './corpus.ts'
import { fromBytes, readSeeds, toBytes } from './corpus.ts'
import { echo } from './echo.ts'
import { generators } from './generate.ts'
import { mutateRequest } from './mutate.ts'
import type { Random } from './random.ts'
import { hash } from './random.ts'
import type { FuzzTarget } from './target.ts'

/** How a dialect is fuzzed. */
interface DialectSetting {
  readonly name: string
  readonly path: string
  readonly base: string
  /** The dialect in several configurations; the input decides which one answers. */
  readonly variants: readonly Dialect[]
  /** Where there are no fixtures yet. */
  readonly seed: FuzzRequest
  /**
   * Fails unless an answer that is not an error is well formed; returns its number of results, or
   * undefined where a result may stand for several parts or for none.
   */
  readAnswer(answer: OuterResponse): number | undefined
  /** Whether parts that were skipped have results. */
  readonly showsSkipped: boolean
  /** Fails unless it is an error document. */
  readError(document: unknown): void
}

const settings = readOcapiSettings({
  clients: [
    {
      client_id: 'cid',
      allowed_origins: ['https://a.example'],
      expose_headers: ['x-one'],
      response_headers: { 'x-foo': 'bar' },
    },
    { client_id: 'alice', resources: [{ resource_id: '/products/**', methods: ['get', 'put'] }] },
  ],
  sites: ['SiteA', 'SiteGenesis', 'SiteB'],
  tokens: [{ token: 'token', client_id: 'cid' }],
})

function create(name: string, options: object = {}, withSettings = false): Dialect {
  return findDialect(name).create({ ...options }, withSettings ? { settings: () => settings } : {})
}

const jsonFields = [['content-type', 'application/json']] as const

const settingList: readonly DialectSetting[] = [
  {
    name: 'odata',
    path: '/svc/$batch',
    base: '/svc',
    variants: [create('odata'), create('odata', { publicOrigin: 'https://a.example' })],
    seed: {
      method: 'POST',
      target: '/svc/$batch',
      fields: [
        ['content-type', 'multipart/mixed; boundary=b'],
        ['host', 'api.example'],
      ],
      body: '--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-ID: 1\r\n\r\nPOST a HTTP/1.1\r\n\r\n{}\r\n--c\r\n\r\nPOST $1/b\r\n\r\n{}\r\n--c--\r\n--b--',
    },
    showsSkipped: true,
    readAnswer: countResponses,
    readError: (document) => {
      const error = JSON.stringify((document as { error: unknown }).error)
      assert.match(error, /^\{"code":"[A-Z]\w+","message":"/)
    },
  },
  {
    name: 'graph',
    path: '/v1.0/$batch',
    base: '/v1.0',
    variants: [create('graph')],
    seed: {
      method: 'POST',
      target: '/v1.0/$batch',
      fields: jsonFields,
      body: '{"requests":[{"id":"1","method":"POST","url":"/a","body":"e30="},{"id":"2","method":"GET","url":"b","dependsOn":["1"]}]}',
    },
    showsSkipped: true,
    readAnswer: (answer) => countOf(answer, 'responses'),
    readError: checkGraphError,
  },
  {
    name: 'google',
    path: '/batch/farm/v2',
    base: '/farm/v2',
    variants: [create('google'), create('google', { publicOrigin: 'https://a.example' })],
    seed: {
      method: 'POST',
      target: '/batch/farm/v2?key=1',
      fields: [
        ['content-type', 'multipart/mixed; boundary=b'],
        ['host', 'api.example'],
      ],
      body: '--b\r\nContent-Type: application/http\r\nContent-ID: <1>\r\n\r\nPOST /farm/v2/a?key=2 HTTP/1.1\r\n\r\n{}\r\n--b--',
    },
    showsSkipped: true,
    readAnswer: (answer) => readGoogleAnswer(answer).length,
    readError: checkGoogleError,
  },
  {
    name: 'ocamba',
    path: '/v2/ocamba/batch',
    base: '/v2/ocamba',
    variants: [create('ocamba'), create('ocamba', { defaultMode: 'serial', headers: false })],
    seed: {
      method: 'POST',
      target: '/v2/ocamba/batch?mode=serial',
      fields: jsonFields,
      body: '[{"method":"POST","relative_url":"/members","body":{"a":1},"headers":{"x-a":"b"}}]',
    },
    showsSkipped: true,
    readAnswer: (answer) => countOf(answer, 'parts'),
    readError: (document) => assert.ok(typeof document === 'object' && document !== null),
  },
  {
    name: 'journyx',
    path: '/api/v1/batch',
    base: '/api/v1',
    variants: [create('journyx'), create('journyx', { strict: true })],
    seed: {
      method: 'POST',
      target: '/api/v1/batch',
      fields: jsonFields,
      body: '{"requests":[{"method":"GET","url":"/api/v1/users/1"}],"stop_on_error":true}',
    },
    showsSkipped: false,
    readAnswer: (answer) => countOf(answer, 'results'),
    readError: (document) => assert.ok(typeof document === 'object' && document !== null),
  },
  {
    name: 'ocapi',
    path: '/s/:site/dw/batch',
    base: '',
    variants: [
      create('ocapi'),
      create('ocapi', {}, true),
      create('ocapi', { paths: 'any', partHeaders: true }),
      create('ocapi', { lineEnds: 'crlf', partHeaders: true }, true),
    ],
    seed: {
      method: 'POST',
      target: '/s/SiteA/dw/batch',
      fields: [
        ['content-type', 'multipart/mixed; boundary=b'],
        ['x-dw-client-id', 'cid'],
        ['x-dw-resource-path', '/dw/shop/v24_5/'],
        ['x-dw-http-method', 'GET'],
      ],
      body: '--b\nx-dw-content-id: 1\nx-dw-resource-path-extension: products/1?a=b\n--b\nx-dw-http-method: POST\nx-dw-resource-path-extension: baskets\n\n{"a":1}\n--b--\n',
    },
    showsSkipped: true,
    readAnswer: countSections,
    readError: (document) => {
      const fault = JSON.stringify((document as { fault: { type: string } }).fault)
      assert.match(fault, /^\{"arguments":\{\},"type":"\w+Exception","message":"/)
    },
  },
]

function textOf(answer: OuterResponse): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body)
}

function countOf(answer: OuterResponse, name: string): number {
  const list = (JSON.parse(textOf(answer)) as Readonly<Record<string, unknown>>)[name]
  assert.ok(Array.isArray(list), `there is no ${name}`)
  return list.length
}

function countSections(answer: OuterResponse): number {
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const shown = /^multipart\/mixed; boundary=(.+)$/s.exec(type)?.[1] ?? assert.fail(type)
  const boundary = /^"(.*)"$/s.exec(shown)?.[1]?.replace(/\\(.)/gs, '$1') ?? shown
  const end = Buffer.from(answer.body).toString('latin1').startsWith(`--${boundary}\r\n`)
    ? '\r\n'
    : '\n'
  const sections = readAnswer(answer.body, boundary, end)
  for (const { lines } of sections) assert.match(lines.at(-1) ?? '', /^x-dw-status-code: \d{3}$/)
  return sections.length
}

/** Change sets that failed have one answer, and what was not run may have none. */
function countResponses(answer: OuterResponse): number | undefined {
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1]
  if (type === 'application/json') return countOf(answer, 'responses')
  readResponses(answer)
  return undefined
}

/** Fields that no part may have (RFC 9110 7.6.1, framing, and those of the engine). */
const neverSent =
  /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|host|content-length|expect|range|x-dw-http-method(?:-override)?|x-dw-content-id)$/

function checkPart(request: PartRequest, base: string): void {
  assert.match(request.method, /^[A-Z]+$/)
  assert.match(request.path, /^\/[\x21-\x7e]*$/)
  const { host, pathname } = new URL(`http://host${request.path}`)
  assert.equal(host, 'host')
  assert.ok(pathname.startsWith(`${base}/`), `${request.path} is not below ${base}`)
  for (const [name, value] of request.headers) {
    assert.match(name, /^[!#$%&'*+\-.^_`|~0-9a-z]+$/)
    // oxlint-disable-next-line no-control-regex -- RFC 9110 5.5
    assert.match(value, /^[\t\x20-\x7e\x80-\xff]*$/)
    assert.doesNotMatch(name, neverSent)
  }
  const codings = request.headers.filter(([name]) => name === 'accept-encoding')
  assert.deepEqual(codings, [['accept-encoding', 'identity']])
}

const limits = {
  batchBytes: 64 * 1024,
  urlBytes: 1024,
  headerBytes: 4096,
  headerFields: 30,
  answerBytes: 32 * 1024,
  batchAnswerBytes: 64 * 1024,
}

/** One batch through a whole endpoint, with everything that must hold of it. */
async function exchange(setting: DialectSetting, request: FuzzRequest): Promise<void> {
  const budget = new Budget(512 * 1024)
  const dispatched: PartRequest[] = []
  const reports: BatchReport[] = []
  const dispatch: Dispatch = (part, run) => {
    checkPart(part, setting.base)
    dispatched.push(part)
    const claimed = run.claim(part.body?.length ?? part.path.length)
    run.sent()
    if (claimed === 'ok') return echo(part)
    return Promise.resolve({ kind: 'failed', reason: claimed, message: 'There is no room.' })
  }
  const backend: Backend = { dispatch, isReentrant: () => false, partHeaders: () => [] }
  const choice = hash(request.target + request.body.slice(0, 40))
  const endpoint = createBatchEndpoint(backend, {
    path: setting.path,
    base: setting.base === '' ? '/' : setting.base,
    dialect: setting.variants[choice % setting.variants.length] ?? assert.fail(),
    limits,
    budget,
    streaming: choice % 3 === 0 ? 'always' : 'asked',
    onBatch: (report) => reports.push(report),
  })
  const [path = '', ...query] = request.target.split('?')
  const outer: OuterRequest = {
    method: request.method,
    // A server gives an endpoint only what has its path.
    path: endpoint.matches(path) ? path : (setting.seed.target.split('?')[0] ?? ''),
    query: query.join('?'),
    headers: request.fields,
    scheme: 'http',
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(request.body, 'latin1')
  }
  const handled = await endpoint.handle(outer, {
    readBody: (limit) => readBody(chunks(), outer.headers, limit),
    onAbort: () => {},
    canStream: true,
  })
  const answer = await gatherAnswer(handled)
  handled.release()
  assert.equal(budget.used, 0, 'memory was not given back')
  assert.ok(dispatched.length <= endpoint.limits.parts, 'more parts than allowed')
  const [report] = reports
  for (const [name, value] of answer.headers) checkField(name, value)
  if (outer.method === 'OPTIONS' && answer.status === 200) {
    assert.deepEqual(JSON.parse(textOf(answer)), endpoint.description)
    assert.equal(reports.length + dispatched.length, 0)
    return
  }
  assert.equal(reports.length, 1)
  if (report?.error !== undefined) {
    assert.notEqual(report.error.code, 'internal', String(report.error.cause))
    assert.equal(dispatched.length, 0, `parts of a refused batch were run: ${report.error.code}`)
    assert.ok(answer.status >= 400 && answer.status < 600)
    setting.readError(JSON.parse(textOf(answer)))
  } else if (outer.method === 'OPTIONS') {
    assert.equal(answer.status, 204)
    assert.equal(answer.body.length, 0)
  } else {
    const shown = (report?.outcomes ?? []).filter(({ kind }) => {
      return setting.showsSkipped || kind !== 'skipped'
    })
    assert.equal(setting.readAnswer(answer) ?? shown.length, shown.length)
  }
}

function checkField(name: string, value: string): void {
  assert.match(name, /^[!#$%&'*+\-.^_`|~0-9a-z]+$/)
  // oxlint-disable-next-line no-control-regex -- RFC 9110 5.5
  assert.match(value, /^[\t\x20-\x7e\x80-\xff]*$/)
}

function createTarget(setting: DialectSetting): FuzzTarget {
  const seeds = [setting.seed, ...readSeeds(setting.name)]
  const make = generators[setting.name]
  const generate = (random: Random): Uint8Array => {
    if (make !== undefined && random.chance(30)) return toBytes(make(random))
    let request = random.chance(10) && make !== undefined ? make(random) : random.pick(seeds)
    request ??= setting.seed
    for (let turn = random.few(4); turn >= 0; turn -= 1) {
      request = mutateRequest(random, request, seeds)
    }
    return toBytes(request)
  }
  return { name: setting.name, generate, run: (input) => exchange(setting, fromBytes(input)) }
}

/** The whole endpoint of each built-in dialect, in front of an API that echoes. */
export const dialectTargets: readonly FuzzTarget[] = settingList.map(createTarget)
