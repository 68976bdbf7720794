import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, openSandbox } from './support/sandbox-client.ts'
import type { Answer, SandboxClient } from './support/sandbox-client.ts'

function open(): SandboxClient {
  return openSandbox({ host: 'api.example' })
}

function namesIn(answer: Answer): readonly string[] {
  const value = at(answer.json, 'value')
  assert.ok(Array.isArray(value))
  return value.map((entity) => String(at(entity, 'Name')))
}

describe('the OData service', () => {
  it('answers its document and its metadata', async () => {
    await using sandbox = open()
    for (const url of ['/odata', '/odata/', '/api/data/v9.2/']) {
      const { json } = await sandbox.send('GET', url)
      assert.deepEqual(at(json, 'value', 0), {
        name: 'Customers',
        kind: 'EntitySet',
        url: 'Customers',
      })
    }
    const { bytes, headers } = await sandbox.send('GET', '/odata/$metadata')
    assert.equal(headers['content-type'], 'application/xml')
    assert.match(String(bytes), /<EntityType Name="Order"><Key><PropertyRef Name="Id"\/>/)
  })

  it('selects, filters, orders and counts', async () => {
    await using sandbox = open()
    const query = new URLSearchParams({
      $select: 'Name',
      $filter: "(Credit ge 0) and Name ne 'Bob'",
      $orderby: 'Credit desc',
      $top: '1',
      $count: 'true',
    })
    const { status, json } = await sandbox.send('GET', `/odata/Customers?${query.toString()}`)
    assert.equal(status, 200)
    assert.deepEqual(json, {
      '@odata.context': 'http://api.example/odata/$metadata#Customers',
      '@odata.count': 2,
      value: [{ '@odata.etag': '"3-1"', Name: 'Chloé' }],
    })
    assert.equal(String((await sandbox.send('GET', '/odata/Customers/$count')).bytes), '3')
  })

  it('adds customers and orders, and follows navigation', async () => {
    await using sandbox = open()
    const made = await sandbox.send('POST', '/odata/Customers', { body: { Name: "O'Hara" } })
    assert.equal(made.status, 201)
    assert.equal(made.headers['location'], 'http://api.example/odata/Customers(4)')
    assert.equal(made.headers['etag'], '"4-1"')
    const order = await sandbox.send('POST', '/odata/Customers(4)/Orders', {
      body: { Item: 'Lamp' },
      headers: { prefer: 'return=minimal' },
    })
    assert.equal(order.status, 204)
    assert.equal(order.headers['odata-entityid'], 'http://api.example/odata/Orders(4)')
    assert.equal(order.headers['preference-applied'], 'return=minimal')
    const bound = await sandbox.send('POST', '/odata/Orders', {
      body: { Item: 'Desk', 'Customer@odata.bind': 'http://api.example/odata/Customers(4)' },
    })
    assert.equal(at(bound.json, 'CustomerId'), 4)
    const owner = await sandbox.send('GET', '/odata/Orders(4)/Customer')
    assert.equal(at(owner.json, 'Name'), "O'Hara")
    const found = await sandbox.send('GET', "/odata/Customers?$filter=Name%20eq%20'O''Hara'")
    assert.deepEqual(namesIn(found), ["O'Hara"])
    assert.equal((await sandbox.send('DELETE', '/odata/Customers(4)')).status, 204)
    assert.equal((await sandbox.send('GET', '/odata/Orders(4)')).status, 404)
  })

  it('changes on condition', async () => {
    await using sandbox = open()
    const url = '/odata/Customers(Id=1)'
    const change = { body: { City: 'Rome' }, headers: { 'if-match': '"1-1"' } }
    const changed = await sandbox.send('PATCH', url, change)
    assert.deepEqual([changed.status, changed.headers['etag']], [204, '"1-2"'])
    const late = await sandbox.send('PATCH', url, change)
    assert.deepEqual([late.status, at(late.json, 'error', 'code')], [412, 'PreconditionFailed'])
    const replaced = await sandbox.send('PUT', url, {
      body: { Name: 'Al' },
      headers: { prefer: 'return=representation' },
    })
    assert.deepEqual(
      [at(replaced.json, 'Name'), at(replaced.json, 'City'), at(replaced.json, 'Credit')],
      ['Al', '', 0],
    )
    const known = await sandbox.send('GET', url, { headers: { 'if-none-match': '"1-3"' } })
    assert.equal(known.status, 304)
  })

  it('says what is wrong', async () => {
    await using sandbox = open()
    const cases: readonly (readonly [
      method: 'GET' | 'POST' | 'DELETE',
      url: string,
      status: number,
      message: RegExp,
      body?: unknown,
    ])[] = [
      ['GET', '/odata/Nothing', 404, /"Nothing"/],
      ['GET', '/odata/Customers(9)', 404, /Id 9/],
      ['DELETE', '/odata/Customers', 405, /GET, POST/],
      ['GET', '/odata/Customers?$select=Nam', 400, /"\$select" names "Nam"/],
      ['GET', '/odata/Customers?$filter=Name%20eq%201', 400, /single quotes for "Name"/],
      ['GET', '/odata/Customers?$filter=Credit%20is%201', 400, /instead of "is"/],
      ['GET', '/odata/Customers?$top=x', 400, /"\$top" is "x"/],
      ['GET', '/odata/Customers?$expand=Orders', 501, /"\$expand"/],
      ['POST', '/odata/Customers', 400, /"Name" is required/, {}],
      ['POST', '/odata/Orders', 400, /no Customer with the Id 9/, { Item: 'a', CustomerId: 9 }],
      ['POST', '/odata/Orders', 400, /"Name" is not known/, { Name: 'a' }],
    ]
    for (const [method, url, status, message, body] of cases) {
      const answer = await sandbox.send(method, url, body === undefined ? {} : { body })
      assert.equal(answer.status, status, url)
      assert.match(String(at(answer.json, 'error', 'message')), message)
    }
  })
})

