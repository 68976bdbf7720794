import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFault, CONTENT, DATA, openOcapi, SHOP } from './support/ocapi-client.ts'
import { at, openSandbox } from './support/sandbox-client.ts'

const PRODUCT = `${SHOP}/products/S20273_100`
const ASSET = `${CONTENT}/content_asset_1`

describe('OCAPI identification', () => {
  it('takes a client id in the header or the query, or a bearer token', async () => {
    await using sandbox = openSandbox()
    const headers = { 'x-dw-client-id': 'a' }
    assert.equal((await sandbox.send('GET', PRODUCT, { headers })).status, 200)
    assert.equal((await sandbox.send('GET', `${PRODUCT}?client_id=a`)).status, 200)
    const bearer = { authorization: 'Bearer x' }
    assert.equal((await sandbox.send('GET', PRODUCT, { headers: bearer })).status, 200)
  })

  it('refuses a request without, and another form of Authorization', async () => {
    await using sandbox = openSandbox()
    assertFault(await sandbox.send('GET', PRODUCT), 400, 'MissingClientIdException')
    const empty = await sandbox.send('GET', `${PRODUCT}?client_id=`)
    assertFault(empty, 400, 'MissingClientIdException')
    const headers = { authorization: 'Basic eDp5', 'x-dw-client-id': 'a' }
    const basic = await sandbox.send('GET', PRODUCT, { headers })
    assertFault(basic, 401, 'InvalidAuthorizationHeaderException')
    assert.match(String(at(basic.json, 'fault', 'message')), /'Bearer <access token>'/)
  })
})

describe('OCAPI versions and sites', () => {
  it('answer in the version of the path', async () => {
    await using sandbox = openOcapi()
    for (const [path, version] of [
      ['v15_8', '15.8'],
      ['v16_1', '16.1'],
      ['v23_2', '23.2'],
      ['v26_12', '26.12'],
    ] as const) {
      const found = await sandbox.send('GET', `/dw/shop/${path}/products/S20273_100`)
      assert.equal(at(found.json, '_v'), version)
      const fault = await sandbox.send('GET', `/dw/shop/${path}/products/none`)
      assert.equal(at(fault.json, '_v'), version)
    }
  })

  it('refuse other versions', async () => {
    await using sandbox = openOcapi()
    for (const [path, version] of [
      ['v15_7', '15.7'],
      ['v1_0', '1.0'],
      ['v27_1', '27.1'],
    ] as const) {
      const answer = await sandbox.send('GET', `/dw/shop/${path}/products/S20273_100`)
      assertFault(answer, 404, 'VersionNotFoundException', { version })
    }
    for (const path of ['24.5', 'v24', 'v24_5_1', 'V24_5', '']) {
      const answer = await sandbox.send('GET', `/dw/shop/${path}/products/S20273_100`)
      assertFault(answer, 400, 'InvalidVersionException')
      assert.equal(at(answer.json, '_v'), undefined)
    }
  })

  it('refuse unknown sites, and no site for the shop', async () => {
    await using sandbox = openOcapi()
    const unknown = await sandbox.send('GET', '/s/Nowhere/dw/shop/v24_5/products/S20273_100')
    assertFault(unknown, 404, 'UnknownSiteException', { siteId: 'Nowhere' })
    const data = await sandbox.send('GET', ASSET.replace('/s/-', '/s/sitegenesis'))
    assertFault(data, 404, 'UnknownSiteException', { siteId: 'sitegenesis' })
    const global = await sandbox.send('GET', '/s/-/dw/shop/v24_5/products/S20273_100')
    assertFault(global, 403, 'OrganizationAccessForbiddenException')
    for (const prefix of ['', '/s/%2D', '/s/SiteGenesis', '/s/RefArch']) {
      const url = ASSET.replace('/s/-', prefix)
      assert.equal((await sandbox.send('GET', url)).status, 200)
    }
  })
})

describe('OCAPI methods', () => {
  it('answers OPTIONS with Allow and HEAD with the state, both without body', async () => {
    await using sandbox = openOcapi()
    const options = await sandbox.send('OPTIONS', ASSET)
    assert.equal(options.status, 204)
    assert.equal(options.headers['allow'], 'GET, HEAD, PUT, PATCH, DELETE')
    assert.equal(options.headers['cache-control'], 'no-store')
    assert.equal(options.bytes.length, 0)
    const product = await sandbox.send('OPTIONS', PRODUCT)
    assert.equal(product.headers['allow'], 'GET, HEAD')
    const head = await sandbox.send('HEAD', ASSET)
    const get = await sandbox.send('GET', ASSET)
    assert.equal(head.status, 204)
    assert.equal(head.headers['x-dw-resource-state'], at(get.json, '_resource_state'))
    assert.equal((await sandbox.send('HEAD', `${CONTENT}/none`)).status, 404)
  })

  it('lets POST stand for others, the query before the header', async () => {
    await using sandbox = openOcapi()
    const headers = { 'x-dw-http-method-override': 'DELETE' }
    const head = await sandbox.send('POST', `${ASSET}?method=HEAD`, { headers })
    assert.equal(head.status, 204)
    const options = await sandbox.send('POST', `${ASSET}?method=OPTIONS`, { headers })
    assert.equal(options.headers['allow'], 'GET, HEAD, PUT, PATCH, DELETE')
    const body = { c_x: 1 }
    const patched = await sandbox.send('POST', `${ASSET}?method=PATCH`, { headers, body })
    assert.equal(at(patched.json, 'c_x'), 1)
    const put = await sandbox.send('POST', `${CONTENT}/new?method=PUT`, { body })
    assert.equal(put.status, 201)
    assert.equal((await sandbox.send('POST', ASSET, { headers })).status, 204)
    assert.equal((await sandbox.send('GET', ASSET, { headers })).status, 404)
    for (const method of ['GET', 'delete', 'TRACE']) {
      const wrong = await sandbox.send('POST', `${ASSET}?method=${method}`)
      assertFault(wrong, 400, 'IllegalHttpMethodOverrideException', { method })
    }
  })

  it('ignores an override unless the method is POST', async () => {
    await using sandbox = openOcapi()
    assert.equal((await sandbox.send('GET', `${PRODUCT}?method=DELETE`)).status, 200)
  })

  it('refuses a method that the resource does not have', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('POST', PRODUCT, { body: {} })
    assertFault(answer, 405, 'MethodNotAllowedException', { method: 'POST' })
    assert.equal(answer.headers['allow'], 'GET, HEAD')
    const search = await sandbox.send('GET', `${SHOP}/order_search`)
    assertFault(search, 405, 'MethodNotAllowedException', { method: 'GET' })
  })
})

