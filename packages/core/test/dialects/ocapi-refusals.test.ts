import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList, OuterRequest } from '@batchway/core'
import { faultOf, openOcapi, writeSection } from '../support/multipart-ocapi.ts'
import { batchOf, headersOf, productPath } from '../support/ocapi-batch.ts'
import { clientOptions, clientSettings } from '../support/ocapi-clients.ts'
import { bearer, createVerifier, tokenOf } from '../support/ocapi-tokens.ts'

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
    return `${writeSection(productPath, good)}${writeSection(target, lines)}--b--`
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
    [
      'InvalidRequestBodyException',
      400,
      `${writeSection(productPath, good)}--b\na: b\n{}\n--b--`,
      main,
    ],
    [
      'InvalidRequestBodyException',
      400,
      `${writeSection(productPath, good)}--b\n\na: b\n--b--`,
      main,
    ],
    ['QuotaExceededException', 400, bigBatch, main],
    ['InvalidAuthorizationHeaderException', 401, bad(productPath, 'authorization: token'), main],
    ['InvalidTokenException', 401, bad(productPath, bearer('bad')), main],
    ['MissingClientIdException', 400, bad(productPath, 'x-dw-client-id:'), main],
    ['UnknownClientIdException', 401, bad(productPath, 'x-dw-client-id: nobody'), main],
    [
      'UnauthorizedOriginException',
      401,
      bad(productPath, 'x-dw-client-id: bob'),
      headersOf(...alice, ['origin', 'https://a.example']),
    ],
    ['UnknownSiteIdException', 400, bad(`/s/SiteX${productPath}`), main],
    ['IllegalQueryStringException', 400, bad(`${productPath}?a=\xe9`), main],
    ['IllegalQueryStringException', 400, bad(`${productPath}?a=b#c`), main],
    ['InvalidHttpMethodException', 400, bad(productPath, 'x-dw-http-method: TRACE'), main],
    ['InvalidHttpMethodException', 400, bad(`${productPath}?method=DELETE`), main],
    ['InvalidHttpMethodException', 400, bad(`${productPath}?method=GET&method=DELETE`), main],
    ['InvalidHttpMethodException', 400, bad(`${productPath}?%6dethod=DEL%45TE`), main],
    [
      'MissingHttpMethodException',
      400,
      `${writeSection(productPath, good)}--b\nx-dw-resource-path: ${productPath}\n--b--`,
      main,
    ],
    ['MissingResourcePathException', 400, bad(''), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/products/(p1,p2)'), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/products/%2528a%2529'), main],
    ['ResourcePathNotAllowedException', 400, bad('/other/x'), main],
    ['ResourcePathNotAllowedException', 400, bad('/dw/shop/v24_5/../x'), main],
    ['ResourcePathNotAllowedException', 400, bad('/s/SiteB/dw/batch'), main],
    ['InvalidRequestBodyException', 400, bad(productPath, 'x-a: \x01'), main],
  ]

  for (const [index, [name, status, body, outer]] of cases.entries()) {
    it(`runs nothing: ${name} (${index})`, async () => {
      const { verifyToken } = createVerifier()
      const api = openOcapi({ verifyToken, settings: () => clientSettings })
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
      found.push(faultOf(await openOcapi(clientOptions).post('{}', outer)).type)
      step()
    }
    assert.deepEqual(found, order)
  })
})
