import type { BatchEndpointOptions, BatchReport } from './endpoint-options.ts'

/** Tells the observer of an endpoint how a batch went, or the console of what nobody else would see. */
export function reportBatch(onBatch: BatchEndpointOptions['onBatch'], report: BatchReport): void {
  if (onBatch === undefined && report.error?.code === 'internal') {
    // Nobody else is told, and a fault of ours or of the app must not stay unseen.
    // oxlint-disable-next-line no-console -- as above
    console.error('batchway: a batch was answered with 500:', report.error.cause)
  }
  try {
    onBatch?.(report)
  } catch {
    // An observer must not throw; what it throws all the same does not cost the caller the answer.
  }
}
