import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import type { RawMessage } from './support/raw-connection.ts'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { openUpstream } from './support/test-upstream.ts'

const settings = {
  clients: [
    {
      client_id: 'alice',
      allowed_origins: ['https://shop.example', 'http://localhost:5173'],
      expose_headers: ['x-dw-one', 'x-dw-two'],
      response_headers: { 'x-foo': 'bar' },
    },
    { client_id: 'bob' },
  ],
  sites: ['SiteGenesis', 'SiteA'],
  tokens: [{ token: 'opaque', client_id: 'alice' }],
}

/** A gateway with an OCAPI endpoint, in front of an upstream that answers every request. */
interface Setup extends AsyncDisposable {
  readonly gateway: RunningGateway
  readonly upstream: TestUpstream
}

/** Without settings where `value` is null. */
async function open(value: object | null = settings): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-ocapi-'))
  const file = join(folder, 'settings.json')
  await writeFile(file, JSON.stringify(value))
  const upstream = await openUpstream()
  const gateway = await openGateway({
    upstreams: { api: { url: upstream.url } },
    forward: 'api',
    endpoints: [
      {
        path: '/s/:site/dw/batch',
        dialect: 'ocapi',
        upstream: 'api',
        ...(value === null ? {} : { settings: file }),
      },
    ],
  })
  return {
    gateway,
    upstream,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

const twoParts = [
  '--b\nx-dw-content-id: one\nx-dw-resource-path-extension: products/1\n',
  '--b\nx-dw-content-id: two\nx-dw-http-method: POST\nx-dw-resource-path-extension: baskets\n\n',
  '{"a":1}\n--b--\n',
].join('')

const usual: Readonly<Record<string, string>> = {
  Host: 'api.example',
  'Content-Type': 'multipart/mixed; boundary=b',
  'x-dw-client-id': 'alice',
  'x-dw-http-method': 'GET',
  'x-dw-resource-path': '/dw/shop/v24_5/',
}

interface RawRequest {
  readonly method?: string
  readonly target?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

/** A request as bytes; undefined takes a usual header away. */
function write({ method = 'POST', target, headers = {}, body = twoParts }: RawRequest): string {
  const merged = { ...usual, 'Content-Length': String(body.length), ...headers }
  const lines = Object.entries(merged).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}\r\n`],
  )
  return `${method} ${target ?? '/s/-/dw/batch'} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

function send({ gateway }: Setup, request: RawRequest = {}): Promise<RawMessage> {
  const headers = { Connection: 'close', ...request.headers }
  return sendRaw(gateway.port, write({ ...request, headers }))
}

function faultOf(answer: RawMessage): string {
  assert.deepEqual(answer.values('content-type'), ['application/json;charset=UTF-8'])
  return (JSON.parse(answer.body) as { fault: { type: string } }).fault.type
}

const answerOfTwo = [
  '--b\nx-dw-content-id: one\nx-dw-status-code: 200\n\n{"ok":true}\n',
  '--b\nx-dw-content-id: two\nx-dw-status-code: 200\n\n{"ok":true}\n--b--\n',
].join('')

describe('the paths of an OCAPI endpoint', () => {
  it('are served with a site, without one and for all sites, and never forwarded', async () => {
    await using setup = await open()
    const sites = [
      ['/s/-/dw/batch', '/s/-'],
      ['/s/SiteGenesis/dw/batch', '/s/SiteGenesis'],
      ['/dw/batch', ''],
    ] as const
    for (const [target, prefix] of sites) {
      const answer = await send(setup, { target })
      assert.equal(answer.status, 200, answer.body)
      assert.equal(answer.body, answerOfTwo)
      const paths = setup.upstream.requests.slice(-2).map((seen) => seen.target)
      assert.deepEqual(paths, [
        `${prefix}/dw/shop/v24_5/products/1`,
        `${prefix}/dw/shop/v24_5/baskets`,
      ])
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE']) {
      for (const [target] of sites) {
        const answer = await send(setup, { method, target, body: '' })
        assert.equal(answer.status, 405)
        assert.deepEqual(answer.values('allow'), ['POST, OPTIONS'])
        assert.equal(faultOf(answer), 'MethodNotAllowedException')
      }
    }
    assert.equal(setup.upstream.requests.length, 6)
  })

  it('leave everything else to the API', async () => {
    await using setup = await open()
    const answer = await send(setup, { target: '/s/-/dw/shop/v24_5/products/1', method: 'GET' })
    assert.equal(answer.body, '{"ok":true}')
    assert.equal(setup.upstream.requests.length, 1)
  })

  it('name the site that has to be known, in any spelling of the path', async () => {
    await using setup = await open()
    for (const target of ['/s/Other/dw/batch', '/s/%4Fther/dw/batch', '/S/Other/dw/batch']) {
      assert.equal(faultOf(await send(setup, { target })), 'UnknownSiteIdException', target)
    }
    assert.equal(setup.upstream.requests.length, 0)
  })
})

/** Bytes cut into pieces at arbitrary places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const cuts = [0, ...places.map((place) => place % text.length), text.length]
  const ordered = cuts.toSorted((left, right) => left - right)
  return ordered.slice(1).map((end, index) => text.slice(ordered[index], end))
}

describe('the bytes of an OCAPI batch on the wire', () => {
  it('may come in any pieces and chunks', async () => {
    await using setup = await open()
    const places = fc.array(fc.nat({ max: 1000 }), { maxLength: 8 })
    const property = fc.asyncProperty(places, fc.option(places), async (pieces, chunks) => {
      const text = write(chunks === null ? {} : { ...inChunks(cut(twoParts, chunks)) })
      await using connection = await connectRaw(setup.gateway.port)
      connection.socket.setNoDelay(true)
      const before = setup.upstream.requests.length
      for (const piece of cut(text, pieces)) {
        await connection.write(piece)
        await setImmediate()
      }
      const answer = await connection.answer('POST')
      assert.equal(answer.status, 200)
      assert.equal(answer.body, answerOfTwo)
      const seen = setup.upstream.requests.slice(before)
      assert.deepEqual(
        seen.map(({ method, body }) => [method, body.toString()]),
        [
          ['GET', ''],
          ['POST', '{"a":1}'],
        ],
      )
    })
    await fc.assert(property, { numRuns: 100 })
  })
})

/** The same body with chunked framing. */
function inChunks(pieces: readonly string[]): RawRequest {
  const chunks = pieces
    .filter((piece) => piece !== '')
    .map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
  return {
    headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': undefined },
    body: `${chunks.join('')}0\r\n\r\n`,
  }
}

const beforeBody = '--b\nx-dw-resource-path-extension: baskets\n\n'
const afterBody = '\n--b--'
const around = beforeBody.length + afterBody.length

/** A batch of exactly that many bytes. */
function batchOf(size: number): string {
  return beforeBody + 'x'.repeat(size - around) + afterBody
}

describe('the size of an OCAPI batch', () => {
  const limit = 5 * 1024 * 1024

  const framings: readonly (readonly [name: string, frame: (size: number) => RawRequest])[] = [
    ['with a length', (size) => ({ body: batchOf(size) })],
    ['in chunks', (size) => inChunks(cut(batchOf(size), [1_000_000, 70_000, 3_999_999]))],
    [
      'with gzip, after decoding',
      (size) => ({
        headers: { 'Content-Encoding': 'gzip' },
        body: gzipSync(batchOf(size)).toString('latin1'),
      }),
    ],
    [
      'with gzip, in chunks, after decoding',
      (size) => {
        const framed = inChunks(cut(gzipSync(batchOf(size)).toString('latin1'), [10, 2000]))
        return { ...framed, headers: { ...framed.headers, 'Content-Encoding': 'gzip' } }
      },
    ],
  ]
  for (const [name, frame] of framings) {
    it(`may be 5 MB and no byte more: ${name}`, async () => {
      await using setup = await open()
      const exact = await send(setup, frame(limit))
      assert.equal(exact.status, 200, exact.body)
      assert.equal(setup.upstream.requests[0]?.body.length, limit - around)
      const over = await send(setup, frame(limit + 1))
      assert.equal(over.status, 400)
      assert.equal(faultOf(over), 'RequestEntityTooLargeException')
      assert.equal(setup.upstream.requests.length, 1)
    })
  }
})

function corsOf({ fields }: RawMessage): Readonly<Record<string, string>> {
  const cors = fields.map(([name, text]) => [name.toLowerCase(), text] as const)
  return Object.fromEntries(cors.filter(([name]) => /^(access-control-|vary$)/.test(name)))
}

describe('CORS of an OCAPI endpoint', () => {
  const browser = {
    Connection: 'close',
    Accept: '*/*',
    'Accept-Encoding': 'gzip, deflate, br, zstd',
    'Accept-Language': 'en-US,en;q=0.9',
    'Cache-Control': 'no-cache',
    Origin: 'https://shop.example',
    Referer: 'https://shop.example/',
    'Sec-Fetch-Dest': 'empty',
    'Sec-Fetch-Mode': 'cors',
    'Sec-Fetch-Site': 'cross-site',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0',
  }
  const asked = 'content-type,x-dw-client-id,x-dw-http-method,x-dw-resource-path'
  const preflight: RawRequest = {
    method: 'OPTIONS',
    target: '/s/-/dw/batch?client_id=alice',
    headers: {
      ...Object.fromEntries(Object.keys(usual).map((name) => [name, undefined])),
      Host: 'api.example',
      'Content-Length': undefined,
      ...browser,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': asked,
    },
    body: '',
  }

  const allowed = {
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'x-dw-one, x-dw-two',
    vary: 'Origin',
  }

  it('lets a page of an allowed origin ask first and then post', async () => {
    await using setup = await open()
    const first = await send(setup, preflight)
    assert.equal(first.status, 204)
    const { 'access-control-expose-headers': _, ...granted } = corsOf(first)
    assert.deepEqual(granted, {
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': asked.replaceAll(',', ', '),
      'access-control-max-age': '600',
      vary: 'Origin',
    })
    assert.deepEqual(first.values('allow'), ['POST, OPTIONS'])
    assert.equal(setup.upstream.requests.length, 0)
    const second = await send(setup, {
      target: '/s/-/dw/batch?client_id=alice',
      headers: { ...browser, Cookie: 'sid=1' },
    })
    assert.equal(second.status, 200, second.body)
    assert.deepEqual(corsOf(second), allowed)
    assert.deepEqual(second.values('x-foo'), ['bar'])
    const [part] = setup.upstream.requests
    assert.deepEqual(part?.values('origin'), [])
    assert.deepEqual(part?.values('cookie'), ['sid=1'])
  })

  it('has no length on the answer to a preflight (RFC 9110 8.6)', async () => {
    await using setup = await open()
    const answer = await send(setup, preflight)
    assert.equal(answer.status, 204)
    assert.deepEqual(answer.values('content-length'), [])
    assert.deepEqual(answer.values('transfer-encoding'), [])
  })

  it('keeps a page of another origin out, and runs nothing for it', async () => {
    await using setup = await open()
    const others = ['https://evil.example', 'null', 'http://shop.example', 'https://SHOP.example']
    for (const Origin of others) {
      const first = await send(setup, { ...preflight, headers: { ...preflight.headers, Origin } })
      assert.equal(first.status, 401)
      assert.equal(faultOf(first), 'UnauthorizedOriginException')
      assert.equal(
        Object.keys(corsOf(first)).some((name) => name !== 'vary'),
        false,
      )
      const second = await send(setup, { headers: { ...browser, Origin } })
      assert.equal(second.status, 401)
      assert.equal(faultOf(second), 'UnauthorizedOriginException')
      assert.equal(
        Object.keys(corsOf(second)).some((name) => name !== 'vary'),
        false,
      )
    }
    assert.equal(setup.upstream.requests.length, 0)
  })

  it('needs a client that a preflight can name', async () => {
    await using setup = await open()
    const cases = [
      ['/s/-/dw/batch', 400, 'MissingClientIdException'],
      ['/s/-/dw/batch?client_id=', 400, 'MissingClientIdException'],
      ['/s/-/dw/batch?client_id=nobody', 401, 'UnknownClientIdException'],
      ['/s/-/dw/batch?client_id=bob', 401, 'UnauthorizedOriginException'],
      ['/s/Other/dw/batch?client_id=alice', 400, 'UnknownSiteIdException'],
    ] as const
    for (const [target, status, type] of cases) {
      const answer = await send(setup, { ...preflight, target })
      assert.equal(answer.status, status, target)
      assert.equal(faultOf(answer), type)
      assert.deepEqual(answer.values('access-control-allow-origin'), [])
    }
  })

  it('answers OPTIONS of a program that is no browser', async () => {
    await using setup = await open()
    const headers = { ...preflight.headers, Origin: undefined }
    const answer = await send(setup, { ...preflight, headers })
    assert.equal(answer.status, 204)
    assert.deepEqual(answer.values('allow'), ['POST, OPTIONS'])
    assert.deepEqual(answer.values('access-control-allow-origin'), [])
  })

  it('shows faults to the page, whatever refused the batch', async () => {
    await using setup = await open()
    const cases: readonly (readonly [RawRequest, string])[] = [
      [{ method: 'PUT' }, 'MethodNotAllowedException'],
      [{ headers: { 'Content-Type': 'text/plain' } }, 'IllegalContentTypeException'],
      [{ headers: { 'Content-Length': '9999999' }, body: '' }, 'RequestEntityTooLargeException'],
      [{ body: '{}' }, 'InvalidRequestBodyException'],
      [{ headers: { 'x-dw-http-method': undefined } }, 'MissingHttpMethodException'],
      [{ target: '/s/-/dw/batch?a=%zz' }, 'IllegalQueryStringException'],
    ]
    for (const [request, type] of cases) {
      const answer = await send(setup, { ...request, headers: { ...browser, ...request.headers } })
      assert.equal(faultOf(answer), type)
      assert.deepEqual(corsOf(answer), allowed, type)
      assert.deepEqual(answer.values('x-foo'), ['bar'])
    }
    assert.equal(setup.upstream.requests.length, 0)
  })

  it('lists only names of headers that are names', async () => {
    await using setup = await open()
    const cases = [
      ['x-a, ,y z,"q",x-b', ['x-a, x-b']],
      ['', []],
      [' , ', []],
    ] as const
    for (const [names, listed] of cases) {
      const headers = { ...preflight.headers, 'Access-Control-Request-Headers': names }
      const answer = await send(setup, { ...preflight, headers })
      assert.deepEqual(answer.values('access-control-allow-headers'), listed)
    }
  })
})

describe('an OCAPI endpoint without a settings file', () => {
  it('takes any client and site, refuses any origin, and says so once', async () => {
    await using setup = await open(null)
    for (const target of ['/s/Any/dw/batch', '/dw/batch']) {
      const answer = await send(setup, { target, headers: { 'x-dw-client-id': 'anybody' } })
      assert.equal(answer.status, 200, answer.body)
    }
    const { length } = setup.upstream.requests
    const origin = await send(setup, { headers: { Origin: 'https://shop.example' } })
    assert.equal(faultOf(origin), 'UnauthorizedOriginException')
    assert.deepEqual(origin.values('access-control-allow-origin'), [])
    const unnamed = await send(setup, { headers: { 'x-dw-client-id': undefined } })
    assert.equal(faultOf(unnamed), 'MissingClientIdException')
    assert.equal(setup.upstream.requests.length, length)
    const warnings = setup.gateway.log.lines.filter(({ level }) => level === 40)
    assert.deepEqual(
      warnings.map(({ endpoint, msg }) => [endpoint, msg]),
      [['/s/:site/dw/batch', 'no settings file: any client and site is accepted, and no origin']],
    )
  })
})
