import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core'
import { readOcapiSettings } from '@batchway/core'
import { openOcapi, sectionsOf, textOf, writeSection } from '../support/multipart-ocapi.ts'
import { batchOf, headersOf, productPath } from '../support/ocapi-batch.ts'
import { clientOptions, clientSettings } from '../support/ocapi-clients.ts'
import { bearer, createVerifier, tokenOf } from '../support/ocapi-tokens.ts'

describe('the identity of a part', () => {
  it('is by token, then query, then header, own before inherited', async () => {
    const cases: readonly (readonly [lines: readonly string[], path: string, id: string])[] = [
      [[], productPath, 'main'],
      [['x-dw-client-id: own'], productPath, 'own'],
      [['x-dw-client-id: own'], `${productPath}?client_id=query`, 'query'],
      [['x-dw-client-id: own', bearer('token')], `${productPath}?client_id=query`, 'token'],
    ]
    for (const [lines, target, id] of cases) {
      const { verifyToken } = createVerifier()
      const only = readOcapiSettings({
        clients: [{ client_id: 'main' }, { client_id: id }].slice(Number(id === 'main')),
      })
      const api = openOcapi({ verifyToken, settings: () => only })
      const answer = await api.post(
        `${writeSection(target, lines)}--b--`,
        headersOf(['x-dw-client-id', 'main']),
      )
      assert.equal(sectionsOf(answer).length, 1)
    }
  })

  it('is the one that is sent: what the check has seen is what the API gets', async () => {
    const api = openOcapi(clientOptions)
    const outer = headersOf(['x-dw-client-id', 'alice'])
    const post = ['x-dw-http-method: POST']
    const own = await api.post(batchOf([...post, 'x-dw-client-id: bob']), outer)
    assert.match(textOf(own), /x-dw-status-code: 204/)
    assert.deepEqual(idsOf(api.arrived[0]?.headers), ['bob'])
    // Alice may not POST; no spelling may let the check see Bob and the API Alice.
    const spellings = [
      ['x-dw-client-id: bob', 'connection: x-dw-client-id'],
      ['x-dw-client-id: bob', 'x-dw-client-id: alice'],
      ['x-dw-client-id: alice', 'x-dw-client-id: bob'],
    ]
    for (const lines of spellings) {
      const seen = openOcapi(clientOptions)
      const answer = await seen.post(batchOf([...post, ...lines]), outer)
      for (const { headers } of seen.arrived) assert.deepEqual(idsOf(headers), ['bob'], lines[1])
      if (seen.arrived.length === 0) assert.ok(answer.status === 200 || answer.status === 400)
    }
  })

  it('is the same token for the check and for the API', async () => {
    const main: HeaderList = [['authorization', `Bearer ${tokenOf('alice')}`]]
    for (const lines of [
      [bearer('bob'), 'connection: authorization'],
      [bearer('bob'), bearer('alice')],
    ]) {
      const { verifyToken, asked } = createVerifier()
      const api = openOcapi({ verifyToken, settings: () => clientSettings })
      await api.post(batchOf(['x-dw-http-method: POST', ...lines]), headersOf(...main))
      for (const { headers } of api.arrived) {
        const sent = headers.filter(([name]) => name === 'authorization').map(([, value]) => value)
        assert.deepEqual(sent, [`Bearer ${tokenOf('bob')}`], lines[1])
      }
      assert.ok(asked.includes('alice'))
    }
  })

  it('is not named twice, so that the check and the API could take another one each', async () => {
    const target = `${productPath}?client_id=bob&client_id=alice`
    const api = openOcapi(clientOptions)
    const section = writeSection(target, ['x-dw-http-method: POST'])
    await api.post(`${section}--b--`, headersOf(['x-dw-client-id', 'alice']))
    for (const request of api.arrived) assert.doesNotMatch(request.path, /client_id=alice/)
  })

  it('cannot be lost by a token that nobody knows: resources stay closed', async () => {
    const only = readOcapiSettings({ clients: [{ client_id: 'alice', resources: [] }] })
    const api = openOcapi({ settings: () => only })
    const answer = await api.post(batchOf([]), headersOf(['authorization', 'Bearer anything']))
    assert.equal(api.arrived.length, 0, `a stranger reached the API: ${textOf(answer)}`)
  })

  it('decides about resources, part by part', async () => {
    const api = openOcapi(clientOptions)
    const answer = await api.post(
      batchOf([], ['x-dw-http-method: POST'], ['x-dw-http-method: POST', 'x-dw-client-id: bob']),
      headersOf(['x-dw-client-id', 'alice']),
    )
    const codes = sectionsOf(answer).map(({ lines }) => lines.at(-1)?.slice(-3))
    assert.deepEqual(codes, ['204', '403', '204'])
    assert.match(textOf(answer), /"type":"ForbiddenException"/)
  })
})

function idsOf(headers: HeaderList = []): readonly string[] {
  return headers.filter(([name]) => name === 'x-dw-client-id').map(([, value]) => value)
}
