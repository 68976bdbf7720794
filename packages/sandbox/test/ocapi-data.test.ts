import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFault, CONTENT, DATA, openOcapi, REAL_COUNT } from './support/ocapi-client.ts'
import { at } from './support/sandbox-client.ts'

const ASSET = `${CONTENT}/content_asset_1`
const WRONG_STATE = '0'.repeat(64)

describe('OCAPI content', () => {
  it('is deleted once per asset, and comes back with a reset', async () => {
    await using sandbox = openOcapi()
    const deleteAll = async (): Promise<readonly number[]> => {
      const statuses: number[] = []
      for (let number = 1; number <= 50; number += 1) {
        const answer = await sandbox.send('DELETE', `${CONTENT}/content_asset_${number}`)
        statuses.push(answer.status)
      }
      return statuses
    }
    const before = await sandbox.send('GET', ASSET)
    assert.deepEqual(await deleteAll(), Array<number>(50).fill(204))
    assert.deepEqual(await deleteAll(), Array<number>(50).fill(404))
    assertFault(await sandbox.send('DELETE', ASSET), 404, 'ContentNotFoundException')
    assert.equal((await sandbox.send('POST', '/debug/reset')).status, 204)
    assert.deepEqual((await sandbox.send('GET', ASSET)).json, before.json)
    assert.deepEqual(await deleteAll(), Array<number>(50).fill(204))
  })

  it('is created with 201 and a Location, and replaced with 200', async () => {
    await using sandbox = openOcapi()
    const url = `${CONTENT}/new%20one`
    const body = { id: 'new one', name: { default: 'New' }, c_colour: 'red', _v: '24.5' }
    const created = await sandbox.send('PUT', url, { body })
    assert.equal(created.status, 201)
    assert.equal(created.headers['location'], url)
    assert.equal(at(created.json, '_type'), 'content_asset')
    assert.equal(at(created.json, 'id'), 'new one')
    assert.equal(at(created.json, 'c_colour'), 'red')
    const replaced = await sandbox.send('PUT', url, { body: { name: { default: 'Newer' } } })
    assert.equal(replaced.status, 200)
    assert.equal(replaced.headers['location'], undefined)
    assert.equal(at(replaced.json, 'c_colour'), undefined)
    assert.equal(at(replaced.json, 'creation_date'), at(created.json, 'creation_date'))
    assert.notEqual(at(replaced.json, '_resource_state'), at(created.json, '_resource_state'))
    assert.deepEqual((await sandbox.send('GET', url)).json, replaced.json)
  })

  it('is changed in part by PATCH, which does not create', async () => {
    await using sandbox = openOcapi()
    const body = { online: { default: false } }
    const changed = await sandbox.send('PATCH', ASSET, { body })
    assert.equal(changed.status, 200)
    assert.deepEqual(at(changed.json, 'online'), { default: false })
    assert.deepEqual(at(changed.json, 'name'), { default: 'Content asset 1' })
    const none = await sandbox.send('PATCH', `${CONTENT}/none`, { body })
    assertFault(none, 404, 'ContentNotFoundException')
  })

  it('belongs to a library', async () => {
    await using sandbox = openOcapi()
    const other = `${DATA}/libraries/RefArch/content`
    assert.equal((await sandbox.send('GET', `${other}/about-us`)).status, 200)
    const asset = await sandbox.send('GET', `${other}/content_asset_1`)
    assertFault(asset, 404, 'ContentNotFoundException')
    const none = await sandbox.send('GET', `${DATA}/libraries/None/content/x`)
    assertFault(none, 404, 'LibraryNotFoundException')
  })

  it('is searched by POST, with a slash at the end or without', async () => {
    await using sandbox = openOcapi()
    for (const url of [CONTENT, `${CONTENT}/`]) {
      const all = { query: { match_all_query: {} }, select: '(total)' }
      const answer = await sandbox.send('POST', url, { body: all })
      const type = { _v: '24.5', _type: 'content_search_result' }
      assert.deepEqual(answer.json, { ...type, total: 50 })
      // The documents' query is about orders: no content has its fields.
      const none = await sandbox.send('POST', url, { body: REAL_COUNT })
      assert.deepEqual(none.json, { ...type, total: 0 })
    }
    const query = { text_query: { fields: ['name'], search_phrase: 'asset 50' } }
    const found = await sandbox.send('POST', CONTENT, { body: { query } })
    assert.equal(at(found.json, 'hits', 0, 'id'), 'content_asset_50')
    assert.match(String(at(found.json, 'hits', 0, '_resource_state')), /^[0-9a-f]{64}$/)
  })

  it('is not deleted by a search', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('DELETE', `${CONTENT}/`, { body: REAL_COUNT })
    assertFault(answer, 405, 'MethodNotAllowedException', { method: 'DELETE' })
    assert.equal(answer.headers['allow'], 'POST')
    assert.equal((await sandbox.send('GET', ASSET)).status, 200)
  })
})

