import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, openSandbox } from './support/sandbox-client.ts'
import type { Answer, SandboxClient } from './support/sandbox-client.ts'

const USERS = '/api/v1/users'
const JDOE = `${USERS}/84A9C6E01D2F4B7A93E58F60B1C2D3E5`
const BILL_TYPES = '/api/v1/entry_codes/codes_bill_types'
const BILLABLE = `${BILL_TYPES}/5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2B`

function open(): SandboxClient {
  return openSandbox({ authorization: 'Basic dTpw' })
}

function assertError(answer: Answer, code: number, uri: string, message: RegExp): void {
  const { errors, ...others } = Object(answer.json)
  assert.equal(answer.status, code)
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(others, {
    response_code: code,
    success: false,
    uri,
    status: [],
    warnings: [],
    info: [],
    results: [],
  })
  assert.equal(errors.length, 1)
  assert.match(errors[0], message)
}

function ifMatch(tag: unknown): { readonly 'if-match': string } {
  return { 'if-match': String(tag) }
}

async function logins(sandbox: SandboxClient, query: string): Promise<unknown> {
  const { json } = await sandbox.send('GET', `${USERS}?${query}`)
  const results = at(json, 'results')
  if (!Array.isArray(results) || results.length === 0) return at(json, 'errors') ?? ''
  return results.map((user) => at(user, 'login')).join()
}

describe('collections', () => {
  it('answers the documented $top and $filter', async () => {
    await using sandbox = open()
    const query = '$top=2&$filter=status%20eq%20%22active%22'
    const { status, json } = await sandbox.send('GET', `${USERS}?${query}&$keys=login`)
    assert.equal(status, 200)
    assert.deepEqual(json, {
      response_code: 200,
      success: true,
      uri: USERS,
      $count: 3,
      $skip: 0,
      $top: 2,
      '@nextLink': `${USERS}?%24top=2&%24filter=status+eq+%22active%22&%24keys=login&%24skip=2`,
      results: [{ login: 'admin' }, { login: 'jdoe' }],
    })
    const next = await sandbox.send('GET', String(at(json, '@nextLink')))
    assert.deepEqual(at(next.json, 'results'), [{ login: 'lchen' }])
    assert.equal(at(next.json, '@nextLink'), null)
  })

  it('filters with every operator', async () => {
    await using sandbox = open()
    const filter = (text: string): Promise<unknown> =>
      logins(sandbox, `$filter=${encodeURIComponent(text)}`)
    assert.equal(await filter('login eq "jdoe"'), 'jdoe')
    assert.equal(await filter('status ne "active"'), 'rsmith')
    assert.equal(await filter('login gt "jdoe" and status eq "active"'), 'lchen')
    assert.equal(await filter('login lt "jdoe"'), 'admin')
    assert.equal(await filter(String.raw`login eq "a\"b and c"`), '')
    assert.equal(await filter('create_timestamp gt 1705311000.5'), '')
    assert.equal(await filter('create_timestamp lt 1705311000.5 and login eq "jdoe"'), 'jdoe')
  })

  it('filters by a boolean', async () => {
    await using sandbox = open()
    await sandbox.send('POST', BILL_TYPES, { body: { pname: 'Old', active: false } })
    const { json } = await sandbox.send('GET', `${BILL_TYPES}?$filter=active eq false&$keys=pname`)
    assert.deepEqual(at(json, 'results'), [{ pname: 'Old' }])
  })

  it('sorts and skips', async () => {
    await using sandbox = open()
    assert.equal(await logins(sandbox, '$orderby=status desc,login'), 'rsmith,admin,jdoe,lchen')
    assert.equal(await logins(sandbox, '$orderBy=login desc&$skip=3'), 'admin')
    assert.equal(await logins(sandbox, '$skip=4'), '')
  })

  it('says what is wrong in a query', async () => {
    await using sandbox = open()
    const refuse = async (query: string, message: RegExp): Promise<void> =>
      assertError(await sandbox.send('GET', `${USERS}?${query}`), 400, USERS, message)
    await refuse('$filter=', /a field/)
    await refuse('$filter=nothing eq "x"', /instead of "nothing"/)
    await refuse('$filter=login like "x"', /instead of "like"/)
    await refuse('$filter=login eq x', /a string in double quotes for "login"/)
    await refuse('$filter=login eq', /a value/)
    await refuse('$filter=login eq "x" or login eq "y"', /"and", not "or"/)
    await refuse('$filter=login eq "x" and', /after "and"/)
    await refuse('$filter=login eq "x', /position 8/)
    await refuse('$orderby=version', /"\$orderby"/)
    await refuse('$orderby=login;DROP', /"\$orderby"/)
    await refuse('$keys=login,version', /"\$keys" names "version"/)
    await refuse('$top=1001', /"\$top"/)
    await refuse('$top=1&$TOP=2', /repeated/)
    await refuse('$other=1', /"\$other" is not known/)
  })
})

