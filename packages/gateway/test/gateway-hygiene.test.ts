import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { linesOf } from './support/log-lines.ts'
import type { RawMessage } from './support/raw-connection.ts'
import { connectRaw, readMessage, sendRaw } from './support/raw-connection.ts'
import { batchHead, rawBatch, rawGet } from './support/raw-request.ts'
import { openGateway } from './support/running-gateway.ts'
import { openHolding, openHttp, openUpstream } from './support/test-upstream.ts'

const bounded = { timeout: 10_000 }

function problemOf(answer: RawMessage): string {
  assert.deepEqual(answer.values('content-type'), ['application/problem+json'])
  assert.deepEqual(answer.values('connection'), ['close'])
  assert.ok(answer.complete)
  const { status, detail } = JSON.parse(answer.body) as { status: number; detail: string }
  assert.equal(status, answer.status)
  return detail
}

function withFields(count: number): string {
  return rawGet('/x').replace('Host: x', `Host: x\r\n${'a:\r\n'.repeat(count)}X-Last: here`)
}

describe('gateway: what is no request', () => {
  const chunked = 'Transfer-Encoding: chunked\r\n'
  const end = '\r\n0\r\n\r\n'
  const cases: readonly (readonly [name: string, request: string, status: number])[] = [
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    ['a preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a length and chunks', `Content-Length: 5\r\n${chunked}${end}`, 400],
    ['chunks and a length', `${chunked}Content-Length: 5\r\n${end}`, 400],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef', 400],
    ['two lengths in one', 'Content-Length: 5, 6\r\n\r\nabcdef', 400],
    ['a length with a sign', 'Content-Length: +5\r\n\r\nabcde', 400],
    ['chunks that are not the last coding', 'Transfer-Encoding: chunked, gzip\r\n\r\n', 400],
    ['another coding', `Transfer-Encoding: gzip, chunked\r\n${end}`, 501],
    ['a coding that is nearly chunked', `Transfer-Encoding: xchunked\r\n${end}`, 501],
    ['space before a colon', `Transfer-Encoding : chunked\r\n${end}`, 400],
    ['a folded field', 'X-A: 1\r\n 2\r\n\r\n', 400],
    ['a line that ends with LF alone', 'X-A: 1\nX-B: 2\r\n\r\n', 400],
    ['a NUL', 'X-A: a\0b\r\n\r\n', 400],
    ['a chunk with no length', `${chunked}\r\nzz\r\n\r\n`, 400],
    ['two hosts', 'Host: y\r\nContent-Length: 0\r\n\r\n', 400],
  ]
  for (const [name, rest, status] of cases) {
    it(`is ${status}: ${name}`, bounded, async () => {
      await using upstream = await openUpstream()
      await using gateway = await openForward(upstream)
      for (const target of ['/v2/ocamba/batch', '/other']) {
        const whole = `POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${rest}`
        const isWhole = /^(nonsense|PRI)/.test(rest)
        await using caller = await connectRaw(gateway.port)
        await caller.write(isWhole ? rest : whole)
        const answer = await caller.answer()
        assert.equal(answer.status, status)
        problemOf(answer)
        await caller.untilOver()
        assert.equal(caller.text, '')
      }
      assert.equal(upstream.requests.length, 0)
      assert.equal((await sendRaw(gateway.port, rawGet('/fine'))).status, 200)
    })
  }

  it('is 400 without a host, or with what HTTP/1.0 does not have', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    const missing = await sendRaw(gateway.port, 'GET /x HTTP/1.1\r\n\r\n')
    assert.match(problemOf(missing), /no Host/)
    const old = await sendRaw(gateway.port, `POST /x HTTP/1.0\r\n${chunked}${end}`)
    assert.match(problemOf(old), /no transfer codings/)
    assert.deepEqual([missing.status, old.status, upstream.requests.length], [400, 400, 0])
    assert.equal((await sendRaw(gateway.port, 'GET /x HTTP/1.0\r\n\r\n')).status, 200)
  })

  it('is 501 where a tunnel is wanted', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n')
    assert.equal(answer.status, 501)
    problemOf(answer)
  })

  it('is 431 when its head is too large, however it is', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { connections: { headBytes: '4KiB' } })
    const long = 'a'.repeat(5000)
    const heads = [`/${long} HTTP/1.1\r\nHost: x`, `/x HTTP/1.1\r\nHost: x\r\nX-A: ${long}`]
    for (const head of heads) {
      await using caller = await connectRaw(gateway.port)
      await caller.write(`GET ${head}\r\n\r\n`)
      const answer = await caller.answer()
      assert.equal(answer.status, 431)
      assert.match(problemOf(answer), /more than 4096 bytes/)
    }
    assert.equal(upstream.requests.length, 0)
  })

  it('is 431 when it has more fields than anybody counts', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, withFields(1000))).status, 431)
    assert.equal((await sendRaw(gateway.port, withFields(900))).status, 200)
    assert.deepEqual(upstream.requests[0]?.values('x-last'), ['here'])
  })

  it('never stands in place of the answer to another one', bounded, async () => {
    await using upstream = await openHolding()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    await using caller = await connectRaw(gateway.port)
    const batch = rawBatch('[{"method":"POST","relative_url":"/x"}]')
    await caller.write(`${batch}nonsense\r\n\r\n`)
    await upstream.first
    await caller.write('more nonsense\r\n\r\n')
    upstream.release()
    const text = await caller.untilOver()
    const first = readMessage(text, 'POST')
    assert.equal(first?.status, 200)
    assert.deepEqual(first.values('connection'), ['close'])
    assert.equal(text.length, first.length)
  })

  it('breaks off an answer that has begun', bounded, async () => {
    await using upstream = await openHttp((_, response) => {
      response.write('begun')
    })
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write(`POST /x HTTP/1.1\r\nHost: x\r\n${chunked}\r\n1\r\na\r\n`)
    await caller.until((text) => text.includes('begun'))
    await caller.write('zz\r\n')
    const text = await caller.untilOver()
    assert.doesNotMatch(text, /HTTP\/1\.1 400/)
    assert.equal(readMessage(text)?.complete, false)
  })
})

