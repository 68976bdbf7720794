import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FetchApp } from '@batchway/core/fetch'
import { Response as UndiciResponse } from 'undici'
import type { Answer } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import { assertSameType, startFetch } from '../support/compared-fetch.ts'
import type { PlainResult } from '../support/plain-dialect.ts'

const bounded = { timeout: 5000 }

/** Asks both ways for what a function answers. */
async function sameAnswer(answer: () => Response): Promise<Answer> {
  await using compared = await startFetch(answer)
  const part = await compared.assertSame({ path: '/x' })
  return part
}

/** Asks a function as the part between two good ones, and alone; fails unless both are failures. */
async function bothFail(handler: (request: Request) => unknown): Promise<PlainResult> {
  const app = (request: Request): unknown =>
    request.url.endsWith('/good') ? new Response('good') : handler(request)
  await using compared = await startFetch(app as FetchApp)
  const [before, result, after] = await compared.asParts([
    { path: '/good' },
    { path: '/bad' },
    { path: '/good' },
  ])
  assert.deepEqual([before?.status, after?.status], [200, 200])
  const brokeOff = 599
  const status = await compared.alone({ path: '/bad' }).then(
    (answer) => answer.status,
    () => brokeOff,
  )
  assert.ok(status >= 500, String(status))
  assert.ok(result !== undefined)
  return result
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('first')
  throw new Error('broken')
}

describe('A function answers alone and as a part alike', () => {
  it('with several cookies', async () => {
    const answer = await sameAnswer(() => {
      const headers = new Headers([
        ['set-cookie', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
        ['x-one', '1'],
        ['content-type', 'text/csv'],
        ['set-cookie', 'b=2'],
      ])
      return new Response('x', { headers })
    })
    assert.deepEqual(
      answer.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value),
      ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'b=2'],
    )
  })

  for (const [says, body, type] of [
    ['a text', 'text', /^text\/plain; ?charset=utf-8$/i],
    ['a form', new URLSearchParams({ a: '1' }), /^application\/x-www-form-urlencoded/],
  ] as const) {
    it(`with ${says} whose type only the Response knows`, async () => {
      const headers = { 'x-one': '1' }
      await using compared = await startFetch(async () => {
        return new Response(body, { headers: new Headers(headers) })
      })
      const answer = await assertSameType(compared, { path: '/x' })
      assert.match(headerOf(answer, 'content-type') ?? '', type)
    })
  }

  for (const status of [204, 205, 304]) {
    it(`with ${status}, which has no body`, async () => {
      const answer = await sameAnswer(
        () => new Response(null, { status, headers: { etag: '"1"' } }),
      )
      assert.deepEqual([answer.status, answer.text], [status, ''])
    })
  }

  it('with an empty text', async () => {
    assert.equal((await sameAnswer(() => new Response(''))).text, '')
  })

  it('with a status that has no name', async () => {
    assert.equal((await sameAnswer(() => new Response('x', { status: 599 }))).status, 599)
  })

  it('with one answer for every request', async () => {
    const once = new Response('once')
    await using compared = await startFetch(() => once.clone())
    const results = await compared.asParts([{ path: '/a' }, { path: '/b' }])
    assert.deepEqual(
      results.map(({ body }) => Buffer.from(body, 'base64').toString()),
      ['once', 'once'],
    )
  })

  it('with chunks of every size', async () => {
    const answer = await sameAnswer(() => {
      const sizes = [1, 0, 70_000, 3].map((size) => new Uint8Array(size).fill(size))
      const body = ReadableStream.from(sizes.filter(({ length }) => length > 0))
      return new Response(body, { headers: { 'content-type': 'text/csv' } })
    })
    assert.equal(answer.bytes.length, 70_004)
  })

  it('to HEAD, whatever it writes', async () => {
    await using compared = await startFetch(
      () => new Response('text', { headers: { 'content-type': 'text/csv' } }),
    )
    assert.equal((await compared.assertSame({ method: 'HEAD', path: '/x' })).text, '')
  })

  it('with an answer that a request to another server had', async () => {
    await using other = await startFetch(() => Response.json({ other: true }, { status: 203 }))
    await using compared = await startFetch(() => fetch(`${other.server.origin}/x`))
    const answer = await compared.assertSame({ path: '/x' })
    assert.deepEqual([answer.status, answer.text], [203, '{"other":true}'])
  })

  it('with a Response of another library', async () => {
    const headers = { 'content-type': 'text/csv', 'x-one': '1' }
    const other = (): unknown => new UndiciResponse('a,b', { status: 203, headers })
    const answer = await sameAnswer(other as () => Response)
    assert.deepEqual([answer.status, answer.text], [203, 'a,b'])
  })

  it('when it makes another request of the one that it got', async () => {
    await using compared = await startFetch(async (request) => {
      return new Response(`inner ${await new Request(request).text()}`)
    })
    const answer = await compared.assertSame({ method: 'POST', path: '/x', body: 'body' })
    assert.equal(answer.text, 'inner body')
  })
})

describe('A function that answers what is no answer fails its part alone', () => {
  it('with Response.error()', bounded, async () => {
    const result = await bothFail(() => Response.error())
    assert.deepEqual([result.kind, result.status >= 500], ['failed', true])
  })

  it('with a body that was read before', bounded, async () => {
    const result = await bothFail(async () => {
      const response = new Response(new Blob(['x']).stream())
      await response.text()
      return response
    })
    assert.deepEqual([result.kind, result.status >= 500], ['failed', true])
  })

  it('with a body that somebody holds', bounded, async () => {
    const result = await bothFail(() => {
      const response = new Response(new Blob(['x']).stream())
      response.body?.getReader()
      return response
    })
    assert.deepEqual([result.kind, result.status >= 500], ['failed', true])
  })

  it('with a Response that it throws', bounded, async () => {
    const result = await bothFail(() => Promise.reject(new Response('thrown')))
    assert.deepEqual([result.kind, result.status], ['failed', 500])
  })

  it('with a status that is not final, whatever a light Response lets pass', bounded, async () => {
    await using compared = await startFetch(() => Response.json({}, { status: 101 }))
    const [result] = await compared.asParts([{ path: '/x' }])
    assert.deepEqual([result?.kind, (result?.status ?? 0) >= 500], ['failed', true])
  })

  for (const [says, value] of [
    ['undefined', undefined],
    ['null', null],
    ['a text', 'text'],
    ['a number', 7],
    ['an object', {}],
  ] as const) {
    it(`with ${says}`, bounded, async () => {
      const result = await bothFail(async () => value)
      assert.deepEqual([result.kind, result.status], ['failed', 500])
    })
  }

  it('with a stream that breaks in the middle', bounded, async () => {
    const result = await bothFail(() => {
      const headers = { 'content-type': 'text/csv' }
      return new Response(ReadableStream.from(breaking()), { headers })
    })
    assert.deepEqual([result.kind, result.status >= 500], ['failed', true])
  })
})
