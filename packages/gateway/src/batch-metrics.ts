import type { BatchReport, FailureReason, OuterExchange, PartOutcome } from '@batchway/core'
import { failureStatus, outcomeStatus } from '@batchway/core'
import type * as Prometheus from 'prom-client'
import { loadPrometheus } from './lazy.ts'

/** The numbers of one endpoint. */
export interface EndpointMetrics {
  /** Counts a batch and its parts. */
  observe(report: BatchReport): void
  /** Counts what is under way until it is told of the end, and the bytes of a body that is read. */
  begin(exchange: OuterExchange): OuterExchange
  /** Counts the bytes of an answer. */
  answered(bytes: number): void
  end(): void
}

/** Seconds: from what hardly did anything to what used all of its time. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
/** Seconds that a part waits: most wait for nothing. */
const shortSeconds = [0.001, ...seconds]
const partCounts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/** How batches and parts end as a rule, with the first digit of the status that goes with it. */
const usualBatchEnds = [
  ['ok', 2],
  ['some-failed', 2],
  ['all-failed', 2],
  ['too-many-requests', 4],
] as const
const usualPartEnds = [
  ['answered', 2],
  ['answered', 4],
  ['answered', 5],
  ['skipped', 4],
  ['rate-limited', 4],
  ['unreachable', 5],
  ['timeout', 5],
] as const

/** After these nobody may know whether a part took effect. */
const unknownEnds = ['unreachable', 'timeout'] as const

const labelNames = ['endpoint', 'dialect'] as const

type Labels = Readonly<Record<(typeof labelNames)[number], string>>

/** Makes the metrics of all endpoints, and gives a function for those of one. */
export function createBatchMetrics(
  registry: Prometheus.Registry,
): (endpoint: string, dialect: string) => EndpointMetrics {
  const all = registerBatchMetrics(registry)
  return (endpoint, dialect) => new BatchMetrics(all, { endpoint, dialect })
}

type AllMetrics = ReturnType<typeof registerBatchMetrics>

function registerBatchMetrics(registry: Prometheus.Registry) {
  const { Counter, Gauge, Histogram } = loadPrometheus()
  const registers = [registry]
  const counter = (name: string, help: string): Prometheus.Counter<keyof Labels> =>
    new Counter({ name, help, labelNames, registers })
  const histogram = (
    name: string,
    help: string,
    buckets: number[],
  ): Prometheus.Histogram<keyof Labels> =>
    new Histogram({ name, help, labelNames, buckets, registers })
  return {
    batches: new Counter({
      name: 'batchway_batches_total',
      help: 'Batches by the class of their status and by how they ended: ok, some-failed, all-failed, or why they were refused.',
      labelNames: [...labelNames, 'status_class', 'outcome'],
      registers,
    }),
    parts: new Counter({
      name: 'batchway_parts_total',
      help: 'Parts by how they ended: answered, skipped, or why they failed; unknown="true" where nobody knows whether one took effect.',
      labelNames: [...labelNames, 'outcome', 'status_class', 'unknown'],
      registers,
    }),
    resent: counter(
      'batchway_resent_parts_total',
      'Answered parts that were sent twice, because their first connection ended before an answer.',
    ),
    retries: counter('batchway_part_retries_total', 'Tries of parts after their first one.'),
    received: counter('batchway_received_bytes_total', 'Bytes of batches, their coding undone.'),
    sent: counter(
      'batchway_sent_bytes_total',
      'Bytes of the answers to batches, before they are compressed.',
    ),
    partSent: counter('batchway_part_sent_bytes_total', 'Bytes of the bodies of parts.'),
    partReceived: counter('batchway_part_received_bytes_total', 'Bytes of the answers to parts.'),
    inFlight: new Gauge({
      name: 'batchway_batches_in_flight',
      help: 'Batches under way: from their head until their answer has left.',
      labelNames,
      registers,
    }),
    size: histogram('batchway_batch_parts', 'Parts of a batch.', partCounts),
    duration: histogram(
      'batchway_batch_duration_seconds',
      'Time from the head of a batch to its answer.',
      seconds,
    ),
    partDuration: histogram(
      'batchway_part_duration_seconds',
      'Time from when a part was sent to its outcome.',
      seconds,
    ),
    partWait: histogram(
      'batchway_part_wait_seconds',
      'Time from when a part might run to when it was sent: its turn, its pause, a connection.',
      shortSeconds,
    ),
  }
}

/** A way for parts to end, and the counter of it. */
interface End {
  inc(count: number): void
}

class BatchMetrics implements EndpointMetrics {
  readonly #all: AllMetrics
  readonly #labels: Labels
  readonly #duration: Prometheus.Histogram.Internal<keyof Labels>
  readonly #partDuration: Prometheus.Histogram.Internal<keyof Labels>
  readonly #partWait: Prometheus.Histogram.Internal<keyof Labels>
  /** By the class of their status: 2 for 2xx. */
  readonly #answered = new Map<number, End>()
  readonly #failed = new Map<FailureReason, End>()
  readonly #unknown = new Map<FailureReason, End>()
  readonly #skipped: End

