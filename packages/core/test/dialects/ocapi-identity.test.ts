import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList, OcapiOptions, OuterRequest, TokenVerifier } from '@batchway/core'
import { readOcapiSettings } from '@batchway/core'
import {
  faultOf,
  headerOf,
  openOcapi,
  sectionsOf,
  textOf,
  writeSection,
} from '../support/multipart-ocapi.ts'

const path = '/dw/shop/v24_5/products/1'
const type = ['content-type', 'multipart/mixed; boundary=b'] as const

/** Tokens of the form of a JSON Web Token, by a name that the verifier below knows. */
function tokenOf(name: string): string {
  return `eyJ.${name}.s`
}

/** Counts what it is asked; the names `alice` and `bob` are clients, `bad` is refused. */
function createVerifier(): { readonly verifyToken: TokenVerifier; readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    verifyToken(token) {
      const name = token.split('.')[1] ?? ''
      asked.push(name)
      return Promise.resolve(
        name === 'bad' ? { ok: false, reason: 'it is bad' } : { ok: true, clientId: name },
      )
    },
  }
}

const settings = readOcapiSettings({
  clients: [
    {
      client_id: 'alice',
      allowed_origins: ['https://a.example'],
      expose_headers: ['x-dw-one', 'x-dw-two'],
      response_headers: { 'x-foo': 'bar' },
      resources: [{ resource_id: '/products/*', methods: ['get'] }],
    },
    { client_id: 'bob', allowed_origins: ['https://b.example'] },
  ],
  sites: ['SiteA', 'SiteB'],
})

const options: OcapiOptions = { settings: () => settings, now: () => 0 }

function bearer(name: string): string {
  return `authorization: Bearer ${tokenOf(name)}`
}

function batchOf(...parts: readonly (readonly string[])[]): string {
  return `${parts.map((lines) => writeSection(path, lines)).join('')}--b--`
}

function headersOf(...fields: HeaderList): { headers: HeaderList } {
  return { headers: [type, ...fields] }
}

