import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, openSandbox } from './support/sandbox-client.ts'
import type { Answer } from './support/sandbox-client.ts'
import { OCAMBA, assertOcambaError, namesIn, openOcamba } from './support/ocamba-client.ts'

const VIEWER_NEW = {
  name: 'viewer_new',
  permissions: ['members.get', 'roles.get', 'countries.get', 'languages.get'],
}

describe('the documented requests', () => {
  it('answers GET /members/10', async () => {
    await using sandbox = openOcamba()
    const { status, headers, json } = await sandbox.send('GET', `${OCAMBA}/members/10`)
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
    await using sandbox = openOcamba()
    const { status, json } = await sandbox.send('GET', `${OCAMBA}/members/10/roles`)
    assert.equal(status, 200)
    assert.equal(at(json, 'total'), 2)
    assert.equal(at(json, 'items', 0, 'name'), 'admin')
    assert.equal(at(json, 'items', 1, 'name'), 'editor')
    assert.equal(at(json, 'items', 0, 'member_id'), undefined)
  })

  it('creates viewer_new and deletes viewer, and both are true afterwards', async () => {
    await using sandbox = openOcamba()
    const created = await sandbox.send('POST', `${OCAMBA}/roles`, { body: VIEWER_NEW })
    assert.equal(created.status, 201)
    assert.equal(at(created.json, 'name'), 'viewer_new')
    assert.deepEqual(at(created.json, 'permissions'), VIEWER_NEW.permissions)
    const deleted = await sandbox.send('DELETE', `${OCAMBA}/roles/viewer`)
    assert.equal(deleted.status, 204)
    assert.equal(deleted.bytes.length, 0)
    assert.deepEqual(await namesIn(sandbox, '/roles'), ['admin', 'editor', 'viewer_new'])
  })

  it('deletes viewer with force-delete: yes', async () => {
    await using sandbox = openOcamba()
    const headers = { 'force-delete': 'yes' }
    const deleted = await sandbox.send('DELETE', `${OCAMBA}/roles/viewer`, { headers })
    assert.equal(deleted.status, 204)
    assert.deepEqual(await namesIn(sandbox, '/roles'), ['admin', 'editor'])
  })
})

describe('roles', () => {
  it('refuses a second role of the same name with 409', async () => {
    await using sandbox = openOcamba()
    const body = { name: 'viewer', permissions: [] }
    const answer = await sandbox.send('POST', `${OCAMBA}/roles`, { body })
    assertOcambaError(answer, 409, 'Conflict.', /"viewer"/)
  })

  it('keeps a role in use unless force-delete is yes, which takes it from its members', async () => {
    await using sandbox = openOcamba()
    const url = `${OCAMBA}/roles/editor`
    assertOcambaError(await sandbox.send('DELETE', url), 409, 'Conflict.', /2 member/)
    const no = await sandbox.send('DELETE', url, { headers: { 'force-delete': 'no' } })
    assert.equal(no.status, 409)
    const yes = await sandbox.send('DELETE', url, { headers: { 'force-delete': 'yes' } })
    assert.equal(yes.status, 204)
    assert.deepEqual(await namesIn(sandbox, '/members/10/roles'), ['admin'])
    assert.deepEqual(await namesIn(sandbox, '/members/11/roles'), [])
    assert.equal((await sandbox.send('GET', url)).status, 404)
  })

  it('names the field that is missing', async () => {
    await using sandbox = openOcamba()
    const answer = await sandbox.send('POST', `${OCAMBA}/roles`, { body: { name: 'x' } })
    assertOcambaError(answer, 400, 'Bad request.', /"permissions" is required/)
  })

  it('names the field that is wrong', async () => {
    await using sandbox = openOcamba()
    const body = { name: 'x', permissions: ['members.get', 7] }
    const answer = await sandbox.send('POST', `${OCAMBA}/roles`, { body })
    assertOcambaError(answer, 400, 'Bad request.', /"permissions" must be a list/)
  })

  it('names the field that is unknown', async () => {
    await using sandbox = openOcamba()
    const body = '{"name":"x","permissions":[],"__proto__":1}'
    const answer = await sandbox.send('POST', `${OCAMBA}/roles`, { body })
    assertOcambaError(answer, 400, 'Bad request.', /"__proto__" is not known/)
    assert.deepEqual(await namesIn(sandbox, '/roles'), ['admin', 'editor', 'viewer'])
  })

  it('replaces the permissions by PUT and keeps the name', async () => {
    await using sandbox = openOcamba()
    const url = `${OCAMBA}/roles/viewer`
    const put = await sandbox.send('PUT', url, { body: { permissions: ['roles.get'] } })
    assert.equal(put.status, 200)
    const { json } = await sandbox.send('GET', url)
    assert.deepEqual(at(json, 'permissions'), ['roles.get'])
    assert.deepEqual(put.json, json)
    const renamed = await sandbox.send('PUT', url, { body: { name: 'other', permissions: [] } })
    assertOcambaError(renamed, 400, 'Bad request.', /"name"/)
  })
})

