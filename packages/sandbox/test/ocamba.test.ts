import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, openSandbox } from './sandbox-client.ts'
import type { Answer, SandboxClient } from './sandbox-client.ts'

const BASE = '/v2/ocamba'
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const VIEWER_NEW = {
  name: 'viewer_new',
  permissions: ['members.get', 'roles.get', 'countries.get', 'languages.get'],
}

function open(): SandboxClient {
  return openSandbox({ authorization: 'Bearer T' })
}

function assertError(answer: Answer, code: number, title: string, message: RegExp): void {
  assert.equal(answer.status, code)
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(Object(answer.json)), ['code', 'title', 'message', 'trace_id'])
  assert.equal(at(answer.json, 'code'), code)
  assert.equal(at(answer.json, 'title'), title)
  assert.match(String(at(answer.json, 'message')), message)
  assert.match(String(at(answer.json, 'trace_id')), UUID)
}

async function names(sandbox: SandboxClient, url: string): Promise<unknown> {
  const { json } = await sandbox.send('GET', `${BASE}${url}`)
  const items = at(json, 'items')
  return Array.isArray(items) ? items.map((item) => at(item, 'name')) : json
}

describe('the documented requests', () => {
  it('answers GET /members/10', async () => {
    await using sandbox = open()
    const { status, headers, json } = await sandbox.send('GET', `${BASE}/members/10`)
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.deepEqual(json, {
      id: '10',
      company_id: '100',
      name: 'Ada Quist',
      status: 'active',
      email: 'ada.quist@example.com',
      image: 'https://images.example.com/members/10.png',
      preferences: { general: { language: 'en' }, security: { mfa: false } },
      create_time: '2024-01-15 09:30:00',
      update_time: '2024-01-15 09:30:00',
    })
  })

  it('answers GET /members/10/roles', async () => {
    await using sandbox = open()
    const { status, json } = await sandbox.send('GET', `${BASE}/members/10/roles`)
    assert.equal(status, 200)
    assert.equal(at(json, 'total'), 2)
    assert.equal(at(json, 'items', 0, 'name'), 'admin')
    assert.equal(at(json, 'items', 1, 'name'), 'editor')
    assert.equal(at(json, 'items', 0, 'member_id'), undefined)
  })

  it('creates viewer_new and deletes viewer, and both are true afterwards', async () => {
    await using sandbox = open()
    const created = await sandbox.send('POST', `${BASE}/roles`, { body: VIEWER_NEW })
    assert.equal(created.status, 201)
    assert.equal(at(created.json, 'name'), 'viewer_new')
    assert.deepEqual(at(created.json, 'permissions'), VIEWER_NEW.permissions)
    const deleted = await sandbox.send('DELETE', `${BASE}/roles/viewer`)
    assert.equal(deleted.status, 204)
    assert.equal(deleted.bytes.length, 0)
    assert.deepEqual(await names(sandbox, '/roles'), ['admin', 'editor', 'viewer_new'])
  })

  it('deletes viewer with force-delete: yes', async () => {
    await using sandbox = open()
    const headers = { 'force-delete': 'yes' }
    const deleted = await sandbox.send('DELETE', `${BASE}/roles/viewer`, { headers })
    assert.equal(deleted.status, 204)
    assert.deepEqual(await names(sandbox, '/roles'), ['admin', 'editor'])
  })
})

