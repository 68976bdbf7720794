import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createSandbox } from '../src/index.ts'
import { at, openSandbox } from './support/sandbox-client.ts'

/** Sends raw bytes to a listening sandbox and collects all that comes back until the end. */
async function exchange(request: string): Promise<string> {
  const app = createSandbox()
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(portOf(app.server.address()), '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.write(request, 'latin1')
    await once(socket, 'close')
    return Buffer.concat(chunks).toString()
  } finally {
    await app.close()
  }
}

function portOf(address: unknown): number {
  return Number(at(address, 'port'))
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
}

function get(url: string): string {
  return `GET ${url} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n`
}

describe('echo', () => {
  it('answers the request as it came over the wire', async () => {
    const answer = await exchange(
      'PUT /api/v1/debug/echo/a%2Fb/../c?x=%20&x=1 HTTP/1.1\r\nHost: sandbox\r\nX-Twice: 1\r\n' +
        'x-twice: 2\r\nContent-Type: ???\r\nContent-Length: 5\r\nConnection: close\r\n\r\nh\u{c3}\u{a9}!!',
    )
    const json: unknown = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
    assert.equal(at(json, 'method'), 'PUT')
    assert.equal(at(json, 'url'), '/api/v1/debug/echo/a%2Fb/../c?x=%20&x=1')
    assert.deepEqual(at(json, 'headers'), [
      ['Host', 'sandbox'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['Content-Type', '???'],
      ['Content-Length', '5'],
      ['Connection', 'close'],
    ])
    assert.equal(at(json, 'body'), 'h\u{e9}!!')
    assert.equal(at(json, 'bodyLength'), 5)
  })

  it('answers a text body as text', async () => {
    await using sandbox = openSandbox()
    const body = '\u{feff}{"a": "\u{e9}"}'
    const { json } = await sandbox.send('POST', '/debug/echo', { body })
    assert.equal(at(json, 'body'), body)
    assert.equal(at(json, 'bodyEncoding'), 'text')
    assert.equal(at(json, 'bodyLength'), Buffer.byteLength(body))
  })

  it('answers a body that is not UTF-8 as base64', async () => {
    await using sandbox = openSandbox()
    const body = Buffer.from([0xff, 0x00, 0x01])
    const headers = { 'content-type': 'image/png' }
    const { json } = await sandbox.send('PATCH', '/debug/echo', { body, headers })
    assert.equal(at(json, 'body'), '/wAB')
    assert.equal(at(json, 'bodyEncoding'), 'base64')
    assert.equal(at(json, 'bodyLength'), 3)
  })

  it('answers the body of a GET, and an empty one', async () => {
    await using sandbox = openSandbox()
    const full = await sandbox.send('GET', '/debug/echo', { body: 'x' })
    assert.equal(at(full.json, 'body'), 'x')
    const empty = await sandbox.send('OPTIONS', '/debug/echo')
    assert.equal(at(empty.json, 'method'), 'OPTIONS')
    assert.equal(at(empty.json, 'bodyLength'), 0)
  })

  it('refuses more than 1 MiB', async () => {
    await using sandbox = openSandbox()
    const limit = 1024 * 1024
    const fits = await sandbox.send('POST', '/debug/echo', { body: 'a'.repeat(limit) })
    assert.equal(at(fits.json, 'bodyLength'), limit)
    const answer = await sandbox.send('POST', '/debug/echo', { body: 'a'.repeat(limit + 1) })
    assert.equal(answer.status, 413)
  })

  it('is mounted below both bases, without authentication', async () => {
    await using sandbox = openSandbox()
    const ocamba = await sandbox.send('GET', '/v2/ocamba/debug/echo')
    assert.equal(at(ocamba.json, 'url'), '/v2/ocamba/debug/echo')
    const journyx = await sandbox.send('DELETE', '/api/v1/debug/echo')
    assert.equal(at(journyx.json, 'method'), 'DELETE')
  })
})

describe('answers to order', () => {
  it('waits as long as it is told', async () => {
    await using sandbox = openSandbox()
    const start = performance.now()
    const { status, json } = await sandbox.send('GET', '/debug/slow?ms=60')
    assert.ok(performance.now() - start >= 55)
    assert.equal(status, 200)
    assert.deepEqual(json, { waited: 60 })
  })

  it('waits over a socket with a body, too', async () => {
    const answer = await exchange(
      'POST /debug/slow?ms=30 HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/json\r\n' +
        'Content-Length: 2\r\nConnection: close\r\n\r\n{}',
    )
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
    assert.match(answer, /\{"waited":30\}$/)
  })

  it('stops waiting when the caller is gone', async () => {
    const app = createSandbox()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(portOf(app.server.address()), '127.0.0.1')
    const arrived = once(app.server, 'request')
    socket.write('GET /debug/slow?ms=600000 HTTP/1.1\r\nHost: sandbox\r\n\r\n')
    const [, response] = await arrived
    const gone = once(response, 'close')
    const before = countTimers()
    socket.destroy()
    await gone
    await setImmediate()
    assert.ok(countTimers() < before)
    await app.close()
  })

  it('fails the first calls of a key, wherever it is called', async () => {
    await using sandbox = openSandbox()
    const call = (base: string, key: string): ReturnType<typeof sandbox.send> =>
      sandbox.send('GET', `${base}/debug/flaky?key=${key}&fail=2`)
    const first = await call('', 'a')
    assert.equal(first.status, 503)
    assert.equal(first.headers['retry-after'], '1')
    assert.equal((await call('/api/v1', 'a')).status, 503)
    assert.equal((await call('', 'b')).status, 503)
    const third = await call('', 'a')
    assert.equal(third.status, 200)
    assert.equal(third.headers['retry-after'], undefined)
    assert.deepEqual(third.json, { key: 'a', calls: 3 })
  })

  it('answers a given status', async () => {
    await using sandbox = openSandbox()
    const teapot = await sandbox.send('POST', '/debug/status/418', { body: '{}' })
    assert.equal(teapot.status, 418)
    assert.deepEqual(teapot.json, { status: 418 })
    const empty = await sandbox.send('GET', '/debug/status/204')
    assert.equal(empty.status, 204)
    assert.equal(empty.bytes.length, 0)
    assert.equal((await sandbox.send('GET', '/debug/status/100')).status, 400)
  })

  it('answers a given length', async () => {
    await using sandbox = openSandbox()
    const plain = await sandbox.send('GET', '/debug/big?bytes=100000')
    assert.equal(plain.bytes.length, 100_000)
    assert.equal(plain.headers['content-type'], 'application/octet-stream')
    const json = await sandbox.send('GET', '/debug/big?bytes=1000&type=application/hal%2Bjson')
    assert.equal(json.headers['content-type'], 'application/hal+json')
    assert.equal(json.bytes.length, 1000)
    assert.equal(JSON.parse(json.bytes.toString()), 'a'.repeat(998))
    assert.equal((await sandbox.send('GET', '/debug/big?bytes=-1')).status, 400)
  })

  it('answers given bytes with a given type or none', async () => {
    await using sandbox = openSandbox()
    const typed = await sandbox.send('GET', '/debug/bytes?hex=00fF7b&type=application/json')
    assert.deepEqual([...typed.bytes], [0x00, 0xff, 0x7b])
    assert.equal(typed.headers['content-type'], 'application/json')
    const untyped = await sandbox.send('GET', '/debug/bytes?hex=7b7d&type=')
    assert.equal(untyped.bytes.toString(), '{}')
    assert.equal('content-type' in untyped.headers, false)
    assert.equal((await sandbox.send('GET', '/debug/bytes?hex=7')).status, 400)
    assert.equal((await sandbox.send('GET', '/debug/bytes?hex=7b&type=a%0Ab')).status, 400)
  })
})

describe('broken answers', () => {
  it('destroys the connection before any byte', async () => {
    assert.equal(await exchange(get('/debug/broken?how=reset')), '')
  })

  it('sends less than content-length says', async () => {
    const answer = await exchange(get('/debug/broken?how=truncated'))
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
    assert.match(answer, /\r\ncontent-length: 100\r\n/i)
    assert.match(answer, /\r\n\r\n\{"cut":$/)
  })

  it('sends invalid JSON as JSON', async () => {
    await using sandbox = openSandbox()
    const url = '/v2/ocamba/debug/broken?how=bad-json'
    await assert.rejects(sandbox.send('GET', url), SyntaxError)
  })

  it('sends a chunk without a size', async () => {
    const answer = await exchange(get('/debug/broken?how=bad-chunk'))
    assert.match(answer, /\r\ntransfer-encoding: chunked\r\n(?:.+\r\n)*\r\nnot-a-size\r\n/)
  })

  it('never answers, and does not keep the sandbox from closing', async () => {
    const app = createSandbox()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(portOf(app.server.address()), '127.0.0.1')
    let received = 0
    socket.on('data', (chunk: Buffer) => (received += chunk.length))
    socket.on('error', () => undefined)
    const arrived = once(app.server, 'request')
    socket.write('GET /debug/broken?how=no-answer HTTP/1.1\r\nHost: sandbox\r\n\r\n')
    await arrived
    const closed = once(socket, 'close')
    await app.close()
    await closed
    assert.equal(received, 0)
  })

  it('refuses another way', async () => {
    await using sandbox = openSandbox()
    const { status, json } = await sandbox.send('GET', '/debug/broken?how=softly')
    assert.equal(status, 400)
    assert.match(String(at(json, 'error')), /reset, truncated/)
  })
})
