import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import type { RawMessage } from './support/raw-connection.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { openUpstream } from './support/test-upstream.ts'

const app = 'https://app.example'
const cors = { origins: [app, 'http://localhost:5173'] }
const change = '[{"method":"POST","relative_url":"/x"}]'

function openFor(upstream: { readonly url: string }, endpoint: object): Promise<RunningGateway> {
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    forward: 'api',
    endpoints: [{ ...ocambaEndpoint, ...endpoint }],
  })
}

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

function write({
  method = 'POST',
  path = ocambaEndpoint.path,
  headers = {},
  body = '',
}: Sent): string {
  const usual = { Host: 'api.example', 'Content-Type': 'application/json' }
  const merged = { ...usual, 'Content-Length': String(body.length), ...headers }
  const lines = Object.entries(merged).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

function send({ port }: { readonly port: number }, sent: Sent): Promise<RawMessage> {
  return sendRaw(port, write({ ...sent, headers: { Connection: 'close', ...sent.headers } }))
}

function preflight(origin: string): Sent {
  return {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  }
}

/** The fields about CORS, with names in lower case. */
function corsOf({ fields }: RawMessage): Readonly<Record<string, string>> {
  const lower = fields.map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(lower.filter(([name]) => /^(access-control-|vary$)/.test(name)))
}

const exposed = 'Retry-After,X-RateLimit-Limit,X-RateLimit-Remaining,X-RateLimit-Reset'
const allowed = {
  'access-control-allow-origin': app,
  'access-control-expose-headers': exposed,
  vary: 'Origin',
}

describe('CORS: what browsers ask first', () => {
  it('is answered without the upstream, and without a length (RFC 9110 8.6)', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, { cors })
    const answer = await send(gateway, preflight(app))
    assert.equal(answer.status, 204)
    assert.deepEqual(corsOf(answer), {
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-expose-headers': exposed,
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Headers',
    })
    assert.deepEqual(answer.values('content-length'), [])
    assert.deepEqual(answer.values('cross-origin-resource-policy'), ['cross-origin'])
    assert.equal(upstream.requests.length, 0)
  })

  it('is answered as the configuration says', async () => {
    await using upstream = await openUpstream()
    const all = { credentials: true, maxAge: 5, allowedHeaders: ['X-A'], exposedHeaders: ['X-B'] }
    await using gateway = await openFor(upstream, { cors: { ...cors, ...all } })
    assert.deepEqual(corsOf(await send(gateway, preflight(app))), {
      'access-control-allow-origin': app,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'X-A',
      'access-control-expose-headers': 'X-B',
      'access-control-max-age': '5',
      vary: 'Origin',
    })
  })

  it('is not granted to pages of other origins, letter for letter', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, { cors: { ...cors, credentials: true } })
    const others = ['https://evil.example', 'null', 'http://app.example', 'https://APP.example']
    const near = ['https://app.example.evil.example', 'https://app.example:8443', '*', '']
    for (const origin of [...others, ...near]) {
      const answer = await send(gateway, preflight(origin))
      assert.equal(answer.status, 204, origin)
      assert.deepEqual(Object.keys(corsOf(answer)), ['vary'], origin)
    }
    assert.equal(upstream.requests.length, 0)
  })

  it('is not everything that is called OPTIONS', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, { cors })
    const answer = await send(gateway, { method: 'OPTIONS', headers: { Origin: app } })
    // It asks what the endpoint is.
    assert.equal(answer.status, 200)
    assert.equal(corsOf(answer)['access-control-allow-origin'], app)
  })

  it('is refused as before where there are no rules', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, {})
    const answer = await send(gateway, preflight(app))
    assert.equal(answer.status, 405)
    assert.deepEqual(corsOf(answer), {})
  })

  it('belongs to the upstream where it is forwarded', async () => {
    await using upstream = await openUpstream((_, response) => {
      response.writeHead(204, ['Access-Control-Allow-Origin', 'https://own.example'])
      response.end()
    })
    await using gateway = await openFor(upstream, { cors })
    const answer = await send(gateway, { ...preflight(app), path: '/other' })
    assert.deepEqual(corsOf(answer), { 'access-control-allow-origin': 'https://own.example' })
    const seen = upstream.requests[0]
    assert.deepEqual(seen?.values('access-control-request-method'), ['POST'])
  })
})

