import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultOf, headerOf, openOcapi, sectionsOf } from '../support/multipart-ocapi.ts'
import { batchOf, headersOf } from '../support/ocapi-batch.ts'
import { clientSettings } from '../support/ocapi-clients.ts'
import { bearer, createVerifier, tokenOf } from '../support/ocapi-tokens.ts'

describe('the tokens of an OCAPI batch', () => {
  it('are verified once each, however many parts have them', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken })
    const answer = await api.post(
      batchOf([], [bearer('bob')], [], [bearer('bob')], [bearer('alice')], [bearer('carol')]),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`]),
    )
    assert.equal(sectionsOf(answer).length, 6)
    assert.deepEqual(asked.toSorted(), ['alice', 'bob', 'carol'])
  })

  it('are verified once also where other ids stand beside them', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken })
    const parts = Array.from({ length: 50 }, (_, index) => [`x-dw-client-id: c${index}`])
    const answer = await api.post(
      batchOf(...parts),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`]),
    )
    assert.equal(sectionsOf(answer).length, 50)
    assert.deepEqual(asked, ['alice'])
  })

  it('are verified once for a batch that is refused', async () => {
    const { verifyToken, asked } = createVerifier()
    const api = openOcapi({ verifyToken, settings: () => clientSettings })
    const answer = await api.post(
      batchOf([], [bearer('bad')], [bearer('bob')]),
      headersOf(['authorization', `Bearer ${tokenOf('alice')}`], ['origin', 'https://a.example']),
    )
    assert.equal(faultOf(answer).type, 'InvalidTokenException')
    assert.equal(answer.status, 401)
    assert.equal(headerOf(answer, 'access-control-allow-origin'), 'https://a.example')
    assert.deepEqual(asked, ['alice', 'bad'])
    assert.equal(api.arrived.length, 0)
  })

  it('are verified in every spelling that JSON allows their header', async () => {
    const headers = [
      '{"alg":"none"}',
      '{ "alg":"none"}',
      ' {"alg":"none"}',
      '\n{"alg":"none"}',
      '{}',
    ]
    for (const header of headers) {
      const token = `${Buffer.from(header).toString('base64url')}.e30.`
      const api = openOcapi({ verifyToken: () => Promise.resolve({ ok: false, reason: 'no' }) })
      const answer = await api.post(
        batchOf([]),
        headersOf(['authorization', `Bearer ${token}`], ['x-dw-client-id', 'alice']),
      )
      assert.equal(api.arrived.length, 0, `${header} was not verified`)
      assert.equal(faultOf(answer).type, 'InvalidTokenException')
    }
  })

  it('answer with a fault and never reject when a verifier breaks its promise', async () => {
    const api = openOcapi({ verifyToken: () => Promise.reject(new Error('no')) })
    const outer = headersOf(['authorization', `Bearer ${tokenOf('alice')}`])
    assert.equal(faultOf(await api.post(batchOf([]), outer)).type, 'InternalServerErrorException')
    for (const changed of [{ method: 'GET' }, { method: 'OPTIONS' }]) {
      const answer = await api.post(batchOf([]), { ...outer, ...changed })
      assert.ok(answer.status >= 400)
    }
    assert.equal(api.arrived.length, 0)
  })
})
