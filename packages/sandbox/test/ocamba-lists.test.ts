import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at } from './support/sandbox-client.ts'
import { OCAMBA, assertOcambaError, namesIn, openOcamba } from './support/ocamba-client.ts'

describe('lists', () => {
  it('pages, and total counts all that match', async () => {
    await using sandbox = openOcamba()
    const { json } = await sandbox.send('GET', `${OCAMBA}/members?page=2,3&fields=id`)
    assert.deepEqual(json, { total: 4, items: [{ id: '1000163' }] })
  })

  it('sorts by several fields in both directions', async () => {
    await using sandbox = openOcamba()
    const { json } = await sandbox.send(
      'GET',
      `${OCAMBA}/members?sort=-status,-id&fields=id,status`,
    )
    assert.deepEqual(at(json, 'items'), [
      { id: '12', status: 'inactive' },
      { id: '1000163', status: 'active' },
      { id: '11', status: 'active' },
      { id: '10', status: 'active' },
    ])
  })

  it('filters with every operator', async () => {
    await using sandbox = openOcamba()
    const ids = async (filter: string): Promise<unknown> => {
      const { json } = await sandbox.send('GET', `${OCAMBA}/members?fields=id&${filter}`)
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
    await using sandbox = openOcamba()
    assert.deepEqual(await namesIn(sandbox, '/members?q=NOVAK'), ['Dana Novak'])
    assert.deepEqual(await namesIn(sandbox, '/members?q=example&q_fields=name'), [])
    assert.deepEqual(await namesIn(sandbox, '/members?q=%25'), [])
  })

  it('treats a hostile value as a value', async () => {
    await using sandbox = openOcamba()
    const value = encodeURIComponent(`x' OR 1=1; DROP TABLE ocamba_members; --`)
    assert.deepEqual(await namesIn(sandbox, `/members?name=${value}`), [])
    assert.equal((await sandbox.send('GET', `${OCAMBA}/members/10`)).status, 200)
  })

  it('names the parameter that is wrong', async () => {
    await using sandbox = openOcamba()
    const refuse = async (query: string, message: RegExp): Promise<void> =>
      assertOcambaError(
        await sandbox.send('GET', `${OCAMBA}/members?${query}`),
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
    await using sandbox = openOcamba()
    const countries = await sandbox.send('GET', `${OCAMBA}/countries?page=1,2&fields=code`)
    assert.deepEqual(countries.json, { total: 26, items: [{ code: 'AR' }, { code: 'AT' }] })
    const country = await sandbox.send('GET', `${OCAMBA}/countries/US`)
    const us = { code: 'US', name: 'United States', continent: 'North America' }
    assert.deepEqual(country.json, us)
    const languages = await sandbox.send('GET', `${OCAMBA}/languages`)
    assert.equal(at(languages.json, 'total'), 25)
    const language = await sandbox.send('GET', `${OCAMBA}/languages/sr?fields=name`)
    assert.deepEqual(language.json, { name: 'Serbian' })
    assertOcambaError(
      await sandbox.send('GET', `${OCAMBA}/languages/xx`),
      404,
      'Not found.',
      /"xx"/,
    )
    const post = await sandbox.send('POST', `${OCAMBA}/countries`, { body: {} })
    assertOcambaError(post, 405, 'Method not allowed.', /GET, HEAD/)
  })
})
