import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BatchEndpointOptions } from '@batchway/core'
import type { FetchApp } from '@batchway/core/fetch'
import { withBatch } from '@batchway/core/fetch'
import type { OcambaAnswer } from '../support/ocamba.ts'
import { writeOcamba } from '../support/ocamba.ts'

const bounded = { timeout: 3000 }

const echo: FetchApp = async (request) => {
  const { pathname, search } = new URL(request.url)
  const headers = Object.fromEntries(request.headers)
  const body = await request.text()
  return Response.json({ method: request.method, url: pathname + search, headers, body })
}

function mount(app: FetchApp = echo, options: Partial<BatchEndpointOptions> = {}): FetchApp {
  return withBatch(app, { path: '/api/batch', dialect: 'ocamba', ...options })
}

interface Posting {
  readonly headers?: Readonly<Record<string, string>>
  readonly url?: string
  readonly signal?: AbortSignal
}

function post(
  body: NonNullable<RequestInit['body']>,
  { headers, url = '/api/batch', signal }: Posting = {},
): Request {
  return new Request(`http://api.example${url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    duplex: 'half',
    ...(signal === undefined ? {} : { signal }),
  })
}

async function answerOf(response: Response): Promise<OcambaAnswer> {
  assert.equal(response.status, 200)
  return (await response.json()) as OcambaAnswer
}

/** A body of unknown length. */
function streamOf(...chunks: readonly string[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)))
}

async function* breakOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('[')
  await setImmediate()
  throw new Error('gone')
}

describe('a fetch app with a batch endpoint', () => {
  it('answers batches with the answers of the app', async () => {
    const app = mount()
    const batch = writeOcamba(
      { relative_url: '/a?x=%20' },
      { method: 'POST', relative_url: '/b', body: { c: [1] } },
    )
    const { parts } = await answerOf(await app(post(batch)))
    const [first, second] = parts.map(({ body }) => body as Record<string, unknown>)
    assert.equal(first?.['url'], '/api/a?x=%20')
    assert.deepEqual([second?.['method'], second?.['body']], ['POST', '{"c":[1]}'])
  })

  it('refuses a body that is longer than it says, and than is allowed', bounded, async () => {
    const app = mount(echo, { limits: { batchBytes: 20 } })
    const response = await app(
      post(writeOcamba({ relative_url: '/a' }), { headers: { 'content-length': '5' } }),
    )
    assert.equal(response.status, 413)
  })

  it('passes other requests through, as they are', async () => {
    const app = mount((request) => new Response(request.url, { status: 299 }))
    const request = new Request('http://api.example/other?x')
    const response = await app(request)
    assert.equal(response.status, 299)
    assert.equal(await response.text(), 'http://api.example/other?x')
  })

  it('does not pass other methods to its path through', async () => {
    const response = await mount()(new Request('http://api.example/api/batch'))
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
  })

  it('takes its path in every spelling', async () => {
    const response = await mount()(
      post(writeOcamba({ relative_url: '/a' }), { url: '/API/b%61tch/' }),
    )
    assert.equal(response.status, 200)
  })

  it('gives the parts the host of the caller', async () => {
    const { parts } = await answerOf(await mount()(post(writeOcamba({ relative_url: '/a' }))))
    const body = parts[0]?.body as { headers: Record<string, string> }
    assert.equal(body.headers['host'], 'api.example')
  })

  it('gives the parts the identity of the caller', async () => {
    const headers = { authorization: 'Bearer x', cookie: 's=1' }
    const request = post(writeOcamba({ relative_url: '/a' }), { headers })
    const { parts } = await answerOf(await mount()(request))
    const body = parts[0]?.body as { headers: Record<string, string> }
    assert.equal(body.headers['authorization'], 'Bearer x')
    assert.equal(body.headers['cookie'], 's=1')
  })

  it('does not let a part say who the caller is', async () => {
    const part = { relative_url: '/a', headers: { Authorization: 'Bearer forged' } }
    const { parts } = await answerOf(await mount()(post(writeOcamba(part))))
    const body = parts[0]?.body as { headers: Record<string, string> }
    assert.equal(body.headers['authorization'], undefined)
  })

  it('refuses a batch without identity where one is required', async () => {
    const app = mount(echo, { identity: 'required' })
    const batch = writeOcamba({ relative_url: '/a' })
    assert.equal((await app(post(batch))).status, 401)
    assert.equal((await app(post(batch, { headers: { 'x-api-key': 'k' } }))).status, 200)
  })
})

describe('the body of a batch', () => {
  const batch = writeOcamba({ relative_url: '/a' })

  it('may come in chunks', async () => {
    const body = streamOf(batch.slice(0, 5), batch.slice(5))
    assert.equal((await mount()(post(body))).status, 200)
  })

  it('may have the last byte that is allowed', async () => {
    const app = mount(echo, { limits: { batchBytes: batch.length } })
    assert.equal((await app(post(batch))).status, 200)
    assert.equal((await app(post(streamOf(batch)))).status, 200)
  })

  it('is refused when its declared length is too large, unread', async () => {
    const app = mount(echo, { limits: { batchBytes: 10 } })
    const request = post(streamOf(batch), { headers: { 'content-length': '11' } })
    assert.equal((await app(request)).status, 413)
    assert.equal(request.bodyUsed, false)
  })

  it('is refused when it turns out too large', async () => {
    const app = mount(echo, { limits: { batchBytes: batch.length - 1 } })
    assert.equal((await app(post(streamOf(batch.slice(0, 9), batch.slice(9))))).status, 413)
  })

  it('may be compressed', async () => {
    const headers = { 'content-encoding': 'gzip' }
    assert.equal((await mount()(post(gzipSync(batch), { headers }))).status, 200)
  })

  it('is refused when it is too large once decoded', async () => {
    const app = mount(echo, { limits: { batchBytes: 1000 } })
    const bomb = gzipSync(Buffer.alloc(100_000, 0x20))
    assert.equal((await app(post(bomb, { headers: { 'content-encoding': 'gzip' } }))).status, 413)
  })

  it('is refused in an unknown coding, with the ones that are known', async () => {
    const response = await mount()(post(batch, { headers: { 'content-encoding': 'lzma' } }))
    assert.equal(response.status, 415)
    assert.match(response.headers.get('accept-encoding') ?? '', /gzip/)
  })

  it('is refused in a broken coding', async () => {
    const response = await mount()(post(batch, { headers: { 'content-encoding': 'gzip' } }))
    assert.equal(response.status, 400)
  })

  it('is refused when there is none', async () => {
    const request = new Request('http://api.example/api/batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    assert.equal((await mount()(request)).status, 400)
  })

  it('is refused when it breaks off', async () => {
    assert.equal((await mount()(post(ReadableStream.from(breakOff())))).status, 400)
  })
})

describe('a caller who goes away', () => {
  it('stops the run', bounded, async () => {
    const abort = new AbortController()
    const seen: string[] = []
    const gone = Promise.withResolvers<void>()
    const app = mount((request) => {
      seen.push(new URL(request.url).pathname)
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => {
          gone.resolve()
          reject(new Error('given up'))
        })
        queueMicrotask(() => abort.abort())
      })
    })
    const batch = writeOcamba({ relative_url: '/a' }, { relative_url: '/b' })
    await app(post(batch, { url: '/api/batch?mode=serial', signal: abort.signal }))
    await gone.promise
    assert.deepEqual(seen, ['/api/a'])
  })

  it('had gone before anything was run: nothing is', bounded, async () => {
    let calls = 0
    const abort = new AbortController()
    const app = mount(
      () => {
        calls += 1
        return new Response()
      },
      {
        admissions: [
          {
            admit: () => {
              abort.abort()
              return {}
            },
          },
        ],
      },
    )
    const batch = writeOcamba({ relative_url: '/a' }, { relative_url: '/b' })
    await app(post(batch, { url: '/api/batch?mode=serial', signal: abort.signal }))
    assert.ok(calls <= 1, `${calls} parts were run`)
  })
})

describe('a batch inside a batch', () => {
  const inner = writeOcamba({ relative_url: '/a' })

  it('is refused by its path', async () => {
    const batch = writeOcamba({ method: 'POST', relative_url: '/batch', body: [] })
    assert.equal((await mount()(post(batch))).status, 400)
  })

  it('is refused when the app itself sends a part there', async () => {
    const app = mount((request) =>
      new URL(request.url).pathname === '/api/detour' ? app(post(inner)) : echo(request),
    )
    const { parts } = await answerOf(await app(post(writeOcamba({ relative_url: '/detour' }))))
    assert.equal(parts[0]?.code, 508)
  })

  it('is refused when the app does so later, on a detour', async () => {
    const app = mount(async (request) => {
      if (new URL(request.url).pathname !== '/api/detour') return echo(request)
      await setImmediate()
      const response = await app(post(inner))
      return Response.json({ status: response.status })
    })
    const { parts } = await answerOf(await app(post(writeOcamba({ relative_url: '/detour' }))))
    assert.deepEqual(parts[0]?.body, { status: 508 })
  })

  it('is refused at another endpoint of the same app', async () => {
    const first: FetchApp = mount((request) => second(request))
    const second = withBatch(echo, { path: '/other/batch', dialect: 'ocamba' })
    const app = withBatch(
      (request) =>
        new URL(request.url).pathname === '/api/detour'
          ? second(post(inner, { url: '/other/batch' }))
          : first(request),
      { path: '/api/batch', dialect: 'ocamba' },
    )
    const { parts } = await answerOf(await app(post(writeOcamba({ relative_url: '/detour' }))))
    assert.equal(parts[0]?.code, 508)
  })

  it('is no matter for two batches at the same time', async () => {
    const app = mount(async (request) => {
      await setImmediate()
      return echo(request)
    })
    const answers = await Promise.all([app(post(inner)), app(post(inner))])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    )
  })
})
