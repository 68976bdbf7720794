import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { sendRaw } from './support/raw-connection.ts'
import { rawGet } from './support/raw-request.ts'
import { openUpstream } from './support/test-upstream.ts'

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
    assert.equal((await sendRaw(gateway.port, rawGet('/caf\xc3\xa9'))).status, 400)
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

function hash(bytes: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(bytes ?? 'nothing')
    .digest('hex')
}
