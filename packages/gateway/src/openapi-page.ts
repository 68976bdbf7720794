import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BatchEndpoint } from '@batchway/core'
import { describeEndpoints } from '@batchway/core'
import type { Problems } from './problem-details.ts'
import type { OwnHeaders } from './security-headers.ts'
import { toRawFields } from './security-headers.ts'

/** The OpenAPI document of a gateway, at its path. */
export interface OpenApiPage {
  readonly path: string
  answer(request: IncomingMessage, response: ServerResponse): void
}

/** What writes the answers of the gateway itself. */
export interface PageWriters {
  readonly own: OwnHeaders
  readonly problems: Problems
}

/** Makes the page. It says what the endpoints are and nothing of what is behind them. */
export function createOpenApiPage(
  path: string,
  endpoints: readonly BatchEndpoint[],
  { own, problems }: PageWriters,
): OpenApiPage {
  const body = Buffer.from(`${JSON.stringify(describeEndpoints(endpoints), null, 2)}\n`)
  const fields = toRawFields(
    own.complete([
      ['content-type', 'application/json'],
      ['content-length', String(body.length)],
    ]),
  )
  return {
    path,
    answer({ method }, response) {
      if (method === 'GET' || method === 'HEAD') {
        response.writeHead(200, fields)
        response.end(body)
      } else {
        problems.write(response, 405, 'Only GET is answered here.', [['allow', 'GET, HEAD']])
      }
    },
  }
}
