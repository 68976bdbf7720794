import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BatchEndpointOptions, BatchReport } from '@batchway/core'
import { Budget } from '@batchway/core'
import { splitTarget, toHeaderList, withBatch } from '@batchway/core/node'
import type { OcambaAnswer } from '../support/ocamba.ts'
import { writeOcamba } from '../support/ocamba.ts'
import type { TestServer } from '../support/servers.ts'
import { startHttp } from '../support/servers.ts'

const bounded = { timeout: 5000 }

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

const echo: Listener = async (request, response) => {
  const body = await text(request)
  const { method, url, headers } = request
  const { remoteAddress } = request.socket
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ method, url, headers, body, remoteAddress }))
}

interface Echoed {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly remoteAddress: string
}

function open(
  listener: Listener = echo,
  options: Partial<BatchEndpointOptions> = {},
): Promise<TestServer> {
  return startHttp(withBatch(listener, { path: '/api/batch', dialect: 'ocamba', ...options }))
}

interface Posting {
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
}

function post(
  server: TestServer,
  body: NonNullable<RequestInit['body']>,
  { headers, path = '/api/batch' }: Posting = {},
): Promise<Response> {
  return fetch(server.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(3000),
  })
}

async function echoesOf(response: Response): Promise<readonly Echoed[]> {
  assert.equal(response.status, 200)
  const { parts } = (await response.json()) as OcambaAnswer
  return parts.map(({ body }) => body as Echoed)
}

/** Sends text over a connection of its own and gives what comes back until it is closed. */
async function exchange(server: TestServer, pieces: readonly string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (received: Buffer) => chunks.push(received))
  socket.on('error', (error) => chunks.push(Buffer.from(`<${error.message}>`)))
  for (const piece of pieces) socket.write(piece, 'latin1')
  await once(socket, 'close')
  return Buffer.concat(chunks).toString('latin1')
}

function chunk(content: string): string {
  return `${content.length.toString(16)}\r\n${content}\r\n`
}

const chunkedHead =
  'POST /api/batch HTTP/1.1\r\nHost: api\r\nConnection: close\r\n' +
  'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'

const batch = writeOcamba({ relative_url: '/a' })

function fail(): never {
  throw new Error('secret')
}

describe('a node:http listener with a batch endpoint', () => {
  it('answers batches with the answers of the listener', bounded, async () => {
    await using server = await open()
    const parts = writeOcamba(
      { relative_url: '/a?x=%20' },
      { method: 'PUT', relative_url: '/b', body: 'é' },
    )
    const [first, second] = await echoesOf(await post(server, parts))
    assert.equal(first?.url, '/api/a?x=%20')
    assert.deepEqual([second?.method, second?.body], ['PUT', '"é"'])
  })

  it('passes other requests through', bounded, async () => {
    await using server = await open()
    const seen = (await (await fetch(`${server.origin}/other?x=%7e`)).json()) as Echoed
    assert.equal(seen.url, '/other?x=%7e')
  })

  it('does not pass other methods to its path through', bounded, async () => {
    await using server = await open()
    const response = await fetch(`${server.origin}/api/batch`)
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
  })

  it('takes its path in every spelling', bounded, async () => {
    await using server = await open()
    assert.equal((await post(server, batch, { path: '/api//B%61tch;x?mode=serial' })).status, 200)
  })

  it('takes a target in absolute form', bounded, async () => {
    await using server = await open()
    const head = `POST http://api/api/batch HTTP/1.1\r\nHost: api\r\nConnection: close\r\n`
    const fields = `Content-Type: application/json\r\nContent-Length: ${batch.length}\r\n\r\n`
    assert.match(await exchange(server, [head + fields + batch]), /^HTTP\/1.1 200 /)
  })

  it('says how long its answer is', bounded, async () => {
    await using server = await open()
    const response = await post(server, batch)
    const length = (await response.clone().arrayBuffer()).byteLength
    assert.equal(response.headers.get('content-length'), String(length))
  })

  it('gives the parts the identity, the host and the address of the caller', bounded, async () => {
    await using server = await open()
    const headers = { authorization: 'Bearer x', cookie: 's=1' }
    const [seen] = await echoesOf(await post(server, batch, { headers }))
    assert.equal(seen?.headers['authorization'], 'Bearer x')
    assert.equal(seen?.headers['cookie'], 's=1')
    assert.equal(seen?.headers['host'], `127.0.0.1:${server.port}`)
    assert.equal(seen?.remoteAddress, '127.0.0.1')
  })

  it('answers several batches on one connection', bounded, async () => {
    await using server = await open()
    const fields = `Content-Type: application/json\r\nContent-Length: ${batch.length}\r\n`
    const head = `POST /api/batch HTTP/1.1\r\nHost: api\r\n${fields}`
    const last = `${head}Connection: close\r\n\r\n${batch}`
    const answers = await exchange(server, [`${head}\r\n${batch}`, last])
    assert.equal(answers.match(/HTTP\/1.1 200 /g)?.length, 2)
  })
})

