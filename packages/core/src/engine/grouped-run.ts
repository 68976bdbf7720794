import type { PreparedPart } from '../model/admission.ts'
import type { Batch, Failure, Part, PartOutcome, PartRequest } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import { failedMember, hasFailed } from '../model/groups.ts'
import type { Transaction } from './atomic.ts'
import { runAtomically } from './atomic.ts'
import type { Links } from './links.ts'
import { neverRan } from './not-started.ts'
import type { BatchRun, RunOptions, WholeRun } from './run.ts'
import { runBatch } from './run.ts'
import { sortNodes } from './topology.ts'
import type { Units } from './units.ts'
import { gatherUnits, needsOfUnits } from './units.ts'

/**
 * Runs a batch with groups: each group is one step of the batch, which ends when all of it has
 * ended. It runs in a transaction of its own; without `transaction` one part after the other, until
 * the first one fails.
 */
export function runGrouped(
  batch: Batch,
  prepared: readonly PreparedPart[],
  options: RunOptions & { readonly links: Links },
  transaction: Transaction | undefined,
): BatchRun {
  return new GroupedRun(batch, prepared, options, transaction)
}

/** A group under way, as a part of the run of all units. */
interface Group {
  readonly unit: number
  /** Positions of its members, in the order in which they run. */
  readonly positions: readonly number[]
}

class GroupedRun implements BatchRun {
  readonly outcomes: Promise<readonly PartOutcome[]>
  readonly #batch: Batch
  readonly #prepared: readonly PreparedPart[]
  readonly #options: RunOptions & { readonly links: Links }
  readonly #transaction: Transaction | undefined
  readonly #units: Units
  /** The groups, by the requests that stand for them. */
  readonly #groups = new Map<PartRequest, Group>()
  /** Outcomes of the parts whose groups have run, by position. */
  readonly #ended = new Map<number, PartOutcome>()
  readonly #inner: BatchRun & WholeRun

  constructor(
    batch: Batch,
    prepared: readonly PreparedPart[],
    options: RunOptions & { readonly links: Links },
    transaction: Transaction | undefined,
  ) {
    this.#batch = batch
    this.#prepared = prepared
    this.#options = options
    this.#transaction = transaction
    this.#units = gatherUnits(batch.parts)
    const parts = this.#units.members.map((positions) => this.#standFor(positions))
    const requests = parts.map((part, unit) => this.#toRequest(part, unit))
    const groups = new Set([...this.#groups.values()].map(({ unit }) => unit))
    const whole = { ...batch, parts }
    this.#inner = runBatch(whole, requests, {
      ...options,
      links: this.#linkUnits(),
      groups,
      onOutcome: options.onOutcome && ((unit, outcome) => this.#tell(unit, outcome)),
      dispatch: (request, run) => {
        const group = this.#groups.get(request)
        return group === undefined ? options.dispatch(request, run) : this.#runGroup(group, run)
      },
    })
    this.outcomes = this.#inner.outcomes.then((outcomes) => this.#spread(outcomes))
  }

  cancel(reason?: 'cancelled' | 'timeout'): void {
    this.#inner.cancel(reason)
  }

  release(): void {
    this.#inner.release()
  }

  /** A single part, or one that has the place of a group in the order of the batch. */
  #standFor(positions: readonly number[]): Part {
    const members = this.#partsAt(positions)
    const [first] = members
    if (first === undefined || first.group === undefined) return first ?? nowhere
    const method = members.every((part) => isSafeMethod(part.method)) ? 'GET' : 'POST'
    const abortsBatch = members.some((part) => part.abortsBatch === true)
    return { index: first.index, method, target: '', headers: [], group: first.group, abortsBatch }
  }

  #toRequest(part: Part, unit: number): PreparedPart {
    const positions = this.#units.members[unit] ?? []
    if (part.group === undefined) return this.#prepared[positions[0] ?? 0] ?? neverRan
    const request = { part, method: part.method, path: '', headers: [] }
    this.#groups.set(request, { unit, positions: this.#inSequence(positions) })
    return { kind: 'ready', request }
  }

