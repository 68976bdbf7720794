import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify'
import { startFastify, textOf } from '../support/fastify-app.ts'

/** An app that answers `/seen*` with what `look` finds in the request. */
function showing(look: (request: FastifyRequest) => unknown): (app: FastifyInstance) => unknown {
  return (app) => app.all('/seen*', async (request) => ({ seen: look(request) ?? null }))
}

describe('Fastify 5: what a request says', () => {
  const facts: Readonly<Record<string, (request: FastifyRequest) => unknown>> = {
    'its address': ({ ip, ips }) => [ip, ips ?? null],
    'its host': ({ host, hostname, port }) => [host, hostname, port],
    'its scheme': ({ protocol }) => protocol,
    'its method': ({ method, raw }) => [method, raw.method],
    'its URL': ({ url, originalUrl, raw }) => [url, originalUrl, raw.url],
    'its query': ({ query }) => query,
    'its parameters': ({ params }) => params,
    'its route': ({ routeOptions, is404 }) => [routeOptions.url, routeOptions.method, is404],
    'its version': ({ raw }) => [raw.httpVersion, raw.httpVersionMajor, raw.httpVersionMinor],
    'that nothing went wrong': ({ raw }) => [raw.aborted, raw.destroyed, raw.readable, raw.errored],
    'no trailers': ({ raw }) => [raw.trailers, raw.rawTrailers, raw.trailersDistinct],
    'no status': ({ raw }) => [raw.statusCode, raw.statusMessage],
    'the peer of its connection': ({ socket }) => [socket.remoteAddress, socket.remoteFamily],
    'a port of its peer': ({ socket }) => typeof socket.remotePort,
    'its own end of the connection': ({ socket }) => [
      socket.localAddress,
      socket.localPort,
      socket.localFamily,
    ],
    'the address of its own end': ({ socket }) => socket.address(),
    'the state of its connection': ({ socket }) => [
      socket.readyState,
      socket.destroyed,
      socket.writable,
      socket.connecting,
      Reflect.get(socket, 'encrypted') === true,
    ],
    'one connection everywhere': ({ socket, raw }) => [
      socket === raw.socket,
      socket === Reflect.get(raw, 'connection'),
    ],
    'its own fields': ({ headers }) => [headers['x-one'], headers.accept, headers['user-agent']],
    'each value of its fields': ({ raw }) => [raw.headersDistinct['x-one'], raw.headers.cookie],
    'which fields it has': ({ headers }) =>
      Object.keys(headers)
        .filter((name) => name !== 'connection')
        .toSorted(),
  }
  const headers = {
    'x-one': '1, 2',
    accept: 'text/html;q=0.5, */*',
    'user-agent': 'test',
    cookie: 'a=1; b=2',
  }
  for (const [fact, look] of Object.entries(facts)) {
    it(`says ${fact}`, async () => {
      await using compared = await startFastify(showing(look))
      await compared.assertSame({ path: '/seen/a%20b/%C3%A9?x=1&x=2&y=%2F&z', headers })
    })
  }

  it('says its length and type where it has a body', async () => {
    await using compared = await startFastify(
      showing(({ headers: fields }) => [fields['content-length'], fields['content-type']]),
    )
    const type = { 'content-type': 'text/plain; charset=utf-8' }
    const answer = await compared.assertSame({
      method: 'POST',
      path: '/seen',
      headers: type,
      body: 'é',
    })
    assert.equal(answer.text, '{"seen":["2","text/plain; charset=utf-8"]}')
  })

  it('says the host that the batch was posted to', async () => {
    await using compared = await startFastify(
      showing(({ host, hostname, port }) => [host, hostname, port]),
    )
    const outer = { host: 'api.example:8080' }
    const part = await compared.asPart({ path: '/seen' }, outer)
    assert.deepEqual(part, await compared.alone({ path: '/seen', headers: outer }))
  })
})

describe('Fastify 5: the id of a request', () => {
  it('is made for each part', async () => {
    await using compared = await startFastify(showing(({ id }) => id))
    const seen = await compared.asParts([{ path: '/seen' }, { path: '/seen' }])
    assert.equal(new Set(seen.map(textOf)).size, 2)
  })

  it('is made by the app', async () => {
    await using compared = await startFastify(
      showing(({ id }) => id),
      { server: { genReqId: ({ method, url }) => `${method} ${url}` } },
    )
    assert.equal((await compared.assertSame({ path: '/seen' })).text, '{"seen":"GET /seen"}')
  })

  it('is taken from a field', async () => {
    await using compared = await startFastify(
      showing(({ id }) => id),
      { server: { requestIdHeader: 'x-request-id' } },
    )
    const answer = await compared.assertSame({ path: '/seen', headers: { 'x-request-id': 'abc' } })
    assert.equal(answer.text, '{"seen":"abc"}')
  })
})

/** What an app says of its peer that a proxy in front of it may change. */
function lookAtPeer({ ip, ips, host, hostname, port, protocol }: FastifyRequest): unknown {
  return [ip, ips, host, hostname, port, protocol]
}

describe('Fastify 5: trustProxy', () => {
  const forwarded = {
    'x-forwarded-for': '203.0.113.7, 10.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'public.example:8443',
  }
  const trusts: Readonly<Record<string, NonNullable<FastifyServerOptions['trustProxy']>>> = {
    'any proxy': true,
    'one address': '127.0.0.1',
    'several nets': ['loopback', '10.0.0.0/8'],
    'a function': () => true,
  }
  for (const [name, trustProxy] of Object.entries(trusts)) {
    it(`sees what the proxy in front of the batch says (${name})`, async () => {
      await using compared = await startFastify(showing(lookAtPeer), { server: { trustProxy } })
      const part = await compared.asPart({ path: '/seen' }, forwarded)
      assert.deepEqual(part, await compared.alone({ path: '/seen', headers: forwarded }))
    })
  }

  it('sees nothing of a proxy that is not trusted', async () => {
    await using compared = await startFastify(showing(lookAtPeer), {
      server: { trustProxy: '192.0.2.1' },
    })
    const part = await compared.asPart({ path: '/seen' }, forwarded)
    assert.deepEqual(part, await compared.alone({ path: '/seen', headers: forwarded }))
  })

  it('never believes a part that says where it comes from', async () => {
    await using compared = await startFastify(showing(lookAtPeer), { server: { trustProxy: true } })
    const part = await compared.asPart({ path: '/seen', headers: forwarded })
    assert.deepEqual(part, await compared.alone({ path: '/seen' }))
  })

  it('believes the proxy and not the part where they differ', async () => {
    await using compared = await startFastify(showing(lookAtPeer), { server: { trustProxy: true } })
    const lie = { path: '/seen', headers: { 'x-forwarded-for': '198.51.100.1' } }
    const part = await compared.asPart(lie, forwarded)
    assert.deepEqual(part, await compared.alone({ path: '/seen', headers: forwarded }))
  })
})
