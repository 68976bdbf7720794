import { STATUS_CODES } from 'node:http'
import type { ServerResponse } from 'node:http'

/** Writes an answer of the gateway's own as problem details (RFC 9457), where no dialect applies. */
export function writeProblem(response: ServerResponse, status: number, detail: string): void {
  const body = Buffer.from(JSON.stringify({ title: STATUS_CODES[status], status, detail }))
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': body.length,
  })
  response.end(body)
}
