export { withTracing } from './endpoint-tracing.ts'
export type { Propagator } from './policies/trace-headers.ts'
export type { TracingOptions } from './policies/tracing.ts'
export { traceOf } from './policies/tracing.ts'
