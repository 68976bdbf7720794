import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { BackendTester } from './backend-tester.ts'

/** What every backend makes of an answer. */
export function describeAnswer({ title, holds, responseTo }: BackendTester): void {
  describe(`${title}: the answer`, () => {
    holds('has the status of the app', async () => {
      const statuses: number[] = []
      for (const status of [200, 201, 299, 302, 404, 418, 500, 599]) {
        statuses.push((await responseTo({ status })).status)
      }
      assert.deepEqual(statuses, [200, 201, 299, 302, 404, 418, 500, 599])
    })

    holds('has the fields of the app, with names in lower case', async () => {
      const answer = {
        headers: [
          ['X-One', 'a, b'],
          ['ETag', '"x"'],
        ],
      } as const
      const { headers } = await responseTo(answer)
      const own = headers.filter(([name]) => name === 'x-one' || name === 'etag')
      assert.deepEqual(
        own.toSorted(([one], [other]) => one.localeCompare(other)),
        [
          ['etag', '"x"'],
          ['x-one', 'a, b'],
        ],
      )
    })

    holds('has each Set-Cookie for itself, in order', async () => {
      const cookies = [
        ['set-cookie', 'b=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
        ['set-cookie', 'a=2'],
      ] as const
      const { headers } = await responseTo({ headers: cookies })
      assert.deepEqual(
        headers.filter(([name]) => name === 'set-cookie'),
        cookies,
      )
    })

    holds('keeps the order of fields', async () => {
      const given = ['x-z', 'x-a', 'x-m'].map((name) => [name, '1'] as const)
      const { headers } = await responseTo({ headers: given })
      assert.deepEqual(
        headers.filter(([name]) => name.startsWith('x-')),
        given,
      )
    })

    holds('keeps repeated fields apart', async () => {
      const given = [
        ['link', '</a>'],
        ['link', '</b>'],
      ] as const
      const { headers } = await responseTo({ headers: given })
      assert.deepEqual(
        headers.filter(([name]) => name === 'link'),
        given,
      )
    })

    holds('keeps the bytes of field values beyond ASCII', async () => {
      const { headers } = await responseTo({ headers: [['x-name', 'caf\xe9']] })
      assert.deepEqual(
        headers.filter(([name]) => name === 'x-name'),
        [['x-name', 'caf\xe9']],
      )
    })

    holds('has no framing, coding and hop-by-hop fields', async () => {
      const { headers } = await responseTo({
        headers: [
          ['connection', 'close, x-hop'],
          ['x-hop', '1'],
          ['keep-alive', 'timeout=1'],
          ['content-encoding', 'identity'],
          ['content-type', 'a/b'],
          ['content-length', '1'],
        ],
        body: ['x'],
      })
      assert.deepEqual(headers, [['content-type', 'a/b']])
    })

    holds('has the exact bytes of the body', async () => {
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
      assert.deepEqual(Buffer.from((await responseTo({ body: [bytes] })).body), bytes)
    })

    holds('has an empty body when the app writes none', async () => {
      assert.equal((await responseTo({})).body.length, 0)
      assert.equal((await responseTo({ status: 204 })).body.length, 0)
    })

    holds('has the fields of a 304 and no body', async () => {
      const { status, headers, body } = await responseTo({
        status: 304,
        headers: [['etag', '"x"']],
      })
      assert.equal(status, 304)
      assert.ok(headers.some(([name, value]) => name === 'etag' && value === '"x"'))
      assert.equal(body.length, 0)
    })

    holds('has no body for HEAD, even if the app writes one', async () => {
      const answer = { headers: [['content-type', 'text/plain']], body: ['content'] } as const
      const { headers, body } = await responseTo(answer, { method: 'HEAD' })
      assert.ok(headers.some(([name]) => name === 'content-type'))
      assert.equal(body.length, 0)
    })

    holds('joins the pieces of a streamed body', async () => {
      assert.equal(Buffer.from((await responseTo({ body: inPieces() })).body).toString(), 'abcd')
    })

    holds('passes over interim answers', async () => {
      const { status, headers, body } = await responseTo({ interim: [102, 103], body: ['x'] })
      assert.equal(status, 200)
      assert.equal(Buffer.from(body).toString(), 'x')
      assert.ok(!headers.some(([name]) => name === 'link'))
    })

    holds('passes over a 100 that nobody asked for', async () => {
      const { status, body } = await responseTo({ interim: [100], body: ['x'] })
      assert.equal(status, 200)
      assert.equal(Buffer.from(body).toString(), 'x')
    })
  })
}

async function* inPieces(): AsyncGenerator<string> {
  for (const piece of ['a', 'bc', 'd']) {
    yield piece
    await setImmediate()
  }
}
