import type { FuzzRequest } from './corpus.ts'
import { pickToken } from './mutate.ts'
import type { Random } from './random.ts'

/** Makes a request of a dialect from nothing: its structure is right, its leaves are anything. */
export type Generate = (random: Random) => FuzzRequest

const names = ['x-a', 'X-A', 'accept', 'authorization', 'cookie', 'x_api_key', 'connection', 'host']
const segments = ['a', 'members', '..', '.', '%2e%2e', ';x', '(a,b)', 'batch', '%2f', '\u00e9', '']
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'get', 'HEAD', 'TRACE', 'X Y', '']

function list<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: random.few(most) }, make)
}

function text(random: Random): string {
  return list(random, 4, () => pickToken(random)).join(random.pick(['', 'a', ' ']) ?? '')
}

function path(random: Random): string {
  const plain = list(random, 5, () => random.pick(segments) ?? '').join('/')
  const query = random.chance(30) ? `?${text(random)}` : ''
  return `${random.chance(80) ? '/' : ''}${random.chance(15) ? text(random) : plain}${query}`
}

function value(random: Random, depth: number): unknown {
  if (depth === 0 || random.chance(60)) {
    return random.pick([null, true, 0, -0, 1e300, '', text(random), 'é', '\ud800'])
  }
  if (random.chance(50)) return list(random, 4, () => value(random, depth - 1))
  return record(random, () => value(random, depth - 1))
}

function record(random: Random, make: () => unknown): Readonly<Record<string, unknown>> {
  const entries = list(random, 4, (): [string, unknown] => {
    return [random.chance(70) ? (random.pick(names) ?? '') : text(random), make()]
  })
  return Object.fromEntries(entries)
}

/** Members that are there most of the time, in any order, and now and then of another type. */
function members(
  random: Random,
  usual: Readonly<Record<string, () => unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(usual)
    .filter(() => random.chance(85))
    .map(([name, make]): [string, unknown] => [name, random.chance(6) ? value(random, 2) : make()])
  return Object.fromEntries(random.chance(50) ? entries : entries.toReversed())
}

const method = (random: Random): string => random.pick(methods) ?? 'GET'

function jsonRequest(target: string, body: unknown): FuzzRequest {
  const written = JSON.stringify(body)
  const bytes = Buffer.from(written).toString('latin1')
  return { method: 'POST', target, fields: [['content-type', 'application/json']], body: bytes }
}

const ocamba: Generate = (random) => {
  const parts = list(random, 8, () =>
    members(random, {
      method: () => method(random),
      relative_url: () => path(random),
      headers: () => record(random, () => text(random)),
      body: () => value(random, 4),
      abort_on_fail: () => random.chance(30),
    }),
  )
  const mode = random.pick(['', '?mode=serial', '?mode=parallel', '?mode=x'])
  return jsonRequest(`/v2/ocamba/batch${mode}`, parts)
}

const journyx: Generate = (random) => {
  const requests = list(random, 8, () =>
    members(random, {
      method: () => method(random),
      url: () => `${random.chance(85) ? '/api/v1' : ''}${path(random)}`,
      headers: () => record(random, () => text(random)),
      params: () => record(random, () => value(random, 1)),
      body: () => record(random, () => value(random, 3)),
    }),
  )
  const stop = random.chance(50) ? { stop_on_error: random.chance(50) } : {}
  return jsonRequest('/api/v1/batch', { ...stop, requests })
}

const ocapi: Generate = (random) => {
  const boundary = random.pick(['b', 'bb', '--', 'a b', "'()+_,-./:=?"]) ?? 'b'
  const end = random.pick(['\n', '\r\n', '\r\n']) ?? '\n'
  const field = (name: string, content: string): string => `${name}: ${content}${end}`
  const sections = list(random, 6, () => {
    const head = [
      random.chance(70) ? field('x-dw-http-method', method(random)) : '',
      random.chance(80) ? field('x-dw-resource-path-extension', path(random).slice(1)) : '',
      random.chance(40) ? field('x-dw-content-id', text(random)) : '',
      random.chance(30) ? field(random.pick(names) ?? 'x-a', text(random)) : '',
    ].join('')
    const body = random.chance(40) ? `${end}${text(random)}--${boundary}x` : ''
    return `--${boundary}${end}${head}${body}${end}`
  })
  const fields = [
    ['content-type', `multipart/mixed; boundary="${boundary}"`],
    ['x-dw-client-id', random.pick(['cid', 'alice', 'bob']) ?? ''],
    ['x-dw-resource-path', random.pick(['/dw/shop/v24_5/', '/s/SiteA/dw/data/v24_5']) ?? ''],
    ['x-dw-http-method', 'GET'],
  ] as const
  const body = `${sections.join('')}--${boundary}--${end}`
  return { method: 'POST', target: `/s/SiteA/dw/batch?${text(random)}`, fields, body }
}

const odataIds = ['1', '2', '2', 'a', 'g', 'changeset1', 'id', '']
const odataFields = [
  ['prefer', 'continue-on-error=false'],
  ['prefer', 'odata.continue-on-error'],
  ['accept', 'multipart/mixed'],
  ['accept', 'application/json'],
  ['odata-version', '4.01'],
] as const

function odataUrl(random: Random): string {
  const start = [
    '',
    '/svc',
    'https://api.example/svc/',
    'http:/api.example/svc/',
    '$1/',
    '$a/',
    '$g',
  ]
  return `${random.pick(start) ?? ''}${path(random)}`
}

