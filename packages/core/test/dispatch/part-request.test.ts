import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { BatchEndpointOptions } from '@batchway/core'
import type { FetchApp } from '@batchway/core/fetch'
import { withBatch } from '@batchway/core/fetch'
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { LightRequest } from '../../src/dispatch/light-request.ts'
import { makerFor } from '../../src/dispatch/light-mode.ts'
import type { RequestHead } from '../../src/dispatch/part-web-request.ts'
import { StandardRequest } from '../../src/dispatch/part-web-request.ts'
import type { Question } from '../support/compared-app.ts'
import { comparedOptions } from '../support/compared-app.ts'
import { startFetch, writeForm } from '../support/compared-fetch.ts'
import { startHttp } from '../support/servers.ts'
import type { PlainResult } from '../support/plain-dialect.ts'
import { observations, observeOutcome } from '../support/request-observations.ts'

const bounded = { timeout: 5000 }

type Handler = (request: Request) => Promise<Response>

/** A handler inside an app, with the request of the platform as the app hands it on. */
const apps: Readonly<Record<string, (handler: Handler) => FetchApp>> = {
  'a function': (handler) => handler,
  Hono: (handler) => {
    const app = new Hono()
    app.all('*', (context) => handler(context.req.raw))
    return (request) => app.fetch(request)
  },
  H3: (handler) => {
    const app = new H3()
    app.all('/**', (event) => handler(event.req as unknown as Request))
    return (request) => app.fetch(request)
  },
  Elysia: (handler) => {
    const app = new Elysia()
    app.all('*', ({ request }) => handler(request), { parse: 'none' })
    return (request) => app.handle(request)
  },
}

interface Kind {
  readonly is: (request: Request) => boolean
  /** Sends questions as a batch to an app. */
  readonly send: (
    app: FetchApp,
    questions: readonly Question[],
    options?: Partial<BatchEndpointOptions>,
  ) => Promise<readonly PlainResult[]>
}

const kinds: Readonly<Record<string, Kind>> = {
  standard: { is: (request) => StandardRequest.is(request), send: sendStandard },
  light: { is: (request) => LightRequest.is(request), send: sendLight },
}

/** As behind a server that hands on the platform's own requests. */
async function sendStandard(
  app: FetchApp,
  questions: readonly Question[],
  options: Partial<BatchEndpointOptions> = {},
  host = 'localhost',
): Promise<readonly PlainResult[]> {
  const parts = questions.map(({ method = 'GET', path, headers = {}, body }) => {
    const part = { method, target: path, headers: Object.entries(headers) }
    return body === undefined ? part : { ...part, body: Buffer.from(body).toString('base64') }
  })
  const batch = new Request(`http://${host}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parts),
  })
  const answer = await withBatch(app, { ...comparedOptions, ...options })(batch)
  assert.equal(answer.status, 200)
  return (await answer.json()) as readonly PlainResult[]
}

/** As behind @hono/node-server. */
async function sendLight(
  app: FetchApp,
  questions: readonly Question[],
  options: Partial<BatchEndpointOptions> = {},
): Promise<readonly PlainResult[]> {
  await using compared = await startFetch(app, options)
  const results = await compared.asParts(questions)
  return results
}

const fields = { 'x-one': '1', 'x-two': 'b, c' }
const json = { ...fields, 'content-type': 'application/json' }

const questions: Readonly<Record<string, Question>> = {
  GET: { path: "/a%20b/c'd?x='1'&y=%C3%A9|", headers: fields },
  HEAD: { method: 'HEAD', path: '/x', headers: fields },
  'DELETE without a body': { method: 'DELETE', path: '/x', headers: fields },
  'POST without a body': { method: 'POST', path: '/x', headers: fields },
  'POST with an empty body': { method: 'POST', path: '/x', headers: json, body: '' },
  'POST of JSON': { method: 'POST', path: '/x?a', headers: json, body: '{"a":[1.0,"é"]}' },
  'PATCH of what is no JSON': { method: 'PATCH', path: '/x', headers: json, body: '{' },
  'PUT of a text with a byte order mark': {
    method: 'PUT',
    path: '/x',
    headers: json,
    body: '\uFEFF"x"',
  },
  'POST of bytes': {
    method: 'POST',
    path: '/x',
    headers: { ...fields, 'content-type': 'image/png' },
    body: new Uint8Array([0, 255, 128, 10]),
  },
  'POST of a form': {
    method: 'POST',
    path: '/x',
    headers: { ...fields, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=1&b=%20',
  },
  'POST of a form with a file': { method: 'POST', path: '/x', ...(await writeForm()) },
}

/** The same request, made by the platform. */
function ofThePlatform({ method = 'GET', path, headers = {}, body }: Question): Request {
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = typeof body === 'string' ? body : new Uint8Array(body)
  return new Request(`http://localhost${path}`, init)
}

/** Sends a question once for everything that may be done with it. Parts come one after the other. */
async function observeParts(
  kind: Kind,
  toApp: (handler: Handler) => FetchApp,
  question: Question,
): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  const app = toApp(async (request) => {
    assert.ok(kind.is(request))
    const [, observe] = observations[seen.length] ?? []
    assert.ok(observe)
    seen.push(await observeOutcome(observe, request))
    return new Response(null, { status: 204 })
  })
  const results = await kind.send(
    app,
    observations.map(() => question),
  )
  for (const { status, message } of results) assert.equal(status, 204, message)
  return seen
}

