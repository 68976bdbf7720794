import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type {
  Backend,
  BatchEndpointOptions,
  BodyDescription,
  OpenApiDocument,
  OpenApiOperation,
  TokenVerifier,
} from '@batchway/core'
import {
  builtInDialects,
  createBatchEndpoint,
  describeEndpoint,
  describeEndpoints,
} from '@batchway/core'
import { closed, judgeOf } from './support/strict-schema.ts'
import { plainDialect } from './support/plain-dialect.ts'

const backend: Backend = {
  dispatch: () => Promise.resolve({ kind: 'failed', reason: 'unreachable', message: 'nobody' }),
  isReentrant: () => false,
  partHeaders: () => [],
}

async function assertValid(document: OpenApiDocument): Promise<void> {
  const { valid, errors } = await new Validator().validate(
    Object.fromEntries(Object.entries(document)),
  )
  assert.ok(valid, JSON.stringify(errors))
  for (const schema of Object.values(document.components.schemas)) judgeOf(schema)
}

function operationOf(document: OpenApiDocument, path: string): OpenApiOperation {
  const found = document.paths[path]?.post
  assert.ok(found, `there is no ${path} in ${Object.keys(document.paths).join(', ')}`)
  return found
}

function securityOf(more: Partial<BatchEndpointOptions>): OpenApiOperation['security'] {
  return operationOf(describeEndpoint({ path: '/b', dialect: 'graph', ...more }), '/b').security
}

const endpointLimits = createBatchEndpoint(backend, { path: '/b', dialect: 'graph' }).limits

/** How many requests or answers a body of an example has. */
function countIn({ example }: BodyDescription): number {
  if (typeof example === 'string') return example.match(/^--b\r$/gm)?.length ?? 0
  const lists = Array.isArray(example) ? [example] : Object.values(example as object)
  return lists.find((list): list is unknown[] => Array.isArray(list))?.length ?? 0
}

/** The descriptions of `Prefer`. */
function preferOf(more: Partial<BatchEndpointOptions>): readonly string[] {
  const document = describeEndpoint({ path: '/b', dialect: 'graph', ...more })
  const found = operationOf(document, '/b').parameters.filter(({ name }) => name === 'Prefer')
  return found.map(({ description }) => description)
}

const verify: TokenVerifier = () => Promise.resolve({ ok: true })