describe('items', () => {
  it('shows base fields, own fields and an ETag', async () => {
    await using sandbox = open()
    const { status, headers, json } = await sandbox.send('GET', BILLABLE)
    assert.equal(status, 200)
    assert.match(String(headers['etag']), /^"[^"]+"$/)
    assert.deepEqual(json, {
      response_code: 200,
      results: {
        id: '5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2B',
        uri: BILLABLE,
        tablename: 'codes_bill_types',
        table_label: 'Bill Types',
        creator: '84A9C6E01D2F4B7A93E58F60B1C2D3E4',
        create_timestamp: 1705311000.25,
        modifier: '84A9C6E01D2F4B7A93E58F60B1C2D3E4',
        modify_timestamp: 1705311000.25,
        pname: 'Billable',
        code: 'BILL',
        active: true,
      },
    })
  })

  it('changes an item by PUT with the current ETag, which is another one afterwards', async () => {
    await using sandbox = open()
    const before = await sandbox.send('GET', BILLABLE)
    const headers = ifMatch(before.headers['etag'])
    const put = await sandbox.send('PUT', BILLABLE, { headers, body: { pname: 'Charged' } })
    assert.equal(put.status, 204)
    assert.equal(put.bytes.length, 0)
    assert.equal(put.headers['location'], BILLABLE)
    const after = await sandbox.send('GET', BILLABLE)
    assert.equal(after.headers['etag'], put.headers['etag'])
    assert.notEqual(after.headers['etag'], before.headers['etag'])
    assert.equal(at(after.json, 'results', 'pname'), 'Charged')
    assert.equal(at(after.json, 'results', 'code'), 'BILL')
    assert.notEqual(at(after.json, 'results', 'modify_timestamp'), 1705311000.25)
    const again = await sandbox.send('PUT', BILLABLE, { headers, body: { pname: 'Twice' } })
    assertError(again, 412, BILLABLE, /not the current ETag/)
    const kept = await sandbox.send('GET', BILLABLE)
    assert.equal(at(kept.json, 'results', 'pname'), 'Charged')
  })

  it('takes back what GET answered', async () => {
    await using sandbox = open()
    const { headers, json } = await sandbox.send('GET', JDOE)
    const body = at(json, 'results')
    const put = await sandbox.send('PUT', JDOE, { headers: ifMatch(headers['etag']), body })
    assert.equal(put.status, 204)
  })

  it('answers 412 to a PUT without If-Match, and to the ETag of another item or a weak one', async () => {
    await using sandbox = open()
    const { headers } = await sandbox.send('GET', JDOE)
    const body = { first_name: 'X' }
    assertError(await sandbox.send('PUT', JDOE, { body }), 412, JDOE, /Send the header If-Match/)
    const other = await sandbox.send('GET', `${USERS}/84A9C6E01D2F4B7A93E58F60B1C2D3E6`)
    const foreign = ifMatch(other.headers['etag'])
    assert.equal((await sandbox.send('PUT', JDOE, { body, headers: foreign })).status, 412)
    const weak = ifMatch(`W/${String(headers['etag'])}`)
    assert.equal((await sandbox.send('PUT', JDOE, { body, headers: weak })).status, 412)
    assert.equal(at((await sandbox.send('GET', JDOE)).json, 'results', 'first_name'), 'Jon')
  })

  it('accepts a list of ETags and *', async () => {
    await using sandbox = open()
    const { headers } = await sandbox.send('GET', JDOE)
    const list = ifMatch(`"x", ${String(headers['etag'])}`)
    assert.equal((await sandbox.send('PUT', JDOE, { body: {}, headers: list })).status, 204)
    assert.equal((await sandbox.send('PUT', JDOE, { body: {}, headers: ifMatch('*') })).status, 204)
  })

  it('creates an item that can be read where Location says', async () => {
    await using sandbox = open()
    const body = { login: 'new', first_name: 'N' }
    const post = await sandbox.send('POST', USERS, { body })
    const id = String(post.headers['x-item-id'])
    assert.equal(post.status, 201)
    assert.match(id, /^[0-9A-F]{32}$/)
    assert.equal(post.headers['x-item-table'], 'users')
    assert.equal(post.headers['location'], `${USERS}/${id}`)
    assert.deepEqual(post.json, { response_code: 201, success: true, uri: `${USERS}/${id}` })
    const { headers, json } = await sandbox.send('GET', `${USERS}/${id}`)
    assert.equal(headers['etag'], post.headers['etag'])
    assert.equal(at(json, 'results', 'login'), 'new')
    assert.equal(at(json, 'results', 'status'), 'active')
  })

  it('serves both tables of entry codes apart', async () => {
    await using sandbox = open()
    const payTypes = '/api/v1/entry_codes/codes_pay_types'
    const post = await sandbox.send('POST', payTypes, { body: { pname: 'Night' } })
    assert.equal(post.headers['x-item-table'], 'codes_pay_types')
    assert.equal(at((await sandbox.send('GET', payTypes)).json, '$count'), 3)
    assert.equal(at((await sandbox.send('GET', BILL_TYPES)).json, '$count'), 2)
    const regular = await sandbox.send('GET', `${payTypes}/6DEAB2C31F404D5E9B7C8D9EAF1B2C3D`)
    assert.equal(at(regular.json, 'results', 'pname'), 'Regular')
  })

  it('refuses a login that is taken, but not to keep the own one', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('POST', USERS, { body: { login: 'jdoe' } }), 409, USERS, /jdoe/)
    const headers = ifMatch('*')
    const taken = await sandbox.send('PUT', JDOE, { headers, body: { login: 'admin' } })
    assertError(taken, 409, JDOE, /admin/)
    const own = await sandbox.send('PUT', JDOE, { headers, body: { login: 'jdoe' } })
    assert.equal(own.status, 204)
  })

  it('names a wrong field', async () => {
    await using sandbox = open()
    const missing = await sandbox.send('POST', BILL_TYPES, { body: { code: 'X' } })
    assertError(missing, 400, BILL_TYPES, /"pname" is required/)
    const wrong = await sandbox.send('POST', BILL_TYPES, { body: { pname: 'X', active: 1 } })
    assertError(wrong, 400, BILL_TYPES, /"active" must be true or false/)
    const unknown = await sandbox.send('POST', BILL_TYPES, { body: { pname: 'X', version: 9 } })
    assertError(unknown, 400, BILL_TYPES, /"version" is not known/)
  })

  it('deletes without If-Match', async () => {
    await using sandbox = open()
    assert.equal((await sandbox.send('DELETE', JDOE)).status, 204)
    assertError(await sandbox.send('GET', JDOE), 404, JDOE, /84A9/)
    assertError(await sandbox.send('DELETE', JDOE), 404, JDOE, /84A9/)
  })

  it('deletes with If-Match only if it is the current ETag', async () => {
    await using sandbox = open()
    const { headers } = await sandbox.send('GET', JDOE)
    const stale = await sandbox.send('DELETE', JDOE, { headers: ifMatch('"stale"') })
    assertError(stale, 412, JDOE, /If-Match/)
    assert.equal((await sandbox.send('GET', JDOE)).status, 200)
    const current = await sandbox.send('DELETE', JDOE, { headers: ifMatch(headers['etag']) })
    assert.equal(current.status, 204)
  })
})

