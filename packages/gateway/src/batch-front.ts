import type { IncomingMessage, ServerResponse } from 'node:http'
import type {
  BatchEndpoint,
  HeaderList,
  OuterAnswer,
  OuterHandler,
  OuterRequest,
} from '@batchway/core'
import { answerNode } from '@batchway/core/node'
import type { EndpointMetrics } from './batch-metrics.ts'
import type { Compress } from './compression.ts'
import type { CorsRules } from './cors.ts'
import { isPreflight } from './cors.ts'
import type { OwnHeaders } from './security-headers.ts'
import { toRawFields } from './security-headers.ts'

/** An endpoint as the gateway shows it: with its rules for pages of other origins. */
export interface BatchFront {
  matches(path: string): boolean
  /** What those rules add to an answer that is not the endpoint's. */
  fieldsFor(request: IncomingMessage): HeaderList
  /** Answers a request; `outer` is its head as far as the gateway believes it. */
  answer(request: IncomingMessage, response: ServerResponse, outer: OuterRequest): void
}

/** What stands around an endpoint where it is configured. */
export interface FrontParts {
  readonly cors: CorsRules | undefined
  readonly metrics: EndpointMetrics | undefined
  /** Undefined: nothing is compressed. */
  readonly compress: Compress | undefined
}

/** Puts the fields of the gateway, CORS, metrics and compression around an endpoint. */
export function createBatchFront(
  endpoint: BatchEndpoint,
  own: OwnHeaders,
  { cors, metrics, compress }: FrontParts,
): BatchFront {
  const fieldsFor = (request: IncomingMessage): HeaderList => cors?.fieldsFor(request) ?? []
  return {
    matches: (path) => endpoint.matches(path),
    fieldsFor,
    answer(request, response, outer) {
      const fields = fieldsFor(request)
      if (cors !== undefined && isPreflight(request)) {
        // RFC 9110 8.6: a 204 has no length, which the library would give it.
        response.writeHead(204, toRawFields(own.complete(fields)))
        response.end()
        return
      }
      const handler: OuterHandler = {
        matches: (path) => endpoint.matches(path),
        async handle(head, exchange) {
          const answer = await endpoint.handle(head, metrics?.begin(exchange) ?? exchange)
          const all = fields.length === 0 ? answer.headers : [...answer.headers, ...fields]
          const complete = { ...answer, headers: own.complete(all) }
          const whole = metrics === undefined ? complete : counting(complete, metrics)
          if (compress === undefined) return whole
          return await compress(whole, request.headers['accept-encoding']?.toString())
        },
      }
      void answerNode(handler, request, response, { outer })
    },
  }
}

/** The same answer, whose bytes and end are counted. */
function counting(answer: OuterAnswer, metrics: EndpointMetrics): OuterAnswer {
  const { stream } = answer
  metrics.answered(answer.body.length)
  return {
    ...answer,
    ...(stream === undefined
      ? {}
      : { stream: counted(stream, (bytes) => metrics.answered(bytes)) }),
    release() {
      answer.release()
      metrics.end()
    },
  }
}

/** A stream that tells how much of it has been taken. */
async function* counted(
  stream: AsyncIterable<Uint8Array>,
  tell: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    tell(piece.length)
    yield piece
  }
}