for (const [kindName, kind] of Object.entries(kinds)) {
  for (const [appName, toApp] of Object.entries(apps)) {
    describe(`A ${kindName} request of a part, in ${appName}, is one of the platform's`, () => {
      for (const [questionName, question] of Object.entries(questions)) {
        it(`for ${questionName}`, async () => {
          const seen = await observeParts(kind, toApp, question)
          for (const [index, [name, observe]] of observations.entries()) {
            // oxlint-disable-next-line no-await-in-loop -- one after the other tells which one differs
            const expected = await observeOutcome(observe, ofThePlatform(question))
            assert.deepEqual(seen[index], expected, name)
          }
        })
      }
    })
  }
}

const readReason = ({ reason }: AbortSignal): string => String(reason)

/** What becomes of a signal once its part has been given up. */
const watched: Readonly<Record<string, (request: Request) => AbortSignal>> = {
  'its own': ({ signal }) => signal,
  'that of a request of it': (request) => new Request(request).signal,
  'that of a request like it': (request) => new Request('http://other/', request).signal,
  'that of its clone': (request) => request.clone().signal,
}

for (const [kindName, kind] of Object.entries(kinds)) {
  describe(`The signal of a ${kindName} request, when its part is given up`, () => {
    for (const [name, signalOf] of Object.entries(watched)) {
      it(`aborts ${name}`, bounded, async () => {
        const gone = Promise.withResolvers<string>()
        const later = Promise.withResolvers<string>()
        const app: FetchApp = async (request) => {
          assert.ok(kind.is(request))
          const signal = signalOf(request)
          assert.equal(signal.aborted, false)
          await once(signal, 'abort')
          gone.resolve(readReason(signal))
          later.resolve(readReason(request.signal))
          return new Response()
        }
        const [result] = await kind.send(app, [{ method: 'POST', path: '/x', body: 'x' }], {
          limits: { partTime: 20 },
        })
        assert.deepEqual([result?.kind, result?.status], ['failed', 504])
        const reason = 'Error: the part was given up: timeout'
        assert.deepEqual([await gone.promise, await later.promise], [reason, reason])
      })
    }

    it('has aborted for who asks for it afterwards', bounded, async () => {
      const work = Promise.withResolvers<void>()
      const seen = Promise.withResolvers<string>()
      const app: FetchApp = async (request) => {
        await work.promise
        seen.resolve(readReason(request.signal))
        return new Response()
      }
      await kind.send(app, [{ path: '/x' }], { limits: { partTime: 20 } })
      work.resolve()
      assert.equal(await seen.promise, 'Error: the part was given up: timeout')
    })
  })
}

async function answerWithRequest(
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, headers, url } = message
  response.end(JSON.stringify([method, url, headers['x-one'], await text(message)]))
}

const passOn: FetchApp = (request) => fetch(request)

describe('A request of a part that is passed on', () => {
  it('goes out as it came, where requests are those of the platform', async () => {
    await using other = await startHttp(
      (message, response) => void answerWithRequest(message, response),
    )
    const host = `127.0.0.1:${other.port}`
    const part = { method: 'POST', path: '/x?a=1', headers: json, body: '{"a":1.0}' }
    const [result] = await sendStandard(passOn, [part], {}, host)
    assert.equal(
      Buffer.from(result?.body ?? '', 'base64').toString(),
      '["POST","/x?a=1","1","{\\"a\\":1.0}"]',
    )
  })

  it('is refused aloud where those of the server are light, as they are', async () => {
    await using compared = await startFetch(async (request) => {
      const refusal = await fetch(request).then(
        () => 'none',
        (error: unknown) => error instanceof TypeError,
      )
      return new Response(String(refusal))
    })
    const part = await compared.assertSame({ method: 'POST', path: '/x', body: 'x' })
    assert.equal(part.text, 'true')
  })

  it('is one of the platform where the server’s are light but the platform’s class is its own', async () => {
    const light: unknown = Object.create(Request.prototype, {
      url: { value: 'http://localhost/x' },
      _request: { value: new Request('http://localhost/x') },
    })
    const head: RequestHead = {
      urlOf: ({ path }) => `http://localhost${path}`,
      headersOf: () => [],
      bodyOf: () => undefined,
    }
    const part = { index: 0, method: 'GET', target: '/x', headers: [] }
    const request = makerFor(light as Request)(head, {
      part,
      method: 'GET',
      path: '/x',
      headers: [],
    })
    assert.ok(StandardRequest.is(request))
  })
})
