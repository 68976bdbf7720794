import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { connectRaw, sendRaw } from './support/raw-connection.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import {
  answerJson,
  findDeadPort,
  openHttp,
  openRawAnswer,
  openTcp,
  openUpstream,
} from './support/test-upstream.ts'

function openForward(
  upstream: { readonly url: string },
  more: object = {},
): Promise<RunningGateway> {
  return openGateway({ upstreams: { api: { url: upstream.url } }, forward: 'api', ...more })
}

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

describe('forward: the request', () => {
  it('sends the target in its own bytes', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    const targets = [
      '/',
      '/?',
      '/a%2Fb%2fc/%41',
      '/a/./b/../c',
      '/../..',
      '//double//slash//',
      '/a;b=c/d;e',
      '/x?q=a b'.replace(' ', '%20'),
      "/x?a[]=1&b={}&c=|&d='&e=<>&f=^&g=`",
      '/x?a=1&a=2&&=&?=?/../',
      '/x?%zz=%',
      '/%zz',
      '/a\\b',
      '/x:80/@user',
      '/http://other/x',
    ]
    for (const target of targets) {
      const answer = await sendRaw(
        gateway.port,
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      )
      assert.equal(answer.status, 200, target)
      assert.equal(upstream.requests.at(-1)?.target, target)
    }
  })

  it('refuses bytes beyond ASCII in the target instead of changing them', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, get('/caf\xc3\xa9'))).status, 400)
    assert.equal(upstream.requests.length, 0)
  })

  it('reduces absolute-form to the path, in its own bytes', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    const pairs = [
      ['http://other.example/a%2fb?c=http://d/e', '/a%2fb?c=http://d/e'],
      ['HTTP://other.example:81//a/../b', '//a/../b'],
      ['http://other.example', '/'],
      ['http://other.example?x=1', '/?x=1'],
      ['https://user:pass@other.example/x', '/x'],
    ] as const
    for (const [target, path] of pairs) {
      const answer = await sendRaw(
        gateway.port,
        `GET ${target} HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n`,
      )
      assert.equal(answer.status, 200, target)
      assert.equal(upstream.requests.at(-1)?.target, path)
    }
  })

  it('makes no path of the asterisk of OPTIONS', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    await sendRaw(gateway.port, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    assert.ok(upstream.requests.every(({ target }) => target === '*'))
  })

  it('sends every method, with and without a body', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    for (const method of [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'PROPFIND',
      'QUERY',
    ]) {
      const line = `${method} /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`
      const bare = await sendRaw(gateway.port, `${line}\r\n`)
      assert.equal(bare.status, 200, method)
      assert.equal(upstream.requests.at(-1)?.method, method)
      assert.equal(upstream.requests.at(-1)?.body.length, 0)
      const full = await sendRaw(gateway.port, `${line}Content-Length: 4\r\n\r\nbody`)
      assert.equal(full.status, 200, method)
      assert.equal(upstream.requests.at(-1)?.method, method)
      assert.equal(upstream.requests.at(-1)?.body.toString(), 'body', method)
      assert.deepEqual(upstream.requests.at(-1)?.values('content-length'), ['4'])
    }
  })

  it('keeps fields, their spelling, order, repetition and bytes', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    await sendRaw(
      gateway.port,
      [
        'POST /x HTTP/1.1',
        'hOsT: x',
        'X-UPPER: One',
        'x-lower:   two  ',
        'X-Twice: 1',
        'x-twice: 2',
        'X-Latin: caf\xe9',
        'X-Empty:',
        'Cookie: a=1',
        'Cookie: b=2',
        'Authorization: Bearer T',
        'Range: bytes=0-1',
        'Accept-Encoding: br',
        'Content-Type: text/PLAIN',
        'Content-Length: 0',
        'Connection: close',
        '',
        '',
      ].join('\r\n'),
    )
    const sent = upstream.requests[0]?.fields.filter(
      ([name]) => !/^(host|via|x-forwarded|connection|content-length)/i.test(name),
    )
    assert.deepEqual(sent, [
      ['X-UPPER', 'One'],
      ['x-lower', 'two'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['X-Latin', 'caf\xe9'],
      ['X-Empty', ''],
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
      ['Authorization', 'Bearer T'],
      ['Range', 'bytes=0-1'],
      ['Accept-Encoding', 'br'],
      ['Content-Type', 'text/PLAIN'],
    ])
    assert.deepEqual(upstream.requests[0]?.values('content-length'), ['0'])
  })

  it('removes hop-by-hop fields and those that Connection names', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream)
    await sendRaw(
      gateway.port,
      [
        'GET /x HTTP/1.1',
        'Host: x',
        'Connection: close, X-Named',
        'connection: x-also , ,',
        'X-Named: 1',
        'X-Also: 2',
        'X-Kept: 3',
        'Keep-Alive: timeout=9',
        'Proxy-Connection: keep-alive',
        'TE: trailers',
        '',
        '',
      ].join('\r\n'),
    )
    const seen = upstream.requests[0]
    for (const name of ['x-named', 'x-also', 'keep-alive', 'proxy-connection', 'te']) {
      assert.deepEqual(seen?.values(name), [], name)
    }
    assert.deepEqual(seen?.values('x-kept'), ['3'])
  })

  it('sends 5 MB of bytes with a length unchanged, and 5 MB back', async () => {
    const bytes = randomBytes(5_000_000)
    await using upstream = await openUpstream(({ body }, response) => {
      response.writeHead(200, { 'content-length': body.length }).end(body)
    })
    await using gateway = await openForward(upstream)
    const response = await fetch(`${gateway.url}/x`, { method: 'PUT', body: bytes })
    const back = new Uint8Array(await response.arrayBuffer())
    assert.equal(hash(upstream.requests[0]?.body), hash(bytes))
    assert.equal(hash(back), hash(bytes))
    assert.deepEqual(upstream.requests[0]?.values('content-length'), ['5000000'])
    assert.deepEqual(upstream.requests[0]?.values('transfer-encoding'), [])
  })

  it('sends 5 MB of bytes in chunks unchanged, and 5 MB back', async () => {
    const bytes = randomBytes(5_000_000)
    await using upstream = await openUpstream(({ body }, response) => {
      for (let at = 0; at < body.length; at += 70_000)
        response.write(body.subarray(at, at + 70_000))
      response.end()
    })
    await using gateway = await openForward(upstream)
    const response = await fetch(`${gateway.url}/x`, {
      method: 'PUT',
      body: new Blob([bytes]).stream(),
      duplex: 'half',
    })
    const back = new Uint8Array(await response.arrayBuffer())
    assert.equal(hash(upstream.requests[0]?.body), hash(bytes))
    assert.equal(hash(back), hash(bytes))
    assert.deepEqual(upstream.requests[0]?.values('transfer-encoding'), ['chunked'])
  })

  it('is not bound by the limits of batches', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openForward(upstream, { budget: '1KiB' })
    const response = await fetch(`${gateway.url}/x`, {
      method: 'POST',
      body: Buffer.alloc(100_000),
    })
    assert.equal(response.status, 200)
    assert.equal(upstream.requests[0]?.body.length, 100_000)
  })
})

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
    const answer = await sendRaw(gateway.port, get('/x'))
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
    assert.equal((await sendRaw(gateway.port, get('/x'))).start, 'HTTP/1.1 200 ')
  })

  it('passes an answer whose reason is beyond ASCII', async () => {
    const latin = 'HTTP/1.1 200 Trouv\xe9\r\nContent-Length: 2\r\n\r\nok'
    const utf8 = 'HTTP/1.1 200 Gr\xe2\x82\xac\r\nContent-Length: 2\r\n\r\nok'
    for (const bytes of [latin, utf8]) {
      await using upstream = await openRawAnswer(bytes)
      await using gateway = await openForward(upstream)
      const answer = await sendRaw(gateway.port, get('/x'))
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
    const answer = await sendRaw(gateway.port, get('/x'))
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
    const answer = await sendRaw(gateway.port, get('/x'))
    assert.equal(answer.status, 200)
    assert.equal(answer.body, 'ok')
  })

  it('passes an answer that ends with the connection', async () => {
    await using upstream = await openRawAnswer('HTTP/1.1 200 OK\r\n\r\nall of it')
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, get('/x'))
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
    assert.equal((await sendRaw(gateway.port, get('/x'))).status, 502)
  })

  it('answers 502 when the connection ends before an answer', async () => {
    await using upstream = await openRawAnswer('')
    await using gateway = await openForward(upstream)
    assert.equal((await sendRaw(gateway.port, get('/x'))).status, 502)
  })

  it('shows the caller that a chunked answer broke off', async () => {
    await using upstream = await openRawAnswer(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n',
    )
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, get('/x'))
    assert.equal(answer.status, 200)
    assert.equal(answer.complete, false)
    await assert.rejects(fetch(`${gateway.url}/x`).then((response) => response.text()))
  })

  it('shows the caller that an answer with a length broke off', async () => {
    await using upstream = await openRawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfirst')
    await using gateway = await openForward(upstream)
    const answer = await sendRaw(gateway.port, get('/x'))
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
    const answer = await sendRaw(gateway.port, get('/x'))
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

function get(target: string): string {
  return `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`
}

function hash(bytes: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(bytes ?? 'nothing')
    .digest('hex')
}
