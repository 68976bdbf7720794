import type { Attributes, Span } from '@opentelemetry/api'
import { SpanStatusCode } from '@opentelemetry/api'
import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { BatchError } from '../model/error.ts'
import { headerValue } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

// The names are those of OpenTelemetry's semantic conventions for HTTP spans (stable since 1.23), and
// `batchway.*` for what they have no word for. Queries, header values and bodies stay out.

/** How a batch went, as far as its span tells. */
export interface TracedBatch {
  readonly id: string
  readonly dialect: string
  readonly outer: OuterRequest
  readonly status: number
  /** Milliseconds. */
  readonly duration: number
  readonly batch: { isFailure(status: number): boolean } | undefined
  readonly outcomes: readonly PartOutcome[]
  readonly error: BatchError | undefined
}

/** The server that answers parts, where it is another one. */
export interface TracedServer {
  /** Scheme, host and port. */
  readonly origin: string
  readonly address: string
  readonly port: number
}

const knownMethods: ReadonlySet<string> = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE',
])

/** A method in the name of a span: one of few. */
export function methodName(method: string): string {
  return knownMethods.has(method) ? method : 'HTTP'
}

function methodAttributes(method: string): Attributes {
  if (knownMethods.has(method)) return { 'http.request.method': method }
  return { 'http.request.method': '_OTHER', 'http.request.method_original': method }
}

/** What is known of a batch when it comes. */
export function batchAttributes(outer: OuterRequest, route: string): Attributes {
  const { method, path, scheme, remoteAddress, peerAddress, headers } = outer
  const host = headerValue(headers, 'host')
  const agent = headerValue(headers, 'user-agent')
  const peer = peerAddress ?? remoteAddress
  return {
    ...methodAttributes(method),
    'url.path': path,
    'url.scheme': scheme,
    'http.route': route,
    ...(host === undefined ? {} : hostAttributes(`${scheme}://${host}`)),
    ...(remoteAddress === undefined ? {} : { 'client.address': remoteAddress }),
    ...(peer === undefined ? {} : { 'network.peer.address': peer }),
    ...(agent === undefined ? {} : { 'user_agent.original': agent }),
  }
}

function hostAttributes(origin: string): Attributes {
  const server = toServer(origin)
  return server === undefined
    ? {}
    : { 'server.address': server.address, 'server.port': server.port }
}

/** The server behind an origin; undefined where it names none. */
export function toServer(origin: string): TracedServer | undefined {
  if (!URL.canParse(origin)) return undefined
  const { hostname, port, protocol } = new URL(origin)
  const usual = protocol === 'https:' ? 443 : 80
  return { origin, address: hostname, port: port === '' ? usual : Number(port) }
}

/** What is known of a part when it starts. */
export function partAttributes(
  { method, path, part }: PartRequest,
  dialect: string,
  server: TracedServer | undefined,
): Attributes {
  const mark = path.indexOf('?')
  const plain = mark === -1 ? path : path.slice(0, mark)
  return {
    ...methodAttributes(method),
    'url.path': plain,
    'batchway.dialect': dialect,
    'batchway.part.index': part.index,
    ...(server === undefined
      ? {}
      : {
          'url.full': `${server.origin}${plain}`,
          'server.address': server.address,
          'server.port': server.port,
        }),
  }
}

/** Tells a span how its part ended. From `errorsFrom` on a status of the API is an error. */
export function tellPart(span: Span, outcome: PartOutcome, errorsFrom: number): void {
  if (outcome.kind === 'skipped') {
    span.setAttribute('batchway.part.outcome', 'skipped')
    return
  }
  if (outcome.attempts !== undefined) {
    span.setAttribute('http.request.resend_count', outcome.attempts - 1)
  }
  if (outcome.kind === 'answered') {
    const { status } = outcome.response
    span.setAttributes({ 'batchway.part.outcome': 'answered', 'http.response.status_code': status })
    if (status >= errorsFrom) tellError(span, String(status))
    return
  }
  const { reason, message, outcomeUnknown, cause } = outcome
  span.setAttribute('batchway.part.outcome', reason)
  if (outcomeUnknown === true) span.setAttribute('batchway.part.unknown', true)
  if (cause instanceof Error) span.recordException(cause)
  tellError(span, reason, message)
}

/** Tells a span how its batch went. */
export function tellBatch(span: Span, traced: TracedBatch): void {
  const { id, dialect, status, batch, outcomes, error } = traced
  const skipped = outcomes.filter(({ kind }) => kind === 'skipped').length
  const failed = outcomes.filter((outcome) => isFailed(outcome, batch)).length
  span.setAttributes({
    'http.response.status_code': status,
    'batchway.batch.id': id,
    'batchway.dialect': dialect,
    'batchway.parts': outcomes.length,
    'batchway.parts.failed': failed,
    'batchway.parts.skipped': skipped,
    ...(error === undefined ? {} : { 'batchway.refused': error.code }),
  })
  if (error?.cause instanceof Error) span.recordException(error.cause)
  // What the caller did wrong is no error of a server (semantic conventions, HTTP spans, "Status").
  if (status >= 500) tellError(span, error?.code ?? String(status))
}

function isFailed(outcome: PartOutcome, batch: TracedBatch['batch']): boolean {
  if (outcome.kind === 'failed') return true
  return outcome.kind === 'answered' && batch?.isFailure(outcome.response.status) === true
}

/** Tells a span that it ended with an error of that type, which is one of few words. */
export function tellError(span: Span, type: string, message?: string): void {
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) })
}