describe('errors of the Journyx-style API', () => {
  it('needs Basic, Bearer or a cookie', async () => {
    await using sandbox = openSandbox()
    assertError(await sandbox.send('GET', `${USERS}?$top=1`), 401, USERS, /Authorization/)
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await sandbox.send('GET', USERS, { headers })).status
    assert.equal(await status({ authorization: 'Digest x' }), 401)
    assert.equal(await status({ authorization: 'Basic dTpw' }), 200)
    assert.equal(await status({ authorization: 'Bearer t' }), 200)
    assert.equal(await status({ cookie: 'session=1' }), 200)
  })

  it('answers 404 to what is not there', async () => {
    await using sandbox = open()
    const url = '/api/v1/entry_codes/other'
    assertError(await sandbox.send('GET', url), 404, url, /other/)
  })

  it('answers 405 with Allow', async () => {
    await using sandbox = open()
    const patch = await sandbox.send('PATCH', JDOE, { body: {} })
    assertError(patch, 405, JDOE, /PUT/)
    assert.equal(patch.headers['allow'], 'GET, HEAD, PUT, DELETE')
  })

  it('answers 400 to invalid JSON, 415 to another media type, 413 to more than 1 MiB', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('POST', USERS, { body: '{' }), 400, USERS, /not valid/)
    const headers = { 'content-type': 'application/xml' }
    const xml = await sandbox.send('POST', USERS, { body: '<user/>', headers })
    assertError(xml, 415, USERS, /application\/json/)
    const body = JSON.stringify('a'.repeat(1024 * 1024))
    assertError(await sandbox.send('POST', USERS, { body }), 413, USERS, /large/)
  })

  it('answers 400 to a URL that cannot be decoded', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('GET', `${USERS}/%zz`), 400, `${USERS}/%zz`, /%zz/)
  })
})
