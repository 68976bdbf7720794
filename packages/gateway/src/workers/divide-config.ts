import type { Config } from '../config/schema.ts'
import type { ConfigUpstream } from '../config/upstream-schema.ts'
import { readSize } from '../config/units.ts'

/** Which of the workers one is: `id` from 1 to `of`. */
export interface WorkerPlace {
  readonly id: number
  readonly of: number
}

/**
 * What one of several workers gets of a configuration: its share of every bound that holds for the
 * whole gateway. The shares of all workers make the whole.
 */
export function divideConfig(config: Config, place: WorkerPlace): Config {
  if (place.of === 1) return config
  const share = (whole: number): number =>
    Math.floor(whole / place.of) + (place.id <= whole % place.of ? 1 : 0)
  const { budget = '256MiB', connections = {}, upstreams, endpoints } = config
  return {
    ...config,
    budget: share(readSize(budget)),
    connections: { ...connections, most: share(connections.most ?? 10_000) },
    upstreams: Object.fromEntries(
      Object.entries(upstreams).map(([name, upstream]) => [name, divideUpstream(upstream, share)]),
    ),
    endpoints: endpoints.map((endpoint) => {
      const { rateLimit } = endpoint
      if (rateLimit?.inFlight === undefined) return endpoint
      return { ...endpoint, rateLimit: { ...rateLimit, inFlight: share(rateLimit.inFlight) } }
    }),
  }
}

function divideUpstream(
  upstream: ConfigUpstream,
  share: (whole: number) => number,
): ConfigUpstream {
  const { connections = 256, partsInFlight = 256, partsInFlightPerCaller, bulkhead } = upstream
  const { waitingBatches = 1000, waitingParts = 10_000 } = upstream
  return {
    ...upstream,
    connections: share(connections),
    partsInFlight: share(partsInFlight),
    waitingBatches: share(waitingBatches),
    waitingParts: share(waitingParts),
    ...(partsInFlightPerCaller === undefined
      ? {}
      : { partsInFlightPerCaller: share(partsInFlightPerCaller) }),
    ...(bulkhead === undefined
      ? {}
      : {
          bulkhead: {
            parts: share(bulkhead.parts ?? 64),
            waiting: share(bulkhead.waiting ?? 1000),
          },
        }),
  }
}
