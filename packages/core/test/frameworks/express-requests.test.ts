import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'
import { describe, it } from 'node:test'
import { json as readJson } from 'node:stream/consumers'
import { once } from 'node:events'
import type { Request } from 'express'
import type { ComparedApp } from '../support/compared-app.ts'
import type { PlainResult } from '../support/plain-dialect.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

for (const version of expressVersions) {
  describe(`a request in ${version.name}`, bounded, () => {
    it('says where it came from', async () => {
      await using compared = await startReader(version, (request) => {
        const { ip, ips, protocol, secure, hostname, subdomains, xhr } = request
        return { ip, ips, protocol, secure, hostname, subdomains, xhr }
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.match(answer.text, /"ip":"127\.0\.0\.1","ips":\[\],"protocol":"http","secure":false/)
    })

    it('knows the host of the batch', async () => {
      await using compared = await startReader(version, (request) => {
        const { hostname, subdomains } = request
        return [hostname, subdomains, request.get('host')]
      })
      const host = 'shop.api.example.com:8080'
      const single = await compared.alone({ path: '/', headers: { host } })
      const part = await compared.asPart({ path: '/' }, { host })
      assert.equal(part.text, single.text)
      assert.match(part.text, /^\["shop\.api\.example\.com",\["api","shop"\]/)
    })

    it('knows its URL', async () => {
      await using compared = await startReader(version, (request) => {
        const { url, originalUrl, baseUrl, path, method } = request
        return { url, originalUrl, baseUrl, path, method }
      })
      const answer = await compared.assertSame({ path: '/a/%C3%BC;x=1?q=a%20b&q=2' })
      assert.match(answer.text, /"originalUrl":"\/a\/%C3%BC;x=1\?q=a%20b&q=2"/)
    })

    it('knows its query', async () => {
      await using compared = await startReader(version, (request) => request.query)
      await compared.assertSame({ path: '/?a=1&a=2&b[c]=3&d=%C3%BC+x&e' })
      await compared.assertSame({ path: '/?' })
      await compared.assertSame({ path: '/' })
    })

    it('knows its query in the extended syntax', async () => {
      await using compared = await startExpress(version, (app) => {
        app.set('query parser', 'extended')
        app.get('/', (request, response) => response.json(request.query))
      })
      const answer = await compared.assertSame({ path: '/?b[c]=3&d[]=4' })
      assert.equal(answer.text, '{"b":{"c":"3"},"d":["4"]}')
    })

    it('gives its fields in any case', async () => {
      await using compared = await startReader(version, (request) => [
        request.get('X-Own'),
        request.header('referrer'),
        request.get('none') ?? null,
        request.xhr,
      ])
      const headers = {
        'x-own': 'a, b',
        referer: 'http://a.example',
        'x-requested-with': 'XMLHttpRequest',
      }
      const answer = await compared.assertSame({ path: '/', headers })
      assert.equal(answer.text, '["a, b","http://a.example",null,true]')
    })

    it('gives a field beyond ASCII as it was on the wire', async () => {
      await using compared = await startReader(version, (request) => request.get('x-own'))
      const answer = await compared.assertSame({ path: '/', headers: { 'x-own': 'Grüße' } })
      assert.equal(answer.text, '"Grüße"')
    })

    it('knows the type of its body', async () => {
      await using compared = await startReader(version, (request) => [
        request.is('json'),
        request.is(['html', 'application/*']),
        request.is('text'),
      ])
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      const question = { method: 'POST', path: '/', headers, body: '{}' }
      const answer = await compared.assertSame(question)
      assert.equal(answer.text, '["json","application/json",false]')
      const bodiless = { method: 'DELETE', path: '/', headers }
      assert.equal((await compared.assertSame(bodiless)).text, '[null,null,null]')
    })

    it('says that a POST without a body has a length of zero', async () => {
      await using compared = await startReader(version, (request) => request.get('content-length'))
      assert.equal((await compared.assertSame({ method: 'POST', path: '/' })).text, '"0"')
    })

    it('knows what is accepted', async () => {
      await using compared = await startReader(version, (request) => [
        request.accepts(['html', 'json']),
        request.accepts('png'),
        request.acceptsLanguages('de', 'en'),
        request.acceptsCharsets('utf-8'),
        request.acceptsEncodings('gzip', 'identity'),
      ])
      const headers = { accept: 'application/json;q=0.5, text/html;q=0.1', 'accept-language': 'en' }
      const answer = await compared.assertSame({ path: '/', headers })
      assert.equal(answer.text, '["json",false,"en","utf-8","identity"]')
      await compared.assertSame({ path: '/' })
    })

    it('knows whether its caller has a fresh copy', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          response.set('etag', '"1"')
          response.set('x-fresh', `${request.fresh} ${request.stale}`).end()
        })
      })
      for (const tag of ['"1"', 'W/"1"', '"2"', '*']) {
        await compared.assertSame({ path: '/', headers: { 'if-none-match': tag } })
      }
      const headers = { 'if-none-match': '"1"', 'cache-control': 'no-cache' }
      await compared.assertSame({ path: '/', headers })
    })

    it('knows no range', async () => {
      await using compared = await startReader(version, (request) => request.range(100) ?? null)
      const answer = await compared.asPart({ path: '/', headers: { range: 'bytes=0-1' } })
      assert.equal(answer.text, 'null')
    })

    it('is of HTTP/1.1 and has no trailers', async () => {
      await using compared = await startReader(version, (request) => {
        const { httpVersion, httpVersionMajor, httpVersionMinor, trailers, rawTrailers } = request
        return { httpVersion, httpVersionMajor, httpVersionMinor, trailers, rawTrailers }
      })
      await compared.assertSame({ path: '/' })
    })

    it('has a socket that knows its peer', async () => {
      await using compared = await startReader(version, ({ socket, res }) => {
        const { remoteAddress, remoteFamily, destroyed, readable, writable } = socket
        const same = [res?.socket === socket, res?.connection === socket]
        return { remoteAddress, remoteFamily, destroyed, readable, writable, same }
      })
      await compared.assertSame({ path: '/' })
    })

    it('has all its fields in raw form', async () => {
      await using compared = await startReader(version, ({ rawHeaders }) => {
        const fields = rawHeaders.flatMap((name, index) =>
          index % 2 === 0 ? [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`] : [],
        )
        return fields.filter((field) => !field.startsWith('connection:')).toSorted()
      })
      const headers = { 'x-b': '2', 'x-a': '1', 'content-type': 'text/plain' }
      await compared.assertSame({ path: '/', headers })
      await compared.assertSame({ method: 'POST', path: '/', headers, body: 'abc' })
    })

    it('has repeated fields joined as Node joins them', async () => {
      await using compared = await startReader(version, ({ headers }) => {
        const { 'x-own': own, accept, cookie, referer } = headers
        return { own, accept, cookie, referer }
      })
      const fields = [...repeated, ...repeatedOnce]
      assert.deepEqual(await sendPart(compared, fields), await sendAlone(compared, fields))
    })

    it('has repeated fields each on its own', async () => {
      await using compared = await startReader(version, ({ headersDistinct }) => {
        const { 'x-own': own, accept, cookie } = headersDistinct
        return { own, accept, cookie }
      })
      const answer = await sendPart(compared, repeated)
      assert.deepEqual(answer, await sendAlone(compared, repeated))
      assert.deepEqual(answer, { own: ['1', '2'], accept: ['a/b', 'c/d'], cookie: ['a=1', 'b=2'] })
    })
  })
}

const repeated: readonly (readonly [string, string])[] = [
  ['x-own', '1'],
  ['accept', 'a/b'],
  ['cookie', 'a=1'],
  ['x-own', '2'],
  ['accept', 'c/d'],
  ['cookie', 'b=2'],
]

/** Node keeps the first of these. */
const repeatedOnce: readonly (readonly [string, string])[] = [
  ['referer', 'http://first.example'],
  ['referer', 'http://second.example'],
]

/** Starts an app that answers every request with what `read` makes of it. */
function startReader(
  version: ExpressVersion,
  read: (request: Request) => unknown,
): Promise<ComparedApp> {
  return startExpress(version, (app) => {
    app.use((request, response) => response.json(read(request)))
  })
}

async function sendAlone(
  { server }: ComparedApp,
  fields: readonly (readonly [string, string])[],
): Promise<unknown> {
  const { port } = server
  const headers = [['host', `127.0.0.1:${port}`], ...fields].flat()
  const request = sendRequest({ host: '127.0.0.1', port, headers, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return readJson(response)
}

async function sendPart(
  { server }: ComparedApp,
  headers: readonly (readonly [string, string])[],
): Promise<unknown> {
  const answer = await fetch(`${server.origin}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ method: 'GET', target: '/', headers }]),
  })
  const [result] = (await answer.json()) as readonly PlainResult[]
  assert.equal(result?.status, 200)
  return JSON.parse(Buffer.from(result.body, 'base64').toString())
}