  constructor(all: AllMetrics, labels: Labels) {
    this.#all = all
    this.#labels = labels
    this.#duration = all.duration.labels(labels)
    this.#partDuration = all.partDuration.labels(labels)
    this.#partWait = all.partWait.labels(labels)
    this.#skipped = this.#endFor('skipped', 4)
    // What has not happened yet is 0 and not absent, so that its first time can be seen. Nothing is set:
    // after a reload this counts on, and batches may be under way.
    for (const counter of [all.resent, all.retries, all.received, all.sent]) counter.inc(labels, 0)
    for (const counter of [all.partSent, all.partReceived]) counter.inc(labels, 0)
    all.inFlight.inc(labels, 0)
    for (const [outcome, first] of usualBatchEnds) {
      all.batches.inc({ ...labels, status_class: `${first}xx`, outcome }, 0)
    }
    for (const [outcome, first] of usualPartEnds) this.#endFor(outcome, first).inc(0)
    for (const reason of unknownEnds) this.#endFor(reason, 5, 'true').inc(0)
  }

  begin(exchange: OuterExchange): OuterExchange {
    this.#all.inFlight.inc(this.#labels)
    return {
      ...exchange,
      readBody: async (limit) => {
        const body = await exchange.readBody(limit)
        this.#all.received.inc(this.#labels, body.length)
        return body
      },
    }
  }

  answered(bytes: number): void {
    this.#all.sent.inc(this.#labels, bytes)
  }

  end(): void {
    this.#all.inFlight.dec(this.#labels)
  }

  observe(report: BatchReport): void {
    const { status, outcomes, duration, batch } = report
    const ended = { status_class: statusClass(status), outcome: outcomeOf(report) }
    this.#all.batches.inc({ ...this.#labels, ...ended })
    this.#duration.observe(duration / 1000)
    if (batch !== undefined) this.#all.size.observe(this.#labels, batch.parts.length)
    this.#countEnds(outcomes)
    this.#countBytes(report)
    this.#observeTimes(report)
  }

  /** A batch has many parts, and few ways for them to end. */
  #countEnds(outcomes: readonly PartOutcome[]): void {
    const counts = new Map<End, number>()
    let resent = 0
    let retries = 0
    for (const outcome of outcomes) {
      const end = this.#endOf(outcome)
      counts.set(end, (counts.get(end) ?? 0) + 1)
      if (outcome.kind === 'skipped') continue
      retries += (outcome.attempts ?? 1) - 1
      if (outcome.kind === 'answered' && outcome.resent === true) resent += 1
    }
    for (const [end, count] of counts) end.inc(count)
    if (resent > 0) this.#all.resent.inc(this.#labels, resent)
    if (retries > 0) this.#all.retries.inc(this.#labels, retries)
  }

  #countBytes({ batch, outcomes }: BatchReport): void {
    let sent = 0
    let received = 0
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind !== 'answered') continue
      sent += batch?.parts[index]?.body?.length ?? 0
      received += outcome.response.body.length
    }
    this.#all.partSent.inc(this.#labels, sent)
    this.#all.partReceived.inc(this.#labels, received)
  }

  #observeTimes({ times }: BatchReport): void {
    if (times === undefined) return
    const { started, sent, ended } = times
    for (let index = 0; index < started.length; index += 1) {
      const begin = sent[index] ?? Number.NaN
      const wait = begin - (started[index] ?? Number.NaN)
      const time = (ended[index] ?? Number.NaN) - begin
      if (!Number.isNaN(wait)) this.#partWait.observe(wait / 1000)
      if (!Number.isNaN(time)) this.#partDuration.observe(time / 1000)
    }
  }

  #endOf(outcome: PartOutcome): End {
    if (outcome.kind === 'skipped') return this.#skipped
    if (outcome.kind === 'answered') {
      const first = Math.floor(outcomeStatus(outcome) / 100)
      return kept(this.#answered, first, () => this.#endFor('answered', first))
    }
    const { reason, outcomeUnknown } = outcome
    const first = Math.floor(failureStatus[reason] / 100)
    return outcomeUnknown === true
      ? kept(this.#unknown, reason, () => this.#endFor(reason, first, 'true'))
      : kept(this.#failed, reason, () => this.#endFor(reason, first))
  }

  #endFor(outcome: string, first: number, unknown = 'false'): End {
    return this.#all.parts.labels({
      ...this.#labels,
      outcome,
      status_class: `${first}xx`,
      unknown,
    })
  }
}

function kept<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

function statusClass(status: number): string {
  return `${Math.floor(status / 100)}xx`
}

/** In one word of few. */
function outcomeOf({ error, batch, outcomes }: BatchReport): string {
  if (error !== undefined) return error.code
  const failed = outcomes.filter(
    (outcome) => outcome.kind !== 'answered' || batch?.isFailure(outcome.response.status) === true,
  ).length
  if (failed === 0) return 'ok'
  return failed < outcomes.length ? 'some-failed' : 'all-failed'
}
