import type { Registry } from 'prom-client'
import type { EndpointMetrics } from './batch-metrics.ts'
import { createBatchMetrics } from './batch-metrics.ts'
import type { Load } from './load-metrics.ts'
import { registerLoadMetrics } from './load-metrics.ts'
import { loadPrometheus } from './lazy.ts'
import { version } from './version.ts'

/** What has passed the endpoints and what is under way, in numbers. */
export interface Metrics {
  /** The metrics of the endpoint at that path. */
  forEndpoint(path: string, dialect: string): EndpointMetrics
  /** Shows the load of a gateway too, in the place of the one that was shown before. */
  watch(load: Load): void
  /** All of them, for whoever adds them up over several processes. */
  readonly registries: readonly Registry[]
  /** All of it in the text format of Prometheus, and the media type of that. */
  print(): Promise<{ readonly type: string; readonly text: string }>
}

/** Makes metrics of their own for one gateway. No label has a value that a caller can choose. */
export function createMetrics(): Metrics {
  const { Gauge, Registry } = loadPrometheus()
  const registry = new Registry()
  const build = new Gauge({
    name: 'batchway_build_info',
    help: 'Always 1; its label is the version of the gateway.',
    labelNames: ['version'],
    registers: [registry],
    // Several workers are one gateway.
    aggregator: 'first',
  })
  build.set({ version }, 1)
  const ofProcess = processRegistry()
  let watched: Load | undefined
  return {
    forEndpoint: createBatchMetrics(registry),
    watch(load) {
      if (watched === undefined) registerLoadMetrics(registry, () => watched ?? load)
      watched = load
    },
    registries: [registry, ofProcess],
    async print() {
      const texts = await Promise.all([registry.metrics(), ofProcess.metrics()])
      return { type: registry.contentType, text: texts.join('') }
    },
  }
}

let known: Registry | undefined

/** The metrics of the process: one set of them however many gateways there are, as they are never given up. */
function processRegistry(): Registry {
  if (known !== undefined) return known
  const { collectDefaultMetrics, Registry } = loadPrometheus()
  known = new Registry()
  collectDefaultMetrics({ register: known })
  return known
}
