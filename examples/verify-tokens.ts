import type { TokenVerifier } from '@batchway/core'
import { withBatch } from '@batchway/core/fetch'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const keys = createRemoteJWKSet(new URL('https://login.example/jwks.json'))

const verify: TokenVerifier = async (token) => {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: 'https://login.example' })
    return { ok: true, claims: payload }
  } catch {
    return { ok: false, reason: 'it is not valid' }
  }
}

export const fetch: (request: Request) => Promise<Response> = withBatch(() => new Response('ok'), {
  path: '/v1/batch',
  dialect: 'ocamba',
  verify,
  caller: [{ jwtClaim: 'sub' }],
  readOnly: true,
})