describe('roles', () => {
  it('refuses a second role of the same name with 409', async () => {
    await using sandbox = open()
    const body = { name: 'viewer', permissions: [] }
    const answer = await sandbox.send('POST', `${BASE}/roles`, { body })
    assertError(answer, 409, 'Conflict.', /"viewer"/)
  })

  it('keeps a role in use unless force-delete is yes, which takes it from its members', async () => {
    await using sandbox = open()
    const url = `${BASE}/roles/editor`
    assertError(await sandbox.send('DELETE', url), 409, 'Conflict.', /2 member/)
    const no = await sandbox.send('DELETE', url, { headers: { 'force-delete': 'no' } })
    assert.equal(no.status, 409)
    const yes = await sandbox.send('DELETE', url, { headers: { 'force-delete': 'yes' } })
    assert.equal(yes.status, 204)
    assert.deepEqual(await names(sandbox, '/members/10/roles'), ['admin'])
    assert.deepEqual(await names(sandbox, '/members/11/roles'), [])
    assert.equal((await sandbox.send('GET', url)).status, 404)
  })

  it('names the field that is missing', async () => {
    await using sandbox = open()
    const answer = await sandbox.send('POST', `${BASE}/roles`, { body: { name: 'x' } })
    assertError(answer, 400, 'Bad request.', /"permissions" is required/)
  })

  it('names the field that is wrong', async () => {
    await using sandbox = open()
    const body = { name: 'x', permissions: ['members.get', 7] }
    const answer = await sandbox.send('POST', `${BASE}/roles`, { body })
    assertError(answer, 400, 'Bad request.', /"permissions" must be a list/)
  })

  it('names the field that is unknown', async () => {
    await using sandbox = open()
    const body = '{"name":"x","permissions":[],"__proto__":1}'
    const answer = await sandbox.send('POST', `${BASE}/roles`, { body })
    assertError(answer, 400, 'Bad request.', /"__proto__" is not known/)
    assert.deepEqual(await names(sandbox, '/roles'), ['admin', 'editor', 'viewer'])
  })

  it('replaces the permissions by PUT and keeps the name', async () => {
    await using sandbox = open()
    const url = `${BASE}/roles/viewer`
    const put = await sandbox.send('PUT', url, { body: { permissions: ['roles.get'] } })
    assert.equal(put.status, 200)
    const { json } = await sandbox.send('GET', url)
    assert.deepEqual(at(json, 'permissions'), ['roles.get'])
    assert.deepEqual(put.json, json)
    const renamed = await sandbox.send('PUT', url, { body: { name: 'other', permissions: [] } })
    assertError(renamed, 400, 'Bad request.', /"name"/)
  })
})

describe('members', () => {
  it('creates, replaces, changes and deletes a member', async () => {
    await using sandbox = open()
    const body = { name: 'Eve Lund', email: 'eve@example.com', image: 'e.png' }
    const created = await sandbox.send('POST', `${BASE}/members`, { body })
    assert.equal(created.status, 201)
    assert.equal(at(created.json, 'id'), '1000164')
    assert.match(String(at(created.json, 'create_time')), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    const url = `${BASE}/members/1000164`
    assert.deepEqual((await sandbox.send('GET', url)).json, created.json)

    const patched = await sandbox.send('PATCH', url, { body: { status: 'inactive' } })
    assert.equal(patched.status, 200)
    assert.equal(at(patched.json, 'status'), 'inactive')
    assert.equal(at(patched.json, 'image'), 'e.png')

    const put = await sandbox.send('PUT', url, { body: { name: 'Eve', email: 'eve@example.com' } })
    assert.equal(put.status, 200)
    assert.equal(at(put.json, 'name'), 'Eve')
    assert.equal(at(put.json, 'status'), 'active')
    assert.equal(at(put.json, 'image'), '')
    assert.deepEqual((await sandbox.send('GET', url)).json, put.json)

    assert.equal((await sandbox.send('DELETE', url)).status, 204)
    assertError(await sandbox.send('GET', url), 404, 'Not found.', /"1000164"/)
    const next = await sandbox.send('POST', `${BASE}/members`, { body })
    assert.equal(at(next.json, 'id'), '1000165')
  })

  it('takes back what GET answered and moves update_time', async () => {
    await using sandbox = open()
    const url = `${BASE}/members/10`
    const before = await sandbox.send('GET', url)
    const after = await sandbox.send('PUT', url, { body: before.json })
    assert.equal(after.status, 200)
    assert.equal(at(after.json, 'create_time'), '2024-01-15 09:30:00')
    assert.notEqual(at(after.json, 'update_time'), '2024-01-15 09:30:00')
  })

  it('frees the roles of a deleted member', async () => {
    await using sandbox = open()
    assert.equal((await sandbox.send('DELETE', `${BASE}/members/10`)).status, 204)
    assert.equal((await sandbox.send('DELETE', `${BASE}/roles/admin`)).status, 204)
  })

  it('names a wrong field', async () => {
    await using sandbox = open()
    const url = `${BASE}/members/10`
    const status = await sandbox.send('PATCH', url, { body: { status: 'gone' } })
    assertError(status, 400, 'Bad request.', /"status" must be one of active, inactive/)
    const preferences = await sandbox.send('PATCH', url, { body: { preferences: { x: 1 } } })
    assertError(preferences, 400, 'Bad request.', /"preferences"/)
  })

  it('answers 404 for an id that does not exist or is none', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('GET', `${BASE}/members/99`), 404, 'Not found.', /"99"/)
    assert.equal((await sandbox.send('GET', `${BASE}/members/010`)).status, 404)
    assert.equal((await sandbox.send('GET', `${BASE}/members/99/roles`)).status, 404)
    assert.equal((await sandbox.send('PATCH', `${BASE}/members/99`, { body: {} })).status, 404)
  })
})

