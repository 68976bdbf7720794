import type { PreparedPart } from '../model/admission.ts'
import type { Batch, Failure, PartOutcome, PartRequest } from '../model/batch.ts'
import { outcomeStatus, withUnknownOutcome } from '../model/batch.ts'
import type { BatchRun, RunOptions } from './run.ts'
import { runBatch } from './run.ts'

/**
 * Runs a batch, or a group of one, in one transaction of the app's. Called once before the first
 * part, with all parts; where one uses another's answer, the text that the caller wrote stands for it.
 * `run` carries them out one after the other, in the async context of its call, and rejects when one
 * of them fails. Resolve once everything is committed; reject once everything is rolled back, with
 * the error of `run` or any other. No outcome leaves before.
 */
export type Transaction = (
  parts: readonly PartRequest[],
  run: () => Promise<readonly PartOutcome[]>,
) => unknown

/** What `run` of a {@link Transaction} rejects with: one part failed, so that none may count. */
export class PartFailedError extends Error {
  /** Index of the part in the batch. */
  readonly part: number
  readonly outcome: PartOutcome

  constructor(part: number, outcome: PartOutcome) {
    super(`part ${part} of the batch failed with ${outcomeStatus(outcome)}`)
    this.name = 'PartFailedError'
    this.part = part
    this.outcome = outcome
  }
}

/** Milliseconds that a transaction gets to roll back when its batch is given up. */
const timeToRollBack = 5000

/** Runs a batch as one transaction: all parts count, or none. */
export function runAtomically(
  batch: Batch,
  prepared: readonly PreparedPart[],
  options: RunOptions,
  transaction: Transaction,
): BatchRun {
  return new AtomicRun(batch, prepared, options, transaction)
}

class AtomicRun implements BatchRun {
  readonly outcomes: Promise<readonly PartOutcome[]>
  readonly #batch: Batch
  readonly #prepared: readonly PreparedPart[]
  readonly #options: RunOptions
  #inner: BatchRun | undefined
  #running: Promise<readonly PartOutcome[]> | undefined
  /** Index of the part that made `run` reject. */
  #failed: number | undefined
  #givenUp = false
  #over = false
  #finish: (outcomes: readonly PartOutcome[]) => void = () => {}
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    batch: Batch,
    prepared: readonly PreparedPart[],
    options: RunOptions,
    transaction: Transaction,
  ) {
    // One after the other, and none after a failure.
    this.#batch = { ...batch, order: 'serial', stopOnError: true }
    this.#prepared = prepared
    this.#options = options
    this.outcomes = new Promise((resolve) => {
      this.#finish = resolve
    })
    const refused = prepared.findIndex(({ kind }) => kind === 'failed')
    if (refused !== -1) this.#end(prepared.map((_, index) => this.#refusedBy(refused, index)))
    else void this.#run(transaction)
  }

  cancel(reason: 'cancelled' | 'timeout' = 'cancelled'): void {
    this.#giveUp(reason)
  }

  release(): void {
    this.#inner?.release()
  }

  async #run(transaction: Transaction): Promise<void> {
    this.#timer = setTimeout(() => this.#giveUp('timeout'), this.#options.limits.batchTime)
    const requests = this.#prepared.flatMap((part) => (part.kind === 'ready' ? part.request : []))
    try {
      await transaction(requests, () => this.#runOnce())
      this.#end((await this.#inner?.outcomes) ?? this.#all(forgotten))
    } catch (cause) {
      this.#end(await this.#undone(cause))
    }
  }

  /** The same promise for whoever asks again. A transaction that does not look at it breaks nothing. */
  #runOnce(): Promise<readonly PartOutcome[]> {
    if (this.#running === undefined) {
      this.#running = this.#runParts()
      this.#running.catch(() => {})
    }
    return this.#running
  }

  async #runParts(): Promise<readonly PartOutcome[]> {
    // What has been answered must not happen afterwards.
    if (this.#givenUp || this.#over) throw new Error('the batch was over before its first part')
    // Whoever listens hears of no part before all of them count, or none.
    const options = { ...this.#options, onOutcome: undefined }
    this.#inner = runBatch(this.#batch, this.#prepared, options)
    const outcomes = await this.#inner.outcomes
    const failed = outcomes.findIndex((outcome) => this.#isFailure(outcome))
    const outcome = outcomes[failed]
    if (outcome === undefined) return outcomes
    this.#failed = failed
    throw new PartFailedError(this.#indexOf(failed), outcome)
  }

  /** Its index in the whole batch. */
  #indexOf(position: number): number {
    return this.#batch.parts[position]?.index ?? position
  }

  #isFailure(outcome: PartOutcome): boolean {
    return outcome.kind !== 'answered' || this.#batch.isFailure(outcome.response.status)
  }

  /** The part that failed keeps its own answer, which says why; all others have not happened. */
  async #undone(cause: unknown): Promise<readonly PartOutcome[]> {
    const failed = this.#failed
    if (failed === undefined || this.#inner === undefined) {
      // Nothing may go on that was rolled back.
      this.#inner?.cancel()
      return this.#all({ ...notCommitted, cause })
    }
    return (await this.#inner.outcomes).map((outcome) =>
      outcome.kind === 'answered' && !this.#isFailure(outcome)
        ? rolledBack(this.#indexOf(failed))
        : outcome,
    )
  }

  /** The parts are cancelled, and the transaction gets a while to roll back. */
  #giveUp(reason: 'cancelled' | 'timeout'): void {
    if (this.#givenUp || this.#over) return
    this.#givenUp = true
    if (this.#inner === undefined) {
      // None has run, and none will.
      this.#end(this.#all(notBegun))
      return
    }
    this.#inner.cancel(reason)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end(this.#all(withUnknownOutcome(stuck))), timeToRollBack)
  }

  /** A skipped part stands behind the one that failed: some dialects end their answer with it. */
  #refusedBy(refused: number, index: number): PartOutcome {
    const part = this.#prepared[index]
    if (part?.kind === 'failed') return part
    if (index > refused) return { kind: 'skipped', because: refused }
    const message = `Not run, because part ${this.#indexOf(refused)} failed.`
    return { kind: 'failed', reason: 'rolled-back', message }
  }

  #all(failure: Failure): readonly PartOutcome[] {
    return this.#prepared.map(() => failure)
  }

  #end(outcomes: readonly PartOutcome[]): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    const { onOutcome } = this.#options
    if (onOutcome !== undefined) outcomes.forEach((outcome, index) => onOutcome(index, outcome))
    this.#finish(outcomes)
  }
}

function rolledBack(because: number): Failure {
  const message = `Rolled back, because part ${because} failed.`
  return { kind: 'failed', reason: 'rolled-back', message }
}

const notCommitted: Failure = {
  kind: 'failed',
  reason: 'not-committed',
  message: 'The transaction of the batch failed, and was rolled back.',
}

const forgotten: Failure = {
  kind: 'failed',
  reason: 'not-committed',
  message: 'The transaction of the batch ended before its parts were run.',
}

const notBegun: Failure = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The batch was given up before its transaction had begun.',
}

const stuck: Failure = {
  kind: 'failed',
  reason: 'timeout',
  message: 'The transaction of the batch did not end in time.',
}
