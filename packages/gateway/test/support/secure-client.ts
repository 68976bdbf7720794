import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { ConnectionOptions } from 'node:tls'
import { connect } from 'node:tls'
import { pem } from './certificates.ts'
import { RawConnection } from './raw-connection.ts'

/** The answer to a request over TLS. */
export interface SecureAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What a test says about its connection; the authority of the tests is trusted. */
export type SecureOptions = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'minVersion' | 'maxVersion' | 'ciphers' | 'servername'
>

/** Gets a page over a TLS connection of its own. */
export async function getSecure(url: string, options: SecureOptions = {}): Promise<SecureAnswer> {
  return await sendSecure(url, 'GET', options)
}

/** Posts an Ocamba batch over a TLS connection of its own. */
export async function postSecure(
  url: string,
  parts: readonly object[],
  options: SecureOptions = {},
): Promise<SecureAnswer> {
  return await sendSecure(`${url}/v2/ocamba/batch`, 'POST', options, JSON.stringify(parts))
}

async function sendSecure(
  url: string,
  method: string,
  options: SecureOptions,
  body?: string,
): Promise<SecureAnswer> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = request(url, { method, headers, agent: false, ca: pem('ca'), ...options })
  const answered = new Promise<SecureAnswer>((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', (response) => {
      const { statusCode: status = 0, headers: received } = response
      text(response).then((whole) => resolve({ status, headers: received, body: whole }), reject)
    })
  })
  sent.end(body)
  return await answered
}

/** A TLS connection on which a test writes and reads bytes of its own. */
export async function connectSecure(
  port: number,
  options: SecureOptions = {},
): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', ca: pem('ca'), ...options })
  await once(socket, 'secureConnect')
  return new RawConnection(socket)
}
