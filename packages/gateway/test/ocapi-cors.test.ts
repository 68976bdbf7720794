import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultOf } from './support/ocapi-answer.ts'
import { openOcapi } from './support/ocapi-gateway.ts'
import type { OcapiRequest } from './support/ocapi-request.ts'
import { sendOcapi, usualHeaders } from './support/ocapi-request.ts'
import type { RawMessage } from './support/raw-connection.ts'

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
  const preflight: OcapiRequest = {
    method: 'OPTIONS',
    target: '/s/-/dw/batch?client_id=alice',
    headers: {
      ...Object.fromEntries(Object.keys(usualHeaders).map((name) => [name, undefined])),
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
    await using setup = await openOcapi()
    const first = await sendOcapi(setup, preflight)
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
    const second = await sendOcapi(setup, {
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
    await using setup = await openOcapi()
    const answer = await sendOcapi(setup, preflight)
    assert.equal(answer.status, 204)
    assert.deepEqual(answer.values('content-length'), [])
    assert.deepEqual(answer.values('transfer-encoding'), [])
  })

  it('keeps a page of another origin out, and runs nothing for it', async () => {
    await using setup = await openOcapi()
    const others = ['https://evil.example', 'null', 'http://shop.example', 'https://SHOP.example']
    for (const Origin of others) {
      const first = await sendOcapi(setup, {
        ...preflight,
        headers: { ...preflight.headers, Origin },
      })
      assert.equal(first.status, 401)
      assert.equal(faultOf(first), 'UnauthorizedOriginException')
      assert.equal(
        Object.keys(corsOf(first)).some((name) => name !== 'vary'),
        false,
      )
      const second = await sendOcapi(setup, { headers: { ...browser, Origin } })
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
    await using setup = await openOcapi()
    const cases = [
      ['/s/-/dw/batch', 400, 'MissingClientIdException'],
      ['/s/-/dw/batch?client_id=', 400, 'MissingClientIdException'],
      ['/s/-/dw/batch?client_id=nobody', 401, 'UnknownClientIdException'],
      ['/s/-/dw/batch?client_id=bob', 401, 'UnauthorizedOriginException'],
      ['/s/Other/dw/batch?client_id=alice', 400, 'UnknownSiteIdException'],
    ] as const
    for (const [target, status, type] of cases) {
      const answer = await sendOcapi(setup, { ...preflight, target })
      assert.equal(answer.status, status, target)
      assert.equal(faultOf(answer), type)
      assert.deepEqual(answer.values('access-control-allow-origin'), [])
    }
  })

  it('answers OPTIONS of a program that is no browser', async () => {
    await using setup = await openOcapi()
    const headers = { ...preflight.headers, Origin: undefined }
    const answer = await sendOcapi(setup, { ...preflight, headers })
    assert.equal(answer.status, 204)
    assert.deepEqual(answer.values('allow'), ['POST, OPTIONS'])
    assert.deepEqual(answer.values('access-control-allow-origin'), [])
  })

  it('shows faults to the page, whatever refused the batch', async () => {
    await using setup = await openOcapi()
    const cases: readonly (readonly [OcapiRequest, string])[] = [
      [{ method: 'PUT' }, 'MethodNotAllowedException'],
      [{ headers: { 'Content-Type': 'text/plain' } }, 'IllegalContentTypeException'],
      [{ headers: { 'Content-Length': '9999999' }, body: '' }, 'RequestEntityTooLargeException'],
      [{ body: '{}' }, 'InvalidRequestBodyException'],
      [{ headers: { 'x-dw-http-method': undefined } }, 'MissingHttpMethodException'],
      [{ target: '/s/-/dw/batch?a=%zz' }, 'IllegalQueryStringException'],
    ]
    for (const [request, type] of cases) {
      const answer = await sendOcapi(setup, {
        ...request,
        headers: { ...browser, ...request.headers },
      })
      assert.equal(faultOf(answer), type)
      assert.deepEqual(corsOf(answer), allowed, type)
      assert.deepEqual(answer.values('x-foo'), ['bar'])
    }
    assert.equal(setup.upstream.requests.length, 0)
  })

  it('lists only names of headers that are names', async () => {
    await using setup = await openOcapi()
    const cases = [
      ['x-a, ,y z,"q",x-b', ['x-a, x-b']],
      ['', []],
      [' , ', []],
    ] as const
    for (const [names, listed] of cases) {
      const headers = { ...preflight.headers, 'Access-Control-Request-Headers': names }
      const answer = await sendOcapi(setup, { ...preflight, headers })
      assert.deepEqual(answer.values('access-control-allow-headers'), listed)
    }
  })
})
