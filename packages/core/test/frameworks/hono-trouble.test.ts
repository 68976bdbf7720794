import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchEndpointOptions } from '@batchway/core'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { startHono } from '../support/compared-fetch.ts'
import type { PlainResult } from '../support/plain-dialect.ts'

const bounded = { timeout: 5000 }
const csv = { 'content-type': 'text/csv' }

/**
 * Runs a handler as one part between two good ones, and fails unless these are answered and the app
 * lives on. Returns the outcome of the part.
 */
async function between(
  handler: (c: Context) => Response | Promise<Response>,
  options: Partial<BatchEndpointOptions> = {},
): Promise<PlainResult> {
  await using compared = await startHono((app) => {
    app.get('/good', (c) => c.text('good'))
    app.get('/bad', handler)
    app.onError((error, c) => c.text(`onError: ${error.message}`, 500))
  }, options)
  const [before, result, after] = await compared.asParts([
    { path: '/good' },
    { path: '/bad' },
    { path: '/good' },
  ])
  for (const good of [before, after]) {
    assert.deepEqual([good?.kind, good?.status, good && toText(good)], ['answered', 200, 'good'])
  }
  await compared.assertSame({ path: '/good' })
  assert.ok(result !== undefined)
  return result
}

function toText({ body }: PlainResult): string {
  return Buffer.from(body, 'base64').toString()
}

type Bytes = Uint8Array<ArrayBuffer>
type Step = (controller: ReadableStreamDefaultController<Bytes>) => void

/** A body that says when it was cancelled; `pull` runs whenever somebody waits for a chunk. */
function createBody(pull: Step = () => {}): {
  readonly body: ReadableStream<Bytes>
  readonly cancelled: Promise<void>
} {
  const { promise, resolve } = Promise.withResolvers<void>()
  const source = { pull, cancel: (): void => resolve() }
  return { body: new ReadableStream<Bytes>(source, { highWaterMark: 0 }), cancelled: promise }
}

describe('A handler of Hono in trouble leaves the other parts alone', () => {
  it('when it throws', bounded, async () => {
    const result = await between(() => {
      throw new Error('thrown')
    })
    assert.deepEqual(
      [result.kind, result.status, toText(result)],
      ['answered', 500, 'onError: thrown'],
    )
  })

  it('when its promise is rejected', bounded, async () => {
    const result = await between(() => Promise.reject(new Error('rejected')))
    assert.deepEqual(
      [result.kind, result.status, toText(result)],
      ['answered', 500, 'onError: rejected'],
    )
  })

  it('when it throws what is no error', bounded, async () => {
    const result = await between(() => Promise.reject('a text'))
    assert.deepEqual([result.kind, result.status], ['failed', 500])
  })

  it('when it answers nothing', bounded, async () => {
    const result = await between((() => {}) as unknown as () => Response)
    assert.deepEqual([result.kind, result.status], ['answered', 404])
  })

  it('when it never answers: its request is aborted', bounded, async () => {
    const aborted = Promise.withResolvers<void>()
    const result = await between(
      (c) => {
        c.req.raw.signal.addEventListener('abort', () => aborted.resolve())
        return new Promise<Response>(() => {})
      },
      { limits: { partTime: 20 } },
    )
    assert.deepEqual([result.kind, result.status], ['failed', 504])
    await aborted.promise
  })

  it('when it rejects after its time', bounded, async () => {
    const result = await between(
      (c) =>
        new Promise<Response>((_resolve, reject) => {
          c.req.raw.signal.addEventListener('abort', () => reject(new Error('too late')))
        }),
      { limits: { partTime: 20 } },
    )
    assert.deepEqual([result.kind, result.status], ['failed', 504])
  })

  it('when it answers after its time: what it answers is cancelled', bounded, async () => {
    const { body, cancelled } = createBody()
    const result = await between(
      (c) =>
        new Promise<Response>((resolve) => {
          c.req.raw.signal.addEventListener('abort', () => resolve(new Response(body)))
        }),
      { limits: { partTime: 20 } },
    )
    assert.deepEqual([result.kind, result.status], ['failed', 504])
    await cancelled
  })
})

describe('A stream of Hono in trouble leaves the other parts alone', () => {
  it('when it breaks before its first byte', bounded, async () => {
    const result = await between((c) =>
      c.body(
        new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) }),
        200,
        csv,
      ),
    )
    assert.equal(result.kind, 'failed')
    assert.ok(result.status >= 500)
  })

  it('when it breaks after its first byte', bounded, async () => {
    let first = true
    const result = await between((c) =>
      c.body(
        new ReadableStream({
          pull(controller) {
            if (first) controller.enqueue(Buffer.from('first'))
            else controller.error(new Error('broken'))
            first = false
          },
        }),
        200,
        csv,
      ),
    )
    assert.equal(result.kind, 'failed')
    assert.ok(result.status >= 500)
  })

  it('when its writer throws, which ends it', bounded, async () => {
    const result = await between((c) =>
      stream(
        c,
        async (out) => {
          await out.write('first')
          throw new Error('broken')
        },
        async () => {},
      ),
    )
    assert.deepEqual([result.kind, toText(result)], ['answered', 'first'])
  })

  it('when its chunks are no bytes', bounded, async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(1)
        controller.close()
      },
    })
    const result = await between((c) => c.body(body, 200, csv))
    assert.deepEqual([result.kind, result.status >= 500], ['failed', true])
  })

  it('when it never begins: it is cancelled', bounded, async () => {
    const { body, cancelled } = createBody()
    const result = await between((c) => c.body(body, 200, csv), { limits: { partTime: 20 } })
    assert.deepEqual([result.kind, result.status], ['failed', 504])
    await cancelled
  })

  it('when it begins and never ends: it is cancelled', bounded, async () => {
    let first = true
    const { body, cancelled } = createBody((controller) => {
      if (first) controller.enqueue(Buffer.from('first'))
      first = false
    })
    const result = await between((c) => c.body(body, 200, csv), { limits: { partTime: 20 } })
    assert.deepEqual([result.kind, result.status], ['failed', 504])
    await cancelled
  })

  it('when it always has more: it is cancelled', bounded, async () => {
    const { body, cancelled } = createBody((controller) => controller.enqueue(new Uint8Array(100)))
    const result = await between((c) => c.body(body, 200, csv), { limits: { answerBytes: 1000 } })
    assert.deepEqual([result.kind, result.status], ['failed', 502])
    await cancelled
  })

  it('when cancelling it fails', bounded, async () => {
    const body = new ReadableStream({
      cancel: () => Promise.reject(new Error('the cancellation failed')),
    })
    const result = await between((c) => c.body(body, 200, csv), { limits: { partTime: 20 } })
    assert.deepEqual([result.kind, result.status], ['failed', 504])
  })

  it('when its writer waits for ever: the writer is told', bounded, async () => {
    const told = Promise.withResolvers<void>()
    const result = await between(
      (c) =>
        stream(c, async (out) => {
          out.onAbort(() => told.resolve())
          await out.write('first')
          await told.promise
        }),
      { limits: { partTime: 20 } },
    )
    assert.deepEqual([result.kind, result.status], ['failed', 504])
    await told.promise
  })
})
