import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerOfTwo, faultOf } from './support/ocapi-answer.ts'
import { openOcapi } from './support/ocapi-gateway.ts'
import { sendOcapi } from './support/ocapi-request.ts'

describe('the paths of an OCAPI endpoint', () => {
  it('are served with a site, without one and for all sites, and never forwarded', async () => {
    await using setup = await openOcapi()
    const sites = [
      ['/s/-/dw/batch', '/s/-'],
      ['/s/SiteGenesis/dw/batch', '/s/SiteGenesis'],
      ['/dw/batch', ''],
    ] as const
    for (const [target, prefix] of sites) {
      const answer = await sendOcapi(setup, { target })
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
        const answer = await sendOcapi(setup, { method, target, body: '' })
        assert.equal(answer.status, 405)
        assert.deepEqual(answer.values('allow'), ['POST, OPTIONS'])
        assert.equal(faultOf(answer), 'MethodNotAllowedException')
      }
    }
    assert.equal(setup.upstream.requests.length, 6)
  })

  it('leave everything else to the API', async () => {
    await using setup = await openOcapi()
    const answer = await sendOcapi(setup, {
      target: '/s/-/dw/shop/v24_5/products/1',
      method: 'GET',
    })
    assert.equal(answer.body, '{"ok":true}')
    assert.equal(setup.upstream.requests.length, 1)
  })

  it('name the site that has to be known, in any spelling of the path', async () => {
    await using setup = await openOcapi()
    for (const target of ['/s/Other/dw/batch', '/s/%4Fther/dw/batch', '/S/Other/dw/batch']) {
      assert.equal(faultOf(await sendOcapi(setup, { target })), 'UnknownSiteIdException', target)
    }
    assert.equal(setup.upstream.requests.length, 0)
  })
})

describe('an OCAPI endpoint without a settings file', () => {
  it('takes any client and site, refuses any origin, and says so once', async () => {
    await using setup = await openOcapi(null)
    for (const target of ['/s/Any/dw/batch', '/dw/batch']) {
      const answer = await sendOcapi(setup, { target, headers: { 'x-dw-client-id': 'anybody' } })
      assert.equal(answer.status, 200, answer.body)
    }
    const { length } = setup.upstream.requests
    const origin = await sendOcapi(setup, { headers: { Origin: 'https://shop.example' } })
    assert.equal(faultOf(origin), 'UnauthorizedOriginException')
    assert.deepEqual(origin.values('access-control-allow-origin'), [])
    const unnamed = await sendOcapi(setup, { headers: { 'x-dw-client-id': undefined } })
    assert.equal(faultOf(unnamed), 'MissingClientIdException')
    assert.equal(setup.upstream.requests.length, length)
    const warnings = setup.gateway.log.lines.filter(({ level }) => level === 40)
    assert.deepEqual(
      warnings.map(({ endpoint, msg }) => [endpoint, msg]),
      [['/s/:site/dw/batch', 'no settings file: any client and site is accepted, and no origin']],
    )
  })
})
