import type { EdgeProblem } from './check-edge.ts'
import type { Path } from './names.ts'
import { consolePath } from './console-path.ts'
import type { Config } from './schema.ts'
import { readSize } from './units.ts'

/** What several workers can't do together. */
export function checkWorkers(config: Config): readonly EdgeProblem[] {
  const { workers = 1, stateStore, connections, budget, upstreams, endpoints } = config
  if (workers === 1) return []
  const problems: EdgeProblem[] = []
  if (consolePath(config.console) !== undefined) {
    const why = 'each of them would show another part of what passes'
    problems.push([['console'], `can't be there with ${workers} workers: ${why}`])
  }
  const divided = (path: Path, value: number | undefined): void => {
    if (value === undefined || value >= workers) return
    const why = `each of the ${workers} workers gets its share`
    problems.push([path, `must be at least ${workers}, not ${value}: ${why}`])
  }
  divided(['budget'], budget === undefined ? undefined : readSize(budget))
  divided(['connections', 'most'], connections?.most)
  for (const [name, upstream] of Object.entries(upstreams)) {
    const path: Path = ['upstreams', name]
    for (const key of [
      'connections',
      'partsInFlight',
      'partsInFlightPerCaller',
      'waitingBatches',
      'waitingParts',
    ] as const) {
      divided([...path, key], upstream[key])
    }
    divided([...path, 'bulkhead', 'parts'], upstream.bulkhead?.parts)
    divided([...path, 'bulkhead', 'waiting'], upstream.bulkhead?.waiting)
  }
  endpoints.forEach(({ rateLimit }, index) => {
    const path: Path = ['endpoints', index, 'rateLimit']
    divided([...path, 'inFlight'], rateLimit?.inFlight)
    const counts = rateLimit?.batches !== undefined || rateLimit?.parts !== undefined
    if (!counts || stateStore !== undefined) return
    const why = 'each worker would count for itself, and let pass as much again'
    problems.push([path, `needs a "stateStore" with ${workers} workers: ${why}`])
  })
  return problems
}
