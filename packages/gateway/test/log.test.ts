import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig } from '../src/index.ts'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { linesOf } from './support/log-lines.ts'
import { connectRaw } from './support/raw-connection.ts'
import type { LogLine } from './support/running-gateway.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import {
  answerJson,
  closeOf,
  findDeadPort,
  openHolding,
  openSandbox,
  openUpstream,
} from './support/test-upstream.ts'

const levels = { debug: 20, info: 30, warn: 40, error: 50 }

/** The members of a line that differ from run to run are checked here and left out. */
function stable(line: LogLine | undefined): LogLine {
  const { time, batch, ms, ...rest } = line ?? {}
  assert.equal(typeof time, 'number')
  assert.match(String(batch), /^[0-9a-f-]{36}$/)
  assert.equal(typeof (ms ?? 0), 'number')
  return rest
}

describe('log: batches', () => {
  it('has the time of parts as soon as a reload asks for their lines', async () => {
    await using upstream = await openUpstream((_seen, response) => response.writeHead(404).end())
    const upstreams = { api: { url: upstream.url } }
    const config = { listen: '127.0.0.1:0', upstreams, endpoints: [ocambaEndpoint] }
    await using gateway = await openGateway(config)
    gateway.log.log.level = 'info'
    const more = await gateway.gateway.prepare(
      checkConfig({ ...config, logLevel: 'debug' }, 'test'),
    )
    more.commit()
    await postOcamba(gateway.url, manyGets(1))
    const [part] = linesOf(gateway, 'part failed')
    assert.equal(typeof part?.['ms'], 'number')
  })

  it('writes one line for a batch', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await postOcamba(gateway.url, manyGets(3))
    assert.equal(gateway.log.lines.length, 1)
    assert.equal(typeof gateway.log.lines[0]?.['ms'], 'number')
    assert.deepEqual(stable(gateway.log.lines[0]), {
      level: levels.info,
      msg: 'batch',
      endpoint: '/v2/ocamba/batch',
      dialect: 'ocamba',
      path: '/v2/ocamba/batch',
      client: '127.0.0.1',
      caller: 'address:127.0.0.1',
      status: 200,
      parts: 3,
      failed: 0,
      skipped: 0,
    })
  })

  it('writes one more line for each failed part, under the id of its batch', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { partTime: 600 } }],
    })
    await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/debug/status/404?a=1' },
      { method: 'GET', relative_url: '/debug/echo' },
      { method: 'POST', relative_url: '/debug/broken?how=no-answer' },
    ])
    const [batch, ...parts] = gateway.log.lines
    assert.deepEqual([batch?.['msg'], batch?.['parts'], batch?.['failed']], ['batch', 3, 2])
    assert.deepEqual(
      [batch?.['level'], batch?.['failures']],
      [levels.warn, { '404': 1, timeout: 1 }],
    )
    assert.deepEqual(parts.map(stable), [
      {
        level: levels.debug,
        msg: 'part failed',
        part: 0,
        method: 'GET',
        target: '/debug/status/404',
        status: 404,
      },
      {
        level: levels.debug,
        msg: 'part failed',
        part: 2,
        method: 'POST',
        target: '/debug/broken',
        status: 504,
        reason: 'timeout',
        outcomeUnknown: true,
      },
    ])
    assert.deepEqual(new Set(gateway.log.lines.map((line) => line['batch'])).size, 1)
  })

  it('has the id that the caller got as trace_id', async () => {
    await using gateway = await openGateway({ upstreams: { api: { url: 'http://127.0.0.1:1' } } })
    const { text } = await postOcamba(gateway.url, [])
    const { trace_id: id } = JSON.parse(text) as { trace_id: string }
    assert.equal(gateway.log.lines[0]?.['batch'], id)
  })

  it('says why an upstream could not be reached', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}` } },
    })
    await postOcamba(gateway.url, manyGets(1))
    const [part] = linesOf(gateway, 'part failed')
    assert.equal(part?.['reason'], 'unreachable')
    assert.match(String(part?.['cause']), /ECONNREFUSED/)
    assert.equal(part?.['stack'], undefined)
  })

  it('counts skipped parts', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [journyxEndpoint],
    })
    await postJournyx(gateway.url, {
      stop_on_error: true,
      requests: [400, 200, 200].map((code) => ({
        method: 'GET',
        url: `/api/v1/debug/status/${code}`,
      })),
    })
    const [batch] = linesOf(gateway, 'batch')
    assert.deepEqual([batch?.['parts'], batch?.['failed'], batch?.['skipped']], [3, 1, 2])
    assert.equal(linesOf(gateway, 'part failed').length, 1)
  })

  it('warns of a flag without effect', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await postOcamba(gateway.url, [{ method: 'GET', relative_url: '/x', abort_on_fail: true }])
    const [batch] = gateway.log.lines
    assert.equal(batch?.['level'], levels.warn)
    assert.match(String(batch?.['warning']), /abort_on_fail has no effect/)
  })

  it('writes a line for a batch whose caller went away', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    const gone = new AbortController()
    const posting = postOcamba(gateway.url, manyGets(1), { signal: gone.signal })
    const closed = closeOf(await upstream.first)
    gone.abort()
    await assert.rejects(posting)
    await closed
    assert.equal(linesOf(gateway, 'batch').length, 1)
    assert.equal(linesOf(gateway, 'part failed')[0]?.['reason'], 'cancelled')
  })
})

describe('log: refused batches', () => {
  it('writes the code and the reason', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { batchBytes: 200 } }],
    })
    const refusals = [
      { parts: [], code: 'no-parts', reason: /at least one/ },
      {
        parts: [{ method: 'GET', relative_url: 'http://x' }],
        code: 'invalid-target',
        reason: /\[0\].* scheme/,
      },
      {
        parts: [{ method: 'POST', relative_url: '/batch' }],
        code: 'nested-batch',
        reason: /\[0\]/,
      },
      { parts: manyGets(9), code: 'batch-too-large', reason: /at most 200/ },
    ]
    for (const { parts, code, reason } of refusals) {
      const { status } = await postOcamba(gateway.url, parts)
      const line = gateway.log.lines.at(-1)
      assert.equal(line?.['level'], levels.info)
      assert.equal(line?.['status'], status)
      assert.equal(line?.['refused'], code)
      assert.match(String(line?.['reason']), reason)
    }
    assert.equal(gateway.log.lines.length, refusals.length)
  })

  it('writes a line for 405, 415 and 408', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { readTime: 50 } }],
    })
    const url = `${gateway.url}/v2/ocamba/batch`
    await (await fetch(url)).arrayBuffer()
    await (await fetch(url, { method: 'POST', body: '[]' })).arrayBuffer()
    await using caller = await connectRaw(gateway.port)
    await caller.write(
      'POST /v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[',
    )
    await caller.answer('POST')
    assert.deepEqual(
      gateway.log.lines.map((line) => [line['status'], line['refused']]),
      [
        [405, 'method-not-allowed'],
        [415, 'unsupported-media-type'],
        [408, 'too-slow'],
      ],
    )
  })

  it('writes the cause of a fault of ours, and the caller does not see it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    for (const { dialect } of gateway.gateway.endpoints) {
      Reflect.set(dialect, 'readBatch', () => {
        throw new TypeError('the inner cause')
      })
    }
    const ocamba = await postOcamba(gateway.url, manyGets(1))
    assert.equal(ocamba.status, 500)
    assert.equal(ocamba.message, 'Internal server error.')
    assert.doesNotMatch(ocamba.text, /inner cause/)
    const journyx = await postJournyx(gateway.url, { requests: [] })
    assert.equal(journyx.status, 500)
    assert.doesNotMatch(JSON.stringify(journyx), /inner cause/)
    assert.equal(gateway.log.lines.length, 2)
    for (const line of gateway.log.lines) {
      assert.equal(line['level'], levels.error)
      assert.equal(line['refused'], 'internal')
      assert.equal(line['cause'], 'the inner cause')
      assert.match(String(line['stack']), /log\.test\.ts/)
    }
  })

  it('writes the cause of a part that our own fault failed, and the caller does not see it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await gateway.gateway.upstreams.get('api')?.destroy()
    const { codes, text } = await postOcamba(gateway.url, manyGets(1))
    assert.deepEqual(codes, [502])
    assert.doesNotMatch(text, /client is destroyed/i)
    assert.match(String(linesOf(gateway, 'part failed')[0]?.['cause']), /DESTROYED/)
  })
})

describe('log: forwarded requests', () => {
  it('writes a line for a failure, without the query', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}` } },
      forward: 'api',
    })
    await (await fetch(`${gateway.url}/x/y?access_token=s3cret`)).arrayBuffer()
    const { time, ...line } = gateway.log.lines[0] ?? {}
    assert.equal(typeof time, 'number')
    assert.deepEqual(line, {
      level: levels.warn,
      msg: 'forward failed',
      method: 'GET',
      path: '/x/y',
      status: 502,
      code: 'ECONNREFUSED',
    })
  })

  it('writes nothing for one that went through', async () => {
    await using upstream = await openUpstream((_, response) => answerJson(response, {}, 404))
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    await (await fetch(`${gateway.url}/x`)).arrayBuffer()
    assert.deepEqual(gateway.log.lines, [])
  })

  it('writes nothing for a caller who went away', async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      forward: 'api',
    })
    const caller = await connectRaw(gateway.port)
    await caller.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    const closed = closeOf(await upstream.first)
    caller.socket.destroy()
    await closed
    assert.deepEqual(gateway.log.lines, [])
  })
})