describe('the tokens of an OCAPI batch', () => {
  it('are verified once each, however many parts have them', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken })
    const answer = await api.post(
      batchOf([], [bearer('bob')], [], [bearer('bob')], [bearer('alice')], [bearer('carol')]),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`]),
    )
    assert.equal(sectionsOf(answer).length, 6)
    assert.deepEqual(asked.toSorted(), ['alice', 'bob', 'carol'])
  })

  it('are verified once also where other ids stand beside them', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken })
    const parts = Array.from({ length: 50 }, (_, index) => [`x-dw-client-id: c${index}`])
    const answer = await api.post(
      batchOf(...parts),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`]),
    )
    assert.equal(sectionsOf(answer).length, 50)
    assert.deepEqual(asked, ['alice'])
  })

  it('are verified once for a batch that is refused', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken, settings: () => settings })
    const answer = await api.post(
      batchOf([], [bearer('bad')], [bearer('bob')]),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`], ['origin', 'https://a.example']),
    )
    assert.equal(faultOf(answer).type, 'InvalidTokenException')
    assert.equal(answer.status, 401)
    assert.equal(headerOf(answer, 'access-control-allow-origin'), 'https://a.example')
    assert.deepEqual(asked, ['alice', 'bad'])
    assert.equal(api.arrived.length, 0)
  })

  it('are verified in every spelling that JSON allows their header', async () => {
    const headers = [
      '{"alg":"none"}',
      '{ "alg":"none"}',
      ' {"alg":"none"}',
      '\n{"alg":"none"}',
      '{}',
    ]
    for (const header of headers) {
      const token = `${Buffer.from(header).toString('base64url')}.e30.`
      const api = openOcapi({ verifyToken: () => Promise.resolve({ ok: false, reason: 'no' }) })
      const answer = await api.post(
        batchOf([]),
        headersOf(['authorization', `Bearer ${token}`], ['x-dw-client-id', 'alice']),
      )
      assert.equal(api.arrived.length, 0, `${header} was not verified`)
      assert.equal(faultOf(answer).type, 'InvalidTokenException')
    }
  })

  it('answer with a fault and never reject when a verifier breaks its promise', async () => {
    const api = openOcapi({ verifyToken: () => Promise.reject(new Error('no')) })
    const outer = headersOf(['authorization', `Bearer ${tokenOf('alice')}`])
    assert.equal(faultOf(await api.post(batchOf([]), outer)).type, 'InternalServerErrorException')
    for (const changed of [{ method: 'GET' }, { method: 'OPTIONS' }]) {
      const answer = await api.post(batchOf([]), { ...outer, ...changed })
      assert.ok(answer.status >= 400)
    }
    assert.equal(api.arrived.length, 0)
  })
})

describe('the identity of a part', () => {
  it('is by token, then query, then header, own before inherited', async () => {
    const cases: readonly (readonly [lines: readonly string[], path: string, id: string])[] = [
      [[], path, 'main'],
      [['x-dw-client-id: own'], path, 'own'],
      [['x-dw-client-id: own'], `${path}?client_id=query`, 'query'],
      [['x-dw-client-id: own', bearer('token')], `${path}?client_id=query`, 'token'],
    ]
    for (const [lines, target, id] of cases) {
      const { verifyToken } = createVerifier()
      const only = readOcapiSettings({
        clients: [{ client_id: 'main' }, { client_id: id }].slice(Number(id === 'main')),
      })
      const api = openOcapi({ verifyToken, settings: () => only })
      const answer = await api.post(
        `${writeSection(target, lines)}--b--`,
        headersOf(['x-dw-client-id', 'main']),
      )
      assert.equal(sectionsOf(answer).length, 1)
    }
  })

  it('is the one that is sent: what the check has seen is what the API gets', async () => {
    const api = openOcapi(options)
    const outer = headersOf(['x-dw-client-id', 'alice'])
    const post = ['x-dw-http-method: POST']
    const own = await api.post(batchOf([...post, 'x-dw-client-id: bob']), outer)
    assert.match(textOf(own), /x-dw-status-code: 204/)
    assert.deepEqual(idsOf(api.arrived[0]?.headers), ['bob'])
    // Alice may not POST; no spelling may let the check see Bob and the API Alice.
    const spellings = [
      ['x-dw-client-id: bob', 'connection: x-dw-client-id'],
      ['x-dw-client-id: bob', 'x-dw-client-id: alice'],
      ['x-dw-client-id: alice', 'x-dw-client-id: bob'],
    ]
    for (const lines of spellings) {
      const seen = openOcapi(options)
      const answer = await seen.post(batchOf([...post, ...lines]), outer)
      for (const { headers } of seen.arrived) assert.deepEqual(idsOf(headers), ['bob'], lines[1])
      if (seen.arrived.length === 0) assert.ok(answer.status === 200 || answer.status === 400)
    }
  })

  it('is the same token for the check and for the API', async () => {
    const main: HeaderList = [['authorization', `Bearer ${tokenOf('alice')}`]]
    for (const lines of [
      [bearer('bob'), 'connection: authorization'],
      [bearer('bob'), bearer('alice')],
    ]) {
      const { verifyToken, asked } = createVerifier()
      const api = openOcapi({ verifyToken, settings: () => settings })
      await api.post(batchOf(['x-dw-http-method: POST', ...lines]), headersOf(...main))
      for (const { headers } of api.arrived) {
        const sent = headers.filter(([name]) => name === 'authorization').map(([, value]) => value)
        assert.deepEqual(sent, [`Bearer ${tokenOf('bob')}`], lines[1])
      }
      assert.ok(asked.includes('alice'))
    }
  })

  it('is not named twice, so that the check and the API could take another one each', async () => {
    const target = `${path}?client_id=bob&client_id=alice`
    const api = openOcapi(options)
    const section = writeSection(target, ['x-dw-http-method: POST'])
    await api.post(`${section}--b--`, headersOf(['x-dw-client-id', 'alice']))
    for (const request of api.arrived) assert.doesNotMatch(request.path, /client_id=alice/)
  })

  it('cannot be lost by a token that nobody knows: resources stay closed', async () => {
    const only = readOcapiSettings({ clients: [{ client_id: 'alice', resources: [] }] })
    const api = openOcapi({ settings: () => only })
    const answer = await api.post(batchOf([]), headersOf(['authorization', 'Bearer anything']))
    assert.equal(api.arrived.length, 0, `a stranger reached the API: ${textOf(answer)}`)
  })

  it('decides about resources, part by part', async () => {
    const api = openOcapi(options)
    const answer = await api.post(
      batchOf([], ['x-dw-http-method: POST'], ['x-dw-http-method: POST', 'x-dw-client-id: bob']),
      headersOf(['x-dw-client-id', 'alice']),
    )
    const codes = sectionsOf(answer).map(({ lines }) => lines.at(-1)?.slice(-3))
    assert.deepEqual(codes, ['204', '403', '204'])
    assert.match(textOf(answer), /"type":"ForbiddenException"/)
  })
})

function idsOf(headers: HeaderList = []): readonly string[] {
  return headers.filter(([name]) => name === 'x-dw-client-id').map(([, value]) => value)
}

describe('a refused OCAPI batch', () => {
  const good = ['x-dw-content-id: good']
  const alice: HeaderList = [['x-dw-client-id', 'alice']]
  const bigBatch = batchOf(...Array.from({ length: 51 }, () => good))

  type Case = readonly [
    type: string,
    status: number,
    body: string,
    outer: Partial<OuterRequest> & { headers: HeaderList },
  ]
  function bad(target: string, ...lines: readonly string[]): string {
    return `${writeSection(path, good)}${writeSection(target, lines)}--b--`
  }
  const main = headersOf(...alice)
  const cases: readonly Case[] = [
    ['MethodNotAllowedException', 405, batchOf(good), { ...main, method: 'PUT' }],
    ['IllegalContentTypeException', 400, batchOf(good), { headers: alice }],
    [
      'IllegalContentTypeException',
      400,
      batchOf(good),
      {
        headers: [['content-type', 'multipart/mixed'], ...alice],
      },
    ],
    [
      'RequestEntityTooLargeException',
      400,
      batchOf(good),
      headersOf(...alice, ['content-length', '5242881']),
    ],
    [
      'InvalidAuthorizationHeaderException',
      401,
      batchOf(good),
      headersOf(['authorization', 'Basic eDp5']),
    ],
    [
      'InvalidTokenException',
      401,
      batchOf(good),
      headersOf(['authorization', `Bearer ${tokenOf('bad')}`]),
    ],
    ['MissingClientIdException', 400, batchOf(good), headersOf()],
    ['UnknownClientIdException', 401, batchOf(good), headersOf(['x-dw-client-id', 'nobody'])],
    ['UnknownSiteIdException', 400, batchOf(good), { ...main, path: '/s/SiteX/dw/batch' }],
    [
      'UnauthorizedOriginException',
      401,
      batchOf(good),
      headersOf(...alice, ['origin', 'https://b.example']),
    ],
    ['IllegalQueryStringException', 400, batchOf(good), { ...main, query: 'a=%2' }],
    [
      'InvalidHttpMethodException',
      400,
      batchOf(good),
      headersOf(...alice, ['x-dw-http-method', 'get']),
    ],
    ['InvalidRequestBodyException', 400, batchOf(good).slice(0, -2), main],
    ['InvalidRequestBodyException', 400, '--b\n\n--b--', main],
    ['InvalidRequestBodyException', 400, `${writeSection(path, good)}--b\na: b\n{}\n--b--`, main],
    ['InvalidRequestBodyException', 400, `${writeSection(path, good)}--b\n\na: b\n--b--`, main],
    ['QuotaExceededException', 400, bigBatch, main],
    ['InvalidAuthorizationHeaderException', 401, bad(path, 'authorization: token'), main],
    ['InvalidTokenException', 401, bad(path, bearer('bad')), main],
    ['MissingClientIdException', 400, bad(path, 'x-dw-client-id:'), main],
    ['UnknownClientIdException', 401, bad(path, 'x-dw-client-id: nobody'), main],
    [
      'UnauthorizedOriginException',
      401,
      bad(path, 'x-dw-client-id: bob'),
      headersOf(...alice, ['origin', 'https://a.example']),
    ],
    ['UnknownSiteIdException', 400, bad(`/s/SiteX${path}`), main],
    ['IllegalQueryStringException', 400, bad(`${path}?a=\xe9`), main],
    ['IllegalQueryStringException', 400, bad(`${path}?a=b#c`), main],
    ['InvalidHttpMethodException', 400, bad(path, 'x-dw-http-method: TRACE'), main],
    ['InvalidHttpMethodException', 400, bad(`${path}?method=DELETE`), main],
    ['InvalidHttpMethodException', 400, bad(`${path}?method=GET&method=DELETE`), main],
    ['InvalidHttpMethodException', 400, bad(`${path}?%6dethod=DEL%45TE`), main],
    [
      'MissingHttpMethodException',
      400,
      `${writeSection(path, good)}--b\nx-dw-resource-path: ${path}\n--b--`,
      main,
    ],
    ['MissingResourcePathException', 400, bad(''), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/products/(p1,p2)'), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/products/%2528a%2529'), main],
    ['ResourcePathNotAllowedException', 400, bad('/other/x'), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/../x'), main],
    ['ResourcePathNotAllowedException', 400, bad('/s/SiteB/dw/batch'), main],
    ['InvalidRequestBodyException', 400, bad(path, 'x-a: \x01'), main],
  ]

  for (const [index, [name, status, body, outer]] of cases.entries()) {
    it(`runs nothing: ${name} (${index})`, async () => {
      const { verifyToken } = createVerifier()
      const api = openOcapi({ verifyToken, settings: () => settings })
      const answer = await api.post(body, outer)
      assert.equal(faultOf(answer).type, name)
      assert.equal(answer.status, status)
      assert.equal(api.arrived.length, 0)
      answer.release()
      assert.equal(api.budget.used, 0)
    })
  }

  it('takes the first fault in the order of the checks', async () => {
    const order = [
      'MethodNotAllowedException',
      'IllegalContentTypeException',
      'RequestEntityTooLargeException',
      'InvalidAuthorizationHeaderException',
      'UnauthorizedOriginException',
      'IllegalQueryStringException',
      'InvalidHttpMethodException',
      'InvalidRequestBodyException',
    ]
    const outer = {
      method: 'PUT',
      query: '%',
      headers: [
        ['content-type', 'text/plain'],
        ['content-length', '9999999'],
        ['authorization', 'x'],
        ['origin', 'https://c.example'],
        ['x-dw-http-method', 'x'],
      ] as [string, string][],
    }
    const mend: readonly (() => void)[] = [
      () => (outer.method = 'POST'),
      () => (outer.headers[0] = ['content-type', 'multipart/mixed; boundary=b']),
      () => (outer.headers[1] = ['content-length', '2']),
      () => (outer.headers[2] = ['x-dw-client-id', 'alice']),
      () => (outer.headers[3] = ['origin', 'https://a.example']),
      () => (outer.query = ''),
      () => (outer.headers[4] = ['x-dw-http-method', 'GET']),
    ]
    const found: string[] = []
    for (const step of [...mend, () => {}]) {
      found.push(faultOf(await openOcapi(options).post('{}', outer)).type)
      step()
    }
    assert.deepEqual(found, order)
  })
})
