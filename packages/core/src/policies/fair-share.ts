import type { Admission } from '../model/admission.ts'
import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Dispatch, PartRun, Policy } from '../model/dispatch.ts'
import { BatchError } from '../model/error.ts'

/** A part and where it goes. */
interface Call {
  readonly request: PartRequest
  readonly run: PartRun
  readonly next: Dispatch
}

/** A part that waits for its turn. */
interface Waiter extends Call {
  /** Tells it that its turn has come. */
  readonly begin: () => void
}

/** A bound on parts under way at one upstream, shared fairly between batches. */
export interface FairShare {
  /** Goes around the dispatch to that upstream. */
  readonly policy: Policy
  /** Batches that have parts waiting for their turn at the moment. */
  readonly waitingBatches: number
  /** Parts under way at the moment, also such as were given up but have not ended. */
  readonly inFlight: number
}

/**
 * Lets at most `capacity` parts be under way. When there are more, batches take turns: one part
 * each, so that a batch of fifty does not hold up a batch of one.
 */
export function createFairShare(capacity: number): FairShare {
  return new FairQueue(capacity)
}

/** Refuses batches with 503 while `most` of them wait for a share. */
export function createWaitingRoom(share: FairShare, most: number): Admission {
  return {
    enter() {
      if (share.waitingBatches < most) return {}
      throw new BatchError('unavailable', 'Too many batches are waiting for the API.', {
        headers: [['retry-after', '1']],
      })
    },
  }
}

class FairQueue implements FairShare {
  readonly policy: Policy = (next) => (request, run) => this.#enter({ request, run, next })
  readonly #capacity: number
  readonly #queues = new Map<object, Set<Waiter>>()
  #inFlight = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get waitingBatches(): number {
    return this.#queues.size
  }

  get inFlight(): number {
    return this.#inFlight
  }

  #enter(call: Call): Promise<PartOutcome> {
    if (this.#inFlight < this.#capacity && this.#queues.size === 0) {
      this.#inFlight += 1
      return this.#launch(call)
    }
    let gone = false
    const turn = new Promise<void>((begin) => {
      const waiter: Waiter = { ...call, begin }
      call.run.hold()
      call.run.onCancel(() => {
        gone = true
        this.#leave(waiter)
      })
      const queue = this.#queues.get(call.run.batch)
      if (queue === undefined) this.#queues.set(call.run.batch, new Set([waiter]))
      else queue.add(waiter)
    })
    // Its turn comes in the course of another batch; the part runs in its own async context.
    return turn.then(() => {
      if (!gone) return this.#launch(call)
      this.#giveBack()
      return givenUp
    })
  }

  /** Takes a part that was given up out of its queue. */
  #leave(waiter: Waiter): void {
    const queue = this.#queues.get(waiter.run.batch)
    queue?.delete(waiter)
    if (queue?.size === 0) this.#queues.delete(waiter.run.batch)
  }

  /** Its place has been taken already. */
  async #launch({ request, run, next }: Call): Promise<PartOutcome> {
    try {
      return await next(request, run)
    } finally {
      this.#giveBack()
    }
  }

  #giveBack(): void {
    this.#inFlight -= 1
    this.#launchWaiting()
  }

  #launchWaiting(): void {
    while (this.#inFlight < this.#capacity) {
      const waiter = nextInTurn(this.#queues)
      if (waiter === undefined) return
      this.#inFlight += 1
      waiter.run.resume()
      waiter.begin()
    }
  }
}

const givenUp: PartOutcome = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was given up when its turn had just come.',
}

/** Takes one part of the batch whose turn it is, and puts that batch behind the others. */
function nextInTurn(queues: Map<object, Set<Waiter>>): Waiter | undefined {
  for (const [batch, queue] of queues) {
    queues.delete(batch)
    const [waiter] = queue
    if (waiter === undefined) continue
    queue.delete(waiter)
    if (queue.size > 0) queues.set(batch, queue)
    return waiter
  }
  return undefined
}
