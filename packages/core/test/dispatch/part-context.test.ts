import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import type { Backend, Policy } from '../../src/index.ts'
import { createBatchEndpoint } from '../../src/index.ts'
import { createFetchBackend } from '../../src/fetch.ts'
import { createNodeBackend } from '../../src/node.ts'

const around = new AsyncLocalStorage<string>()
const inside = new AsyncLocalStorage<string>()

/** What a handler sees: what was entered around its part, and what another part left behind. */
function look(path: string): string {
  const seen = JSON.stringify([around.getStore() ?? null, inside.getStore() ?? null])
  inside.enterWith(path)
  return seen
}

const backends: Readonly<Record<string, Backend>> = {
  'node:http': createNodeBackend((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(look(request.url ?? ''))
  }),
  fetch: createFetchBackend(
    (request) =>
      new Response(look(request.url), { headers: { 'content-type': 'application/json' } }),
  ),
}

/** As a span or a transaction does. */
const enter: Policy = (next) => (request, run) => around.run(request.path, () => next(request, run))

for (const [name, backend] of Object.entries(backends)) {
  for (const mode of ['serial', 'parallel']) {
    describe(`the context of a part, ${name}, ${mode}`, () => {
      it('has what was entered around it, and nothing that another part entered', async () => {
        const endpoint = createBatchEndpoint(backend, {
          path: '/api/batch',
          dialect: 'ocamba',
          policies: [enter],
        })
        const parts = ['/a', '/b', '/c'].map((path) => ({ method: 'GET', relative_url: path }))
        const body = Buffer.from(JSON.stringify({ mode, parts }))
        const headers = [
          ['host', 'localhost'],
          ['content-type', 'application/json'],
        ] as const
        const answer = await endpoint.handle(
          { method: 'POST', path: '/api/batch', query: '', headers, scheme: 'http' },
          { readBody: async () => body, onAbort: () => {} },
        )
        answer.release()
        const { parts: results } = JSON.parse(Buffer.from(answer.body).toString()) as {
          parts: readonly { body: unknown }[]
        }
        assert.deepEqual(
          results.map((result) => result.body),
          [
            ['/api/a', null],
            ['/api/b', null],
            ['/api/c', null],
          ],
        )
        assert.equal(inside.getStore(), undefined)
      })
    })
  }
}
