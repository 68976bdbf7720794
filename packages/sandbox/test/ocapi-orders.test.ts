import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFault, openOcapi, OTHER_SHOP, REAL_COUNT, SHOP } from './support/ocapi-client.ts'
import { at } from './support/sandbox-client.ts'
import type { SandboxClient } from './support/sandbox-client.ts'

const ORDERS = `${SHOP}/order_search`
const ALL = { match_all_query: {} }

function hit(time: string, total: number): object {
  const date = `2020-03-08T${time}:00.000Z`
  const data = { _type: 'order', creation_date: date, confirmation_status: 'confirmed', total }
  return { _type: 'order_search_hit', data }
}

function status(operator: string, ...values: readonly string[]): object {
  return { term_query: { fields: ['status'], operator, values } }
}

async function orders(sandbox: SandboxClient, body: object): Promise<unknown> {
  const answer = await sandbox.send('POST', ORDERS, { body })
  const hits = at(answer.json, 'hits')
  return Array.isArray(hits)
    ? hits.map((found) => at(found, 'data', 'order_no')).join()
    : answer.json
}

describe('OCAPI order_search', () => {
  it('answers the documented search with the documented members', async () => {
    await using sandbox = openOcapi()
    const range = {
      field: 'creation_date',
      from: '2020-03-08T00:00:00.000Z',
      to: '2020-03-10T00:00:00.000Z',
    }
    const answer = await sandbox.send('POST', ORDERS, {
      body: {
        query: { filtered_query: { filter: { range_filter: range }, query: ALL } },
        select: '(hits.(data.(creation_date,confirmation_status,total)))',
        sorts: [{ field: 'creation_date', sort_order: 'asc' }],
      },
    })
    assert.deepEqual(answer.json, {
      _v: '24.5',
      _type: 'order_search_result',
      hits: [hit('04:15', 19.95), hit('07:30', 75.29)],
    })
  })

  it('counts what the search of the batch documents finds', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('POST', ORDERS, { body: REAL_COUNT })
    assert.deepEqual(answer.json, { _v: '24.5', _type: 'order_search_result', total: 1 })
    const other = await sandbox.send('POST', `${OTHER_SHOP}/order_search`, { body: REAL_COUNT })
    assert.equal(at(other.json, 'total'), 0)
  })

  it('pages and sorts', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('POST', ORDERS, { body: { query: ALL, start: 1, count: 1 } })
    const { hits, ...others } = Object(answer.json)
    assert.equal(at(hits, 0, 'data', 'order_no'), '00001002')
    assert.deepEqual(others, {
      _v: '24.5',
      _type: 'order_search_result',
      count: 1,
      query: ALL,
      select: '(**)',
      start: 1,
      total: 3,
    })
    const sorts = [{ field: 'total', sort_order: 'desc' }, { field: 'order_no' }]
    assert.equal(await orders(sandbox, { query: ALL, sorts }), '00001002,00001001,00001003')
  })

  it('knows the queries and filters', async () => {
    await using sandbox = openOcapi()
    const find = (query: object): Promise<unknown> => orders(sandbox, { query })
    const filter = (inner: object): Promise<unknown> =>
      find({ filtered_query: { query: ALL, filter: inner } })
    assert.equal(await find(status('is', 'new')), '00001003')
    assert.equal(await find(status('neq', 'new')), '00001001,00001002')
    assert.equal(await find(status('not_in', 'new', 'open')), '00001002')
    assert.equal(await find({ term_query: { fields: 'nothing', operator: 'is_not_null' } }), '')
    const text = { fields: ['status', 'order_no'], search_phrase: 'NE' }
    assert.equal(await find({ text_query: text }), '00001003')
    const should = { should: [status('is', 'new'), status('is', 'open')] }
    assert.equal(await find({ bool_query: should }), '00001001,00001003')
    const mustNot = { must_not: status('is_null') }
    assert.equal(await find({ bool_query: mustNot }), '00001001,00001002,00001003')
    const dear = { term_filter: { field: 'total', operator: 'greater', values: [20] } }
    assert.equal(await filter(dear), '00001002')
    const not = { bool_filter: { operator: 'not', filters: [dear] } }
    assert.equal(await filter(not), '00001001,00001003')
    const both = {
      bool_filter: {
        operator: 'and',
        filters: [not, { query_filter: { query: status('is', 'new') } }],
      },
    }
    assert.equal(await filter(both), '00001003')
    const either = { bool_filter: { operator: 'or', filters: [dear] } }
    assert.equal(await filter(either), '00001002')
    const total = { field: 'total', from: 19.95, to: 75.29 }
    const cheap = { ...total, to_inclusive: false }
    assert.equal(await filter({ range_filter: cheap }), '00001001,00001003')
    assert.equal(await filter({ range_filter: { ...total, from_inclusive: false } }), '00001002')
  })

  it('says what is wrong in a search', async () => {
    await using sandbox = openOcapi()
    const refuse = async (body: unknown, parameter: string): Promise<void> => {
      const answer = await sandbox.send('POST', ORDERS, { body })
      assertFault(answer, 400, 'MalformedSearchParameterException', { parameter })
    }
    await refuse({}, '')
    await refuse({ query: { all: {} } }, 'all')
    await refuse({ query: { text_query: { fields: ['a'] } } }, 'search_phrase')
    await refuse({ query: { term_query: { operator: 'is' } } }, 'fields')
    await refuse({ query: ALL, sorts: [{ sort_order: 'up' }] }, 'sorts')
    const nested = Array.from({ length: 30 }).reduce<object>(
      (query) => ({ bool_query: { must: query } }),
      ALL,
    )
    await refuse({ query: nested }, 'bool_query')
    const like = { term_query: { fields: ['status'], operator: 'like', values: ['n'] } }
    const answer = await sandbox.send('POST', ORDERS, { body: { query: like } })
    assertFault(answer, 400, 'UnknownSearchOperatorException', { operator: 'like' })
    const far = await sandbox.send('POST', ORDERS, { body: { query: ALL, count: 'x' } })
    const details = { parameter: 'count', value: 'x' }
    assertFault(far, 400, 'MalformedParameterException', details)
    assertFault(await sandbox.send('POST', ORDERS), 400, 'BodyDecodingException')
  })
})
