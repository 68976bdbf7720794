import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import odata from '@odata/client'
import { namesOfCustomers, startSandbox } from './support/servers.js'

const { OData } = odata
const sandbox = await startSandbox()
const client = OData.New4({ serviceEndpoint: `${sandbox.url}/odata/` })

function request(options) {
  return client.newBatchRequest({ collection: 'Customers', ...options })
}

describe('@odata/client, multipart', () => {
  it('reads and writes, each answer at its place', async () => {
    const answers = await client.execBatchRequests([
      request({ id: 1, params: client.newOptions().select('Name') }),
      request({ method: 'POST', entity: { Name: 'Zoë "Z"', Credit: 5 } }),
      request({ method: 'PATCH', id: 2, entity: { City: 'Quito' } }),
      request({ method: 'DELETE', id: 1 }),
      request({ params: client.newOptions().filter(client.newFilter().field('City').eq('Quito')) }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 201, 204, 204, 200],
    )
    assert.equal((await answers[0].json()).Name, 'Alice')
    const created = await answers[1].json()
    assert.deepEqual([created.Name, created.Credit], ['Zoë "Z"', 5])
    assert.deepEqual(
      (await answers[4].json()).value.map(({ Name }) => Name),
      ['Bob'],
    )
    assert.deepEqual(await namesOfCustomers(sandbox), ['Bob', 'Chloé', 'Zoë "Z"'])
  })

  it('is told of the request that failed', async () => {
    const answers = await client.execBatchRequests([
      request({ id: 3 }),
      request({ method: 'POST', entity: { Name: 3 } }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 400],
    )
    assert.match((await answers[1].json()).error.message, /"Name" must be/)
  })
})

describe('@odata/client, JSON', () => {
  it('runs a graph of dependencies and a group', async () => {
    const answers = await client.execBatchRequestsJson([
      request({ requestId: 'a', id: 1 }),
      request({ requestId: 'b', method: 'POST', entity: { Name: 'Dan' }, atomicityGroup: 'g' }),
      request({
        requestId: 'c',
        method: 'PATCH',
        id: 2,
        entity: { Credit: 9 },
        atomicityGroup: 'g',
        dependsOn: ['b'],
      }),
      request({ requestId: 'd', collection: 'Customers', id: 2, dependsOn: ['g', 'a'] }),
      request({ requestId: 'e', id: 99, dependsOn: ['d'] }),
      request({ requestId: 'f', method: 'DELETE', id: 1, dependsOn: ['e'] }),
    ])
    assert.deepEqual(
      answers.map(({ raw }) => raw.id),
      ['a', 'b', 'c', 'd', 'e', 'f'],
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 201, 204, 200, 404, 424],
    )
    assert.equal((await answers[1].json()).Name, 'Dan')
    assert.equal(answers[1].raw.atomicityGroup, 'g')
    assert.equal((await answers[3].json()).Credit, 9)
    assert.equal((await answers[5].json()).error.code, 'FailedDependency')
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé', 'Dan'])
  })

  it('follows references to what a request made', async () => {
    const answers = await client.execBatchRequestsJson([
      request({ requestId: 'new', method: 'POST', entity: { Name: 'Eva' } }),
      request({
        requestId: 'order',
        collection: '$new/Orders',
        method: 'POST',
        entity: { Item: 'Rug' },
        dependsOn: ['new'],
      }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201],
    )
    const [{ Id }, order] = [await answers[0].json(), await answers[1].json()]
    assert.deepEqual([order.CustomerId, order.Item], [Id, 'Rug'])
  })

  it('is told of a group that failed, and nothing of it is there', async () => {
    const answers = await client.execBatchRequestsJson([
      request({ requestId: '1', method: 'POST', entity: { Name: 'Dan' }, atomicityGroup: 'g' }),
      request({ requestId: '2', method: 'DELETE', id: 99, atomicityGroup: 'g' }),
      request({ requestId: '3', method: 'POST', entity: { Name: 'Eva' }, dependsOn: ['g'] }),
      request({ requestId: '4', id: 1 }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [424, 404, 424, 200],
    )
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })
})