describe('members', () => {
  it('creates, replaces, changes and deletes a member', async () => {
    await using sandbox = openOcamba()
    const body = { name: 'Eve Lund', email: 'eve@example.com', image: 'e.png' }
    const created = await sandbox.send('POST', `${OCAMBA}/members`, { body })
    assert.equal(created.status, 201)
    assert.equal(at(created.json, 'id'), '1000164')
    assert.match(String(at(created.json, 'create_time')), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    const url = `${OCAMBA}/members/1000164`
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
    assertOcambaError(await sandbox.send('GET', url), 404, 'Not found.', /"1000164"/)
    const next = await sandbox.send('POST', `${OCAMBA}/members`, { body })
    assert.equal(at(next.json, 'id'), '1000165')
  })

  it('takes back what GET answered and moves update_time', async () => {
    await using sandbox = openOcamba()
    const url = `${OCAMBA}/members/10`
    const before = await sandbox.send('GET', url)
    const after = await sandbox.send('PUT', url, { body: before.json })
    assert.equal(after.status, 200)
    assert.equal(at(after.json, 'create_time'), '2024-01-15 09:30:00')
    assert.notEqual(at(after.json, 'update_time'), '2024-01-15 09:30:00')
  })

  it('frees the roles of a deleted member', async () => {
    await using sandbox = openOcamba()
    assert.equal((await sandbox.send('DELETE', `${OCAMBA}/members/10`)).status, 204)
    assert.equal((await sandbox.send('DELETE', `${OCAMBA}/roles/admin`)).status, 204)
  })

  it('names a wrong field', async () => {
    await using sandbox = openOcamba()
    const url = `${OCAMBA}/members/10`
    const status = await sandbox.send('PATCH', url, { body: { status: 'gone' } })
    assertOcambaError(status, 400, 'Bad request.', /"status" must be one of active, inactive/)
    const preferences = await sandbox.send('PATCH', url, { body: { preferences: { x: 1 } } })
    assertOcambaError(preferences, 400, 'Bad request.', /"preferences"/)
  })

  it('answers 404 for an id that does not exist or is none', async () => {
    await using sandbox = openOcamba()
    assertOcambaError(await sandbox.send('GET', `${OCAMBA}/members/99`), 404, 'Not found.', /"99"/)
    assert.equal((await sandbox.send('GET', `${OCAMBA}/members/010`)).status, 404)
    assert.equal((await sandbox.send('GET', `${OCAMBA}/members/99/roles`)).status, 404)
    assert.equal((await sandbox.send('PATCH', `${OCAMBA}/members/99`, { body: {} })).status, 404)
  })
})

describe('errors of the Ocamba-style API', () => {
  it('needs a bearer token, also for what does not exist', async () => {
    await using sandbox = openSandbox()
    const url = `${OCAMBA}/members/10`
    const none = await sandbox.send('GET', url)
    assertOcambaError(none, 401, 'Unauthorized.', /Bearer/)
    assert.equal(none.headers['www-authenticate'], 'Bearer realm="Ocamba"')
    const empty = await sandbox.send('GET', url, { headers: { authorization: 'Bearer ' } })
    assert.equal(empty.status, 401)
    const basic = await sandbox.send('GET', url, { headers: { authorization: 'Basic eDp5' } })
    assert.equal(basic.status, 401)
    assert.equal((await sandbox.send('GET', `${OCAMBA}/nothing`)).status, 401)
    const any = await sandbox.send('GET', url, { headers: { authorization: 'Bearer x' } })
    assert.equal(any.status, 200)
  })

  it('answers 404 below the base and at it', async () => {
    await using sandbox = openOcamba()
    assertOcambaError(await sandbox.send('GET', `${OCAMBA}/nothing`), 404, 'Not found.', /nothing/)
    assertOcambaError(await sandbox.send('GET', OCAMBA), 404, 'Not found.', /ocamba/)
  })

  it('answers 405 with Allow', async () => {
    await using sandbox = openOcamba()
    const answer = await sandbox.send('PATCH', `${OCAMBA}/roles/viewer`, { body: {} })
    assertOcambaError(answer, 405, 'Method not allowed.', /DELETE/)
    assert.equal(answer.headers['allow'], 'GET, HEAD, PUT, DELETE')
  })

  it('answers 400 to a body that is not JSON, not UTF-8, no object, or missing', async () => {
    await using sandbox = openOcamba()
    const post = (body?: unknown): Promise<Answer> =>
      sandbox.send('POST', `${OCAMBA}/roles`, body === undefined ? {} : { body })
    const invalid = /^The request body is not valid\./
    assertOcambaError(await post('{"name":'), 400, 'Bad request.', invalid)
    assertOcambaError(await post(Buffer.from([0x22, 0xff, 0x22])), 400, 'Bad request.', invalid)
    assertOcambaError(await post([VIEWER_NEW]), 400, 'Bad request.', invalid)
    assertOcambaError(await post(), 400, 'Bad request.', invalid)
  })

  it('answers 415 to another media type and 413 to more than 1 MiB', async () => {
    await using sandbox = openOcamba()
    const url = `${OCAMBA}/roles`
    const headers = { 'content-type': 'text/plain' }
    const text = await sandbox.send('POST', url, { body: VIEWER_NEW, headers })
    assertOcambaError(text, 415, 'Unsupported media type.', /application\/json/)
    const body = JSON.stringify('a'.repeat(1024 * 1024))
    const large = await sandbox.send('POST', url, { body })
    assertOcambaError(large, 413, 'Payload too large.', /large/)
  })

  it('answers 400 to a URL that cannot be decoded', async () => {
    await using sandbox = openOcamba()
    assertOcambaError(
      await sandbox.send('GET', `${OCAMBA}/members/%zz`),
      400,
      'Bad request.',
      /%zz/,
    )
  })
})
