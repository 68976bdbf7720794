import type { Admission, BatchReport, OuterRequest, Policy } from '@batchway/core'
import { identityHeaders } from '@batchway/core'
import { KeptBatch } from './kept-batch.ts'
import type { BatchRecord, BatchSummary } from './record.ts'
import { WatchedRun } from './watched-run.ts'

/** How much is kept. */
export interface BatchLogOptions {
  /** Batches. */
  readonly batches: number
  /** Bytes of all that is kept, about. */
  readonly bytes: number
  /** Bytes of one body. */
  readonly bodyBytes: number
}

/** What watches the batches of one endpoint: it goes into the options of that endpoint. */
export interface BatchWatch {
  /** Goes behind all other admissions. */
  readonly admission: Admission
  /** Goes around all other policies. */
  readonly policy: Policy
  /** Told of every batch when its answer is ready. */
  onBatch(report: BatchReport): void
}

/** What has passed an endpoint since the start. */
export interface EndpointCounts {
  batches: number
  refused: number
  parts: number
  failed: number
}

/** Told that something about a batch has changed. */
export type BatchListener = (batch: KeptBatch) => void

/** A batch may take this share of all memory. */
const shareOfOne = 4

/** The last batches, with the times of their parts. Nothing of it costs anything where it is not made. */
export class BatchLog {
  readonly #options: BatchLogOptions
  readonly #kept = new Map<number, KeptBatch>()
  /** By the head of the request, which is one object on all of a batch's way. */
  readonly #running = new WeakMap<OuterRequest, KeptBatch>()
  readonly #runs = new WeakMap<object, string>()
  readonly #counts = new Map<string, EndpointCounts>()
  readonly #listeners = new Set<BatchListener>()
  #last = 0
  #bytes = 0

  constructor(options: BatchLogOptions) {
    this.#options = options
  }

  /** Bytes that are kept, about. */
  get bytes(): number {
    return this.#bytes
  }

  /** Remembers what the console calls the batch that this request carries. */
  name(carrier: object, run: string): void {
    this.#runs.set(carrier, run)
  }

  /** The newest first. */
  list(): readonly BatchSummary[] {
    return [...this.#kept.values()].map((batch) => batch.summary()).toReversed()
  }

  find(number: number): BatchRecord | undefined {
    return this.#kept.get(number)?.record()
  }

  countsOf(endpoint: string): EndpointCounts {
    const known = this.#counts.get(endpoint)
    if (known !== undefined) return known
    const counts = { batches: 0, refused: 0, parts: 0, failed: 0 }
    this.#counts.set(endpoint, counts)
    return counts
  }

  /** Calls `listener` on every change, until the function that it returns is called. */
  listen(listener: BatchListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes what watches an endpoint; `secrets` are its fields that say who the caller is. */
  watch(endpoint: string, dialect: string, secrets: readonly string[]): BatchWatch {
    const identity = identityHeaders(secrets)
    const { bytes, bodyBytes } = this.#options
    const rules = { body: bodyBytes, batch: Math.floor(bytes / shareOfOne), identity }
    const open = (outer: OuterRequest): KeptBatch => {
      const run = outer.carrier === undefined ? undefined : this.#runs.get(outer.carrier)
      const origin = { endpoint, dialect, ...(run === undefined ? {} : { run }) }
      this.#last += 1
      const batch = new KeptBatch(this.#last, origin, outer, rules)
      this.#kept.set(batch.number, batch)
      return batch
    }
    return {
      admission: {
        admit: ({ outer, batch, needs }) => {
          const kept = open(outer)
          kept.admitted(batch, needs)
          this.#running.set(outer, kept)
          this.#tell(kept)
          return {}
        },
      },
      policy: (next) => async (request, run) => {
        const kept = this.#running.get(run.outer)
        if (kept === undefined) return next(request, run)
        const clock = kept.ready(request)
        const outcome = await next(request, new WatchedRun(run, clock))
        kept.settled(clock, request.part.index, outcome)
        this.#tell(kept)
        return outcome
      },
      onBatch: (report) => {
        const kept = this.#running.get(report.outer) ?? open(report.outer)
        kept.ended(report)
        this.#bytes += kept.size
        this.#count(endpoint, kept.summary())
        this.#makeRoom()
        this.#tell(kept)
      },
    }
  }

  #count(endpoint: string, { refused, parts, failed }: BatchSummary): void {
    const counts = this.countsOf(endpoint)
    counts.batches += 1
    counts.parts += parts
    counts.failed += failed
    if (refused !== undefined) counts.refused += 1
  }

  /** Batches that run are kept until they have ended, as they say so then. */
  #makeRoom(): void {
    const { batches, bytes } = this.#options
    for (const batch of this.#kept.values()) {
      if (this.#kept.size <= batches && this.#bytes <= bytes) return
      if (!batch.isOver) continue
      this.#kept.delete(batch.number)
      this.#bytes -= batch.size
    }
  }

  #tell(batch: KeptBatch): void {
    for (const listener of this.#listeners) listener(batch)
  }
}
