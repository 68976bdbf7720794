import type { Admission, AdmittedBatch } from '../model/admission.ts'
import { isSafeMethod } from '../model/batch.ts'
import { BatchError } from '../model/error.ts'
import type { FairShare } from './fair-share.ts'

/** What may wait for a share. */
export interface WaitingBounds {
  /** Default: no bound. */
  readonly batches?: number
  /** Default: no bound. */
  readonly parts?: number
}

/**
 * Refuses batches with 503 and `Retry-After` before any of their parts has run: while as many
 * batches wait for a share as may, and when with the parts of this one more would wait than may. Where
 * nothing waits a batch is let in whatever its size; what comes later in the order of a batch does
 * not count beforehand.
 */
export function createWaitingRoom(share: FairShare, bounds: WaitingBounds): Admission {
  const { batches = Number.POSITIVE_INFINITY, parts = Number.POSITIVE_INFINITY } = bounds
  return {
    enter() {
      if (share.waitingBatches >= batches) throw full('Too many batches are waiting for the API.')
      if (share.waitingParts >= parts) throw full('Too many requests are waiting for the API.')
      return {}
    },
    admit(admitted) {
      const { waitingParts } = share
      // Where something waits, nothing is free but what some callers may not have, or what memory has
      // no room for.
      if (waitingParts === 0 || waitingParts + atOnce(admitted) <= parts) return {}
      throw full('Too many requests are waiting for the API.')
    },
  }
}

/** How many parts of a batch come at once. */
function atOnce({ batch, parts }: AdmittedBatch): number {
  const ready = parts.filter(({ kind }) => kind === 'ready').length
  if (batch.order === 'parallel' && !batch.stopOnError) return ready
  if (batch.order === 'serial' || batch.stopOnError) return Math.min(1, ready)
  const effect = batch.parts.findIndex(({ method }) => !isSafeMethod(method))
  return effect === -1 ? ready : Math.max(1, effect)
}

function full(message: string): BatchError {
  return new BatchError('unavailable', message, { headers: [['retry-after', '1']] })
}
