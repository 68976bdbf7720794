import type { PreparedPart } from '../model/admission.ts'
import type { Batch, PartOutcome } from '../model/batch.ts'
import { outcomeStatus } from '../model/batch.ts'
import type { CancelReason, Dispatch } from '../model/dispatch.ts'
import type { Limits } from '../model/limits.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { Budget } from './budget.ts'
import { copiesOfAnswer } from './budget.ts'
import { reachableFrom } from './dependents.ts'
import type { FlightRun } from './flight.ts'
import { Flight } from './flight.ts'
import type { Links } from './links.ts'
import { neverRan, whyNotStarted } from './not-started.ts'
import type { PartClock } from './part-times.ts'
import { planBatch } from './plan.ts'

/** What a run needs beside its parts. */
export interface RunOptions {
  readonly outer: OuterRequest
  readonly dispatch: Dispatch
  readonly limits: Limits
  readonly budget: Budget
  /** Whether an unsafe part whose outcome is unknown ends the batch. */
  readonly stopOnUnknown?: boolean
  /** Keeps the times of the parts, where anybody wants to know them. */
  readonly clock?: PartClock | undefined
  /** What the parts need of each other, by position; undefined where that is nothing. */
  readonly links?: Links | undefined
  /** Positions of parts that stand for groups: they keep their own time, and end by themselves. */
  readonly groups?: ReadonlySet<number>
  /** The run that this one is a piece of: answers count as its own. */
  readonly within?: WholeRun | undefined
  /** Told of each part when it has ended, the first ones before the run is returned. */
  readonly onOutcome?: OutcomeListener | undefined
}

/** What a run is to those that are pieces of it. */
export type WholeRun = Pick<FlightRun, 'claim' | 'unclaim'>

/** Is told once per part, by its position. Must not throw, and not touch the run. */
export type OutcomeListener = (index: number, outcome: PartOutcome) => void

/** A batch under way. */
export interface BatchRun {
  /** One outcome per part, in request order. Never rejects. */
  readonly outcomes: Promise<readonly PartOutcome[]>
  /** Gives up what is under way and starts nothing more. Default: because the caller has gone. */
  cancel(reason?: 'cancelled' | 'timeout'): void
  /** Gives back the memory that the answers took. Call it once they are not needed any more. */
  release(): void
}

/** Starts the parts of a batch in the order that its plan allows. */
export function runBatch(
  batch: Batch,
  prepared: readonly PreparedPart[],
  options: RunOptions,
): BatchRun & WholeRun {
  return new Run(batch, prepared, options)
}

class Run implements BatchRun, FlightRun {
  readonly outcomes: Promise<readonly PartOutcome[]>
  readonly outer: OuterRequest
  readonly limits: Limits
  readonly deadline: number
  readonly #batch: Batch
  readonly #prepared: readonly PreparedPart[]
  readonly #dispatch: Dispatch
  readonly #budget: Budget
  readonly #stopOnUnknown: boolean
  readonly #onOutcome: OutcomeListener | undefined
  readonly #groups: ReadonlySet<number> | undefined
  readonly #within: WholeRun | undefined
  readonly #clock: PartClock | undefined
  readonly #waits: number[]
  readonly #followers: readonly (readonly number[])[]
  readonly #dependents: readonly (readonly number[])[] | undefined
  readonly #results: (PartOutcome | undefined)[]
  readonly #ready: number[] = []
  /** Flights whose time runs, the one that began first in front. */
  readonly #running = new Set<Flight>()
  /** Flights that wait for their turn at a policy. */
  readonly #held = new Set<Flight>()
  #nextReady = 0
  #left: number
  #answers = 0
  #claimed = 0
  #starting = false
  #released = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The latest end of a flight's time so far. */
  #latest = 0
  /** When the timer fires. */
  #alarm = Number.POSITIVE_INFINITY
  #finish: (outcomes: readonly PartOutcome[]) => void = () => {}

