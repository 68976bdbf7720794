import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import batches from 'odata-batch-request'
import { namesOfCustomers, startGateway, startSandbox } from './support/servers.js'

const { ODataBatchChangeset, ODataBatchOperation, ODataBatchRequest } = batches
const json = { 'Content-Type': 'application/json' }
const sandbox = await startSandbox()
const gateway = await startGateway()

async function send(operations, server = sandbox) {
  const batch = new ODataBatchRequest(`${server.url}/odata`, operations)
  const { url, headers, body } = batch
  const answer = await fetch(url, { method: 'POST', headers, body })
  assert.equal(answer.status, 200)
  return batch.parseResponse(await answer.text(), answer.headers.get('content-type'))
}

function get(path) {
  return new ODataBatchOperation('get', path, { headers: { Accept: 'application/json' } })
}

function post(path, body) {
  return new ODataBatchOperation('post', path, { headers: json, body: JSON.stringify(body) })
}

describe('odata-batch-request', () => {
  it('reads, in its order', async () => {
    const { operations, hasError } = await send([
      get('Customers(3)'),
      get('/odata/Customers(1)/Orders?$select=Item'),
      get(`${sandbox.url}/odata/Customers?$filter=City eq 'Lima'&$select=Name`),
    ])
    assert.equal(hasError, false)
    const [chloe, orders, lima] = operations.map(({ body }) => JSON.parse(body))
    assert.equal(chloe.Name, 'Chloé')
    assert.deepEqual(
      orders.value.map(({ Item }) => Item),
      ['Lamp', 'Desk'],
    )
    assert.deepEqual(
      lima.value.map(({ Name }) => Name),
      ['Bob'],
    )
  })

  it('commits a change set whose requests refer to each other', async () => {
    const dan = post('Customers', { Name: 'Dan', City: 'Köln' })
    const order = post([dan, 'Orders'], { Item: 'Shelf', Amount: 3 })
    const patch = new ODataBatchOperation('patch', '/odata/Customers(2)', {
      headers: { ...json, 'If-Match': '"2-1"' },
      body: JSON.stringify({ Credit: 77 }),
    })
    const gone = new ODataBatchOperation('delete', `${sandbox.url}/odata/Customers(1)`)
    const changes = new ODataBatchChangeset([dan, order, patch, gone])
    const { operations, hasError } = await send([get('Customers(1)'), changes, get('Customers(2)')])
    assert.equal(hasError, false)
    const [before, group, after] = operations
    assert.equal(JSON.parse(before.body).Name, 'Alice')
    assert.deepEqual(
      group.map(({ status }) => status),
      [201, 201, 204, 204],
    )
    assert.deepEqual(
      group.map(({ operation }) => operation),
      [dan, order, patch, gone],
    )
    const { Id } = JSON.parse(group[0].body)
    assert.equal(JSON.parse(group[1].body).CustomerId, Id)
    assert.equal(JSON.parse(after.body).Credit, 77)
    assert.deepEqual(await namesOfCustomers(sandbox), ['Bob', 'Chloé', 'Dan'])
    const orders = await sandbox.read(`/odata/Customers(${Id})/Orders?$select=Item,Amount`)
    assert.deepEqual(
      orders.body.value.map(({ Item, Amount }) => [Item, Amount]),
      [['Shelf', 3]],
    )
  })

  it('is told of a change set that failed, and nothing of it is there', async () => {
    const dan = post('Customers', { Name: 'Dan' })
    const changes = new ODataBatchChangeset([dan, post([dan, 'Orders'], { Item: 7 })])
    const { operations, hasError } = await send([changes])
    assert.equal(hasError, true)
    const [{ changeset, status, body }] = operations
    assert.equal(changeset, changes)
    assert.equal(status, 400)
    assert.match(JSON.parse(body).error.message, /"Item" must be/)
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
    assert.equal((await sandbox.read('/odata/Customers(4)')).status, 404)
  })

  it('sees where the first error ended the batch', async () => {
    const { operations, hasError } = await send([
      get('Customers(1)'),
      get('Customers(99)'),
      post('Customers', { Name: 'Never' }),
    ])
    assert.equal(hasError, true)
    assert.deepEqual(
      operations.map(({ status }) => status),
      [200, 404],
    )
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })

  it('is told by the gateway, which has no transactions, that a change set was not run', async () => {
    const changes = new ODataBatchChangeset([
      post('Customers', { Name: 'Dan' }),
      post('Customers', { Name: 'Eva' }),
    ])
    const { operations, hasError } = await send([get('Customers(1)'), changes], gateway)
    assert.equal(hasError, true)
    const [alice, { changeset, status }] = operations
    assert.equal(JSON.parse(alice.body).Name, 'Alice')
    assert.deepEqual([changeset, status], [changes, 501])
    assert.deepEqual(await namesOfCustomers(gateway), ['Alice', 'Bob', 'Chloé'])
  })
})