describe('lists', () => {
  it('pages, and total counts all that match', async () => {
    await using sandbox = open()
    const { json } = await sandbox.send('GET', `${BASE}/members?page=2,3&fields=id`)
    assert.deepEqual(json, { total: 4, items: [{ id: '1000163' }] })
  })

  it('sorts by several fields in both directions', async () => {
    await using sandbox = open()
    const { json } = await sandbox.send('GET', `${BASE}/members?sort=-status,-id&fields=id,status`)
    assert.deepEqual(at(json, 'items'), [
      { id: '12', status: 'inactive' },
      { id: '1000163', status: 'active' },
      { id: '11', status: 'active' },
      { id: '10', status: 'active' },
    ])
  })

  it('filters with every operator', async () => {
    await using sandbox = open()
    const ids = async (filter: string): Promise<unknown> => {
      const { json } = await sandbox.send('GET', `${BASE}/members?fields=id&${filter}`)
      const items = at(json, 'items')
      return Array.isArray(items) ? items.map((item) => at(item, 'id')).join() : json
    }
    assert.equal(await ids('id=10'), '10')
    assert.equal(await ids('id=eq:11'), '11')
    assert.equal(await ids('status=neq:active'), '12')
    assert.equal(await ids('id=in:10,12'), '10,12')
    assert.equal(await ids('id=nin:10,12'), '11,1000163')
    assert.equal(await ids('id=gt:12'), '1000163')
    assert.equal(await ids('id=gte:12'), '12,1000163')
    assert.equal(await ids('id=lt:11'), '10')
    assert.equal(await ids('id=lte:11'), '10,11')
    assert.equal(await ids('id=gt:10&status=active'), '11,1000163')
    assert.equal(await ids('create_time=2024-01-15 09:30:00'), '10,11,12,1000163')
  })

  it('searches text literally, in any letter case', async () => {
    await using sandbox = open()
    assert.deepEqual(await names(sandbox, '/members?q=NOVAK'), ['Dana Novak'])
    assert.deepEqual(await names(sandbox, '/members?q=example&q_fields=name'), [])
    assert.deepEqual(await names(sandbox, '/members?q=%25'), [])
  })

  it('treats a hostile value as a value', async () => {
    await using sandbox = open()
    const value = encodeURIComponent(`x' OR 1=1; DROP TABLE ocamba_members; --`)
    assert.deepEqual(await names(sandbox, `/members?name=${value}`), [])
    assert.equal((await sandbox.send('GET', `${BASE}/members/10`)).status, 200)
  })

  it('names the parameter that is wrong', async () => {
    await using sandbox = open()
    const refuse = async (query: string, message: RegExp): Promise<void> =>
      assertError(
        await sandbox.send('GET', `${BASE}/members?${query}`),
        400,
        'Bad request.',
        message,
      )
    await refuse('page=0', /"page"/)
    await refuse('page=1,101', /"page"/)
    await refuse('page=x', /"page"/)
    await refuse('sort=preferences', /"sort" names "preferences"/)
    await refuse('fields=id,secret', /"fields" names "secret"/)
    await refuse('id;DROP=1', /"id;DROP"/)
    await refuse('id=gt:abc', /"id"/)
    await refuse('id=rf:1', /"rf"/)
  })

  it('lists and reads countries and languages, which cannot be changed', async () => {
    await using sandbox = open()
    const countries = await sandbox.send('GET', `${BASE}/countries?page=1,2&fields=code`)
    assert.deepEqual(countries.json, { total: 26, items: [{ code: 'AR' }, { code: 'AT' }] })
    const country = await sandbox.send('GET', `${BASE}/countries/US`)
    const us = { code: 'US', name: 'United States', continent: 'North America' }
    assert.deepEqual(country.json, us)
    const languages = await sandbox.send('GET', `${BASE}/languages`)
    assert.equal(at(languages.json, 'total'), 25)
    const language = await sandbox.send('GET', `${BASE}/languages/sr?fields=name`)
    assert.deepEqual(language.json, { name: 'Serbian' })
    assertError(await sandbox.send('GET', `${BASE}/languages/xx`), 404, 'Not found.', /"xx"/)
    const post = await sandbox.send('POST', `${BASE}/countries`, { body: {} })
    assertError(post, 405, 'Method not allowed.', /GET, HEAD/)
  })
})