  constructor(batch: Batch, prepared: readonly PreparedPart[], options: RunOptions) {
    this.#batch = batch
    this.#prepared = prepared
    this.outer = options.outer
    this.#dispatch = options.dispatch
    this.limits = options.limits
    this.#budget = options.budget
    this.#stopOnUnknown = options.stopOnUnknown ?? false
    this.#onOutcome = options.onOutcome
    this.#groups = options.groups
    this.#within = options.within
    this.#clock = options.clock
    const plan = planBatch(batch, options.links)
    this.#waits = [...plan.waits]
    this.#followers = plan.followers
    this.#dependents = plan.dependents
    this.#results = prepared.map(() => undefined)
    this.#left = prepared.length
    this.deadline = performance.now() + options.limits.batchTime
    this.outcomes = new Promise((resolve) => {
      this.#finish = resolve
    })
    this.#waits.forEach((count, index) => {
      if (count === 0) this.#ready.push(index)
    })
    if (this.#left === 0) this.#end()
    else this.#startReady()
  }

  get whole(): object {
    return this.#within ?? this
  }

  cancel(reason: 'cancelled' | 'timeout' = 'cancelled'): void {
    this.#giveUp(reason)
  }

  release(): void {
    if (!this.#released) this.#budget.give(this.#claimed)
    this.#released = true
  }

  claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded' {
    if (this.#released) return 'overloaded'
    if (this.#within !== undefined) return this.#within.claim(bytes)
    if (this.#answers + bytes > this.limits.batchAnswerBytes) return 'answer-too-large'
    if (!this.#budget.take(bytes * copiesOfAnswer)) return 'overloaded'
    this.#answers += bytes
    this.#claimed += bytes * copiesOfAnswer
    return 'ok'
  }

  unclaim(bytes: number): void {
    if (this.#released) return
    if (this.#within !== undefined) {
      this.#within.unclaim(bytes)
      return
    }
    this.#answers -= bytes
    this.#claimed -= bytes * copiesOfAnswer
    this.#budget.give(bytes * copiesOfAnswer)
  }

  hold(flight: Flight): void {
    if (!this.#running.delete(flight)) return
    flight.left = flight.ends - performance.now()
    flight.ends = Number.POSITIVE_INFINITY
    this.#held.add(flight)
  }

  resume(flight: Flight): void {
    if (!this.#held.delete(flight)) return
    this.#keepTime(flight, flight.left)
  }

  /** Lets the time of a flight run, and keeps those whose time runs in the order of its end. */
  #keepTime(flight: Flight, time: number): void {
    flight.ends = performance.now() + time
    this.#running.add(flight)
    // Nearly all have their whole time before them; not so a part that waits for its second turn.
    if (flight.ends < this.#latest - 1) this.#sortRunning()
    if (flight.ends > this.#latest) this.#latest = flight.ends
    // Whatever ends before this one has set the alarm already.
    if (flight.ends < this.#alarm) this.#arm()
  }

  #sortRunning(): void {
    const flights = [...this.#running].toSorted((one, other) => one.ends - other.ends)
    this.#running.clear()
    for (const flight of flights) this.#running.add(flight)
  }

  #startReady(): void {
    if (this.#starting) return
    this.#starting = true
    const width = this.limits.partsAtOnce
    while (this.#nextReady < this.#ready.length) {
      if (this.#running.size + this.#held.size >= width) break
      const index = this.#ready[this.#nextReady]
      this.#nextReady += 1
      if (index !== undefined && this.#results[index] === undefined) this.#start(index)
    }
    this.#starting = false
  }

  #start(index: number): void {
    const prepared = this.#prepared[index]
    if (prepared === undefined) return
    if (prepared.kind === 'failed') {
      this.#settle(index, prepared)
      return
    }
    const isGroup = this.#groups?.has(index) === true
    // The members of a group have times of their own.
    const flight = new Flight(this, index, prepared.request, isGroup ? undefined : this.#clock)
    if (isGroup) {
      this.#held.add(flight)
      this.#arm()
    } else {
      this.#keepTime(flight, this.limits.partTime)
    }
    try {
      this.#dispatch(prepared.request, flight).then(
        (outcome) => this.#land(flight, outcome),
        (cause: unknown) => this.#land(flight, flight.broken(cause)),
      )
    } catch (cause) {
      this.#land(flight, flight.broken(cause))
    }
  }

  #land(flight: Flight, outcome: PartOutcome): void {
    if (flight.over) return
    flight.settled()
    if (outcome.kind === 'answered') this.#budget.learn(outcome.response.body.length)
    this.#running.delete(flight)
    this.#held.delete(flight)
    this.#settle(flight.index, outcome)
    this.#startReady()
  }

  #settle(index: number, outcome: PartOutcome): void {
    this.#record(index, outcome)
    if (this.#stops(index, outcome)) this.#skipRest(index)
    if (this.#dependents !== undefined && this.#isFailure(outcome)) {
      this.#skipDependents(reachableFrom(index, this.#dependents), index)
    }
    this.#letFollow(index)
    if (this.#left === 0) this.#end()
  }

  #record(index: number, outcome: PartOutcome): void {
    this.#results[index] = outcome
    this.#left -= 1
    this.#onOutcome?.(index, outcome)
  }

  #letFollow(index: number): void {
    for (const follower of this.#followers[index] ?? []) {
      const waits = (this.#waits[follower] ?? 0) - 1
      this.#waits[follower] = waits
      if (waits === 0) this.#ready.push(follower)
    }
  }

  /** What needs a part that failed never runs, nor what needs that. None of it is under way. */
  #skipDependents(dependents: Iterable<number>, because: number): void {
    for (const index of dependents) {
      if (this.#results[index] !== undefined) continue
      this.#record(index, { kind: 'skipped', because })
      this.#letFollow(index)
    }
  }

  #stops(index: number, outcome: PartOutcome): boolean {
    const unknown = outcome.kind === 'failed' && outcome.outcomeUnknown === true
    if (unknown && this.#stopOnUnknown) return true
    if (!this.#batch.stopOnError && this.#batch.parts[index]?.abortsBatch !== true) return false
    return this.#isFailure(outcome)
  }

  #isFailure(outcome: PartOutcome): boolean {
    return outcome.kind !== 'answered' || this.#batch.isFailure(outcomeStatus(outcome))
  }

  /** Everything that was not handed to the dispatch yet will never run. */
  #skipRest(because: number): void {
    const flying = new Set([...this.#running, ...this.#held].map((flight) => flight.index))
    this.#results.forEach((result, index) => {
      if (result !== undefined || flying.has(index)) return
      this.#record(index, { kind: 'skipped', because })
    })
  }

  #arm(): void {
    const [first] = this.#running
    const next = Math.min(first?.ends ?? this.deadline, this.deadline)
    if (this.#alarm <= next) return
    clearTimeout(this.#timer)
    this.#alarm = next
    const wait = Math.max(1, Math.ceil(next - performance.now()))
    this.#timer = setTimeout(() => this.#expire(), wait)
  }

  #expire(): void {
    this.#alarm = Number.POSITIVE_INFINITY
    const now = performance.now()
    if (now >= this.deadline) {
      this.#giveUp('timeout')
      return
    }
    for (const flight of this.#running) {
      if (flight.ends > now) break
      this.#abandon(flight, 'timeout')
    }
    if (this.#left > 0) this.#arm()
  }

  #giveUp(reason: 'timeout' | 'cancelled'): void {
    const notStarted = whyNotStarted[reason]
    const flights = [...this.#running, ...this.#held]
    const flying = new Set(flights.map((flight) => flight.index))
    // First what has not started, so that the end of a flight starts nothing more.
    this.#results.forEach((result, index) => {
      if (result !== undefined || flying.has(index)) return
      this.#record(index, { kind: 'failed', reason: 'not-started', message: notStarted })
    })
    for (const flight of flights) {
      if (this.#groups?.has(flight.index) === true) flight.cancel(reason)
      else if (this.#held.has(flight)) this.#abandon(flight, 'not-started', notStarted)
      else this.#abandon(flight, reason)
    }
    if (this.#left === 0) this.#end()
  }

  #abandon(flight: Flight, reason: CancelReason, message?: string): void {
    if (flight.over) return
    flight.cancel(reason)
    this.#land(flight, flight.abandoned(reason, message))
  }

  #end(): void {
    clearTimeout(this.#timer)
    const outcomes = this.#results.map((result) => result ?? neverRan)
    this.#finish(outcomes)
  }
}