describe('the OpenAPI document', () => {
  for (const entry of builtInDialects) {
    const { name } = entry
    it(`of ${name} is valid, and says the same of an endpoint as of its options`, async () => {
      const options: BatchEndpointOptions = { path: '/api/batch', dialect: entry.create({}) }
      const document = describeEndpoint(options)
      await assertValid(document)
      assert.deepEqual(describeEndpoint(createBatchEndpoint(backend, options)), document)
      const { responses, tags } = operationOf(document, '/api/batch')
      assert.deepEqual(tags, [name])
      assert.ok('200' in responses && '400' in responses && '503' in responses)
    })
  }

  it('has the limits of the endpoint', () => {
    const document = describeEndpoint({ path: '/b', dialect: 'graph', limits: { parts: 7 } })
    const schema = document.components.schemas['postBRequest']
    const requests = schema?.properties?.['requests']
    assert.ok(requests)
    assert.equal(requests.maxItems, 7)
    assert.equal(operationOf(document, '/b')['x-batchway-limits']['parts'], 7)
    assert.match(
      operationOf(document, '/b').description,
      /At most 7 requests and 4 MiB; all of it may take 120 s\.$/,
    )
  })

  it('has errors in the form and with the statuses of the dialect', () => {
    const ocapi = operationOf(describeEndpoint({ path: '/b', dialect: 'ocapi' }), '/b')
    assert.deepEqual(Object.keys(ocapi.responses), [
      '200',
      '400',
      '401',
      '403',
      '408',
      '429',
      '500',
      '503',
      '504',
      '508',
    ])
    const ocamba = operationOf(describeEndpoint({ path: '/b', dialect: 'ocamba' }), '/b')
    assert.ok('413' in ocamba.responses && '415' in ocamba.responses)
    const { content, headers } = ocamba.responses['429'] ?? {}
    assert.ok(headers && 'Retry-After' in headers)
    assert.deepEqual(content?.['application/json']?.schema, {
      $ref: '#/components/schemas/postBError',
    })
  })

  for (const entry of builtInDialects) {
    const { name } = entry
    it(`shows each error of ${name} as it looks, and an answer to each request`, async () => {
      const dialect = entry.create({})
      const document = describeEndpoint({ path: '/b', dialect })
      const { responses } = operationOf(document, '/b')
      const judge = judgeOf(closed(document.components.schemas['postBError'] ?? {}))
      const seen = new Set<string>()
      for (const [status, { content }] of Object.entries(responses)) {
        if (status === '200') continue
        const example = content['application/json']?.example
        assert.equal(judge(example), undefined, status)
        const text = JSON.stringify(example)
        seen.add(text)
        if (/"(?:response_)?code":\d/.test(text))
          assert.match(text, new RegExp(`ode":${status}\\b`))
      }
      assert.equal(seen.size, Object.keys(responses).length - 1)
      const { request, answer } = dialect.describe?.(endpointLimits) ?? assert.fail()
      assert.deepEqual(answer.map(countIn), request.map(countIn))
    })
  }

  it('says how to ask for a stream, where that can be asked for', () => {
    assert.match(preferOf({})[0] ?? '', /^stream: /)
    const [odata = '', ...more] = preferOf({ dialect: 'odata' })
    assert.match(odata, /^odata\.continue-on-error .* stream: /)
    assert.deepEqual(more, [])
    for (const streaming of ['never', 'always'] as const) {
      assert.deepEqual(preferOf({ streaming }), [])
    }
    assert.deepEqual(preferOf({ dialect: plainDialect }), [])
  })

  it('says who may post', () => {
    assert.deepEqual(securityOf({}), [{ bearer: [] }, { apiKey: [] }, {}])
    assert.deepEqual(securityOf({ identity: 'required' }), [{ bearer: [] }, { apiKey: [] }])
    assert.deepEqual(securityOf({ verify, identity: 'required' }), [{ verified: [] }])
    assert.deepEqual(securityOf({ verify }), [{ verified: [] }, {}])
    assert.deepEqual(securityOf({ dialect: 'journyx' }), [{ basic: [] }, { apiKey: [] }, {}])
  })

  it('has every path of every endpoint, with names that are unique', async () => {
    const document = describeEndpoints(
      [
        { path: '/s/:site/dw/batch', dialect: 'ocapi' },
        { path: '/a/b', dialect: 'odata' },
        { path: '/a-b', dialect: 'ocamba' },
        { path: '/', dialect: 'graph' },
      ],
      { title: 'Ours', version: '3', server: 'https://api.example' },
    )
    await assertValid(document)
    assert.deepEqual(document.info.title, 'Ours')
    assert.deepEqual(document.servers, [{ url: 'https://api.example' }])
    assert.deepEqual(Object.keys(document.paths), [
      '/s/{site}/dw/batch',
      '/dw/batch',
      '/a/b',
      '/a-b',
      '/',
    ])
    const ids = Object.values(document.paths).map(({ post }) => post.operationId)
    assert.deepEqual(ids, ['postSSiteDwBatch', 'postDwBatch', 'postAB', 'postAB2', 'post'])
    const [site] = operationOf(document, '/s/{site}/dw/batch').parameters
    assert.deepEqual([site?.name, site?.in, site?.required], ['site', 'path', true])
  })

  it('has what is known of a dialect that does not describe itself', async () => {
    const document = describeEndpoint({ path: '/b', dialect: plainDialect })
    await assertValid(document)
    const { requestBody, summary } = operationOf(document, '/b')
    assert.equal(summary, 'Post a batch (plain)')
    assert.deepEqual(Object.keys(requestBody.content), ['application/json'])
    assert.doesNotMatch(JSON.stringify(document), /"example":/)
  })

  it('refuses options that no endpoint can have', () => {
    assert.throws(() => describeEndpoint({ path: 'b', dialect: 'graph' }), /path must be/)
    assert.throws(
      () => describeEndpoint({ path: '/b', dialect: 'graph', limits: { parts: 0 } }),
      /limits\.parts must be/,
    )
  })
})