describe('errors of the Ocamba-style API', () => {
  it('needs a bearer token, also for what does not exist', async () => {
    await using sandbox = openSandbox()
    const url = `${BASE}/members/10`
    const none = await sandbox.send('GET', url)
    assertError(none, 401, 'Unauthorized.', /Bearer/)
    assert.equal(none.headers['www-authenticate'], 'Bearer realm="Ocamba"')
    const empty = await sandbox.send('GET', url, { headers: { authorization: 'Bearer ' } })
    assert.equal(empty.status, 401)
    const basic = await sandbox.send('GET', url, { headers: { authorization: 'Basic eDp5' } })
    assert.equal(basic.status, 401)
    assert.equal((await sandbox.send('GET', `${BASE}/nothing`)).status, 401)
    const any = await sandbox.send('GET', url, { headers: { authorization: 'Bearer x' } })
    assert.equal(any.status, 200)
  })

  it('answers 404 below the base and at it', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('GET', `${BASE}/nothing`), 404, 'Not found.', /nothing/)
    assertError(await sandbox.send('GET', BASE), 404, 'Not found.', /ocamba/)
  })

  it('answers 405 with Allow', async () => {
    await using sandbox = open()
    const answer = await sandbox.send('PATCH', `${BASE}/roles/viewer`, { body: {} })
    assertError(answer, 405, 'Method not allowed.', /DELETE/)
    assert.equal(answer.headers['allow'], 'GET, HEAD, PUT, DELETE')
  })

  it('answers 400 to a body that is not JSON, not UTF-8, no object, or missing', async () => {
    await using sandbox = open()
    const post = (body?: unknown): Promise<Answer> =>
      sandbox.send('POST', `${BASE}/roles`, body === undefined ? {} : { body })
    const invalid = /^The request body is not valid\./
    assertError(await post('{"name":'), 400, 'Bad request.', invalid)
    assertError(await post(Buffer.from([0x22, 0xff, 0x22])), 400, 'Bad request.', invalid)
    assertError(await post([VIEWER_NEW]), 400, 'Bad request.', invalid)
    assertError(await post(), 400, 'Bad request.', invalid)
  })

  it('answers 415 to another media type and 413 to more than 1 MiB', async () => {
    await using sandbox = open()
    const url = `${BASE}/roles`
    const headers = { 'content-type': 'text/plain' }
    const text = await sandbox.send('POST', url, { body: VIEWER_NEW, headers })
    assertError(text, 415, 'Unsupported media type.', /application\/json/)
    const body = JSON.stringify('a'.repeat(1024 * 1024))
    const large = await sandbox.send('POST', url, { body })
    assertError(large, 413, 'Payload too large.', /large/)
  })

  it('answers 400 to a URL that cannot be decoded', async () => {
    await using sandbox = open()
    assertError(await sandbox.send('GET', `${BASE}/members/%zz`), 400, 'Bad request.', /%zz/)
  })
})
