import type { PreparedPart } from '../model/admission.ts'
import type { Batch, Failure, PartOutcome, PartRequest } from '../model/batch.ts'
import { outcomeStatus, withUnknownOutcome } from '../model/batch.ts'
import type { BatchRun, RunOptions } from './run.ts'
import { runBatch } from './run.ts'

/**
 * Runs a batch in one transaction of the app's. Called once before the first part, with all parts;
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
  #givenUp = false
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
    if (refused !== -1) this.#end(prepared.map((part) => asRefused(part, refused)))
    else void this.#run(transaction)
  }

  cancel(): void {
    this.#giveUp()
  }

  release(): void {
    this.#inner?.release()
  }

  async #run(transaction: Transaction): Promise<void> {
    this.#timer = setTimeout(() => this.#giveUp(), this.#options.limits.batchTime)
    const requests = this.#prepared.flatMap((part) => (part.kind === 'ready' ? part.request : []))
    try {
      await transaction(requests, () => this.#runParts())
      this.#end((await this.#inner?.outcomes) ?? this.#all(forgotten))
    } catch (cause) {
      // Nothing may go on that was rolled back.
      this.#inner?.cancel()
      this.#end(this.#rolledBack(await this.#inner?.outcomes, cause))
    }
  }

  async #runParts(): Promise<readonly PartOutcome[]> {
    if (this.#givenUp) throw new Error('the batch was given up before its first part')
    this.#inner ??= runBatch(this.#batch, this.#prepared, this.#options)
    const outcomes = await this.#inner.outcomes
    const failed = outcomes.findIndex((outcome) => this.#isFailure(outcome))
    const outcome = outcomes[failed]
    if (outcome !== undefined) throw new PartFailedError(failed, outcome)
    return outcomes
  }

  #isFailure(outcome: PartOutcome): boolean {
    return outcome.kind !== 'answered' || this.#batch.isFailure(outcome.response.status)
  }

  /** The part that failed keeps its own answer, which says why; all others have not happened. */
  #rolledBack(
    outcomes: readonly PartOutcome[] | undefined,
    cause: unknown,
  ): readonly PartOutcome[] {
    const failed = outcomes?.findIndex((outcome) => this.#isFailure(outcome)) ?? -1
    if (outcomes === undefined || failed === -1) return this.#all({ ...notCommitted, cause })
    return outcomes.map((outcome) =>
      outcome.kind === 'answered' && !this.#isFailure(outcome) ? rolledBack(failed) : outcome,
    )
  }

  /** The parts are cancelled, and the transaction gets a while to roll back. */
  #giveUp(): void {
    if (this.#givenUp) return
    this.#givenUp = true
    this.#inner?.cancel()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end(this.#all(withUnknownOutcome(stuck))), timeToRollBack)
  }

  #all(failure: Failure): readonly PartOutcome[] {
    return this.#prepared.map(() => failure)
  }

  #end(outcomes: readonly PartOutcome[]): void {
    clearTimeout(this.#timer)
    this.#finish(outcomes)
  }
}

function asRefused(part: PreparedPart, because: number): PartOutcome {
  return part.kind === 'failed' ? part : { kind: 'skipped', because }
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

const stuck: Failure = {
  kind: 'failed',
  reason: 'timeout',
  message: 'The transaction of the batch did not end in time.',
}
