import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core/translate'
import { CarryError, readRequestText, translate } from '@batchway/core/translate'
import { carry, carryJson, get, json, requestOf } from '../support/carry.ts'

/** The `Prefer` fields among these. */
function preferences(headers: HeaderList): readonly string[] {
  return headers.filter(([name]) => name === 'prefer').map(([, value]) => value)
}

const odata = { requests: [{ id: 'me', method: 'GET', url: 'me' }] }

describe('the query of the batch', () => {
  const query = 'mode=serial&api_key=k&v=2'

  it('is noted where the endpoint of the other dialect does not get it', async () => {
    const options = { from: 'ocamba', to: 'graph' } as const
    const { said, query: written } = await carryJson([get('/a')], options, { query })
    assert.equal(written, '')
    assert.deepEqual(said, ['target lost all', 'target lost all'])
    const { notes } = await translate(requestOf([get('/a')], { query }), options)
    assert.equal(notes[0]?.message, 'The parameter "api_key" of the batch\'s URL is left out.')
    const strict = translate(requestOf([get('/a')], { query }), { ...options, strict: true })
    await assert.rejects(strict, CarryError)
  })

  it('stays where the dialect does', async () => {
    const options = { from: 'ocamba', to: 'ocamba' } as const
    const kept = await carryJson([get('/a'), get('/b')], options, { query })
    assert.deepEqual([kept.query, kept.said], ['api_key=k&v=2&mode=serial', []])
  })

  it('is said once where its parts have it', async () => {
    const text =
      'POST /batch/v1?key=k HTTP/1.1\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nGET /v1/a\n\n--b--\n'
    const request = readRequestText(new TextEncoder().encode(text))
    const { text: written, said } = await carry(request, { from: 'google', to: 'odata', base: '' })
    assert.match(written, /"url":"\/v1\/a\?key=k"/)
    assert.deepEqual(said, [])
  })
})

describe('the preferences of the batch', () => {
  it('stay, but for those that say how it ends', async () => {
    const headers: HeaderList = [
      ...json,
      ['prefer', 'odata.continue-on-error, return=minimal'],
      ['prefer', 'Continue-On-Error=false;x=1'],
      ['prefer', 'stream'],
    ]
    const form = { from: 'odata', to: 'odata', form: 'multipart' } as const
    const same = await carryJson(odata, { from: 'odata', to: 'graph' }, { headers })
    assert.deepEqual(preferences(same.headers), ['return=minimal', 'stream'])
    const other = await carry(requestOf(odata, { headers }), form)
    assert.deepEqual(preferences(other.headers), [
      'odata.continue-on-error',
      'return=minimal',
      'stream',
    ])
  })

  it('reach the parts that inherited them', async () => {
    const text =
      'POST /batch/v1 HTTP/1.1\nContent-Type: multipart/mixed; boundary=b\nPrefer: return=minimal\n\n--b\n\nGET /v1/a\n\n--b--\n'
    const request = readRequestText(new TextEncoder().encode(text))
    const { text: written } = await carry(request, { from: 'google', to: 'odata', base: '' })
    assert.match(written, /"headers":\{"prefer":"return=minimal"\}/)
  })
})

describe('the names of requests', () => {
  it('are noted where there are none, unless they are their numbers', async () => {
    for (const to of ['ocamba', 'journyx'] as const) {
      const { said } = await carryJson(odata, { from: 'odata', to })
      assert.ok(said.includes('id changed all'), to)
      const numbered = { requests: [{ id: '1', method: 'GET', url: 'me' }] }
      const quiet = await carryJson(numbered, { from: 'odata', to })
      assert.ok(!quiet.said.includes('id changed all'), to)
    }
  })
})
