import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DynamicsWebApi } from 'dynamics-web-api'
import { namesOfCustomers, startSandbox } from './support/servers.js'

const sandbox = await startSandbox()

function connect() {
  return new DynamicsWebApi({
    serverUrl: sandbox.url,
    dataApi: { path: 'data', version: '9.2' },
    onTokenRefresh: () => Promise.resolve('TOKEN'),
  })
}

describe('dynamics-web-api', () => {
  it('reads and writes, in and beside change sets', async () => {
    const api = connect()
    api.startBatch()
    void api.retrieve({ collection: 'Customers', key: 'Id=3', select: ['Name', 'City'] })
    void api.create({ collection: 'Customers', data: { Name: 'Dän' }, contentId: '1' })
    void api.create({ collection: '$1/Orders', data: { Item: 'Shelf' }, inChangeSet: true })
    void api.update({ collection: 'Customers', key: 'Id=2', data: { Credit: 7 } })
    void api.deleteRecord({ collection: 'Customers', key: 'Id=1' })
    void api.create({ collection: 'Customers', data: { Name: 'Eva' }, inChangeSet: false })
    void api.retrieveMultiple({ collection: 'Customers', select: ['Name'], filter: 'Credit eq 7' })
    const results = await api.executeBatch()
    assert.equal(results.length, 7)
    assert.deepEqual([results[0].Name, results[0].City], ['Chloé', 'Paris'])
    assert.deepEqual(
      results[6].value.map(({ Name }) => Name),
      ['Bob'],
    )
    assert.deepEqual(await namesOfCustomers(sandbox), ['Bob', 'Chloé', 'Dän', 'Eva'])
    const { body } = await sandbox.read('/odata/Orders?$filter=Item%20eq%20%27Shelf%27')
    assert.equal(body.value.length, 1)
  })

  it('is told of a change set that failed, and nothing of it is there', async () => {
    const api = connect()
    api.startBatch()
    void api.create({ collection: 'Customers', data: { Name: 'Dan' } })
    void api.update({ collection: 'Customers', key: 'Id=99', data: { Credit: 7 } })
    const results = await api.executeBatch()
    assert.equal(results.length, 1)
    assert.deepEqual([results[0].status, results[0].statusText], [404, 'Not Found'])
    assert.deepEqual(results[0].error, {
      code: 'NotFound',
      message: 'There is no Customer with the Id 99.',
    })
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })

  it('goes on behind an error when it says so', async () => {
    const api = connect()
    api.startBatch()
    void api.retrieve({ collection: 'Customers', key: 'Id=99' })
    void api.create({ collection: 'Customers', data: { Name: 'Dan' }, inChangeSet: false })
    const [failed, created] = await api.executeBatch({ continueOnError: true })
    assert.deepEqual([failed.status, failed.error.code], [404, 'NotFound'])
    assert.equal(created.Name, 'Dan')
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé', 'Dan'])
  })
})