describe('CORS: answers', () => {
  it('may be read by pages of allowed origins and no others', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [ocambaEndpoint, journyxEndpoint].map((endpoint) => ({ ...endpoint, cors })),
    })
    const journyx = '{"requests":[{"method":"GET","url":"/api/v1/x"}]}'
    const cases = [
      { body: '[{"method":"GET","relative_url":"/x"}]' },
      { path: journyxEndpoint.path, body: journyx },
    ]
    for (const sent of cases) {
      const own = await send(gateway, { ...sent, headers: { Origin: app } })
      assert.equal(own.status, 200)
      assert.deepEqual(corsOf(own), allowed)
      const foreign = await send(gateway, { ...sent, headers: { Origin: 'https://evil.example' } })
      assert.deepEqual(corsOf(foreign), { vary: 'Origin' })
      assert.deepEqual(foreign.values('cross-origin-resource-policy'), ['same-origin'])
      assert.deepEqual(corsOf(await send(gateway, sent)), { vary: 'Origin' })
    }
    // Parts do not say where the page is from.
    assert.ok(upstream.requests.every((seen) => seen.values('origin').length === 0))
  })

  it('may be read by all pages where the origin is "*", whatever it is', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, { cors: { origins: ['*'] } })
    for (const headers of [{ Origin: 'https://any.example' }, { Origin: 'null' }, {}]) {
      const answer = await send(gateway, { headers, body: '[]' })
      assert.equal(answer.status, 400)
      assert.deepEqual(corsOf(answer), {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': exposed,
      })
    }
  })

  const refusals: readonly (readonly [status: number, endpoint: object, sent: Sent])[] = [
    [400, {}, { body: '{' }],
    [401, { identity: 'required' }, { body: change }],
    [405, {}, { method: 'PUT' }],
    [408, { limits: { readTime: 50 } }, { headers: { 'Content-Length': '9' } }],
    [413, { limits: { batchBytes: 10 } }, { body: change }],
    [415, {}, { headers: { 'Content-Type': 'text/plain' }, body: change }],
    [508, {}, {}],
  ]
  for (const [status, endpoint, sent] of refusals) {
    it(`may be read when they are ${status}`, async () => {
      await using upstream = await openUpstream()
      await using gateway = await openFor(upstream, { ...endpoint, cors })
      const pseudonym = gateway.gateway.upstreams.get('api')?.pseudonym
      const via = status === 508 ? { Via: `1.1 ${pseudonym}` } : {}
      const answer = await send(gateway, {
        ...sent,
        headers: { ...sent.headers, ...via, Origin: app },
      })
      assert.equal(answer.status, status)
      assert.deepEqual(corsOf(answer), allowed)
      assert.equal(upstream.requests.length, 0)
    })
  }

  it('may be read when they are 429, with the time to wait', async () => {
    await using upstream = await openUpstream()
    const rateLimit = { batches: { burst: 1000, steady: 1 } }
    await using gateway = await openFor(upstream, { rateLimit, cors })
    const sent = { headers: { Origin: app, Authorization: 'Bearer T' }, body: change }
    assert.equal((await send(gateway, sent)).status, 200)
    const answer = await send(gateway, sent)
    assert.equal(answer.status, 429)
    assert.deepEqual(corsOf(answer), allowed)
    assert.equal(answer.values('retry-after').length, 1)
  })

  it('may be read when they are 503, at too much load and at the end', async () => {
    await using upstream = await openUpstream()
    const gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, cors }],
      budget: 100,
    })
    const sent = { headers: { Origin: app }, body: `${change}${' '.repeat(200)}` }
    const overload = await send(gateway, sent)
    assert.equal(overload.status, 503)
    assert.deepEqual(corsOf(overload), allowed)
    await using late = await connectRaw(gateway.port)
    const request = write(sent)
    await late.write(request.slice(0, 20))
    // A request that comes later is answered after the beginning of this one has been read.
    await send(gateway, sent)
    const closed = gateway.gateway.close()
    await late.write(request.slice(20))
    const last = await late.answer('POST')
    assert.equal(last.status, 503)
    assert.match(last.body, /shutting down/)
    assert.deepEqual(corsOf(last), allowed)
    await closed
    assert.equal(upstream.requests.length, 0)
  })
})

describe('CORS: cookies', () => {
  const cookies = { Cookie: 'sid=1', 'Sec-Fetch-Site': 'cross-site' }

  function post(gateway: RunningGateway, origin: string): Promise<RawMessage> {
    return send(gateway, { headers: { ...cookies, Origin: origin }, body: change })
  }

  async function statuses(upstream: TestUpstream, endpoint: object): Promise<readonly number[]> {
    await using gateway = await openFor(upstream, endpoint)
    const answers = [await post(gateway, app), await post(gateway, 'https://evil.example')]
    return answers.map(({ status }) => status)
  }

  it('may come from origins with credentials, without a second list', async () => {
    await using upstream = await openUpstream()
    assert.deepEqual(await statuses(upstream, { cors: { ...cors, credentials: true } }), [200, 403])
    const both = { cors: { ...cors, credentials: true }, allowedOrigins: ['https://evil.example'] }
    assert.deepEqual(await statuses(upstream, both), [200, 200])
  })

  it('may not come from origins without them', async () => {
    await using upstream = await openUpstream()
    assert.deepEqual(await statuses(upstream, { cors }), [403, 403])
    assert.deepEqual(await statuses(upstream, { cors: { origins: ['*'] } }), [403, 403])
    assert.equal(upstream.requests.length, 0)
  })

  it('let the page read why not', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openFor(upstream, { cors })
    const answer = await post(gateway, app)
    assert.equal(answer.status, 403)
    assert.deepEqual(corsOf(answer), allowed)
  })
})
