import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchRecord, BatchSummary, GatewayView } from '../src/index.ts'
import { checkConfig } from '../src/index.ts'
import { openGateway } from './support/running-gateway.ts'
import { findDeadPort, openUpstream } from './support/test-upstream.ts'

const json = { 'content-type': 'application/json' }

async function read<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/console/api/${path}`)
  assert.equal(response.status, 200)
  return (await response.json()) as T
}

describe('what a gateway keeps for its console', () => {
  it('is each batch with its parts, their messages and their times', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      console: true,
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ path: '/odata/$batch', dialect: 'odata', upstream: 'api' }],
    })
    const requests = [
      { id: 'a', method: 'post', url: 'a', body: { n: 1 } },
      { id: 'b', method: 'get', url: 'b?api_key=secret', dependsOn: ['a'] },
      { id: 'c', method: 'get', url: '$a/c' },
    ]
    await fetch(`${gateway.url}/odata/$batch`, {
      method: 'POST',
      headers: { ...json, authorization: 'Bearer secret', cookie: 'sid=secret' },
      body: JSON.stringify({ requests }),
    })
    const [summary] = await read<BatchSummary[]>(gateway.url, 'batches')
    assert.deepEqual(
      [summary?.number, summary?.status, summary?.parts, summary?.done, summary?.endpoint],
      [1, 200, 3, 3, '/odata/$batch'],
    )
    const batch = await read<BatchRecord>(gateway.url, 'batches/1')
    assert.equal(batch.id, gateway.log.lines.find(({ msg }) => msg === 'batch')?.['batch'])
    assert.deepEqual(
      batch.records.map(({ needs }) => needs),
      [[], [0], [0]],
    )
    const [first, second] = batch.records
    assert.deepEqual(first?.request.body, { size: 7, text: '{"n":1}' })
    assert.equal(second?.request.path, '/odata/b?api_key=•••')
    const { ready = 0, sent = 0, done = 0 } = first.times
    assert.ok(ready <= sent && sent <= done, JSON.stringify(first.times))
    assert.ok((second.times.ready ?? 0) >= done, 'the second part waits for the first one')
    assert.doesNotMatch(JSON.stringify(batch), /secret/)
    assert.deepEqual(
      batch.headers.find(([name]) => name === 'authorization'),
      ['authorization', 'Bearer •••'],
    )
  })

  it('tells failed, skipped and refused ones', async () => {
    await using upstream = await openUpstream((_request, response) => {
      response.statusCode = 404
      response.end()
    })
    await using gateway = await openGateway({
      console: true,
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ path: '/odata/$batch', dialect: 'odata', upstream: 'api' }],
    })
    const post = (body: string): Promise<Response> =>
      fetch(`${gateway.url}/odata/$batch`, { method: 'POST', headers: json, body })
    const requests = [
      { id: 'a', method: 'get', url: 'a' },
      { id: 'b', method: 'get', url: 'b', dependsOn: ['a'] },
    ]
    await post(JSON.stringify({ requests }))
    await post('{')
    const [refused, failed] = await read<BatchSummary[]>(gateway.url, 'batches')
    assert.deepEqual([failed?.failed, failed?.skipped], [1, 1])
    assert.equal(refused?.status, 400)
    assert.equal(refused.refused?.code, 'invalid-body')
    const { records } = await read<BatchRecord>(gateway.url, 'batches/1')
    assert.deepEqual(
      records.map(({ state, status, bad, because }) => [state, status, bad, because]),
      [
        ['answered', 404, true, undefined],
        ['skipped', 424, undefined, 0],
      ],
    )
    const view = await read<GatewayView>(gateway.url, 'gateway')
    const [endpoint] = view.endpoints
    assert.deepEqual(
      [endpoint?.batches, endpoint?.refused, endpoint?.parts, endpoint?.failed],
      [2, 1, 2, 1],
    )
    assert.equal(view.upstreams[0]?.capacity, 256)
  })

  it('says which upstreams can be reached, at once and in its events', async () => {
    await using upstream = await openUpstream()
    const dead = `http://127.0.0.1:${await findDeadPort()}`
    await using gateway = await openGateway({
      console: true,
      upstreams: { api: { url: upstream.url }, dead: { url: dead } },
    })
    const { upstreams } = await read<GatewayView>(gateway.url, 'gateway')
    const found = [
      ['api', 'reachable', undefined],
      ['dead', 'unreachable', 'ECONNREFUSED'],
    ]
    assert.deepEqual(statesOf({ upstreams }), found)
    const events = readEvents(await fetch(`${gateway.url}/console/api/events`))
    const { value } = await events.next()
    assert.deepEqual(statesOf(value?.data as GatewayView), found)
  })

  it('is bounded in number and in bytes, and so is each body', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      console: { batches: 3, bytes: 8000, bodyBytes: 10 },
      upstreams: { api: { url: upstream.url } },
    })
    const post = (body: unknown): Promise<Response> =>
      fetch(`${gateway.url}/v2/ocamba/batch`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      })
    const part = { method: 'POST', relative_url: '/a', body: 'é'.repeat(20) }
    for (let round = 0; round < 5; round += 1) await post([part])
    const kept = await read<BatchSummary[]>(gateway.url, 'batches')
    assert.deepEqual(
      kept.map(({ number }) => number),
      [5, 4, 3],
    )
    const batch = await read<BatchRecord>(gateway.url, 'batches/5')
    // A quotation mark and four characters of two bytes: half a character is not shown.
    assert.deepEqual(batch.records[0]?.request.body, { size: 42, text: '"éééé', cut: true })
    assert.equal((await fetch(`${gateway.url}/console/api/batches/1`)).status, 404)
    await post(Array.from({ length: 30 }, () => part))
    const large = await read<BatchSummary[]>(gateway.url, 'batches')
    assert.deepEqual(large, [], 'what is larger than all that may be kept is not kept')
  })

  it('has the answers of parts also where the answer to the batch left part by part', async () => {
    await using upstream = await openUpstream((_request, response) => response.end('hello'))
    await using gateway = await openGateway({
      console: true,
      upstreams: { api: { url: upstream.url } },
    })
    const response = await fetch(`${gateway.url}/v2/ocamba/batch`, {
      method: 'POST',
      headers: { ...json, prefer: 'stream' },
      body: '[{"method":"GET","relative_url":"/a"},{"method":"GET","relative_url":"/b"}]',
    })
    assert.equal(response.headers.get('content-length'), null, 'it is streamed')
    await response.text()
    const { records, done } = await read<BatchRecord>(gateway.url, 'batches/1')
    assert.equal(done, 2)
    for (const { response: answer } of records) {
      assert.deepEqual(answer?.body, { size: 5, text: 'hello' })
    }
  })

  it('outlives a reload, which shows the endpoints that there are then', async () => {
    await using upstream = await openUpstream()
    const upstreams = { api: { url: upstream.url } }
    const endpoints = [{ path: '/a/batch', dialect: 'ocamba', upstream: 'api' }]
    const config = { console: true, listen: '127.0.0.1:0', upstreams }
    await using gateway = await openGateway({ ...config, endpoints })
    const post = (path: string): Promise<Response> =>
      fetch(gateway.url + path, { method: 'POST', headers: json, body: '[]' })
    await post('/a/batch')
    const next = checkConfig({ ...config, endpoints: [{ ...endpoints[0], path: '/b/batch' }] }, 't')
    const prepared = await gateway.gateway.prepare(next)
    prepared.commit()
    await post('/b/batch')
    const batches = await read<BatchSummary[]>(gateway.url, 'batches')
    assert.deepEqual(
      batches.map(({ endpoint }) => endpoint),
      ['/b/batch', '/a/batch'],
    )
    const view = await read<GatewayView>(gateway.url, 'gateway')
    assert.deepEqual(
      view.endpoints.map(({ path }) => path),
      ['/b/batch'],
    )
  })

  it('says while a batch runs how far it is, by server-sent events', async () => {
    const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>()
    await using upstream = await openUpstream((_request, response) => {
      void mayAnswer.then(() => response.end())
    })
    await using gateway = await openGateway({
      console: true,
      upstreams: { api: { url: upstream.url } },
    })
    const stream = await fetch(`${gateway.url}/console/api/events`)
    assert.equal(stream.headers.get('content-type'), 'text/event-stream')
    const events = readEvents(stream)
    assert.equal((await events.next()).value?.name, 'gateway')
    assert.deepEqual((await events.next()).value, { name: 'batches', data: [] })
    const answered = fetch(`${gateway.url}/v2/ocamba/batch`, {
      method: 'POST',
      headers: { ...json, 'batchway-run': 'mine' },
      body: '[{"method":"GET","relative_url":"/a"}]',
    })
    const running = await nextBatch(events)
    assert.deepEqual([running.run, running.status, running.done], ['mine', undefined, 0])
    const { records, elapsed = 0 } = await read<BatchRecord>(gateway.url, 'batches/1')
    assert.equal(records[0]?.times.done, undefined)
    assert.ok(elapsed >= (records[0]?.times.ready ?? Infinity), 'it is on the clock of its parts')
    answer()
    let batch = running
    while (batch.status === undefined) batch = await nextBatch(events)
    assert.deepEqual([batch.status, batch.done], [200, 1])
    await answered
    // The name is for the console alone.
    assert.deepEqual(upstream.requests[0]?.values('batchway-run'), [])
    await gateway.gateway.close()
    for (;;) if ((await events.next()).done === true) break
  })
})

describe('a gateway without a console', () => {
  it('keeps nothing and serves nothing there', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.equal(gateway.gateway.console, undefined)
    assert.equal((await fetch(`${gateway.url}/console/`)).status, 404)
  })
})

/** Which upstreams can be reached, and why not. */
function statesOf({ upstreams }: Pick<GatewayView, 'upstreams'>): unknown {
  return upstreams.map(({ name, status, cause }) => [name, status, cause])
}

interface ServerEvent {
  readonly name: string
  readonly data: unknown
}

async function nextBatch(events: AsyncGenerator<ServerEvent>): Promise<BatchSummary> {
  for (;;) {
    const { value, done } = await events.next()
    assert.notEqual(done, true, 'the stream ended')
    if (value?.name !== 'batches') continue
    const [batch] = value.data as BatchSummary[]
    if (batch !== undefined) return batch
  }
}

async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  assert.ok(response.body !== null)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const match = /^event: (.*)\ndata: (.*)$/.exec(block)
      if (match !== null) yield { name: match[1] ?? '', data: JSON.parse(match[2] ?? '') }
    }
  }
}
