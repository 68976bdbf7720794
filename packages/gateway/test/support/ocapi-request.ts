import type { OcapiSetup } from './ocapi-gateway.ts'
import type { RawMessage } from './raw-connection.ts'
import { sendRaw } from './raw-connection.ts'

/** The body of a batch of two parts, `one` and `two`. */
export const twoParts: string = [
  '--b\nx-dw-content-id: one\nx-dw-resource-path-extension: products/1\n',
  '--b\nx-dw-content-id: two\nx-dw-http-method: POST\nx-dw-resource-path-extension: baskets\n\n',
  '{"a":1}\n--b--\n',
].join('')

/** The headers that a batch has where a test says nothing else. */
export const usualHeaders: Readonly<Record<string, string>> = {
  Host: 'api.example',
  'Content-Type': 'multipart/mixed; boundary=b',
  'x-dw-client-id': 'alice',
  'x-dw-http-method': 'GET',
  'x-dw-resource-path': '/dw/shop/v24_5/',
}

/** What a test says of a request; the rest is as usual. */
export interface OcapiRequest {
  readonly method?: string
  readonly target?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

/** A request as bytes; undefined takes a usual header away. */
export function writeOcapi({
  method = 'POST',
  target,
  headers = {},
  body = twoParts,
}: OcapiRequest): string {
  const merged = { ...usualHeaders, 'Content-Length': String(body.length), ...headers }
  const lines = Object.entries(merged).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}\r\n`],
  )
  return `${method} ${target ?? '/s/-/dw/batch'} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/** Sends a request on a connection of its own. */
export function sendOcapi(
  { gateway }: OcapiSetup,
  request: OcapiRequest = {},
): Promise<RawMessage> {
  const headers = { Connection: 'close', ...request.headers }
  return sendRaw(gateway.port, writeOcapi({ ...request, headers }))
}
