import type { OuterRequest } from '@batchway/core'
import { traceOf } from '@batchway/core/opentelemetry'

/** What brings lines and traces together, in the words of OpenTelemetry's log data model. */
export interface TraceFields {
  readonly trace_id?: string
  readonly span_id?: string
}

/** Of a batch that is in no trace. */
export const untraced: TraceFields = {}

/** W3C Trace Context 3.2.2: version, trace, span and flags; later versions may go on after them. */
const traceparent =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/

/** The span of a batch, or that of its caller where batches are not traced. */
export function traceFields(outer: OuterRequest): TraceFields {
  const own = traceOf(outer)
  if (own !== undefined) return { trace_id: own.traceId, span_id: own.spanId }
  let value: string | undefined
  for (const [name, given] of outer.headers) {
    if (name !== 'traceparent') continue
    // Two of them say nothing.
    if (value !== undefined) return untraced
    value = given
  }
  if (value === undefined) return untraced
  const [, trace, span] = traceparent.exec(value) ?? []
  return trace === undefined || span === undefined ? untraced : { trace_id: trace, span_id: span }
}
