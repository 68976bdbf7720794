import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { withBatch } from '@batchway/core/node'
import type { OcambaAnswer } from '../support/ocamba.ts'
import { writeOcamba } from '../support/ocamba.ts'
import type { TestServer } from '../support/servers.ts'
import { startHttp } from '../support/servers.ts'

const bounded = { timeout: 5000 }

function nothing(_request: IncomingMessage, response: ServerResponse): void {
  response.end()
}

function post(server: TestServer, body: string): Promise<Response> {
  return fetch(`${server.origin}/api/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(3000),
  })
}

describe('the bytes of an answer on node:http', () => {
  it('writes every byte of small and large answers', bounded, async () => {
    for (const length of [1, 3000, 14_000, 60_000]) {
      const value = '\u00e4\u20ac\u{1f600}x'.repeat(length / 4 + 1)
      await using server = await startHttp(
        withBatch(
          (_request: IncomingMessage, response: ServerResponse) => {
            response.setHeader('content-type', 'application/json')
            response.end(JSON.stringify({ value }))
          },
          { path: '/api/batch', dialect: 'ocamba' },
        ),
      )
      const answer = await post(server, writeOcamba({ method: 'GET', relative_url: 'x' }))
      const bytes = new Uint8Array(await answer.clone().arrayBuffer())
      assert.equal(answer.headers.get('content-length'), String(bytes.length))
      const { parts } = (await answer.json()) as OcambaAnswer
      assert.deepEqual(parts[0]?.body, { value })
    }
  })

  it('gives bytes to middleware that watches the end of answers', bounded, async () => {
    const seen: unknown[] = []
    const listener = withBatch(nothing, { path: '/api/batch', dialect: 'ocamba' })
    await using server = await startHttp((request, response) => {
      const end = response.end.bind(response)
      response.end = (piece?: unknown) => {
        seen.push(piece)
        return end(piece)
      }
      listener(request, response)
    })
    const answer = await post(server, writeOcamba({ method: 'GET', relative_url: '\u00e4' }))
    assert.equal(answer.status, 400)
    await answer.arrayBuffer()
    assert.ok(seen[0] instanceof Uint8Array)
  })
})
