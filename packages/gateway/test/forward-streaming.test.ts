import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { connectRaw } from './support/raw-connection.ts'
import { openHttp, openUpstream } from './support/test-upstream.ts'

/** Resolves with the request as soon as its head has arrived. */
function expectOne(): {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
  readonly arrived: Promise<{ request: IncomingMessage; response: ServerResponse }>
} {
  const { promise, resolve } = Promise.withResolvers<{
    request: IncomingMessage
    response: ServerResponse
  }>()
  return { handler: (request, response) => resolve({ request, response }), arrived: promise }
}

function nextChunk(stream: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    stream.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1')))
  })
}

describe('forward: streaming', () => {
  it('shows the upstream a chunk before the next one was sent', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write('POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
    await caller.write('5\r\nfirst\r\n')
    const { request, response } = await arrived
    assert.equal(await nextChunk(request), 'first')
    const second = nextChunk(request)
    await caller.write('6\r\nsecond\r\n0\r\n\r\n')
    assert.equal(await second, 'second')
    request.once('end', () => response.end('done'))
    assert.equal((await caller.answer('POST')).body, 'done')
  })

  it('shows the caller a chunk before the next one was sent', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    const { response } = await arrived
    response.write('first')
    await caller.until((text) => text.includes('first'))
    assert.ok(!caller.text.includes('second'))
    response.end('second')
    assert.equal((await caller.answer()).body, 'firstsecond')
  })

  it('shows the head of an answer before its body', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    const { response } = await arrived
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    await caller.until((text) => text.includes('text/event-stream'))
    response.end('data: 1\n\n')
    assert.equal((await caller.answer()).body, 'data: 1\n\n')
  })

  it('lets an answer come while the request is still being sent', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write(
      'POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n',
    )
    const { request, response } = await arrived
    assert.equal(await nextChunk(request), 'hi')
    response.write('hello')
    await caller.until((text) => text.includes('hello'))
    const more = nextChunk(request)
    await caller.write('3\r\nbye\r\n0\r\n\r\n')
    assert.equal(await more, 'bye')
    response.end()
    assert.equal((await caller.answer('POST')).body, 'hello')
  })

  it('lets a caller wait for 100 Continue', async () => {
    await using upstream = await openUpstream(({ body }, response) => response.end(body))
    await using gateway = await openForward(upstream)
    await using caller = await connectRaw(gateway.port)
    await caller.write(
      'POST /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n',
    )
    await caller.until((text) => text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'))
    caller.text = ''
    await caller.write('body')
    const answer = await caller.answer('POST')
    assert.equal(answer.status, 200)
    assert.equal(answer.body, 'body')
    assert.deepEqual(upstream.requests[0]?.values('expect'), [])
  })

  it('gives the request up when the caller goes away', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    const caller = await connectRaw(gateway.port)
    await caller.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    const { response } = await arrived
    const closed = new Promise((resolve) => {
      response.once('close', resolve)
    })
    caller.socket.destroy()
    await closed
    assert.equal(response.writableFinished, false)
  })

  it('breaks off the request when the caller breaks off its body', async () => {
    const { handler, arrived } = expectOne()
    await using upstream = await openHttp(handler)
    await using gateway = await openForward(upstream)
    const caller = await connectRaw(gateway.port)
    await caller.write(
      'POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n',
    )
    const { request } = await arrived
    const failed = new Promise((resolve) => {
      request.once('error', resolve)
    })
    await nextChunk(request)
    caller.socket.destroy()
    assert.ok((await failed) instanceof Error)
    assert.equal(request.complete, false)
  })
})
