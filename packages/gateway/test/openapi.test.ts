import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { runCommand } from './support/command.ts'
import { openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()

interface Document extends Record<string, unknown> {
  readonly paths: Readonly<Record<string, unknown>>
  readonly servers?: readonly { readonly url: string }[]
}

describe('the OpenAPI document of a gateway', () => {
  it('is served where the configuration says, to GET and HEAD', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      openapi: '/openapi.json',
      upstreams: { api: { url: upstream.url } },
    })
    const answer = await fetch(`${gateway.url}/openapi.json`)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/json')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const document = (await answer.json()) as Document
    assert.ok((await new Validator().validate(document)).valid)
    assert.deepEqual(Object.keys(document.paths), ['/v2/ocamba/batch'])
    assert.doesNotMatch(JSON.stringify(document), new RegExp(new URL(upstream.url).port))
    const head = await fetch(`${gateway.url}/openapi.json`, { method: 'HEAD' })
    assert.equal(head.headers.get('content-length'), answer.headers.get('content-length'))
    const put = await fetch(`${gateway.url}/openapi.json`, { method: 'PUT' })
    assert.equal(put.status, 405)
    assert.equal(put.headers.get('allow'), 'GET, HEAD')
  })

  it('is nowhere unless it is asked for', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.equal((await fetch(`${gateway.url}/openapi.json`)).status, 404)
  })

  it('is printed by the command, with the server that is given', async () => {
    const path = await file('described.yaml', configFor('http://x'))
    const { code, stdout, stderr } = await runCommand([
      'openapi',
      '--config',
      path,
      '--server',
      'https://api.example',
    ])
    assert.equal(stderr, '')
    assert.equal(code, 0)
    const document = JSON.parse(stdout) as Document
    assert.ok((await new Validator().validate(document)).valid)
    assert.deepEqual(Object.keys(document.paths), ['/v2/ocamba/batch', '/api/v1/batch'])
    assert.deepEqual(document.servers, [{ url: 'https://api.example' }])
  })

  it('is refused by the command with what is wrong', async () => {
    const bad = await file('undescribed.yaml', configFor('http://x', 'openapi: /v2/ocamba/batch\n'))
    const { code, errors } = await runCommand(['openapi', '-c', bad])
    assert.equal(code, 1)
    assert.match(
      errors[0] ?? '',
      /undescribed\.yaml:7:\d+: openapi is the same as the path of endpoints\[0\]$/,
    )
    assert.equal((await runCommand(['openapi'])).code, 2)
    for (const server of ['x', 'unix:/x']) {
      // oxlint-disable-next-line no-await-in-loop -- one process at a time
      assert.equal((await runCommand(['openapi', '-c', bad, '-s', server])).code, 2)
    }
  })
})
