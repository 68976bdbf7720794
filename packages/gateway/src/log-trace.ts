import type { OuterRequest } from '@batchway/core'
import { traceOf } from '@batchway/core/opentelemetry'

/** What brings lines and traces together, in the words of OpenTelemetry's log data model. */
export interface TraceFields {
  readonly trace_id?: string
  readonly span_id?: string
}

/** W3C Trace Context 3.2.2: version, trace, span and flags; later versions may go on after them. */
const traceparent =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/

/** The span of a batch, or that of its caller where batches are not traced. */
export function traceFields(outer: OuterRequest): TraceFields {
  const own = traceOf(outer)
  if (own !== undefined) return { trace_id: own.traceId, span_id: own.spanId }
  const values = outer.headers.flatMap(([name, value]) => (name === 'traceparent' ? value : []))
  const [, trace, span] = (values.length === 1 && traceparent.exec(values[0] ?? '')) || []
  return trace === undefined || span === undefined ? {} : { trace_id: trace, span_id: span }
}