describe('OCAPI resource states', () => {
  it('conflict in the header and in the body, with every method', async () => {
    await using sandbox = openOcapi()
    const state = at((await sandbox.send('GET', ASSET)).json, '_resource_state')
    const pair = { client: WRONG_STATE, server: String(state) }
    const headers = { 'x-dw-resource-state': WRONG_STATE }
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
      const inBody = await sandbox.send(method, ASSET, { body: { _resource_state: WRONG_STATE } })
      assertFault(inBody, 409, 'ResourceStateConflictException', pair)
      const inHeader = await sandbox.send(method, ASSET, { headers, body: {} })
      assertFault(inHeader, 409, 'ResourceStateConflictException', pair)
      const override = { ...headers, 'x-dw-http-method-override': method }
      const overridden = await sandbox.send('POST', ASSET, { headers: override, body: {} })
      assertFault(overridden, 409, 'ResourceStateConflictException', pair)
    }
    const created = await sandbox.send('PUT', `${CONTENT}/none`, { headers, body: {} })
    const nothing = { client: WRONG_STATE, server: '' }
    assertFault(created, 409, 'ResourceStateConflictException', nothing)
  })

  it('let pass what fits, and what brings none', async () => {
    await using sandbox = openOcapi()
    const first = await sandbox.send('GET', ASSET)
    const body = { ...Object(first.json), c_step: 1 }
    const second = await sandbox.send('PUT', ASSET, { body })
    assert.equal(second.status, 200)
    const stale = await sandbox.send('PATCH', ASSET, { body })
    assert.equal(stale.status, 409)
    const third = await sandbox.send('PATCH', ASSET, { body: { c_step: 2 } })
    assert.equal(at(third.json, 'c_step'), 2)
    const state = String(at(third.json, '_resource_state'))
    const headers = { 'x-dw-resource-state': state }
    assert.equal((await sandbox.send('DELETE', ASSET, { headers })).status, 204)
  })
})

describe('OCAPI coupons', () => {
  it('belong to a site of the path, whatever the context', async () => {
    await using sandbox = openOcapi()
    for (const base of [DATA, '/dw/data/v23_2', '/s/RefArch/dw/data/v23_2']) {
      const answer = await sandbox.send('GET', `${base}/sites/SiteGenesis/coupons/summer10`)
      assert.equal(at(answer.json, 'coupon_id'), 'summer10')
      assert.equal(at(answer.json, '_type'), 'coupon')
    }
    const none = await sandbox.send('GET', `${DATA}/sites/SiteGenesis/coupons/welcome5`)
    assertFault(none, 404, 'CouponNotFoundException')
    const nowhere = await sandbox.send('GET', `${DATA}/sites/SiteA/coupons/c1`)
    assertFault(nowhere, 404, 'SiteNotFoundException')
  })

  it('are listed with count, start and select', async () => {
    await using sandbox = openOcapi()
    const url = `${DATA}/sites/SiteGenesis/coupons`
    const query = 'count=1&start=1&select=(data.(coupon_id),total)'
    const { json } = await sandbox.send('GET', `${url}?${query}`)
    assert.deepEqual(Object.keys(Object(json)), ['_v', '_type', 'data', 'total'])
    assert.equal(at(json, 'data', 0, 'coupon_id'), 'summer10')
    assert.equal(at(json, 'total'), 2)
    const wrong = await sandbox.send('GET', `${url}?start=-1`)
    assertFault(wrong, 400, 'MalformedParameterException', { parameter: 'start', value: '-1' })
  })
})
