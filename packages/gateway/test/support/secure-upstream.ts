import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TlsOptions, TLSSocket } from 'node:tls'
import type { RunningServer } from './test-upstream.ts'

/** A connection as an upstream got it. */
export interface SecureUpstream extends RunningServer {
  /** Names that were asked for, one for each connection; false where there was none. */
  readonly names: readonly (string | false)[]
  /** Names in the clients' certificates, one for each request. */
  readonly clients: readonly (string | undefined)[]
  /** `Host` of each request. */
  readonly hosts: readonly (string | undefined)[]
}

/** An upstream that speaks https and answers every request with `{"ok":true}`. */
export async function openSecureUpstream(tls: TlsOptions): Promise<SecureUpstream> {
  const names: (string | false)[] = []
  const clients: (string | undefined)[] = []
  const hosts: (string | undefined)[] = []
  const server = createServer(tls, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate()
    clients.push(subject === undefined ? undefined : String(subject.CN))
    hosts.push(request.headers.host)
    request.resume()
    response.setHeader('Content-Type', 'application/json')
    response.end('{"ok":true}')
  })
  server.on('secureConnection', (socket) => {
    names.push(Reflect.get(socket, 'servername') as string | false)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    names,
    clients,
    hosts,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
