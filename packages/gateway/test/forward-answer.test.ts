import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import { rawGet } from './support/raw-request.ts'
import { openRawAnswer, openUpstream } from './support/test-upstream.ts'

describe('forward: the answer', () => {
  it('keeps status, reason, fields and body', async () => {
    await using upstream = await openRawAnswer(
      [
        'HTTP/1.1 299 Very Odd Reason',
        'DATE: Mon, 01 Jan 2024 00:00:00 GMT',
        'sErVeR: X',
        'Set-Cookie: a=1; Path=/',
        'set-cookie: b=2',
        'X-Latin: caf\xe9',
        'x-empty:',
        'Content-Encoding: gzip',
        'CONTENT-type: text/plain',
        'Content-Length: 3',
        '',
        '\x00\xff\x0a',
      ].join('\r\n'),
    )
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.start, 'HTTP/1.1 299 Very Odd Reason')
    assert.equal(answer.body, '\x00\xff\x0a')
    assert.deepEqual(
      answer.fields.filter(([name]) => name.toLowerCase() !== 'connection'),
      [
        ['DATE', 'Mon, 01 Jan 2024 00:00:00 GMT'],
        ['sErVeR', 'X'],
        ['Set-Cookie', 'a=1; Path=/'],
        ['set-cookie', 'b=2'],
        ['X-Latin', 'caf\xe9'],
        ['x-empty', ''],
        ['Content-Encoding', 'gzip'],
        ['CONTENT-type', 'text/plain'],
        ['Content-Length', '3'],
      ],
    )
  })

  it('keeps an empty reason', async () => {
    await using upstream = await openRawAnswer('HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n')
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, rawGet('/x'))).start, 'HTTP/1.1 200 ')
  })

  it('passes an answer whose reason is beyond ASCII', async () => {
    const latin = 'HTTP/1.1 200 Trouv\xe9\r\nContent-Length: 2\r\n\r\nok'
    const utf8 = 'HTTP/1.1 200 Gr\xe2\x82\xac\r\nContent-Length: 2\r\n\r\nok'
    for (const bytes of [latin, utf8]) {
      await using upstream = await openRawAnswer(bytes)
      await using gateway = await openForward(upstream)
      const answer = await sendRaw(gateway.port, rawGet('/x'))
      assert.equal(answer.status, 200)
      assert.equal(answer.body, 'ok')
    }
  })

  it('removes hop-by-hop fields and those that Connection names', async () => {
    await using upstream = await openRawAnswer(
      [
        'HTTP/1.1 200 OK',
        'Connection: close, X-Named',
        'X-Named: 1',
        'X-Kept: 2',
        'Keep-Alive: timeout=99',
        'Proxy-Connection: close',
        'Upgrade: h2c',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.deepEqual(answer.values('x-named'), [])
    assert.deepEqual(answer.values('x-kept'), ['2'])
    assert.deepEqual(answer.values('upgrade'), [])
    assert.deepEqual(answer.values('proxy-connection'), [])
    assert.ok(!answer.values('keep-alive').includes('timeout=99'))
    assert.deepEqual(answer.values('connection'), ['close'])
  })

  it('answers HEAD with the length and without the body', async () => {
    await using upstream = await openUpstream((_, response) => {
      response.writeHead(200, { 'Content-Length': 1234, 'X-Kept': '1' }).end()
    })
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write('HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n')
    const head = await caller.answer('HEAD')
    assert.equal(head.status, 200)
    assert.deepEqual(head.values('content-length'), ['1234'])
    await caller.write('HEAD /y HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await caller.answer('HEAD')).status, 200)
    assert.equal(caller.text, '')
  })

  it('answers 204 and 304 without a body', async () => {
    await using upstream = await openUpstream(({ target }, response) => {
      response.writeHead(Number(target.slice(1)), { ETag: '"1"' }).end()
    })
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    for (const status of [204, 304, 204]) {
      await caller.write(`GET /${status} HTTP/1.1\r\nHost: x\r\n\r\n`)
      const answer = await caller.answer()
      assert.equal(answer.status, status)
      assert.deepEqual(answer.values('etag'), ['"1"'])
      assert.deepEqual(answer.values('transfer-encoding'), [])
      assert.equal(caller.text, '')
    }
  })

  it('waits for the final answer after early hints', async () => {
    await using upstream = await openRawAnswer(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    )
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.status, 200)
    assert.equal(answer.body, 'ok')
  })

  it('passes an answer that ends with the connection', async () => {
    await using upstream = await openRawAnswer('HTTP/1.1 200 OK\r\n\r\nall of it')
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.body, 'all of it')
    assert.equal(answer.complete, true)
  })

  it('answers a caller of HTTP/1.0', async () => {
    await using upstream = await openUpstream((_, response) => {
      response.write('in ')
      response.end('pieces')
    })
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, 'GET /x HTTP/1.0\r\n\r\n')
    assert.equal(answer.status, 200)
    assert.equal(answer.body, 'in pieces')
    assert.deepEqual(answer.values('transfer-encoding'), [])
  })
})
