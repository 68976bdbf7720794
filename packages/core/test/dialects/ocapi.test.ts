import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Backend } from '@batchway/core'
import { createBatchEndpoint } from '@batchway/core'
import { answered, createOuter } from '../support/model.ts'

const backend: Backend = {
  dispatch: () => Promise.resolve(answered()),
  isReentrant: () => false,
  partHeaders: () => [],
}

/** The status of the answer to a batch of one part with that content id. */
async function statusFor(id: string): Promise<number> {
  const endpoint = createBatchEndpoint(backend, { path: '/s/-/dw/batch', dialect: 'ocapi' })
  const fields = `x-dw-content-id: ${id}\nx-dw-http-method: GET\n`
  const path = 'x-dw-resource-path: /s/-/dw/data/v24_5/sites\n'
  const body = Buffer.from(`--b\n${fields}${path}\n--b--`, 'latin1')
  const outer = createOuter({
    path: endpoint.path,
    headers: [
      ['content-type', 'multipart/mixed; boundary=b'],
      ['x-dw-client-id', 'cid'],
    ],
  })
  const exchange = { readBody: () => Promise.resolve(body), onAbort: () => {} }
  return (await endpoint.handle(outer, exchange)).status
}

describe('a content id', () => {
  it('may have any characters that a field value may have', async () => {
    assert.equal(await statusFor('a b"\t\xe9'), 200)
  })

  it('refuses the batch when it could forge a line of the answer', async () => {
    assert.equal(await statusFor('a\rx-dw-status-code: 500'), 400)
    assert.equal(await statusFor('a\0b'), 400)
  })
})
