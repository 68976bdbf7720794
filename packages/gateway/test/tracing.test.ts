import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { RunningCommand } from './support/command.ts'
import { linesOf } from './support/log-lines.ts'
import { openGateway } from './support/running-gateway.ts'
import { findDeadPort, openUpstream } from './support/test-upstream.ts'
import { openTraceReceiver } from './support/trace-receiver.ts'

const { file } = makeConfigFolder()
const callersTrace = '0af7651916cd43dd8448eb211c80319c'
const callersSpan = 'b7ad6b7169203331'
const [internal, server, client] = [1, 2, 3]
const secret = 's3cr3t'

describe('batchway with tracing', () => {
  it('sends a span per batch and part, and tells each part its own', async () => {
    await using receiver = await openTraceReceiver()
    await using upstream = await openUpstream(({ target }, response) =>
      response
        .writeHead(target.includes('missing') ? 404 : 200, { 'content-type': 'application/json' })
        .end('{}'),
    )
    const tracing = `tracing:
  endpoint: ${receiver.url}
  serviceName: shop-batches
  headers: { x-collector-key: '\${KEY}' }
`
    const path = await file('tracing.yaml', configFor(upstream.url, tracing))
    await using command = new RunningCommand(['--config', path], { env: { KEY: secret } })
    await postOcamba(
      await command.url(),
      [
        { method: 'GET', relative_url: `/a?access_token=${secret}` },
        { method: 'GET', relative_url: '/missing', headers: { Cookie: secret } },
        { method: 'POST', relative_url: '/b', body: { secret } },
      ],
      {
        headers: {
          authorization: `Bearer ${secret}`,
          traceparent: `00-${callersTrace}-${callersSpan}-01`,
          tracestate: 'vendor=1',
        },
        path: `/v2/ocamba/batch?key=${secret}`,
      },
    )
    command.process.kill('SIGTERM')
    const { stdout } = await command.ended
    const [batch, ...others] = receiver.spans.filter(({ kind }) => kind === server)
    assert.ok(batch !== undefined && others.length === 0)
    const { 'batchway.batch.id': id, 'server.port': port, ...known } = batch.attributes
    assert.deepEqual(
      [batch.name, batch.traceId, batch.parentSpanId],
      ['POST /v2/ocamba/batch', callersTrace, callersSpan],
    )
    assert.deepEqual(known, {
      'http.request.method': 'POST',
      'http.route': '/v2/ocamba/batch',
      'http.response.status_code': 200,
      'url.path': '/v2/ocamba/batch',
      'url.scheme': 'http',
      'server.address': '127.0.0.1',
      'client.address': '127.0.0.1',
      'network.peer.address': '127.0.0.1',
      'user_agent.original': 'node',
      'batchway.dialect': 'ocamba',
      'batchway.parts': 3,
      'batchway.parts.failed': 1,
      'batchway.parts.skipped': 0,
    })
    assert.ok(Number(port) > 0)
    const parts = receiver.spans
      .filter(({ kind }) => kind === client)
      .toSorted((one, other) => partOf(one.attributes) - partOf(other.attributes))
    assert.deepEqual(
      parts.map(({ traceId, parentSpanId }) => [traceId, parentSpanId]),
      parts.map(() => [callersTrace, batch.spanId]),
    )
    const { origin, hostname, port: upstreamPort } = new URL(upstream.url)
    assert.deepEqual(parts[1]?.attributes, {
      'http.request.method': 'GET',
      'url.path': '/v2/ocamba/missing',
      'url.full': `${origin}/v2/ocamba/missing`,
      'server.address': hostname,
      'server.port': Number(upstreamPort),
      'http.response.status_code': 404,
      'error.type': '404',
      'batchway.dialect': 'ocamba',
      'batchway.part.index': 1,
      'batchway.part.outcome': 'answered',
    })
    assert.deepEqual(
      parts.map(({ name, status }) => [name, status.code]),
      [
        ['GET', 0],
        ['GET', 2],
        ['POST', 0],
      ],
    )
    assert.deepEqual(
      upstream.requests
        .map((one) => [...one.values('traceparent'), ...one.values('tracestate')].join(' '))
        .toSorted(byText),
      parts.map(({ spanId }) => `00-${callersTrace}-${spanId}-01 vendor=1`).toSorted(byText),
    )
    assert.equal(receiver.resource['service.name'], 'shop-batches')
    assert.equal(receiver.heads[0]?.['x-collector-key'], secret)
    assert.ok(!receiver.text().includes(secret))
    assert.ok(!stdout.includes(secret))
    const line = JSON.parse(stdout.split('\n')[0] ?? '') as Record<string, unknown>
    assert.deepEqual(
      [line['batch'], line['trace_id'], line['span_id']],
      [id, callersTrace, batch.spanId],
    )
  })

  it('tells what became of parts that were not answered, and of batches that were refused', async () => {
    await using receiver = await openTraceReceiver()
    {
      await using gateway = await openGateway({
        tracing: { endpoint: receiver.url },
        upstreams: { api: { url: `http://127.0.0.1:${await findDeadPort()}` } },
      })
      await postOcamba(
        gateway.url,
        [
          { method: 'GET', relative_url: '/a', abort_on_fail: true },
          { method: 'GET', relative_url: '/b' },
        ],
        { path: '/v2/ocamba/batch?mode=serial' },
      )
      await fetch(`${gateway.url}/v2/ocamba/batch`, { method: 'PUT' })
    }
    const refused = receiver.spans.find(({ name }) => name.startsWith('PUT'))
    assert.equal(refused?.attributes['batchway.refused'], 'method-not-allowed')
    const ended = receiver.spans.flatMap(({ kind, attributes, status }) =>
      kind === server
        ? []
        : [
            [kind, attributes['batchway.part.outcome'], attributes['error.type'], status.code].join(
              ' ',
            ),
          ],
    )
    assert.deepEqual(ended.toSorted(byText), [
      `${internal} skipped  0`,
      `${client} unreachable unreachable 2`,
    ])
  })

  it('records the share of batches that is asked for, and those whose caller says so', async () => {
    await using receiver = await openTraceReceiver()
    await using upstream = await openUpstream()
    {
      await using gateway = await openGateway({
        tracing: { endpoint: receiver.url, sampling: 0 },
        upstreams: { api: { url: upstream.url } },
      })
      await postOcamba(gateway.url, manyGets(1))
      await postOcamba(gateway.url, manyGets(1), {
        headers: { traceparent: `00-${callersTrace}-${callersSpan}-01` },
      })
    }
    assert.deepEqual(
      receiver.spans.map(({ traceId }) => traceId),
      [callersTrace, callersTrace],
    )
    const [first = ''] = upstream.requests[0]?.values('traceparent') ?? []
    assert.match(first, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
  })

  it('says of a part that may go to several servers nothing that is true of one of them', async () => {
    await using receiver = await openTraceReceiver()
    await using upstream = await openUpstream()
    const gateway = await openGateway({
      tracing: { endpoint: receiver.url },
      upstreams: { api: { targets: [upstream.url, `http://127.0.0.1:${await findDeadPort()}`] } },
    })
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [200])
    await gateway.gateway.close()
    const part = receiver.spans.find(({ kind }) => kind === client)
    assert.equal(part?.attributes['url.path'], '/v2/ocamba/members/0')
    for (const name of ['server.address', 'server.port', 'url.full']) {
      assert.equal(part.attributes[name], undefined, name)
    }
  })

  it('says once that spans can not be sent, and loses no batch by it', async () => {
    await using receiver = await openTraceReceiver(400)
    await using upstream = await openUpstream()
    const gateway = await openGateway({
      tracing: { endpoint: receiver.url },
      upstreams: { api: { url: upstream.url } },
    })
    assert.deepEqual((await postOcamba(gateway.url, manyGets(2))).codes, [200, 200])
    await gateway.gateway.close()
    assert.equal(linesOf(gateway, 'traces are lost').length, 1)
  })

  it('adds nothing to parts where it is not configured', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await postOcamba(gateway.url, manyGets(1))
    assert.deepEqual(upstream.requests[0]?.values('traceparent'), [])
  })
})

function partOf(attributes: Readonly<Record<string, unknown>>): number {
  return Number(attributes['batchway.part.index'])
}

function byText(one: string, other: string): number {
  return one.localeCompare(other)
}