function odataHead(random: Random, type: string): FuzzRequest['fields'] {
  const more = list(random, 3, () => random.pick(odataFields) ?? odataFields[0])
  return [['content-type', type], ['host', 'api.example'], ...more]
}

const odataJson: Generate = (random) => {
  const id = (): unknown => (random.chance(95) ? random.pick(odataIds) : value(random, 1))
  const requests = list(random, 8, () =>
    members(random, {
      id: () => (random.chance(60) ? text(random) : id()),
      method: () => method(random),
      url: () => odataUrl(random),
      headers: () =>
        random.chance(80)
          ? record(random, () => text(random))
          : list(random, 3, () => `${random.pick(names) ?? ''}: ${text(random)}`),
      ...(random.chance(40) ? { body: () => value(random, 4) } : {}),
      ...(random.chance(40) ? { dependsOn: () => list(random, 3, id) } : {}),
      ...(random.chance(30) ? { atomicityGroup: id } : {}),
      ...(random.chance(5) ? { if: () => text(random) } : {}),
    }),
  )
  const request = jsonRequest('/svc/$batch', { requests })
  return { ...request, fields: odataHead(random, 'application/json') }
}

const odata: Generate = (random) => {
  if (random.chance(50)) return odataJson(random)
  const end = random.pick(['\n', '\r\n', '\r\n']) ?? '\n'
  const section = (boundary: string): string => {
    const line = (content: string, percent: number): string =>
      random.chance(percent) ? content + end : ''
    const id = `Content-ID: ${random.chance(60) ? text(random) : (random.pick(odataIds) ?? '')}`
    return [
      `--${boundary}${end}`,
      line('Content-Type: application/http', 90),
      line(id, 30),
      line('', 95),
      line('', 10),
      line(`${method(random)} ${odataUrl(random)}${random.pick([' HTTP/1.1', ''])}`, 97),
      line(id, 20),
      line(`${random.pick(names) ?? 'x-a'}: ${text(random)}`, 40),
      line(`Content-Length: ${random.below(9)}`, 20),
      line('', 90),
      line(`${text(random)}--${boundary}x`, 40),
    ].join('')
  }
  const sections = list(random, 6, () => {
    if (random.chance(60)) return section('b')
    const inner = list(random, 4, () => section('c')).join('')
    const type = 'Content-Type: multipart/mixed; boundary=c'
    return `--b${end}${type}${end}${end}${inner}--c--${end}`
  })
  const body = `${sections.join('')}--b--${end}`
  const fields = odataHead(random, 'multipart/mixed; boundary=b')
  return { method: 'POST', target: '/svc/$batch', fields, body }
}

const graphIds = ['1', '2', '2', 'a', 'A', 'constructor', '']

const graph: Generate = (random) => {
  const id = (): unknown => (random.chance(95) ? random.pick(graphIds) : value(random, 1))
  const typed = ['application/json', 'text/plain', 'image/png', 'application/a+json', '']
  const content = ['e30=', 'e30', 'Test', '_-8', '-', '{}', '']
  const requests = list(random, 8, () =>
    members(random, {
      id: () => (random.chance(70) ? text(random) : id()),
      method: () => method(random),
      url: () =>
        `${random.pick(['', '/', '$1/', 'https://api.example/v1.0/']) ?? ''}${path(random)}`,
      headers: () => ({
        ...record(random, () => text(random)),
        ...(random.chance(60) ? { 'Content-Type': random.pick(typed) } : {}),
      }),
      ...(random.chance(50)
        ? { body: () => (random.chance(50) ? random.pick(content) : value(random, 4)) }
        : {}),
      ...(random.chance(40) ? { dependsOn: () => list(random, 3, id) } : {}),
    }),
  )
  return jsonRequest('/v1.0/$batch', { requests })
}

const google: Generate = (random) => {
  const end = random.pick(['\n', '\r\n', '\r\n']) ?? '\n'
  const line = (content: string, percent: number): string =>
    random.chance(percent) ? content + end : ''
  const start = ['', 'http://api.example', 'http://other.example', 'https:/api.example']
  const sections = list(random, 8, () =>
    [
      `--b${end}`,
      line('Content-Type: application/http', 90),
      line(`Content-ID: ${random.pick(['<', '']) ?? ''}${text(random)}>`, 60),
      line('', 96),
      line(
        `${method(random)} ${random.pick(start) ?? ''}/farm/v2${path(random)}${random.pick([' HTTP/1.1', ''])}`,
        97,
      ),
      line(`${random.pick(names) ?? 'x-a'}: ${text(random)}`, 40),
      line(random.pick(['Content-Type: undefined', 'Content-Length: 2']) ?? '', 30),
      line('', 90),
      line(random.pick(['undefined', 'null', '{}', `${text(random)}--bx`]) ?? '', 50),
    ].join(''),
  )
  const fields = [
    ['content-type', 'multipart/mixed; boundary="b"'],
    ['host', 'api.example'],
    [random.pick(names) ?? 'x-a', 'b'],
  ] as const
  const query = random.chance(50) ? '' : `?key=1&${text(random)}`
  const body = `${random.pick(['', end])}${sections.join('')}--b--${end}`
  return { method: 'POST', target: `/batch/farm/v2${query}`, fields, body }
}

/** A generator for each dialect, by its name. */
export const generators: Readonly<Record<string, Generate>> = {
  odata,
  graph,
  google,
  ocamba,
  journyx,
  ocapi,
}
