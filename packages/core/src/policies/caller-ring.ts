/** A caller who has something waiting or, where that is counted, under way. */
interface Caller<T> {
  readonly key: unknown
  /** What waits, by batch; the batch whose turn comes next in front. */
  readonly batches: Map<object, Set<T>>
  inFlight: number
}

/**
 * Who takes the next turn. Callers stand in a ring; each takes one turn and goes to the end, and
 * its own turns go round its batches. A caller with as many under way as allowed is not in the ring
 * until one of them has ended.
 */
export class CallerRing<T> {
  /** How many a caller may have under way. Callers are only counted where it is finite. */
  readonly #most: number
  readonly #callers = new Map<unknown, Caller<T>>()
  /** Those who could take a turn, the next one in front. */
  readonly #ring = new Set<Caller<T>>()
  #batches = 0
  #parts = 0

  constructor(most: number) {
    this.#most = most
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
    const caller = this.#callers.get(key)
    if (caller === undefined || this.#most === Number.POSITIVE_INFINITY) return
    caller.inFlight -= 1
    if (caller.batches.size > 0) this.#ring.add(caller)
    else if (caller.inFlight === 0) this.#callers.delete(key)
  }

  /** Lets something of a batch wait. */
  add(key: unknown, batch: object, item: T): void {
    const caller = this.#caller(key)
    const queue = caller.batches.get(batch)
    this.#parts += 1
    if (queue === undefined) {
      caller.batches.set(batch, new Set([item]))
      this.#batches += 1
    } else {
      queue.add(item)
    }
    if (caller.inFlight < this.#most) this.#ring.add(caller)
  }

  /** Takes something away that waits no more; does nothing where its turn has come already. */
  remove(key: unknown, batch: object, item: T): void {
    const caller = this.#callers.get(key)
    const queue = caller?.batches.get(batch)
    if (caller === undefined || queue?.delete(item) !== true) return
    this.#parts -= 1
    if (queue.size > 0) return
    caller.batches.delete(batch)
    this.#batches -= 1
    this.#forget(caller)
  }

  /** Takes what has the next turn, and counts it as under way. */
  next(): T | undefined {
    const [caller] = this.#ring
    const [first] = caller?.batches ?? []
    if (caller === undefined || first === undefined) return undefined
    const [batch, queue] = first
    const [item] = queue
    if (item === undefined) return undefined
    this.#ring.delete(caller)
    caller.batches.delete(batch)
    queue.delete(item)
    this.#parts -= 1
    if (queue.size > 0) caller.batches.set(batch, queue)
    else this.#batches -= 1
    if (this.#most !== Number.POSITIVE_INFINITY) caller.inFlight += 1
    if (caller.batches.size === 0) this.#forget(caller)
    else if (caller.inFlight < this.#most) this.#ring.add(caller)
    return item
  }

  #caller(key: unknown): Caller<T> {
    const found = this.#callers.get(key)
    if (found !== undefined) return found
    const caller = { key, batches: new Map<object, Set<T>>(), inFlight: 0 }
    this.#callers.set(key, caller)
    return caller
  }

  /** Lets go of a caller who has nothing left. */
  #forget(caller: Caller<T>): void {
    if (caller.batches.size > 0) return
    this.#ring.delete(caller)
    if (caller.inFlight === 0) this.#callers.delete(caller.key)
  }
}
