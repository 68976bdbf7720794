import type { Admission, Budget, CallerOf, FairShare, Policy } from '@batchway/core'
import { createFairShare, createRetry, createWaitingRoom } from '@batchway/core'
import type { Logger } from 'pino'
import type { Breaker } from './breaker.ts'
import { createBreaker } from './breaker.ts'
import type { ConfigBreaker, ConfigRetry } from './config/guard-schema.ts'
import type { ConfigUpstream } from './config/upstream-schema.ts'
import { readTime } from './config/units.ts'

/** What stands between the endpoints and one upstream. */
export interface UpstreamGuard {
  /** The bound on parts under way there. */
  readonly share: FairShare
  /** Undefined where none is configured. */
  readonly breaker: Breaker | undefined
  /** What goes around the parts and the batches of one endpoint. */
  forEndpoint(callerOf: CallerOf): EndpointGuard
}

/** What goes around the parts and the batches of one endpoint. */
export interface EndpointGuard {
  /** The outermost first. */
  readonly policies: readonly Policy[]
  readonly admissions: readonly Admission[]
  /** The bound on parts of this endpoint under way at the upstream, where one is configured. */
  readonly bulkhead?: FairShare
}

/**
 * Makes the guard of an upstream. `log` is told when its breaker opens and closes; `budget` is the
 * memory for its answers.
 */
export function createUpstreamGuard(
  name: string,
  config: ConfigUpstream,
  { log, budget }: { readonly log: Logger; readonly budget: Budget },
): UpstreamGuard {
  const { partsInFlight = 256, partsInFlightPerCaller, retry, bulkhead } = config
  const { waitingBatches = 1000, waitingParts = 10_000 } = config
  const share = createFairShare(partsInFlight, {
    budget,
    ...(partsInFlightPerCaller === undefined ? {} : { perCaller: partsInFlightPerCaller }),
  })
  const room = createWaitingRoom(share, { batches: waitingBatches, parts: waitingParts })
  const breaker = toBreaker(name, config.breaker, log)
  const tries = retry === undefined ? [] : [toRetry(retry)]
  return {
    share,
    breaker,
    forEndpoint(callerOf) {
      const own =
        bulkhead === undefined ? undefined : createFairShare(bulkhead.parts ?? 64, { budget })
      return {
        // A part that pauses before its next try takes no place, neither of its endpoint nor of the
        // upstream; it takes turns again. The breaker sees every try, when its turn has come.
        policies: [
          ...tries,
          ...(own === undefined ? [] : [own.policyFor(callerOf)]),
          share.policyFor(callerOf),
          ...(breaker === undefined ? [] : [breaker.policy]),
        ],
        admissions: [
          ...(own === undefined
            ? []
            : [createWaitingRoom(own, { parts: bulkhead?.waiting ?? 1000 })]),
          room,
        ],
        ...(own === undefined ? {} : { bulkhead: own }),
      }
    },
  }
}

function toRetry({ attempts, statuses, baseDelay, maxDelay }: ConfigRetry): Policy {
  return createRetry({
    ...(attempts === undefined ? {} : { attempts }),
    ...(statuses === undefined ? {} : { statuses }),
    ...(baseDelay === undefined ? {} : { baseDelay: readTime(baseDelay) }),
    ...(maxDelay === undefined ? {} : { maxDelay: readTime(maxDelay) }),
  })
}

function toBreaker(
  upstream: string,
  config: ConfigBreaker | undefined,
  log: Logger,
): Breaker | undefined {
  if (config === undefined) return undefined
  const { failures, openTime, probes, statuses } = config
  return createBreaker({
    ...(failures === undefined
      ? {}
      : {
          failures:
            typeof failures === 'number'
              ? failures
              : { ...failures, window: readTime(failures.window) },
        }),
    ...(openTime === undefined ? {} : { openTime: readTime(openTime) }),
    ...(probes === undefined ? {} : { probes }),
    ...(statuses === undefined ? {} : { statuses }),
    onChange(state) {
      if (state === 'open') log.warn({ upstream, state }, 'breaker')
      else log.info({ upstream, state }, 'breaker')
    },
  })
}
