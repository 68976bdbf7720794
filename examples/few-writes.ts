import type { Admission, Policy } from '@batchway/core'
import { BatchError, isSafeMethod } from '@batchway/core'
import type { ModuleContext } from 'batchway'

interface Options {
  /** Requests of a batch that may change something. Default 10. */
  readonly writes?: number
  /** Requests that take longer are logged; milliseconds. Default 1000. */
  readonly slow?: number
}

/** Asked once per batch, before its first part runs: refuses batches that change too much. */
export function createAdmission({ writes = 10 }: Options): Admission {
  return {
    admit({ batch }) {
      const count = batch.parts.filter(({ method }) => !isSafeMethod(method)).length
      if (count > writes) {
        throw new BatchError(
          'forbidden',
          `The batch has ${count} writes; at most ${writes} are allowed.`,
        )
      }
      return {}
    },
  }
}

/** Put around every part: logs the slow ones. */
export function createPolicy({ slow = 1000 }: Options, { path, log }: ModuleContext): Policy {
  return (next) => async (request, run) => {
    const started = performance.now()
    const outcome = await next(request, run)
    const ms = Math.round(performance.now() - started)
    if (ms >= slow) log.warn({ endpoint: path, part: request.part.index, ms }, 'slow part')
    return outcome
  }
}
