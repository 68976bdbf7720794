import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, openSandbox } from './support/sandbox-client.ts'

describe('the Graph-like API', () => {
  it('knows the caller, users and messages', async () => {
    await using sandbox = openSandbox()
    const me = await sandbox.send('GET', '/v1.0/me?$select=displayName')
    assert.equal(at(me.json, 'displayName'), 'Mira Holt')
    const made = await sandbox.send('POST', '/v1.0/users', { body: { displayName: 'Dän' } })
    assert.equal(made.status, 201)
    const url = `/v1.0/users/${String(at(made.json, 'id'))}`
    const change = { body: { jobTitle: 'Cook' } }
    assert.equal((await sandbox.send('PATCH', url, change)).status, 204)
    assert.equal(at((await sandbox.send('GET', url)).json, 'jobTitle'), 'Cook')
    assert.equal((await sandbox.send('DELETE', url)).status, 204)
    assert.equal(at((await sandbox.send('GET', url)).json, 'error', 'code'), 'NotFound')
    assert.equal((await sandbox.send('DELETE', '/v1.0/me')).status, 405)
    const read = await sandbox.send('PATCH', '/v1.0/me/messages/AAMk1', { body: { isRead: true } })
    assert.deepEqual([read.status, at(read.json, 'isRead')], [200, true])
  })

  it('keeps pictures as they come', async () => {
    await using sandbox = openSandbox()
    const url = '/v1.0/me/photo/$value'
    const first = await sandbox.send('GET', url)
    assert.equal(first.headers['content-type'], 'image/png')
    assert.equal(first.bytes.subarray(1, 4).toString(), 'PNG')
    const bytes = Buffer.from([0, 255, 13, 10, 128])
    const type = { 'content-type': 'image/webp' }
    assert.equal((await sandbox.send('PUT', url, { body: bytes, headers: type })).status, 200)
    const second = await sandbox.send('GET', url)
    assert.equal(second.headers['content-type'], 'image/webp')
    assert.deepEqual(second.bytes, bytes)
    const refused = await sandbox.send('PUT', url, { body: {} })
    assert.equal(refused.status, 415)
  })
})

describe('the calendar API', () => {
  it('keeps events', async () => {
    await using sandbox = openSandbox()
    const events = '/calendar/v3/calendars/primary/events'
    const day = { date: '2026-12-24' }
    const made = await sandbox.send('POST', events, {
      body: { summary: 'Eve', start: day, end: day },
    })
    const url = `${events}/${String(at(made.json, 'id'))}`
    const tag = String(made.headers['etag'])
    const change = { body: { location: 'Home' }, headers: { 'if-match': tag } }
    const changed = await sandbox.send('PATCH', url, change)
    assert.deepEqual([at(changed.json, 'location'), at(changed.json, 'sequence')], ['Home', 1])
    const late = await sandbox.send('PATCH', url, change)
    assert.deepEqual([late.status, at(late.json, 'error', 'code')], [412, 412])
    const replaced = await sandbox.send('PUT', url, { body: { start: day, end: day } })
    assert.deepEqual([at(replaced.json, 'summary'), at(replaced.json, 'start')], ['', day])
    assert.equal((await sandbox.send('DELETE', url)).status, 204)
    const list = await sandbox.send('GET', `${events}?maxResults=1`)
    assert.equal(at(list.json, 'items', 0, 'id'), 'review1')
    assert.equal(at(list.json, 'items', 1), undefined)
  })

  it('says what is wrong', async () => {
    await using sandbox = openSandbox()
    const calendars = '/calendar/v3/calendars'
    for (const [url, reason] of [
      [`${calendars}/none`, 'notFound'],
      [`${calendars}/primary/events/none`, 'notFound'],
      [`${calendars}/primary/events?maxResults=0`, 'badRequest'],
    ] as const) {
      const answer = await sandbox.send('GET', url)
      assert.equal(at(answer.json, 'error', 'errors', 0, 'reason'), reason)
    }
    const empty = await sandbox.send('POST', `${calendars}/primary/events`, { body: {} })
    assert.match(String(at(empty.json, 'error', 'message')), /"start" is required/)
  })
})
