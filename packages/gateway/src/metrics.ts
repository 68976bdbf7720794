import type { BatchReport, PartOutcome } from '@batchway/core'
import { outcomeStatus } from '@batchway/core'
import { Counter, Histogram, Registry } from 'prom-client'

/** What has passed the endpoints, in numbers. */
export interface Metrics {
  /** Counts a batch and its parts. */
  observe(endpoint: string, report: BatchReport): void
  /** The counters, for whoever adds them up over several processes. */
  readonly registry: Registry
  /** All of it in the text format of Prometheus, and the media type of that. */
  print(): Promise<{ readonly type: string; readonly text: string }>
}

/** Seconds: from a batch that hardly did anything to one that used all of its time. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]

/** Makes counters of their own for one gateway. No label has a value that a caller can choose. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const batches = new Counter({
    name: 'batchway_batches_total',
    help: 'Batches by the status of their answer.',
    labelNames: ['endpoint', 'dialect', 'status'],
    registers,
  })
  const parts = new Counter({
    name: 'batchway_parts_total',
    help: 'Parts by how they ended: answered, skipped, or why they failed; unknown="true" where nobody knows whether one took effect.',
    labelNames: ['endpoint', 'dialect', 'outcome', 'status_class', 'unknown'],
    registers,
  })
  const resent = new Counter({
    name: 'batchway_resent_parts_total',
    help: 'Answered parts that were sent twice, because their first connection ended before an answer.',
    labelNames: ['endpoint', 'dialect'],
    registers,
  })
  const duration = new Histogram({
    name: 'batchway_batch_duration_seconds',
    help: 'Time from the head of a batch to its answer.',
    labelNames: ['endpoint', 'dialect'],
    buckets,
    registers,
  })
  return {
    registry,
    observe(endpoint, { dialect, status, outcomes, duration: milliseconds }) {
      batches.inc({ endpoint, dialect, status })
      duration.observe({ endpoint, dialect }, milliseconds / 1000)
      for (const [ended, count] of countEnds(outcomes)) {
        parts.inc({ endpoint, dialect, ...ended }, count)
      }
      resent.inc({ endpoint, dialect }, outcomes.filter(wasResent).length)
    },
    print: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

/** How a part ended, in labels. */
interface End {
  readonly outcome: string
  readonly unknown: string
  readonly status_class: string
}

/** How many parts ended in each way: a batch has many parts, and few ways. */
function countEnds(outcomes: readonly PartOutcome[]): Iterable<readonly [End, number]> {
  const ends = new Map<string, readonly [End, number]>()
  for (const outcome of outcomes) {
    const end: End = {
      outcome: outcome.kind === 'failed' ? outcome.reason : outcome.kind,
      unknown: String(outcome.kind === 'failed' && outcome.outcomeUnknown === true),
      status_class: `${Math.floor(outcomeStatus(outcome) / 100)}xx`,
    }
    const key = `${end.outcome} ${end.unknown} ${end.status_class}`
    ends.set(key, [end, (ends.get(key)?.[1] ?? 0) + 1])
  }
  return ends.values()
}

function wasResent(outcome: PartOutcome): boolean {
  return outcome.kind === 'answered' && outcome.resent === true
}
