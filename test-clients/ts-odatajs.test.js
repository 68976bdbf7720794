import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import odatajs from 'ts-odatajs'
import { namesOfCustomers, startSandbox } from './support/servers.js'

const { oData } = odatajs
const sandbox = await startSandbox()

function send(requests) {
  return new Promise((resolve, reject) => {
    const request = {
      requestUri: `${sandbox.url}/odata/$batch`,
      method: 'POST',
      data: { __batchRequests: requests },
    }
    oData.request(
      request,
      ({ __batchResponses }) => resolve(__batchResponses),
      reject,
      oData.batch.batchHandler,
    )
  })
}

function change(method, requestUri, data, headers = {}) {
  return { method, requestUri, data, headers }
}

describe('ts-odatajs', () => {
  it('reads, and commits a change set whose requests refer to each other', async () => {
    const [alice, changes, bob] = await send([
      { requestUri: 'Customers(1)', method: 'GET', headers: { Accept: 'application/json' } },
      {
        __changeRequests: [
          change('POST', 'Customers', { Name: 'Dän' }, { 'Content-ID': '1' }),
          change('POST', '$1/Orders', { Item: 'Shelf' }, { 'Content-ID': '2' }),
          change('PATCH', 'Customers(2)', { Credit: 7 }, { 'If-Match': '"2-1"' }),
          change('DELETE', `${sandbox.url}/odata/Customers(3)`),
        ],
      },
      { requestUri: 'Customers(2)', method: 'GET', headers: { Accept: 'application/json' } },
    ])
    assert.deepEqual([alice.statusCode, alice.data.Name], ['200', 'Alice'])
    const answers = changes.__changeResponses
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      ['201', '201', '204', '204'],
    )
    assert.equal(answers[0].data.Name, 'Dän')
    assert.equal(answers[1].data.CustomerId, answers[0].data.Id)
    assert.equal(bob.data.Credit, 7)
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Dän'])
  })

  it('is told of a change set that failed, and nothing of it is there', async () => {
    const answers = await send([
      {
        __changeRequests: [
          change('POST', 'Customers', { Name: 'Dan' }, { 'Content-ID': '1' }),
          change(
            'PATCH',
            'Customers(2)',
            { Credit: 7 },
            { 'Content-ID': '2', 'If-Match': '"old"' },
          ),
        ],
      },
    ])
    assert.equal(answers.length, 1)
    assert.equal(answers[0].response.statusCode, '412')
    assert.match(answers[0].response.body, /PreconditionFailed/)
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
    assert.equal((await sandbox.read('/odata/Customers(2)')).body.Credit, 0)
  })

  it('sees where the first error ended the batch', async () => {
    const answers = await send([
      { requestUri: 'Customers(1)', method: 'GET', headers: { Accept: 'application/json' } },
      { requestUri: 'Customers(99)', method: 'GET', headers: { Accept: 'application/json' } },
      { requestUri: 'Customers(2)', method: 'GET', headers: { Accept: 'application/json' } },
    ])
    assert.equal(answers.length, 2)
    assert.equal(answers[0].data.Name, 'Alice')
    assert.equal(answers[1].response.statusCode, '404')
  })
})
