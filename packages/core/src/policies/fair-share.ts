import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Dispatch, PartRun, Policy } from '../model/dispatch.ts'
import type { OuterRequest } from '../model/outer.ts'
import { CallerRing } from './caller-ring.ts'

/** Who a caller is: any text that differs between callers. */
export type CallerOf = (outer: OuterRequest) => string

/** What a fair share may be told beside its capacity. */
export interface FairShareOptions {
  /** Parts of one caller under way at a time, of all its batches together. Default: no bound. */
  readonly perCaller?: number
  /** The memory that answers take. Default: it is no concern of this share. */
  readonly budget?: ShareBudget
  /** Whose turn a batch takes. Default: every batch is a caller of its own. */
  readonly callerOf?: CallerOf
}

/**
 * What a share asks of the memory for answers. While it is short, batches are finished in the order in
 * which they began instead of all at a time, so that none of them holds answers for long; and parts
 * wait while there is no room for the answers to those under way.
 */
export interface ShareBudget {
  readonly isShort: boolean
  /** Whether there is room for so many answers more. */
  hasRoomFor(answers: number): boolean
}

/** A bound on parts under way at one upstream, shared fairly between callers and their batches. */
export interface FairShare {
  /** Goes around the dispatch to that upstream. */
  readonly policy: Policy
  /** The same, with another notion of who the callers are. */
  policyFor(callerOf: CallerOf): Policy
  /** Batches that have parts waiting for their turn at the moment. */
  readonly waitingBatches: number
  /** Parts that wait for their turn at the moment. */
  readonly waitingParts: number
  /** Parts under way at the moment, also such as were given up but have not ended. */
  readonly inFlight: number
  /** Parts that may be under way. */
  readonly capacity: number
}

/**
 * Lets at most `capacity` parts be under way. When there are more, callers take turns: one part
 * each, and a caller's turns go round its batches, so that neither a batch of fifty holds up a batch
 * of one, nor a caller with twenty batches a caller with one. Whoever has as many under way as
 * `perCaller` allows is passed over. Where `budget` is short of memory, the batch that began first
 * goes first instead. Throws a RangeError when a number can't be used.
 */
export function createFairShare(capacity: number, options: FairShareOptions = {}): FairShare {
  checkCount('capacity', capacity)
  if (options.perCaller !== undefined) checkCount('perCaller', options.perCaller)
  return new FairQueue(capacity, options)
}

function checkCount(option: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return
  throw new RangeError(`${option} must be a whole number of at least 1, not ${value}`)
}

/** A part and where it goes. */
interface Call {
  readonly request: PartRequest
  readonly run: PartRun
  readonly next: Dispatch
}

type Key = string | object

class FairQueue implements FairShare {
  readonly policy: Policy
  readonly capacity: number
  readonly #perCaller: number
  readonly #budget: FairShareOptions['budget']
  readonly #ring: CallerRing<() => void>
  /** Who posted a batch, so that it is found out once. */
  readonly #keys = new WeakMap<object, Key>()
  #inFlight = 0

  constructor(capacity: number, { perCaller, callerOf, budget }: FairShareOptions) {
    this.capacity = capacity
    this.#perCaller = perCaller ?? Number.POSITIVE_INFINITY
    this.#budget = budget
    this.#ring = new CallerRing(this.#perCaller)
    this.policy =
      callerOf === undefined ? this.#policy((run) => run.batch) : this.policyFor(callerOf)
  }

  get waitingBatches(): number {
    return this.#ring.batches
  }

  get waitingParts(): number {
    return this.#ring.parts
  }

  get inFlight(): number {
    return this.#inFlight
  }

  policyFor(callerOf: CallerOf): Policy {
    return this.#policy(({ batch, outer }) => {
      const known = this.#keys.get(batch)
      if (known !== undefined) return known
      const key = callerOf(outer)
      this.#keys.set(batch, key)
      return key
    })
  }

  #policy(keyOf: (run: PartRun) => Key): Policy {
    // A place is only free while nobody waits who may have it, so that nobody is passed over here.
    // Without a bound per caller it matters only to those who wait who they are.
    if (this.#perCaller === Number.POSITIVE_INFINITY) {
      return (next) => (request, run) => {
        if (!this.#hasPlace()) return this.#wait({ request, run, next }, keyOf(run))
        this.#inFlight += 1
        return launch(request, run, next, this.#giveBack)
      }
    }
    return (next) => (request, run) => {
      const key = keyOf(run)
      if (!this.#hasPlace() || !this.#ring.hasRoom(key)) {
        return this.#wait({ request, run, next }, key)
      }
      this.#inFlight += 1
      this.#ring.enter(key)
      return launch(request, run, next, () => this.#leave(key))
    }
  }

  /** Whether one more may begin, after those who wait and may. */
  #hasPlace(): boolean {
    if (this.#ring.parts > 0) this.#fill()
    return this.#isFree()
  }

  #isFree(): boolean {
    const under = this.#inFlight
    // With nothing under way nobody would be told when there is room.
    if (under === 0) return true
    return under < this.capacity && this.#budget?.hasRoomFor(under + 1) !== false
  }

  /** Whether the answers to all that may be under way could leave no room for the rest of their batches. */
  #finishes(): boolean {
    const budget = this.#budget
    return budget !== undefined && (budget.isShort || !budget.hasRoomFor(this.capacity))
  }

  #wait({ request, run, next }: Call, key: Key): Promise<PartOutcome> {
    let gone = false
    const turn = new Promise<void>((resolve) => {
      run.hold()
      const ticket = this.#ring.add(key, run.batch, () => {
        run.resume()
        resolve()
      })
      run.onCancel(() => {
        gone = true
        this.#ring.remove(ticket)
      })
    })
    // Its turn comes in the course of another batch; the part runs in its own async context.
    return turn.then(() => {
      if (!gone) return launch(request, run, next, () => this.#leave(key))
      this.#leave(key)
      return givenUp
    })
  }

  #leave(key: Key): void {
    this.#ring.leave(key)
    this.#giveBack()
  }

  readonly #giveBack = (): void => {
    this.#inFlight -= 1
    if (this.#ring.parts > 0) this.#fill()
  }

  #fill(): void {
    while (this.#isFree()) {
      const begin = this.#finishes() ? this.#ring.eldest() : this.#ring.next()
      if (begin === undefined) return
      this.#inFlight += 1
      begin()
    }
  }
}

/** Its place has been taken already. Costs no promise but the one that tells of its end. */
function launch(
  request: PartRequest,
  run: PartRun,
  next: Dispatch,
  ended: () => void,
): Promise<PartOutcome> {
  let outcome: Promise<PartOutcome>
  try {
    outcome = next(request, run)
  } catch (cause) {
    ended()
    throw cause
  }
  outcome.then(ended, ended)
  return outcome
}

const givenUp: PartOutcome = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was given up when its turn had just come.',
}