describe('OCAPI faults', () => {
  it('name the path of an unknown resource', async () => {
    await using sandbox = openOcapi()
    for (const path of ['/dw/shop/v23_2/incognito', `${DATA}/products/x`, `${SHOP}/`]) {
      for (const method of ['GET', 'POST'] as const) {
        const answer = await sandbox.send(method, `${path}?a=b`)
        assertFault(answer, 404, 'NotFoundException', { path })
        const members = Object.keys(Object(at(answer.json, 'fault')))
        assert.deepEqual(members, ['type', 'message', 'arguments'])
      }
    }
    for (const path of ['/dw/meta/v24_5/rest', '/s/-/dw/batch', '/dw/']) {
      assertFault(await sandbox.send('GET', path), 404, 'NotFoundException', { path })
    }
  })

  it('have a pattern where display_locale was given', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('GET', '/dw/shop/v23_2/incognito?display_locale=en')
    const pattern = at(answer.json, 'fault', 'display_message_pattern')
    assert.equal(pattern, "There is no resource at '{path}'.")
  })

  it('tell of bodies that are no JSON, too long, or of another type', async () => {
    await using sandbox = openOcapi()
    const put = { method: 'PUT', url: ASSET } as const
    for (const body of ['{"a":', Buffer.from([0x22, 0xff, 0x22]), '[]', '1']) {
      assertFault(await sandbox.send(put.method, put.url, { body }), 400, 'BodyDecodingException')
    }
    assertFault(await sandbox.send(put.method, put.url), 400, 'BodyDecodingException')
    const headers = { 'content-type': 'text/plain' }
    const text = await sandbox.send(put.method, put.url, { body: '{}', headers })
    const contentType = 'text/plain'
    assertFault(text, 415, 'UnsupportedContentTypeException', { contentType })
    const body = JSON.stringify({ c_x: 'a'.repeat(1024 * 1024) })
    const large = await sandbox.send(put.method, put.url, { body })
    assertFault(large, 413, 'RequestEntityTooLargeException')
    const charset = { 'content-type': 'application/json;charset=UTF-8' }
    const json = await sandbox.send(put.method, put.url, { body: '{}', headers: charset })
    assert.equal(json.status, 200)
  })

  it('tell of a URL that cannot be decoded', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('GET', `${SHOP}/products/%zz`)
    assertFault(answer, 400, 'ResourcePathException')
    assert.equal(at(answer.json, '_v'), '24.5')
  })
})

describe('debug routes below OCAPI', () => {
  it('answer where batches of the dialect reach them', async () => {
    await using sandbox = openSandbox()
    for (const base of [SHOP, DATA, '/dw/data/v24_5']) {
      const answer = await sandbox.send('GET', `${base}/debug/status/503`)
      assert.equal(answer.status, 503)
      assert.deepEqual(answer.json, { status: 503 })
    }
  })

  it('reset the state of all resources, and only by POST', async () => {
    await using sandbox = openSandbox({ authorization: 'Bearer T' })
    const member = '/v2/ocamba/members/10'
    const before = await sandbox.send('GET', member)
    await sandbox.send('DELETE', member)
    const user = { login: 'new' }
    const created = await sandbox.send('POST', '/api/v1/users', { body: user })
    await sandbox.send('GET', '/debug/flaky?key=a')
    assert.equal((await sandbox.send('GET', '/debug/reset')).status, 405)
    assert.equal((await sandbox.send('GET', member)).status, 404)
    const reset = await sandbox.send('POST', '/debug/reset', { body: {} })
    assert.equal(reset.status, 204)
    assert.deepEqual((await sandbox.send('GET', member)).json, before.json)
    const gone = await sandbox.send('GET', String(created.headers['location']))
    assert.equal(gone.status, 404)
    assert.equal((await sandbox.send('GET', '/debug/flaky?key=a')).status, 503)
    const next = { name: 'A', email: 'a@example.com' }
    const added = await sandbox.send('POST', '/v2/ocamba/members', { body: next })
    assert.equal(at(added.json, 'id'), '1000164')
  })
})
