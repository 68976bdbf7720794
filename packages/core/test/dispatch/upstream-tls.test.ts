import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import type { TlsOptions, TLSSocket } from 'node:tls'
import { createServer } from 'node:tls'
import { fineAnswer, answerWith } from '../support/scripted-server.ts'
import { pair, pem } from '../support/tls.ts'
import { openUpstream, sendToUpstream, toFailure } from '../support/upstream-client.ts'

const bounded = { timeout: 5000 }
const tls = { ca: pem('ca') }

interface SecureServer extends AsyncDisposable {
  readonly origin: string
  readonly connections: number
}

async function startTls(
  options: TlsOptions,
  onConnection: (socket: TLSSocket, index: number) => void,
): Promise<SecureServer> {
  const sockets = new Set<TLSSocket>()
  let connections = 0
  const server = createServer({ ...pair('server'), ...options }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket, connections)
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('an upstream over TLS', () => {
  it(
    'keeps connections, and sends a safe request once more when one is closed',
    bounded,
    async () => {
      await using server = await startTls({}, (socket, index) => {
        answerWith(index === 0 ? [fineAnswer, undefined] : [fineAnswer])(socket)
      })
      await using opened = openUpstream(server, { connections: 1, tls })
      const first = await sendToUpstream(opened.upstream)
      assert.ok(first.kind === 'answered', JSON.stringify(first))
      const second = await sendToUpstream(opened.upstream)
      assert.ok(second.kind === 'answered', JSON.stringify(second))
      assert.equal(second.resent, true)
      assert.equal(server.connections, 2)
    },
  )

  it(
    'does not take a handshake for an answer: a fresh connection is not tried again',
    bounded,
    async () => {
      await using server = await startTls({}, (socket) => answerWith([undefined])(socket))
      await using opened = openUpstream(server, { connections: 1, tls })
      assert.equal(toFailure(await sendToUpstream(opened.upstream)).reason, 'unreachable')
      assert.equal(server.connections, 1)
    },
  )

  it(
    'sent nothing where the certificate is no good, so that the outcome is known',
    bounded,
    async () => {
      await using server = await startTls({}, (socket) => answerWith([fineAnswer])(socket))
      await using opened = openUpstream(server, { tls: { ca: pem('other-ca') } })
      const failure = toFailure(await sendToUpstream(opened.upstream, 'POST'))
      assert.equal(failure.reason, 'unreachable')
      assert.notEqual(failure.outcomeUnknown, true)
      assert.match(String(failure.cause), /certificate/)
    },
  )
})
