import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import * as conventions from '@opentelemetry/semantic-conventions'
import type { AppBatchOptions } from '@batchway/core/fetch'
import { withBatch } from '@batchway/core/fetch'
import { traceOf, withTracing } from '@batchway/core/opentelemetry'
import { recordSpans } from '../support/recorded-spans.ts'

const spans = recordSpans()

const callersTrace = '0af7651916cd43dd8448eb211c80319c'
const callersSpan = 'b7ad6b7169203331'

interface Posted {
  readonly status: number
  readonly batch: ReadableSpan
  /** By index. */
  readonly parts: readonly ReadableSpan[]
}

type Handler = (request: Request) => Response | Promise<Response>

/** Posts a batch to an app with traces, and gives the spans that it left. */
async function post(
  body: unknown,
  handler: Handler = () => new Response('{}'),
  more: {
    readonly headers?: Record<string, string>
    readonly options?: Partial<AppBatchOptions>
  } = {},
): Promise<Posted> {
  const options = { path: '/api/batch', dialect: 'ocamba', ...more.options } as const
  const app = withBatch(handler, withTracing(options))
  const headers = { 'content-type': 'application/json', 'user-agent': 'test', ...more.headers }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const { status } = await app(new Request('http://api.example:8080/api/batch?key=secret', init))
  const all = spans.take()
  const batch = all.find(({ attributes }) => 'http.route' in attributes) ?? assert.fail()
  const parts = all
    .filter((span) => span !== batch)
    .toSorted((one, other) => indexOf(one) - indexOf(other))
  return { status, batch, parts }
}

function indexOf({ attributes }: ReadableSpan): number {
  return Number(attributes['batchway.part.index'])
}

function get(path: string, more: object = {}): object {
  return { method: 'GET', relative_url: path, ...more }
}

