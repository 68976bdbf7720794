// Programs that scripts/check-package.js runs in an empty project where the packages are installed.

/** Uses the types of every export. */
export const consumerTypes = `import type { BatchEndpointOptions, Dialect, OpenApiDocument } from '@batchway/core'
import { createOcamba, describeEndpoint } from '@batchway/core'
import { batchway } from '@batchway/core/express'
import { batchway as plugin } from '@batchway/core/fastify'
import { withBatch } from '@batchway/core/fetch'
import { withBatch as withNode } from '@batchway/core/node'
import * as telemetry from '@batchway/core/opentelemetry'
import * as translate from '@batchway/core/translate'
import { createUpstream } from '@batchway/core/upstream'
import { createSandbox } from '@batchway/sandbox'
import type { Config, Gateway } from 'batchway'
import { createGateway, readConfig } from 'batchway'
import { main } from 'batchway/cli'
import schema from 'batchway/config.schema.json' with { type: 'json' }

const dialect: Dialect = createOcamba({ headers: false })
const options: BatchEndpointOptions = { path: '/b', dialect }
const handler: (request: Request) => Promise<Response> = withBatch(() => new Response(), options)
const document: OpenApiDocument = describeEndpoint(options)
const config: Config = readConfig('', 'file', {})
const gateway: Gateway = createGateway(config)
const id: string = schema.$id
// @ts-expect-error -- there is no such dialect
withBatch(() => new Response(), { path: '/b', dialect: 'ocmba' })
export { batchway, createSandbox, createUpstream, document, gateway, handler, id, main, plugin, telemetry, translate, withNode }
`

/** Uses every export. */
export const consumerProgram = `import { withBatch } from '@batchway/core/fetch'
import '@batchway/core'
import '@batchway/core/express'
import '@batchway/core/fastify'
import '@batchway/core/node'
import '@batchway/core/opentelemetry'
import '@batchway/core/translate'
import '@batchway/core/upstream'
import '@batchway/core/endpoint.schema.json' with { type: 'json' }
import '@batchway/sandbox'
import 'batchway'
import 'batchway/cli'
import 'batchway/config.schema.json' with { type: 'json' }

const app = () => Response.json({ hello: 'world' })
const fetch = withBatch(app, { path: '/batch', dialect: 'ocamba' })
const response = await fetch(new Request('http://localhost/batch', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '[{"method":"GET","relative_url":"/x"}]',
}))
console.log(await response.text())
`

/** A dialect of the operator's that refuses with the class of the installed core. */
export const ownDialect = `import { BatchError, outcomeStatus } from '@batchway/core'

const text = (status, body) => ({ status, headers: [['content-type', 'text/plain']], body: Buffer.from(body) })

export function createDialect() {
  return {
    name: 'own',
    limits: {},
    methods: ['POST'],
    mediaType: 'text/plain',
    challenge: 'Bearer',
    accepts: () => true,
    readBatch: (_outer, body) => ({
      parts: Buffer.from(body).toString().split(' ').map((target, index) => {
        if (!target.startsWith('/')) throw new BatchError('invalid-part', 'not a path')
        return { index, method: 'GET', target, headers: [] }
      }),
      order: 'parallel',
      stopOnError: false,
      isFailure: (status) => status >= 400,
      targets: 'root',
      inheritance: { inherits: () => false, identity: 'caller', defaults: [], contentType: 'text/plain' },
      placeOf: (part, field) => part + '.' + field,
    }),
    writeResults: (_batch, outcomes) => text(200, outcomes.map(outcomeStatus).join(' ')),
    writeError: ({ status, message }) => text(status, message),
  }
}
`

/** The fetch door behind a real server of that runtime; prints what it answers. */
export const fetchDoor = `import { withBatch } from '@batchway/core/fetch'

const app = async (request) => {
  if (request.method === 'GET') return Response.json({ path: new URL(request.url).pathname })
  const headers = { 'content-type': 'application/json' }
  return new Response(await request.text(), { status: 201, headers })
}
const handler = withBatch(app, { path: '/batch', dialect: 'ocamba' })
const server = globalThis.Bun
  ? Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => handler(request) })
  : Deno.serve({ port: 0, hostname: '127.0.0.1', onListen() {} }, (request) => handler(request))
const port = server.port ?? server.addr.port
const post = async (body) => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('http://127.0.0.1:' + port + '/batch', { method: 'POST', headers, body })
  console.log(answer.status, await answer.text())
}
await post('[{"method":"GET","relative_url":"/x"},{"method":"POST","relative_url":"/y","body":{"n":12345678901234567890}}]')
await post('[{"method":"TRACE","relative_url":"/x"}]')
await post('[{"method":"GET","relative_url":"/batch"}]')
await (globalThis.Bun ? server.stop(true) : server.shutdown())
`
