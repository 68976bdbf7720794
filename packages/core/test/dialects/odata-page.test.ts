import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Backend, OuterAnswer, PartRequest, PartResponse } from '@batchway/core'
import { createBatchEndpoint } from '@batchway/core'
import { readResponses } from '../support/odata-answer.ts'

const page = readFileSync(new URL('../../../../docs/dialects/odata.md', import.meta.url), 'utf8')
const [jsonRequest = '', jsonAnswer = '', multipartRequest = ''] = [
  ...page.matchAll(/^```http\n(.*?)^```$/gms),
].map(([, block]) => block ?? '')

/** A message of the page: its fields and its body. */
function readMessage(block: string): {
  readonly fields: readonly (readonly [string, string])[]
  readonly body: string
} {
  const end = block.indexOf('\n\n')
  const [, ...lines] = block.slice(0, end).split('\n')
  const fields = lines.map((line) => {
    const [name = '', value = ''] = line.split(': ')
    return [name.toLowerCase(), value] as const
  })
  return { fields, body: block.slice(end + 2) }
}

/** Posts a request of the page to an API that answers in this way. */
async function post(
  block: string,
  answer: (request: PartRequest) => PartResponse,
): Promise<OuterAnswer> {
  const { fields, body } = readMessage(block)
  const backend: Backend = {
    dispatch: (request) => Promise.resolve({ kind: 'answered', response: answer(request) }),
    isReentrant: () => false,
    partHeaders: () => [],
  }
  const endpoint = createBatchEndpoint(backend, { path: '/svc/$batch', dialect: 'odata' })
  const outer = {
    method: 'POST',
    path: '/svc/$batch',
    query: '',
    headers: fields,
    scheme: 'http',
  } as const
  return endpoint.handle(outer, {
    readBody: () => Promise.resolve(Buffer.from(body)),
    onAbort: () => {},
  })
}

const json = ['content-type', 'application/json'] as const

describe('the examples of the page', () => {
  it('in JSON: the answer is the one that is shown', async () => {
    const answer = await post(jsonRequest, ({ method, path }) => {
      assert.ok(path.startsWith('/svc/Orders'))
      const body = Buffer.from(
        method === 'POST' ? '{"id":7,"total":1234.50}' : '{"value":[{"id":7}]}',
      )
      return method === 'POST'
        ? { status: 201, headers: [json, ['location', '/svc/Orders(7)']], body }
        : { status: 200, headers: [json], body }
    })
    const { fields, body } = readMessage(jsonAnswer)
    assert.deepEqual(new Map(answer.headers), new Map(fields))
    assert.equal(Buffer.from(answer.body).toString(), body.replaceAll(/\n */g, ''))
  })

  it('in multipart: both requests are run', async () => {
    const seen: string[] = []
    const answer = await post(multipartRequest, ({ method, path }) => {
      seen.push(`${method} ${path}`)
      return { status: 204, headers: [], body: new Uint8Array() }
    })
    assert.deepEqual(seen, ['GET /svc/Orders(7)', 'PATCH /svc/Orders(7)'])
    assert.deepEqual(
      readResponses(answer).map(({ answers }) => answers[0]?.contentId),
      [undefined, '2'],
    )
  })
})
