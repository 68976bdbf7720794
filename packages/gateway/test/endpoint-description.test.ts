import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import type { BatchEndpointOptions, BatchReport, EndpointDescription } from '@batchway/core'
import { builtInDialects } from '@batchway/core'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import Fastify from 'fastify'
import { Compile } from 'typebox/schema'
import { openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

const bounded = { timeout: 20_000 }
const json = { accept: 'application/json' }

const schemaFile = new URL('../../core/endpoint.schema.json', import.meta.url)
const schema = Compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)

async function describedAt(
  url: string,
  headers: Readonly<Record<string, string>> = json,
): Promise<EndpointDescription> {
  const response = await fetch(url, { method: 'OPTIONS', headers })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
  const description = (await response.json()) as EndpointDescription
  assert.deepEqual(schema.Errors(description)[1], [])
  assert.equal(response.headers.get('accept-post'), description.accept.join(', '))
  return description
}

type Mount = (options: BatchEndpointOptions) => RequestListener | Promise<RequestListener>

const mounts: Readonly<Record<string, Mount>> = {
  'node:http': (options) => withBatchNode((_request, response) => response.end(), options),
  Express: (options) => {
    const app = express()
    app.use(batchwayExpress(app, options))
    return app
  },
  Fastify: async (options) => {
    const app = Fastify()
    await app.register(batchwayFastify, options)
    await app.ready()
    return (request, response) => app.routing(request, response)
  },
  'a fetch app': (options) => {
    const handler = withBatchFetch(() => new Response(), options)
    const listener = getRequestListener((request) => handler(request))
    return (request, response) => void listener(request, response)
  },
}

describe('OPTIONS on an endpoint', () => {
  it('is shown by its page as it is', bounded, async () => {
    const page = readFileSync(new URL('../../../docs/endpoints.md', import.meta.url), 'utf8')
    const [, shown = ''] = /^```json\n(.*?)^```$/ms.exec(page) ?? []
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.deepEqual(await describedAt(`${gateway.url}/v2/ocamba/batch`), JSON.parse(shown))
  })

  it('has a schema that is not content with anything', () => {
    assert.equal(schema.Check({}), false)
    assert.equal(schema.Check({ batchway: { version: 2 } }), false)
  })

  for (const { name } of builtInDialects) {
    it(`tells what it is, by the schema: ${name}`, bounded, async () => {
      await using upstream = await openUpstream()
      await using gateway = await openGateway({
        upstreams: { api: { url: upstream.url } },
        forward: 'api',
        endpoints: [
          { path: '/a/batch', dialect: name, upstream: 'api', limits: { parts: 7 } },
          { path: '/b/batch', dialect: name, upstream: 'api', streaming: 'never' },
        ],
      })
      const first = await describedAt(`${gateway.url}/a/batch`)
      assert.equal(first.dialect, name)
      assert.deepEqual([first.limits.parts, first.limits.partsAtOnce], [7, 7])
      assert.equal(first.features.streaming, 'asked')
      assert.ok(first.features.orders !== undefined, 'the dialect tells nothing of its features')
      const second = await describedAt(`${gateway.url}/b/batch`)
      assert.equal(second.features.streaming, 'never')
      assert.equal(upstream.requests.length, 0)
      assert.deepEqual(
        gateway.log.lines.filter(({ msg }) => msg === 'batch'),
        [],
      )
    })
  }

  for (const [name, mount] of Object.entries(mounts)) {
    it(`is answered inside an app: ${name}`, bounded, async () => {
      const reports: BatchReport[] = []
      const onBatch = (report: BatchReport): void => void reports.push(report)
      const listener = await mount({
        path: '/api/batch',
        dialect: 'odata',
        identity: 'required',
        transaction: (_parts, run) => run(),
        onBatch,
      })
      const server = createServer(listener)
      try {
        await new Promise<void>((resolve) => {
          server.listen(0, '127.0.0.1', resolve)
        })
        const { port } = server.address() as AddressInfo
        const description = await describedAt(`http://127.0.0.1:${port}/api/batch`, {})
        assert.deepEqual(description.accept, ['application/json', 'multipart/mixed'])
        assert.deepEqual(description.features, {
          orders: ['parallel', 'serial', 'keep-effects'],
          dependencies: 'earlier',
          references: ['path', 'query', 'header', 'body'],
          stopOnError: 'selectable',
          groups: 'transaction',
          atomic: false,
          streaming: 'asked',
        })
        assert.equal(reports.length, 0)
      } finally {
        server.closeAllConnections()
        server.close()
      }
    })
  }

  it('tells what becomes of groups', bounded, async () => {
    await using upstream = await openUpstream()
    const endpoint = { dialect: 'odata', upstream: 'api' }
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { ...endpoint, path: '/a/$batch' },
        { ...endpoint, path: '/b/$batch', groups: 'in-order' },
      ],
    })
    const groups = ['a', 'b'].map(async (name) => {
      return (await describedAt(`${gateway.url}/${name}/$batch`)).features.groups
    })
    assert.deepEqual(await Promise.all(groups), ['refused', 'in-order'])
  })

  it('says nothing of upstreams, rules and secrets', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { hidden: { url: upstream.url } },
      endpoints: [
        {
          path: '/v2/ocamba/batch',
          dialect: 'ocamba',
          upstream: 'hidden',
          rules: [{ allow: 'GET /v2/ocamba/secret/*' }],
          reservedHeaders: ['x-secret'],
        },
      ],
    })
    const text = JSON.stringify(await describedAt(`${gateway.url}/v2/ocamba/batch`))
    assert.doesNotMatch(text, /hidden|secret|127\.0\.0\.1/)
  })

  it('leaves preflights to CORS', bounded, async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        {
          path: '/a/batch',
          dialect: 'ocamba',
          upstream: 'api',
          cors: { origins: ['https://app.example'] },
        },
        { path: '/b/batch', dialect: 'ocamba', upstream: 'api' },
      ],
    })
    const statuses = ['a', 'b'].map(async (name) => {
      const headers = { ...json, origin: 'https://app.example' }
      const asking = { ...headers, 'access-control-request-method': 'POST' }
      const options = { method: 'OPTIONS', headers: asking }
      const preflight = await fetch(`${gateway.url}/${name}/batch`, options)
      await preflight.arrayBuffer()
      await describedAt(`${gateway.url}/${name}/batch`, headers)
      return preflight.status
    })
    assert.deepEqual(await Promise.all(statuses), [204, 405])
  })

  it(
    'is that of the dialect where it has one, unless JSON is asked for: OCAPI',
    bounded,
    async () => {
      await using upstream = await openUpstream()
      await using gateway = await openGateway({
        upstreams: { api: { url: upstream.url } },
        endpoints: [{ path: '/s/:site/dw/batch', dialect: 'ocapi', upstream: 'api' }],
      })
      const url = `${gateway.url}/s/-/dw/batch`
      const options = { method: 'OPTIONS', headers: { 'x-dw-client-id': 'client' } }
      assert.equal((await fetch(url, options)).status, 204)
      assert.equal((await describedAt(url)).dialect, 'ocapi')
    },
  )
})