describe('tracing: spans', () => {
  it('are one for the batch, below the one of the caller, and one below it for each part', async () => {
    const { batch, parts } = await post(
      [get('/a?token=secret'), { method: 'POST', relative_url: '/b', body: { a: 1 } }],
      undefined,
      { headers: { traceparent: `00-${callersTrace}-${callersSpan}-01` } },
    )
    assert.equal(batch.kind, SpanKind.SERVER)
    assert.equal(batch.name, 'POST /api/batch')
    assert.equal(batch.spanContext().traceId, callersTrace)
    assert.equal(batch.parentSpanContext?.spanId, callersSpan)
    const { 'batchway.batch.id': id, ...stable } = batch.attributes
    assert.match(String(id), /^[0-9a-f-]{36}$/)
    assert.deepEqual(stable, {
      'http.request.method': 'POST',
      'http.route': '/api/batch',
      'url.path': '/api/batch',
      'url.scheme': 'http',
      'server.address': 'api.example',
      'server.port': 8080,
      'user_agent.original': 'test',
      'http.response.status_code': 200,
      'batchway.dialect': 'ocamba',
      'batchway.parts': 2,
      'batchway.parts.failed': 0,
      'batchway.parts.skipped': 0,
    })
    assert.deepEqual(
      parts.map(({ name, kind, parentSpanContext }) => [name, kind, parentSpanContext?.spanId]),
      ['GET', 'POST'].map((name) => [name, SpanKind.INTERNAL, batch.spanContext().spanId]),
    )
    assert.deepEqual(parts[0]?.attributes, {
      'http.request.method': 'GET',
      'url.path': '/api/a',
      'http.response.status_code': 200,
      'batchway.dialect': 'ocamba',
      'batchway.part.index': 0,
      'batchway.part.outcome': 'answered',
    })
  })

  it('have names of the conventions only, and our own', async () => {
    const words = new Set<unknown>(
      Object.values(conventions).filter((word) => typeof word === 'string'),
    )
    const { batch, parts } = await post([get('/a'), get('/b', { method: 'MERGE' })])
    const names = [batch, ...parts].flatMap(({ attributes }) => Object.keys(attributes))
    assert.deepEqual(
      names.filter((name) => !name.startsWith('batchway.') && !words.has(name)),
      [],
    )
  })

  it('are the active ones where a part runs, and the parent that it is told of', async () => {
    const seen: (readonly [string | undefined, string | null])[] = []
    const { parts } = await post([get('/a'), get('/b'), get('/c')], async (request) => {
      await Promise.resolve()
      const active = trace.getActiveSpan()?.spanContext()
      seen.push([
        active && `00-${active.traceId}-${active.spanId}-01`,
        request.headers.get('traceparent'),
      ])
      return new Response('{}')
    })
    const told = parts.map((span) => {
      const { traceId, spanId } = span.spanContext()
      return `00-${traceId}-${spanId}-01`
    })
    assert.equal(new Set(told).size, 3)
    assert.deepEqual(
      seen,
      told.map((one) => [one, one]),
    )
  })

  it('are below the one of a server that has one', async () => {
    const server = trace.getTracer('server').startSpan('POST', { kind: SpanKind.SERVER })
    const { batch } = await context.with(trace.setSpan(context.active(), server), () =>
      post([get('/a')], undefined, {
        headers: { traceparent: `00-${callersTrace}-${callersSpan}-01` },
      }),
    )
    assert.equal(batch.kind, SpanKind.INTERNAL)
    assert.equal(batch.parentSpanContext?.spanId, server.spanContext().spanId)
  })

  it('say how parts failed, and which never began', async () => {
    const limits = { urlBytes: 20, partTime: 40 }
    const { batch, parts } = await post(
      [get('/500'), get('/404'), get(`/${'x'.repeat(30)}`), get('/throws'), get('/never')],
      (request) => {
        const { pathname } = new URL(request.url)
        if (pathname === '/api/throws') throw new Error('broken')
        if (pathname === '/api/never') return new Promise<Response>(() => {})
        return new Response('{}', { status: Number(pathname.slice(5)) })
      },
      { options: { limits } },
    )
    const { ERROR, UNSET } = SpanStatusCode
    assert.deepEqual(
      parts.map(({ status, attributes }) => [
        status.code,
        attributes['batchway.part.outcome'],
        attributes['http.response.status_code'],
        attributes['error.type'],
      ]),
      [
        [ERROR, 'answered', 500, '500'],
        [UNSET, 'answered', 404, undefined],
        [ERROR, 'target-too-long', undefined, 'target-too-long'],
        [ERROR, 'handler-failed', undefined, 'handler-failed'],
        [ERROR, 'timeout', undefined, 'timeout'],
      ],
    )
    assert.equal(parts[3]?.events[0]?.attributes?.['exception.message'], 'broken')
    assert.equal(batch.attributes['batchway.parts.failed'], 5)
    assert.equal(batch.status.code, UNSET)
  })

  it('link a part to the trace that it names itself', async () => {
    const own = '00-11111111111111111111111111111111-2222222222222222-01'
    const seen: (string | null)[] = []
    const { parts } = await post(
      [get('/a', { headers: { traceparent: own, tracestate: 'a=b' } })],
      (request) => {
        seen.push(request.headers.get('traceparent'), request.headers.get('tracestate'))
        return new Response('{}')
      },
    )
    const [part] = parts
    assert.equal(part?.links[0]?.context.traceId, '1'.repeat(32))
    assert.deepEqual(seen, [
      `00-${part?.spanContext().traceId}-${part?.spanContext().spanId}-01`,
      null,
    ])
  })

  it('are there for a batch that is refused by its first line', async () => {
    const app = withBatch(
      () => new Response('{}'),
      withTracing({ path: '/api/batch', dialect: 'ocamba' }),
    )
    await app(new Request('http://x/api/batch', { method: 'PUT' }))
    const [batch] = spans.take()
    assert.equal(batch?.attributes['batchway.refused'], 'method-not-allowed')
    assert.equal(batch?.attributes['http.response.status_code'], 405)
    assert.equal(batch?.status.code, SpanStatusCode.UNSET)
  })

  it('are not recorded where the caller says so, and its parts are told', async () => {
    const seen: (string | null)[] = []
    const app = withBatch(
      (request) => {
        seen.push(request.headers.get('traceparent'))
        return new Response('{}')
      },
      withTracing({
        path: '/api/batch',
        dialect: 'ocamba',
        onBatch: ({ outer }) => seen.push(traceOf(outer)?.traceId ?? null),
      }),
    )
    const traceparent = `00-${callersTrace}-${callersSpan}-00`
    await app(
      new Request('http://x/api/batch', {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent },
        body: JSON.stringify([get('/a'), get('/b')]),
      }),
    )
    assert.deepEqual(spans.take(), [])
    assert.match(seen[0] ?? '', new RegExp(`^00-${callersTrace}-[0-9a-f]{16}-00$`))
    assert.equal(seen[1], seen[0])
    assert.equal(seen[2], callersTrace)
  })
})
