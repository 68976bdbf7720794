import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import odataBatch from 'odata-batch'
import { namesOfCustomers, startSandbox } from './support/servers.js'

const { ODataBatch } = odataBatch
const sandbox = await startSandbox()
const root = `${sandbox.url}/odata`

function send(calls) {
  return new ODataBatch({ url: `${root}/$batch`, auth: 'user:password', calls }).send()
}

describe('odata-batch', () => {
  it('puts all its calls into change sets, reads too', async () => {
    const results = await send([
      [
        { method: 'POST', url: `${root}/Customers`, data: { Name: 'Dän' } },
        // It can't read an answer without a body.
        {
          method: 'MERGE',
          url: `${root}/Customers(2)`,
          data: { Credit: 7 },
          headers: { 'If-Match': '*', Prefer: 'return=representation' },
        },
        { method: 'GET', url: `${root}/Customers(2)`, data: null },
      ],
      [{ method: 'GET', url: `${root}/Customers(1)/Orders`, data: null }],
    ])
    assert.deepEqual(
      results.map(({ code, success, changesetIndex }) => [code, success, changesetIndex]),
      [
        ['201', true, 0],
        ['200', true, 0],
        ['200', true, 0],
        ['200', true, 1],
      ],
    )
    assert.equal(results[0].data.Name, 'Dän')
    assert.deepEqual([results[1].data.Credit, results[2].data.Credit], [7, 7])
    assert.deepEqual(
      results[3].data.value.map(({ Item }) => Item),
      ['Lamp', 'Desk'],
    )
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé', 'Dän'])
  })

  it('is told of a change set that failed, and nothing of it is there', async () => {
    const results = await send([
      [
        { method: 'POST', url: `${root}/Customers`, data: { Name: 'Dan' } },
        { method: 'DELETE', url: `${root}/Customers(99)`, data: null },
      ],
    ])
    assert.deepEqual(
      results.map(({ code, success }) => [code, success]),
      [['404', false]],
    )
    assert.equal(results[0].data.error.code, 'NotFound')
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })
})
