import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import { rawGet } from './support/raw-request.ts'
import {
  answerJson,
  findDeadPort,
  openHttp,
  openRawAnswer,
  openTcp,
  openUpstream,
} from './support/test-upstream.ts'

describe('forward: failures', () => {
  it('answers 502 with problem details when the upstream is down', async () => {
    const port = await findDeadPort()
    await using gateway = await openForward({ url: `http://127.0.0.1:${port}` })
    const response = await fetch(`${gateway.url}/x`)
    assert.equal(response.status, 502)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    const problem = (await response.json()) as { title: string; status: number; detail: string }
    assert.equal(problem.title, 'Bad Gateway')
    assert.equal(problem.status, 502)
    assert.match(problem.detail, /ECONNREFUSED/)
    assert.doesNotMatch(problem.detail, /127\.0\.0\.1/)
  })

  it('answers 502 to a caller that still sends when the upstream is down', async () => {
    const port = await findDeadPort()
    await using gateway = await openForward({ url: `http://127.0.0.1:${port}` })
    await using caller = await connectRaw(gateway.port)
    const length = 3_000_000
    await caller.write(`POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`)
    await caller.until((text) => text.startsWith('HTTP/1.1 502 '))
    assert.equal((await caller.answer('POST')).status, 502)
    await caller.write(Buffer.alloc(length))
    await caller.write('GET /y HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await caller.answer()).status, 502)
  })

  it('answers 502 when the answer is no HTTP', async () => {
    await using upstream = await openRawAnswer('SSH-2.0-OpenSSH_9.6\r\n')
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, rawGet('/x'))).status, 502)
  })

  it('answers 502 when the connection ends before an answer', async () => {
    await using upstream = await openRawAnswer('')
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, rawGet('/x'))).status, 502)
  })

  it('shows the caller that a chunked answer broke off', async () => {
    await using upstream = await openRawAnswer(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n',
    )
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.status, 200)
    assert.equal(answer.complete, false)
    await assert.rejects(fetch(`${gateway.url}/x`).then((response) => response.text()))
  })

  it('shows the caller that an answer with a length broke off', async () => {
    await using upstream = await openRawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfirst')
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.body, 'first')
    assert.equal(answer.complete, false)
  })

  it('answers 504 when no answer begins in the idle time', async () => {
    await using upstream = await openHttp(() => {})
    await using gateway = await openForward(upstream, { forwardIdleTime: 100 })
    const response = await fetch(`${gateway.url}/x`)
    assert.equal(response.status, 504)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    await response.arrayBuffer()
  })

  it('breaks off an answer that stands still for the idle time', async () => {
    await using upstream = await openHttp((_, response) => {
      response.write('first')
    })
    await using gateway = await openForward(upstream, { forwardIdleTime: 100 })
    const answer = await sendRaw(gateway.port, rawGet('/x'))
    assert.equal(answer.status, 200)
    assert.equal(answer.complete, false)
  })

  it('answers 501 to an upgrade and does not forward it', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(
      gateway.port,
      'GET /chat HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    assert.equal(answer.status, 501)
    assert.deepEqual(answer.values('connection'), ['close'])
    assert.equal(upstream.requests.length, 0)
  })

  it('answers 508 to a request that has passed this gateway before', async () => {
    let target = 0
    await using ring = await openTcp((socket) => {
      const onward = connect({ port: target, host: '127.0.0.1' })
      socket.pipe(onward).pipe(socket)
      onward.on('error', () => socket.destroy())
    })
    await using gateway = await openForward(ring)
    target = gateway.port
    const response = await fetch(`${gateway.url}/x`)
    assert.equal(response.status, 508)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    await response.arrayBuffer()
  })

  it('passes 502 and 504 of the API itself', async () => {
    await using upstream = await openUpstream(({ target }, response) =>
      answerJson(response, { own: true }, Number(target.slice(1))),
    )
    await using gateway = await openForward(upstream)
    for (const status of [502, 504]) {
      const response = await fetch(`${gateway.url}/${status}`)
      assert.equal(response.status, status)
      assert.deepEqual(await response.json(), { own: true })
    }
    assert.deepEqual(gateway.log.lines, [])
  })
})
