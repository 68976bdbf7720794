import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { BackendTester } from './backend-tester.ts'
import { createOuter } from './model.ts'
import { createPartRun } from './part-run.ts'

/** What every backend hands an app. */
export function describeRequest({ title, holds, mount, send, seenFrom }: BackendTester): void {
  describe(`${title}: the request`, () => {
    holds('has the method', async () => {
      const methods: string[] = []
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        methods.push((await seenFrom({ method })).method)
      }
      assert.deepEqual(methods, ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    })

    holds('has the bytes of path and query', async () => {
      const path = "/base/a%7eb//c;x=1/%252F-._~!$&'()*+,=:@/?q=%20&q=+a&=&r=../%2e%2e//"
      assert.equal((await seenFrom({ path })).url, path)
    })

    holds('keeps characters that a URL parser would encode', async () => {
      const path = '/base/{id}|"<>^`?{}|^`"<>\''
      assert.equal((await seenFrom({ path })).url, path)
    })

    holds('has the fields, with the bytes of their values', async () => {
      const headers = [
        ['accept-encoding', 'identity'],
        ['authorization', 'Bearer x'],
        ['x-empty', ''],
        ['x-name', 'caf\xe9 \t "x"'],
      ] as const
      const seen = await seenFrom({ headers })
      const names = new Set<string>(headers.map(([name]) => name))
      assert.deepEqual(
        seen.headers.filter(([name]) => names.has(name)),
        headers,
      )
    })

    holds('has no fields that nobody set but host and framing', async () => {
      const added = new Set(['host', 'connection', 'content-length'])
      const seen = await seenFrom({ method: 'POST', body: Buffer.from('x') })
      assert.deepEqual(
        seen.headers.filter(([name]) => !added.has(name)),
        [],
      )
    })

    holds('has the exact bytes of the body', async () => {
      const all = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256))
      const body = all.subarray(20, 280)
      assert.deepEqual((await seenFrom({ method: 'PUT', body })).body, body)
    })

    holds('may have an empty body', async () => {
      const seen = await seenFrom({ method: 'POST', body: new Uint8Array() })
      assert.equal(seen.body.length, 0)
    })

    holds('may be a DELETE with a body', async () => {
      const seen = await seenFrom({ method: 'DELETE', body: Buffer.from('[1]') })
      assert.equal(seen.body.toString(), '[1]')
    })

    holds('is reported as sent, once', async () => {
      const run = createPartRun()
      await send(async () => ({}), {}, run)
      assert.equal(run.timesSent, 1)
    })

    holds('is no batch that came back', async () => {
      await using mounted = await mount(async () => ({}))
      assert.equal(mounted.backend.isReentrant(createOuter()), false)
    })
  })
}
