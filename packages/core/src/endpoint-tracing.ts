import type { BatchEndpointOptions } from './endpoint-options.ts'
import type { TracingOptions } from './policies/tracing.ts'
import { createTracing } from './policies/tracing.ts'

/**
 * The options of an endpoint with OpenTelemetry around its batches: a span per batch, whose parent is
 * the active one or the one that `traceparent` names, and a span per part, which is the active one
 * where the part runs and the `traceparent` that it carries. Without a tracer that records, nothing
 * is measured and the fields stay as they are.
 */
export function withTracing<T extends BatchEndpointOptions>(
  options: T,
  tracing?: TracingOptions,
): T {
  const { path, dialect, admissions = [], policies = [], onBatch } = options
  const name = typeof dialect === 'string' ? dialect : dialect.name
  const spans = createTracing(path, name, tracing)
  return {
    ...options,
    admissions: [spans.admission, ...admissions],
    policies: [spans.policy, ...policies],
    onBatch(report) {
      spans.end(report)
      if (onBatch !== undefined) onBatch(report)
      else if (report.error?.code === 'internal') {
        // A trace may not be recorded, and such a fault must not stay unseen.
        // oxlint-disable-next-line no-console -- as above
        console.error('batchway: a batch was answered with 500:', report.error.cause)
      }
    },
  }
}
