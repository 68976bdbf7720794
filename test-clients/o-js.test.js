import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import odata from 'o.js'
import { namesOfCustomers, startGateway, startSandbox } from './support/servers.js'

const gateway = await startGateway()
const sandbox = await startSandbox()

/** The client replaces all options of batches, or none. */
function connect(url, useChangset) {
  return odata.o(`${url}/odata/`, {
    batch: {
      boundaryPrefix: 'batch_',
      changsetBoundaryPrefix: 'changset_',
      endpoint: '$batch',
      headers: new Headers({ 'Content-Type': 'multipart/mixed' }),
      useChangset,
      useRelativeURLs: !useChangset,
    },
  })
}

function statusesOf(results) {
  return results.map(({ contentId, status }) => [contentId, status])
}

describe('o.js', () => {
  it('reads and writes through the gateway', async () => {
    const results = await connect(gateway.url, false)
      .get('Customers(1)')
      .post('Customers', { Name: 'Dän' })
      .patch('Customers(2)', { Credit: 7 })
      .get('Customers?$filter=Credit eq 7')
      .get('Customers(99)')
      .batch()
    assert.deepEqual(statusesOf(results), [
      [1, 200],
      [2, 201],
      [3, 204],
      [4, 200],
      [5, 404],
    ])
    const [alice, made, , lucky, missing] = results.map(({ body }) => body)
    assert.deepEqual([alice.Name, made.Name], ['Alice', 'Dän'])
    assert.deepEqual(
      lucky.map(({ Name }) => Name),
      ['Bob'],
    )
    assert.equal(missing.error.code, 'NotFound')
    assert.deepEqual(await namesOfCustomers(gateway), ['Alice', 'Bob', 'Chloé', 'Dän'])
  })

  it('commits a change set', async () => {
    const results = await connect(sandbox.url, true)
      .post('Customers', { Name: 'Dän' })
      .patch('Customers(2)', { Credit: 7 })
      .batch()
    assert.deepEqual(
      results.map(({ status }) => status),
      [201, 204],
    )
    assert.equal(results[0].body.Name, 'Dän')
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé', 'Dän'])
  })

  it('is told of a change set that failed, and nothing of it is there', async () => {
    const results = await connect(sandbox.url, true)
      .post('Customers', { Name: 'Dan' })
      .patch('Customers(99)', { Credit: 7 })
      .batch()
    assert.deepEqual(
      results.map(({ status }) => status),
      [404],
    )
    assert.equal(results[0].body.error.code, 'NotFound')
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })
})