describe('the body of a batch', () => {
  it('may come in chunks', bounded, async () => {
    await using server = await open()
    const pieces = [chunkedHead, chunk(batch.slice(0, 4)), chunk(batch.slice(4)), chunk('')]
    assert.match(await exchange(server, pieces), /^HTTP\/1.1 200 /)
  })

  it('is refused when its declared length is too large, before it comes', bounded, async () => {
    await using server = await open(echo, { limits: { batchBytes: 10 } })
    const head =
      'POST /api/batch HTTP/1.1\r\nHost: api\r\nConnection: close\r\n' +
      'Content-Type: application/json\r\nContent-Length: 11\r\n\r\n'
    assert.match(await exchange(server, [`${head}${' '.repeat(11)}`]), /^HTTP\/1.1 413 /)
  })

  it('is refused when its chunks turn out too large', bounded, async () => {
    await using server = await open(echo, { limits: { batchBytes: 100 } })
    const pieces = [chunkedHead, chunk(' '.repeat(60)), chunk(' '.repeat(60)), chunk('')]
    assert.match(await exchange(server, pieces), /^HTTP\/1.1 413 /)
  })

  it('is refused with an answer that arrives while the caller still sends', bounded, async () => {
    await using server = await open(echo, { limits: { batchBytes: 1000 } })
    const response = await post(server, new Uint8Array(300_000))
    assert.equal(response.status, 413)
  })

  it('may be compressed', bounded, async () => {
    await using server = await open()
    const headers = { 'content-encoding': 'gzip' }
    assert.equal((await post(server, gzipSync(batch), { headers })).status, 200)
  })

  it('is refused when it is too large once decoded', bounded, async () => {
    await using server = await open(echo, { limits: { batchBytes: 1000 } })
    const headers = { 'content-encoding': 'gzip' }
    const bomb = gzipSync(Buffer.alloc(100_000, 0x20))
    assert.equal((await post(server, bomb, { headers })).status, 413)
  })

  it('is refused in an unknown coding', bounded, async () => {
    await using server = await open()
    const response = await post(server, batch, { headers: { 'content-encoding': 'lzma' } })
    assert.equal(response.status, 415)
  })

  it('takes memory while it is needed, and no longer', bounded, async () => {
    const budget = new Budget(1_000_000)
    let during = 0
    const listener: Listener = (_, response) => {
      during = budget.used
      response.end('{}')
    }
    await using server = await open(listener, { budget })
    await (await post(server, batch)).text()
    assert.equal(during, batch.length)
    assert.equal(budget.used, 0)
  })

  it('is refused with 503 when there is no memory for it', bounded, async () => {
    await using server = await open(echo, { budget: new Budget(batch.length - 1) })
    const response = await post(server, batch)
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('retry-after'), '1')
  })
})

