import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withBatch } from '@batchway/core/fetch'
import { bearer, countTokens } from '../support/access-endpoint.ts'
import type { OcambaAnswer } from '../support/ocamba.ts'
import { writeOcamba } from '../support/ocamba.ts'

const app = (request: Request): Response => Response.json(new URL(request.url).pathname)

describe('access to an app by batches', () => {
  it('is what the options say: tokens, rules, rates per caller', async () => {
    const { verify } = countTokens()
    const fetch = withBatch(app, {
      path: '/v1/batch',
      dialect: 'ocamba',
      verify,
      identity: 'required',
      caller: [{ jwtClaim: 'sub' }],
      rules: [{ deny: '/v1/admin/**' }],
      partHeaders: ['accept'],
      rateLimit: { parts: [{ match: '/v1/**', rate: { burst: 2, steady: 2 } }] },
    })
    const post = async (token: string): Promise<readonly number[]> => {
      const response = await fetch(
        new Request('http://api.example/v1/batch', {
          method: 'POST',
          headers: [['content-type', 'application/json'], [...bearer(token)]],
          body: writeOcamba(
            { relative_url: '/Admin/x' },
            { relative_url: '/a', headers: { accept: '*/*' } },
            { relative_url: '/a', headers: { 'x-other': '1' } },
            { relative_url: '/b' },
            { relative_url: '/c' },
          ),
        }),
      )
      if (!response.ok) return [response.status]
      return ((await response.json()) as OcambaAnswer).parts.map(({ code }) => code)
    }
    assert.deepEqual(await post('anna'), [403, 200, 403, 200, 429])
    assert.deepEqual(await post('bert'), [403, 200, 403, 200, 429])
    assert.deepEqual(await post('bad'), [401])
  })
})
