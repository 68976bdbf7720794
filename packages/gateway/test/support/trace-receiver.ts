import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A span as OTLP in JSON has it, with its attributes as an object. */
export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number
  readonly attributes: Readonly<Record<string, unknown>>
  /** 2 is an error. */
  readonly status: { readonly code?: number }
}

/** A collector on loopback, that takes OTLP over HTTP in JSON. */
export interface TraceReceiver extends AsyncDisposable {
  readonly url: string
  /** The headers of each export. */
  readonly heads: readonly IncomingHttpHeaders[]
  /** The bodies of all exports, as they came. */
  text(): string
  readonly spans: readonly ReceivedSpan[]
  /** Attributes of what sends the spans. */
  readonly resource: Readonly<Record<string, unknown>>
}

interface WireAttribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface WireSpan extends Omit<ReceivedSpan, 'attributes'> {
  readonly attributes: readonly WireAttribute[]
}

interface WireExport {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly WireAttribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[]
  }[]
}

/** Opens one, which answers with that status. */
export async function openTraceReceiver(status = 200): Promise<TraceReceiver> {
  const bodies: string[] = []
  const heads: IncomingHttpHeaders[] = []
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    bodies.push(await text(request))
    heads.push(request.headers)
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  }
  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const exported = (): WireExport['resourceSpans'] =>
    bodies.flatMap((body) => (JSON.parse(body) as WireExport).resourceSpans)
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    heads,
    text: () => bodies.join('\n'),
    get spans() {
      return exported()
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map((span) => ({ ...span, attributes: toObject(span.attributes) }))
    },
    get resource() {
      return toObject(exported()[0]?.resource.attributes ?? [])
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

function toObject(attributes: readonly WireAttribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
