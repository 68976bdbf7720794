import type { RingNode } from './ring.ts'
import { Ring } from './ring.ts'

/** A caller who has something waiting or, where that is counted, under way. */
class Caller<T> implements RingNode<Caller<T>> {
  next: Caller<T> | undefined = undefined
  previous: Caller<T> | undefined = undefined
  readonly key: unknown
  readonly batches: Map<object, BatchQueue<T>> = new Map()
  /** Those that have something waiting; the one whose turn comes next in front. */
  readonly turns: Ring<BatchQueue<T>> = new Ring()
  inFlight = 0

  constructor(key: unknown) {
    this.key = key
  }
}

/** What waits of one batch. */
class BatchQueue<T> implements RingNode<BatchQueue<T>> {
  next: BatchQueue<T> | undefined = undefined
  previous: BatchQueue<T> | undefined = undefined
  readonly batch: object
  readonly waiting: Ring<Ticket<T>> = new Ring()

  constructor(batch: object) {
    this.batch = batch
  }
}

/** Something that waits, and where. */
export class Ticket<T> implements RingNode<Ticket<T>> {
  next: Ticket<T> | undefined = undefined
  previous: Ticket<T> | undefined = undefined
  readonly caller: Caller<T>
  readonly queue: BatchQueue<T>
  readonly item: T

  constructor(caller: Caller<T>, queue: BatchQueue<T>, item: T) {
    this.caller = caller
    this.queue = queue
    this.item = item
  }
}

/**
 * Who takes the next turn. Callers stand in a ring; each takes one turn and goes to the end, and
 * its own turns go round its batches. A caller with as many under way as allowed is not in the ring
 * until one of them has ended.
 */
export class CallerRing<T> {
  /** How many a caller may have under way. Callers are only counted where it is finite. */
  readonly #most: number
  readonly #counts: boolean
  readonly #callers = new Map<unknown, Caller<T>>()
  /** Those who could take a turn, the next one in front. */
  readonly #ring = new Ring<Caller<T>>()
  #batches = 0
  #parts = 0

  constructor(most: number) {
    this.#most = most
    this.#counts = most !== Number.POSITIVE_INFINITY
  }

  /** Batches that have something waiting. */
  get batches(): number {
    return this.#batches
  }

  /** What waits, altogether. */
  get parts(): number {
    return this.#parts
  }

  /** Whether a caller may have one more under way. */
  hasRoom(key: unknown): boolean {
    return (this.#callers.get(key)?.inFlight ?? 0) < this.#most
  }

  /** Counts one of a caller's as under way that did not have to wait. */
  enter(key: unknown): void {
    this.#caller(key).inFlight += 1
  }

  /** One of a caller's has ended. */
  leave(key: unknown): void {
    if (!this.#counts) return
    const caller = this.#callers.get(key)
    if (caller === undefined) return
    caller.inFlight -= 1
    if (caller.batches.size > 0) this.#ring.append(caller)
    else if (caller.inFlight === 0) this.#callers.delete(key)
  }

  /** Lets something of a batch wait. Returns what takes it away again. */
  add(key: unknown, batch: object, item: T): Ticket<T> {
    const caller = this.#caller(key)
    const queue = caller.batches.get(batch) ?? this.#open(caller, batch)
    const ticket = new Ticket(caller, queue, item)
    queue.waiting.append(ticket)
    this.#parts += 1
    if (caller.inFlight < this.#most) this.#ring.append(caller)
    return ticket
  }

  /** Takes something away that waits no more; does nothing where its turn has come already. */
  remove(ticket: Ticket<T>): void {
    const { caller, queue } = ticket
    if (!queue.waiting.remove(ticket)) return
    this.#parts -= 1
    if (queue.waiting.first !== undefined) return
    this.#close(caller, queue)
    this.#forget(caller)
  }

  /** Takes what has the next turn, and counts it as under way. */
  next(): T | undefined {
    const caller = this.#ring.first
    const queue = caller?.turns.first
    const ticket = queue?.waiting.first
    if (caller === undefined || queue === undefined || ticket === undefined) return undefined
    queue.waiting.remove(ticket)
    this.#parts -= 1
    if (queue.waiting.first === undefined) this.#close(caller, queue)
    else caller.turns.turn()
    if (this.#counts) caller.inFlight += 1
    if (caller.batches.size === 0) this.#forget(caller)
    else if (caller.inFlight < this.#most) this.#ring.turn()
    else this.#ring.remove(caller)
    return ticket.item
  }

  #caller(key: unknown): Caller<T> {
    const found = this.#callers.get(key)
    if (found !== undefined) return found
    const caller = new Caller<T>(key)
    this.#callers.set(key, caller)
    return caller
  }

  #open(caller: Caller<T>, batch: object): BatchQueue<T> {
    const queue = new BatchQueue<T>(batch)
    caller.batches.set(batch, queue)
    caller.turns.append(queue)
    this.#batches += 1
    return queue
  }

  #close(caller: Caller<T>, queue: BatchQueue<T>): void {
    caller.batches.delete(queue.batch)
    caller.turns.remove(queue)
    this.#batches -= 1
  }

  /** Lets go of a caller who has nothing left. */
  #forget(caller: Caller<T>): void {
    if (caller.batches.size > 0) return
    this.#ring.remove(caller)
    if (caller.inFlight === 0) this.#callers.delete(caller.key)
  }
}