  /** Members follow each other in request order, unless one needs a later one. */
  #inSequence(positions: readonly number[]): readonly number[] {
    const { sequence } = this.#options.links
    if (sequence === undefined) return positions
    const members = new Set(positions)
    return sequence.filter((position) => members.has(position))
  }

  #linkUnits(): Links {
    const { links } = this.#options
    const needs = needsOfUnits(this.#units, links.needs)
    const sorted = sortNodes(needs)
    // A batch with a cycle has been refused.
    const order = sorted.kind === 'order' ? sorted.order : []
    const sequence = order.every((unit, at) => unit === at) ? undefined : order
    return { needs, sequence, references: links.references }
  }

  async #runGroup(group: Group, run: PartRun): Promise<PartOutcome> {
    // The run that this is a piece of is not there yet, while it starts its first parts.
    await Promise.resolve()
    if (run.givenUp !== undefined) return notBegun
    const members = this.#startGroup(group, run)
    run.onCancel((reason) => members.cancel(reason === 'cancelled' ? reason : 'timeout'))
    const outcomes = await members.outcomes
    outcomes.forEach((outcome, at) => {
      const position = group.positions[at] ?? 0
      this.#ended.set(position, this.#inBatch(outcome, group))
    })
    if (!outcomes.some((outcome) => hasFailed(outcome, this.#batch))) return succeeded
    const outcomeUnknown = outcomes.some((outcome) => isUnknown(outcome))
    return { ...groupFailed, ...(outcomeUnknown ? { outcomeUnknown } : {}) }
  }

  #startGroup({ positions }: Group, run: PartRun): BatchRun {
    const { limits } = this.#options
    const parts = this.#partsAt(positions)
    const batch: Batch = { ...this.#batch, parts, order: 'serial', stopOnError: true }
    const prepared = positions.map((position) => this.#prepared[position] ?? neverRan)
    const batchTime = Math.max(1, Math.ceil(run.deadline - performance.now()))
    const options: RunOptions = {
      ...this.#options,
      limits: { ...limits, batchTime },
      links: undefined,
      within: this.#inner,
      onOutcome: undefined,
    }
    return this.#transaction === undefined
      ? runInOrder(batch, prepared, options)
      : runAtomically(batch, prepared, options, this.#transaction)
  }

  #inBatch(outcome: PartOutcome, { positions }: Group): PartOutcome {
    if (outcome.kind !== 'skipped') return outcome
    return { kind: 'skipped', because: positions[outcome.because] ?? outcome.because }
  }

  /** The outcomes of units as those of parts. */
  #spread(outcomes: readonly PartOutcome[]): readonly PartOutcome[] {
    return this.#units.unitOf.map((unit, position) => {
      return this.#outcomeAt(position, outcomes[unit] ?? neverRan)
    })
  }

  /** A group has ended as a whole, or a part that is in none. */
  #tell(unit: number, outcome: PartOutcome): void {
    for (const position of this.#units.members[unit] ?? []) {
      this.#options.onOutcome?.(position, this.#outcomeAt(position, outcome))
    }
  }

  /** The outcome of a part by that of its unit. */
  #outcomeAt(position: number, ofUnit: PartOutcome): PartOutcome {
    const ended = this.#ended.get(position)
    if (ended !== undefined) return ended
    if (ofUnit.kind !== 'skipped') return ofUnit
    return { kind: 'skipped', because: this.#causeOf(ofUnit.because) }
  }

  /** The part by which a unit failed. */
  #causeOf(unit: number): number {
    const positions = this.#units.members[unit] ?? []
    const ended = positions.flatMap((position) => this.#ended.get(position) ?? [])
    const group = this.#batch.parts[positions[0] ?? 0]?.group
    if (group === undefined || ended.length < positions.length) return positions[0] ?? 0
    const batch = {
      parts: this.#partsAt(positions),
      isFailure: (status: number) => this.#batch.isFailure(status),
    }
    return positions[failedMember(batch, ended, group) ?? 0] ?? 0
  }

  #partsAt(positions: readonly number[]): readonly Part[] {
    return positions.flatMap((position) => this.#batch.parts[position] ?? [])
  }
}

/** Nothing of a group runs when it is known before that a part of it fails. */
function runInOrder(
  batch: Batch,
  prepared: readonly PreparedPart[],
  options: RunOptions,
): BatchRun {
  const refused = prepared.findIndex(({ kind }) => kind === 'failed')
  if (refused === -1) return runBatch(batch, prepared, options)
  const outcomes = prepared.map((part): PartOutcome =>
    part.kind === 'failed' ? part : { kind: 'skipped', because: refused },
  )
  return { outcomes: Promise.resolve(outcomes), cancel() {}, release() {} }
}

function isUnknown(outcome: PartOutcome): boolean {
  return outcome.kind === 'failed' && outcome.outcomeUnknown === true
}

const nowhere: Part = { index: 0, method: 'GET', target: '', headers: [] }

const succeeded: PartOutcome = {
  kind: 'answered',
  response: { status: 200, headers: [], body: new Uint8Array() },
}

const groupFailed: Failure = { kind: 'failed', reason: 'rolled-back', message: 'The group failed.' }

const notBegun: Failure = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The batch was given up before its group had begun.',
}
