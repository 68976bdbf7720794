import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Server } from 'node:https'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { batchway } from '@batchway/core/express'
import { batchway as fastifyBatchway } from '@batchway/core/fastify'
import { withBatch } from '@batchway/core/node'
import fastify from 'fastify'
import { expressVersions } from '../support/express-apps.ts'
import type { OcambaAnswer } from '../support/ocamba.ts'
import { writeOcamba } from '../support/ocamba.ts'
import { pair, pem } from '../support/tls.ts'

const bounded = { timeout: 10_000 }
const options = { path: '/batch', dialect: 'ocamba', base: '/' } as const

interface SecureServer extends AsyncDisposable {
  readonly port: number
}

/** A server that asks clients for a certificate, and serves them all. */
async function start(server: Server): Promise<SecureServer> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const asking = { ...pair('server'), ca: pem('ca'), requestCert: true, rejectUnauthorized: false }

function startListener(listener: RequestListener): Promise<SecureServer> {
  return start(createServer(asking, listener))
}

async function send(
  { port }: SecureServer,
  client: string | undefined,
  { path, body }: { readonly path: string; readonly body?: string },
): Promise<unknown> {
  const sent = request({
    port,
    path,
    host: '127.0.0.1',
    agent: false,
    ca: pem('ca'),
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(client === undefined ? {} : pair(client)),
  })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return JSON.parse(await text(response)) as unknown
}

/** What the app says of its connection: asked alone, and as a part. */
async function compare(server: SecureServer, client: string | undefined): Promise<unknown> {
  const alone = await send(server, client, { path: '/who' })
  const body = writeOcamba({ relative_url: '/who' })
  const answer = (await send(server, client, { path: '/batch', body })) as OcambaAnswer
  assert.deepEqual(answer.parts[0]?.body, alone)
  return alone
}

/** What an app may want to know of the connection that a request came on. */
function connectionOf(socket: TLSSocket): object {
  const certificate = socket.getPeerCertificate()
  return {
    encrypted: socket.encrypted,
    authorized: socket.authorized,
    subject: certificate.subject?.CN,
    issuer: certificate.issuer?.CN,
    serial: certificate.serialNumber,
    // With its chain: the authority's own name.
    chain: socket.getPeerCertificate(true).issuerCertificate?.subject.CN,
  }
}

const clients = ['client', 'stranger', undefined] as const

describe('the connection of a part, where the batch came over TLS', () => {
  it('is encrypted, and has the peer of the batch', bounded, async () => {
    const listener = withBatch((incoming, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(connectionOf(incoming.socket as TLSSocket)))
    }, options)
    await using server = await startListener(listener)
    const seen: unknown[] = []
    for (const client of clients) seen.push(await compare(server, client))
    const told = seen as { authorized: boolean; subject?: string; encrypted: boolean }[]
    assert.deepEqual(
      told.map(({ encrypted, authorized, subject }) => [encrypted, authorized, subject]),
      [
        [true, true, 'client'],
        [true, false, 'stranger'],
        [true, false, undefined],
      ],
    )
  })

  for (const { name, express } of expressVersions) {
    it(`is secure to ${name}`, bounded, async () => {
      const app = express()
      app.use(batchway(app, options))
      app.get('/who', (incoming, response) => {
        const { secure, protocol, socket } = incoming
        response.json({ secure, protocol, ...connectionOf(socket as TLSSocket) })
      })
      await using server = await startListener(app)
      for (const client of clients) {
        const seen = (await compare(server, client)) as { secure: boolean; protocol: string }
        assert.deepEqual([seen.secure, seen.protocol], [true, 'https'])
      }
    })
  }

  it('is secure to Fastify', bounded, async () => {
    const app = fastify({ https: asking })
    app.register(fastifyBatchway, options)
    app.get('/who', async (incoming) => ({
      protocol: incoming.protocol,
      ...connectionOf(incoming.raw.socket as TLSSocket),
    }))
    await app.listen({ host: '127.0.0.1', port: 0 })
    await using server: SecureServer = {
      port: (app.server.address() as AddressInfo).port,
      [Symbol.asyncDispose]: async () => {
        await app.close()
      },
    }
    for (const client of clients) {
      const seen = (await compare(server, client)) as { protocol: string }
      assert.equal(seen.protocol, 'https')
    }
  })
})