describe('a caller who goes away', () => {
  it('stops the run', bounded, async () => {
    const seen: string[] = []
    const gone = Promise.withResolvers<void>()
    const reported = Promise.withResolvers<BatchReport>()
    const abort = new AbortController()
    const listener: Listener = (request, response) => {
      seen.push(request.url ?? '')
      response.once('close', () => gone.resolve())
      abort.abort()
    }
    await using server = await open(listener, { onBatch: reported.resolve })
    const two = writeOcamba({ relative_url: '/a' }, { relative_url: '/b' })
    const posted = fetch(`${server.origin}/api/batch?mode=serial`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: two,
      signal: abort.signal,
    })
    await assert.rejects(posted)
    await gone.promise
    const { outcomes } = await reported.promise
    assert.deepEqual(seen, ['/api/a'])
    assert.equal(outcomes.length, 2)
  })

  it('gives back the memory', bounded, async () => {
    const budget = new Budget(1_000_000)
    const abort = new AbortController()
    let response: ServerResponse | undefined
    await using server = await open(
      (_, given) => {
        response = given
        abort.abort()
      },
      { budget },
    )
    const posted = fetch(`${server.origin}/api/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: batch,
      signal: abort.signal,
    })
    await assert.rejects(posted)
    while (budget.used > 0) await setImmediate()
    assert.ok(response !== undefined)
  })
})

describe('a batch inside a batch', () => {
  it('is refused by its path', bounded, async () => {
    await using server = await open()
    const inner = writeOcamba({ method: 'POST', relative_url: '/batch', body: [] })
    assert.equal((await post(server, inner)).status, 400)
  })

  it('is refused when the listener itself hands a part to the endpoint', bounded, async () => {
    const listener: Listener = (request, response) => {
      if (request.url !== '/api/detour') return echo(request, response)
      request.url = '/api/batch'
      return handle(request, response)
    }
    const handle = withBatch(listener, { path: '/api/batch', dialect: 'ocamba' })
    await using server = await startHttp(handle)
    const detour = writeOcamba({ method: 'POST', relative_url: '/detour', body: [] })
    const { parts } = (await (await post(server, detour)).json()) as OcambaAnswer
    assert.equal(parts[0]?.code, 508)
  })
})

describe('an endpoint whose own functions fail', () => {
  it('answers 500 when an admission throws, and says no more', bounded, async () => {
    await using server = await open(echo, { admissions: [{ admit: fail }] })
    const response = await post(server, batch)
    assert.equal(response.status, 500)
    assert.doesNotMatch(await response.text(), /secret/)
  })

  it('answers all the same when the one who is told of batches throws', bounded, async () => {
    await using server = await open(echo, { onBatch: fail })
    assert.equal((await post(server, batch)).status, 200)
  })
})

describe('splitTarget', () => {
  it('parts path and query at the first question mark', () => {
    assert.deepEqual(splitTarget('/a?b?c'), { path: '/a', query: 'b?c' })
    assert.deepEqual(splitTarget('/a'), { path: '/a', query: '' })
    assert.deepEqual(splitTarget('/a?'), { path: '/a', query: '' })
  })

  it('reduces absolute form to the path', () => {
    assert.deepEqual(splitTarget('http://h:1/a?b'), { path: '/a', query: 'b' })
    assert.deepEqual(splitTarget('HTTPS://h'), { path: '/', query: '' })
    assert.deepEqual(splitTarget('http://h?b'), { path: '/', query: 'b' })
  })

  it('leaves other targets alone', () => {
    assert.deepEqual(splitTarget('*'), { path: '*', query: '' })
    assert.deepEqual(splitTarget('//h/a'), { path: '//h/a', query: '' })
  })
})

describe('toHeaderList', () => {
  it('pairs names in lower case with their values', () => {
    assert.deepEqual(toHeaderList(['A-B', '1', 'a-b', '']), [
      ['a-b', '1'],
      ['a-b', ''],
    ])
  })
})