interface Entry {
  readonly id: string
  readonly status: number
}

async function sendBatch(
  sandbox: SandboxClient,
  requests: readonly unknown[],
): Promise<readonly (readonly [string, number])[]> {
  const { status, bytes } = await sandbox.send('POST', '/odata/$batch', { body: { requests } })
  assert.equal(status, 200)
  const { responses } = JSON.parse(String(bytes)) as { responses: readonly Entry[] }
  return responses.map((entry) => [entry.id, entry.status])
}

function post(id: string, name: unknown, atomicityGroup?: string): unknown {
  return { id, method: 'post', url: 'Customers', body: { Name: name }, atomicityGroup }
}

describe('the OData service, in batches', () => {
  it('keeps a group that succeeds and undoes one that fails', async () => {
    await using sandbox = open()
    const statuses = await sendBatch(sandbox, [
      post('plain', 'Plain'),
      post('a1', 'A1', 'a'),
      post('a2', 'A2', 'a'),
      post('b1', 'B1', 'b'),
      post('b2', 7, 'b'),
    ])
    assert.deepEqual(statuses, [
      ['plain', 201],
      ['a1', 201],
      ['a2', 201],
      ['b1', 424],
      ['b2', 400],
    ])
    const names = namesIn(await sandbox.send('GET', '/odata/Customers'))
    assert.deepEqual(names.toSorted(), ['A1', 'A2', 'Alice', 'Bob', 'Chloé', 'Plain'])
  })

  it('runs many batches and single requests at a time, none in the transaction of another', async () => {
    await using sandbox = open()
    const rounds = Array.from({ length: 20 }, (_, round) => round)
    const sent = rounds.flatMap((round) => [
      sendBatch(sandbox, [post('1', `kept ${round}`, 'g'), post('2', `also ${round}`, 'g')]),
      sendBatch(sandbox, [post('1', `undone ${round}`, 'g'), post('2', null, 'g')]),
      sandbox.send('POST', '/odata/Customers', { body: { Name: `single ${round}` } }),
    ])
    await Promise.all(sent)
    const names = namesIn(await sandbox.send('GET', '/odata/Customers?$filter=Id%20gt%203'))
    const expected = rounds.flatMap((round) => [
      `kept ${round}`,
      `also ${round}`,
      `single ${round}`,
    ])
    assert.deepEqual(names.toSorted(), expected.toSorted())
  })
})
