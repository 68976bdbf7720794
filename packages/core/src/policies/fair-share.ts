import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Dispatch, PartRun, Policy } from '../model/dispatch.ts'

/** A part and where it goes. */
interface Call {
  readonly request: PartRequest
  readonly run: PartRun
  readonly next: Dispatch
}

/** A part that waits for its turn. */
interface Waiter extends Call {
  readonly settle: (outcome: Promise<PartOutcome>) => void
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
    if (this.#inFlight < this.#capacity && this.#queues.size === 0) return this.#launch(call)
    return new Promise((settle) => {
      const waiter: Waiter = { ...call, settle }
      call.run.hold()
      call.run.onCancel(() => this.#leave(waiter))
      const queue = this.#queues.get(call.run.batch)
      if (queue === undefined) this.#queues.set(call.run.batch, new Set([waiter]))
      else queue.add(waiter)
    })
  }

  /** Takes a part that was given up out of its queue. */
  #leave(waiter: Waiter): void {
    const queue = this.#queues.get(waiter.run.batch)
    queue?.delete(waiter)
    if (queue?.size === 0) this.#queues.delete(waiter.run.batch)
  }

  async #launch({ request, run, next }: Call): Promise<PartOutcome> {
    this.#inFlight += 1
    try {
      return await next(request, run)
    } finally {
      this.#inFlight -= 1
      this.#launchWaiting()
    }
  }

  #launchWaiting(): void {
    while (this.#inFlight < this.#capacity) {
      const waiter = nextInTurn(this.#queues)
      if (waiter === undefined) return
      waiter.run.resume()
      waiter.settle(this.#launch(waiter))
    }
  }
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