describe('gateway: slow and idle connections', () => {
  it('answers 408 to a head that does not arrive in time', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { connections: { headTime: 100 } })
    for (const begin of ['', 'GET /x HT', batchHead]) {
      await using caller = await connectRaw(gateway.port)
      await caller.write(begin)
      const answer = await caller.answer()
      assert.equal(answer.status, 408)
      assert.match(problemOf(answer), /within 0\.1 s/)
      await caller.untilOver()
    }
    assert.equal(upstream.requests.length, 0)
  })

  it('closes connections that are idle', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { connections: { idleTime: 100 } })
    await using caller = await connectRaw(gateway.port)
    await caller.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await caller.answer()).status, 200)
    assert.equal(await caller.untilOver(), '')
  })

  it('lets no more connections in than it may have, and idle ones make room', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { connections: { most: 2 } })
    await using idle = await connectRaw(gateway.port)
    await idle.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await idle.answer()).status, 200)
    await using begun = await connectRaw(gateway.port)
    await begun.write('GET /y HT')
    await using turnedAway = await connectRaw(gateway.port)
    assert.equal(await turnedAway.untilOver(), '')
    assert.equal(await idle.untilOver(), '')
    await using next = await connectRaw(gateway.port)
    await next.write('GET /z HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await next.answer()).status, 200)
    await begun.write('TP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await begun.answer()).status, 200)
    const [line, ...more] = linesOf(gateway, 'too many connections')
    assert.deepEqual([line?.['connections'], line?.['turnedAway'], more], [2, 1, []])
  })

  it('gives up a forwarded request whose body stands still', bounded, async () => {
    let gone: Promise<unknown> | undefined
    await using upstream = await openHttp((request) => {
      gone = once(request.resume(), 'error')
    })
    await using gateway = await openForward(upstream, { forwardIdleTime: 200 })
    await using caller = await connectRaw(gateway.port)
    await caller.write('POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na')
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 408)
    assert.match(problemOf(answer), /did not arrive in time/)
    await caller.untilOver()
    await gone
    const lines = linesOf(gateway, 'forward failed')
    assert.deepEqual(
      lines.map(({ status, code }) => [status, code]),
      [[408, 'body-too-slow']],
    )
  })

  it('gives up a forwarded request whose body the API does not take', bounded, async () => {
    await using upstream = await openHttp(() => {})
    await using gateway = await openForward(upstream, { forwardIdleTime: 1500 })
    await using caller = await connectRaw(gateway.port)
    const length = 50_000_000
    await caller.write(`POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`)
    caller.socket.write(Buffer.alloc(length))
    assert.equal((await caller.answer('POST')).status, 504)
  })

  it('keeps the connection of a forwarded request whose body came in time', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { forwardIdleTime: 5000 })
    await using caller = await connectRaw(gateway.port)
    for (const path of ['/1', '/2']) {
      await caller.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na`)
      assert.equal((await caller.answer('POST')).status, 200)
    }
  })
})
